"""What gunicorn serves in these tests: the site, with faults around Django too."""

from insatskatalog.wsgi import application as whole
from tests.serving.faults import fail


def django_given_up(environ, start_response):
    """Django, with a fault before and after all that it catches."""
    if "/_fel/django/" in environ["PATH_INFO"]:
        fail(str(environ))
    return django(environ, start_response)


django, whole.application = whole.application, django_given_up


def application(environ, start_response):
    """The site, where even the outermost door may fail."""
    if "/_fel/server/" in environ["PATH_INFO"]:
        fail(str(environ))
    return whole(environ, start_response)
