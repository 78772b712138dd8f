"""The languages of the public pages: their addresses, and which pages each of them has.

Swedish is what the catalogue is written in and stands without a prefix: /behov/. The other
languages have theirs first: /en/behov/. English has every page, the others those on which a person
looks for help, or the start alone. Where a language lacks a page its address shows the Swedish
one, with a line in the language. The address alone decides; no cookie and no header of the browser
does.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix, reverse
from django.utils.translation import (
    activate,
    get_language,
    get_language_from_path,
    gettext,
    override,
)

SWEDISH = settings.LANGUAGE_CODE
COMPLETE = frozenset({SWEDISH, "en"})
EASY_SWEDISH = "sv-simple"
BEGUN = frozenset({"pl", "fa-af", "ti"})  # they have the start page
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
# The help box in a language is shown once somebody who speaks it has read it and says that it is
# right: the name of the reader by the language. Till then the box is in Swedish, with its numbers.
HELP_BOX_READERS: dict[str, str] = {}
# These showed theirs before a reader was asked for.
HELP_BOX_SHOWN = frozenset({SWEDISH, "sv-simple", "en", "ar", "fi", "so", "uk"})
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LanguageLink(NamedTuple):
    """A language to read this page in, or to begin in where it does not have the page."""

    code: str
    name: str
    address: str
    here: bool  # it has this very page

    @property
    def direction(self) -> str:
        """Return which way the language is written."""
        return direction_of(self.code)

    @property
    def lasting(self) -> str:
        """Return the address of the page itself, whatever state of it is shown."""
        return self.address.partition("?")[0]


def offers(language: str | None, page: str | None) -> bool:
    """Tell whether a page, by the name of its address, is there in a language."""
    if language in BEGUN:
        return page == "home"
    return language in COMPLETE or page not in ENGLISH_ONLY


def help_box_is_read(language: str | None) -> bool:
    """Tell whether the texts of the help box may be shown in a language."""
    return language in HELP_BOX_SHOWN or language in HELP_BOX_READERS


def direction_of(language: str) -> str:
    """Return which way a language is written, as HTML says it."""
    return "rtl" if language.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def url(page: str, *args: Any) -> str:
    """Return the address of a page in the reader's language, also if what is there is Swedish."""
    return _address(page, args, get_language(), get_script_prefix())


@lru_cache(maxsize=2_000)  # a page has dozens, most of them the same
def _address(page: str, args: tuple[Any, ...], _language: str | None, _prefix: str) -> str:
    return reverse(page, args=args)


def languages(request: HttpRequest) -> Iterator[LanguageLink]:
    """Yield every language with the address of this page in it."""
    match = request.resolver_match
    here = _without_prefix(request.get_full_path())
    for code, name in settings.LANGUAGES:
        offered = match is not None and offers(code, match.url_name)
        prefix = "" if code == SWEDISH else f"/{code}"
        yield LanguageLink(code, name, prefix + (here if offered else "/"), offered)


class OwnWords(NamedTuple):
    """What one reads in one's own language on a page that is there in Swedish only."""

    code: str
    direction: str
    only_in_swedish: str
    interpreter: str
    home: str
    to_the_start: str


def in_own_words(request: HttpRequest) -> OwnWords | None:
    """Return what a reader is told whose language lacks the page; None where it has it."""
    language = get_language_from_path(request.path_info)
    if language is None or language == get_language():
        return None
    with override(language):
        return OwnWords(
            language,
            direction_of(language),
            gettext("Den här sidan finns bara på svenska."),
            gettext(
                "När du ringer kommunen, vården eller en annan myndighet kan du be om tolk."
                " Säg vilket språk du talar."
            ),
            url("home"),
            gettext("Till startsidan"),
        )


def canonical(request: HttpRequest) -> str:
    """Return where a page lives: at its Swedish address if it is shown in Swedish."""
    return _without_prefix(request.path) if get_language() == SWEDISH else request.path


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
            spoken = get_language() or SWEDISH
        response.headers.setdefault("Content-Language", spoken)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Speak Swedish where the language of the address does not have the page."""
        match = request.resolver_match
        if match is not None and not offers(get_language(), match.url_name):
            activate(SWEDISH)


def _without_prefix(address: str) -> str:
    """Return the Swedish address of a page."""
    language = get_language_from_path(address)
    return address.removeprefix(f"/{language}") if language else address
