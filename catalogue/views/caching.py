"""Let a browser that asks again hear that nothing has changed.

Everything is kept for as long as it is the same and asked about each time (`no-cache`), so that
nobody reads yesterday's facts. The pages are the same for everybody, staff included.
"""

import hashlib
from collections.abc import Callable
from functools import cache, partial, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition

from catalogue.languages import GetResponse
from catalogue.search.catalogue import Catalogue
from catalogue.search.sync import current
from catalogue.search.words import analyser

SHOWN = ("SITE_NAME", "SITE_OWNER", "SITE_EMAIL", "ANSWER_DAYS")  # settings that pages show


def asked_each_time(get_response: GetResponse) -> GetResponse:
    """Be the middleware that lets every page be kept, and asked about before it is used again."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response

    return middleware


def unchanged_per_revision(view: Callable[..., HttpResponse]) -> GetResponse:
    """Hand the catalogue to a view that shows nothing else; 304 before the page is made.

    The other pages get their tag from their content, by Django's ConditionalGetMiddleware.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        catalogue = current()
        tag = partial(revision_tag, catalogue)
        return condition(etag_func=tag)(view)(request, catalogue, *args, **kwargs)

    return answer


def revision_tag(catalogue: Catalogue, request: HttpRequest, *_args: object) -> str | None:
    """Return what changes with the catalogue, the release, the day and the kind of answer."""
    if settings.DEBUG:
        return None  # templates change without a restart
    parts = [
        catalogue.epoch,
        str(catalogue.revision),
        release(),
        str(catalogue.day),
        request.headers.get("HX-Request", ""),
        request.get_host(),
        str(get_language()),
    ]
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


@cache
def release() -> str:
    """Return a hash that changes with the code, the templates, the static files and the words."""
    digest = hashlib.sha256(analyser().version.encode())
    folders: list[tuple[Path, str]] = [
        (settings.BASE_DIR / "catalogue", "**/*.py"),
        (settings.BASE_DIR / "catalogue", "**/*.toml"),
        (settings.BASE_DIR / "catalogue", "**/*.txt"),
        (settings.BASE_DIR / "templates" / "public", "**/*"),
        (settings.BASE_DIR / "static", "**/*"),
        (settings.BASE_DIR / "locale", "**/*.mo"),
    ]
    for folder, pattern in folders:
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    digest.update(repr([getattr(settings, name) for name in SHOWN]).encode())
    return digest.hexdigest()[:16]
