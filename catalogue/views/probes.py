"""What watchmen ask: does the process live, and can it do its work? The answers reveal nothing."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.search.filters import read_query
from catalogue.search.mark import read_mark
from catalogue.search.restored import restored_at
from catalogue.search.sync import current
from catalogue.views.unavailable import say_once_a_minute


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Tell that the process answers. It asks nothing: a restart mends no database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Tell that a search and a page work; 503 and one word for the first thing that does not."""
    for word, work in PARTS.items():
        try:
            work(request)
        except Exception as error:  # whatever it is, the site is not ready
            say_once_a_minute(f"Webbplatsen är inte redo: {word} ({type(error).__name__}).")
            return HttpResponse(f"{word}\n", status=503, content_type="text/plain")
    told = "ok, databasen är återläst: brev hålls\n" if restored_at() else "ok\n"
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def _read_the_revision(request: HttpRequest) -> None:
    read_mark()


def _search(request: HttpRequest) -> None:
    """Search without being counted among the searches of visitors."""
    catalogue = current()
    catalogue.search(read_query(QueryDict("q=stöd"), catalogue.options))


def _find_a_static_file(request: HttpRequest) -> None:
    """Look the style sheet up in the manifest, and on the disk."""
    name = static("catalogue/site.css").removeprefix(settings.STATIC_URL)
    if not staticfiles_storage.exists(name) and not finders.find(name):
        raise FileNotFoundError


def _draw_a_page(request: HttpRequest) -> None:
    render_to_string("404.html", request=request, using="public")


PARTS: dict[str, Callable[[HttpRequest], None]] = {
    "databas": _read_the_revision,
    "sokning": _search,
    "filer": _find_a_static_file,
    "sida": _draw_a_page,
}
