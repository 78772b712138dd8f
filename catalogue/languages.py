"""The languages of the public pages: their addresses, and which pages each of them has.

Swedish is what the catalogue is written in and stands without a prefix: /behov/. The other
languages have theirs first: /en/behov/. English has every page, the others those on which a person
looks for help. The address alone decides; no cookie and no header of the browser does.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, get_language_from_path, gettext, override

SWEDISH = settings.LANGUAGE_CODE
COMPLETE = frozenset({SWEDISH, "en"})
EASY_SWEDISH = "sv-simple"
# The pages that the other languages lack.
ENGLISH_ONLY = frozenset(
    {
        "about",
        "accessibility_statement",
        "privacy",
        "still_true",
        "suggestion_form",
        "suggestion_thanks",
    }
)
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LanguageLink(NamedTuple):
    """A language to read this page in, or to begin in where it does not have the page."""

    code: str
    name: str
    address: str
    here: bool  # it has this very page

    @property
    def lasting(self) -> str:
        """Return the address of the page itself, whatever state of it is shown."""
        return self.address.partition("?")[0]


def offers(language: str | None, page: str | None) -> bool:
    """Tell whether a page, by the name of its address, is there in a language."""
    return language in COMPLETE or page not in ENGLISH_ONLY


def url(page: str, *args: Any) -> str:
    """Return the address of a page in the reader's language, or in Swedish if it is not there."""
    return _address(page, args, get_language(), get_script_prefix())


@lru_cache(maxsize=2_000)  # a page has dozens, most of them the same
def _address(page: str, args: tuple[Any, ...], language: str | None, _prefix: str) -> str:
    if offers(language, page):
        return reverse(page, args=args)
    with override(SWEDISH):
        return reverse(page, args=args)


def languages(request: HttpRequest) -> Iterator[LanguageLink]:
    """Yield every language with the address of this page in it."""
    match = request.resolver_match
    here = _without_prefix(request.get_full_path())
    for code, name in settings.LANGUAGES:
        offered = match is not None and offers(code, match.url_name)
        prefix = "" if code == SWEDISH else f"/{code}"
        yield LanguageLink(code, name, prefix + (here if offered else "/"), offered)


def translated(text: str) -> str:
    """Return a word of the lists in the reader's language; itself where it has no translation.

    Staff may change the lists. A word that they have changed stands in Swedish till somebody
    translates the new one.
    """
    if not text or get_language() == SWEDISH:
        return text
    found = gettext(text)
    if found != text:
        return found
    small = text[:1].lower() + text[1:]
    found = gettext(small)
    return text if found == small else found[:1].upper() + found[1:]


class LanguageMiddleware:
    """Speaks the language of the address."""

    def __init__(self, get_response: GetResponse) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language that the address begins with."""
        language = get_language_from_path(request.path_info) or SWEDISH
        with override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """Lead to the Swedish page where the language does not have it."""
        match = request.resolver_match
        if match is None or offers(get_language(), match.url_name):
            return None
        return redirect(_without_prefix(request.get_full_path()))


def _without_prefix(address: str) -> str:
    """Return the Swedish address of a page."""
    language = get_language_from_path(address)
    return address.removeprefix(f"/{language}") if language else address
