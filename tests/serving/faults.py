"""What goes wrong in every layer, always with the visitor's words in its mouth."""

import logging
import threading
import warnings

from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.views.decorators.csrf import csrf_exempt


class QuotingError(Exception):
    """One that quotes."""


def quoted(request):
    """Everything that a visitor has sent."""
    body = request.body.decode("utf-8", "replace") if request.method == "POST" else ""
    return f"{request.get_full_path()} {body} {dict(request.headers)} {request.META['REMOTE_ADDR']}"


def fail(said):
    try:
        raise KeyError(said)
    except KeyError as error:
        raise QuotingError(said) from error


@csrf_exempt
def view(request, kind, word):
    said = quoted(request)
    return AT_A_VIEW[kind](said) or HttpResponse("ok")


def in_a_template(said):
    engines["public"].from_string("{{ said.nowhere.to.be.found }}").render({"said": said})


def in_a_stream(said):
    def parts():
        yield b"begun"
        fail(said)

    return StreamingHttpResponse(parts())


def in_a_thread(said):
    thread = threading.Thread(target=fail, args=[said])
    thread.start()
    thread.join()


def when_thrown_away(said):
    class Last:
        def __del__(self):
            fail(said)

    del [Last()][0]


def in_logs(said):
    ours, other = logging.getLogger("catalogue"), logging.getLogger("some.library")
    other.error(said)
    other.error("about %s", said)
    other.warning("about %(what)s", {"what": said})
    other.error("a number %d", said)
    other.error("bad \udcff %s", said, stack_info=True)
    ours.error("a number %d", said)
    warnings.warn(said, RuntimeWarning, stacklevel=1)
    warnings.warn(said, DeprecationWarning, stacklevel=1)


def in_the_database(said):
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS text), nowhere", [said])


def in_a_constraint(said):
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(
                "INSERT INTO django_content_type (app_label, model) VALUES (%s, %s)",
                [said[:90], "x"],
            )


AT_A_VIEW = {
    "view": fail,
    "template": in_a_template,
    "stream": in_a_stream,
    "thread": in_a_thread,
    "thrown-away": when_thrown_away,
    "logs": in_logs,
    "database": in_the_database,
    "constraint": in_a_constraint,
}


def outer_middleware(get_response):
    def middleware(request):
        return fail(quoted(request)) if "/_fel/outer/" in request.path else get_response(request)

    return middleware


def inner_middleware(get_response):
    def middleware(request):
        return fail(quoted(request)) if "/_fel/inner/" in request.path else get_response(request)

    return middleware
