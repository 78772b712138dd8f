"""The entrance for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from insatskatalog.outermost import Outermost

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insatskatalog.settings")

application = Outermost(get_wsgi_application())
