"""How values look on a page. Presentation only: nothing here asks the database."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, override
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from catalogue.engine.language.collation import collation_key
from catalogue.languages import (
    SWEDISH,
    canonical,
    help_box_is_read,
    in_own_words,
    languages,
    translated,
    url,
)
from catalogue.models import Intervention
from catalogue.models.lines import lines
from catalogue.models.telephones import dialled, shown
from catalogue.search.facet_groups import FacetValue, Silence

PROPER_NAMES = frozenset({"kommun"})  # the same in every language
DAY_FORMS = {"fi": "d. MMMM y"}  # the others: "d MMMM y"
CLDR = {"sv-simple": "sv", "en": "en_GB", "fa-af": "fa_AF"}  # the others: as they are
MARK = Markup(' lang="sv" dir="ltr"')
CAPACITY_DAYS = 180  # how long a queue or a number of free places is worth saying


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment of the public pages."""
    # Django's backend turns autoescape on.
    env = Environment(  # noqa: S701 # nosec B701
        **{**options, "undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {
        "_": said,
        "static": static,
        "url": url,
        "languages": languages,
        "language": get_language,
        "direction": lambda: "rtl" if get_language_bidi() else "ltr",
        "canonical": canonical,
        "in_danger": in_danger,
        "in_own_words": in_own_words,
        "in_swedish": in_swedish,
        "once": once,
        "printed_on": timezone.localdate,
        "site_name": settings.SITE_NAME,
        "site_owner": settings.SITE_OWNER,
    }
    env.filters |= {
        "cut": cut,
        "day": day,
        "lines": lines,
        "listed": listed,
        "paragraphs": paragraphs,
        "ages": ages,
        "queue": queue,
        "places": places,
        "number": number,
        "phone": phone,
        "left_to_right": left_to_right,
        "shortened": shortened,
        "sentence": sentence,
        "swedish": swedish,
        "term": term,
        "terms": terms,
        "tickboxes": tickboxes,
        "stale": stale,
    }
    return env


def said(text: str, **values: Any) -> Markup:
    """Return a text of a template in the reader's language. A page has hundreds: they are kept."""
    found = _translated(text, get_language())
    return found % values if values or "%" in text else found


def in_danger(text: str, **values: Any) -> Markup:
    """Return a text of the help box: in Swedish till a reader has found the translation right."""
    if help_box_is_read(get_language()):
        return said(text, **values)
    with override(SWEDISH):
        told = said(text, **values)
    return Markup("<span{}>{}</span>").format(MARK, told)


@lru_cache(maxsize=5_000)
def _translated(text: str, language: str | None) -> Markup:
    return Markup(gettext(text))  # noqa: S704 # nosec B704 - written by us


def once(drawn: dict[str, Markup], piece: str, caller: Callable[[], Markup]) -> Markup:
    """Draw what a call block holds the first time, and repeat it after that."""
    if piece not in drawn or settings.DEBUG:  # templates change without a restart
        drawn[piece] = caller()
    return drawn[piece]


def in_swedish() -> Markup:
    """Return the attributes of an element that holds the catalogue's own words.

    They are there on a page in another language only.
    """
    return Markup("") if get_language() == SWEDISH else MARK


def swedish(text: str) -> str:
    """Mark a text of the catalogue as Swedish on a page in another language."""
    if not text or get_language() == SWEDISH:
        return text
    return Markup('<span lang="sv" dir="ltr">{}</span>').format(text)


def term(text: str) -> str:
    """Return a word of the lists in the reader's language, or the Swedish one marked as such."""
    found = translated(text)
    return found if found != text else swedish(text)


def terms(items: Iterable[Any]) -> Markup:
    """Write the names of some items of a list, one after the other."""
    return listed(term(sentence(item.name)) for item in items)


def listed(items: Iterable[str]) -> Markup:
    """Write some things one after the other, with the comma of the reader's language."""
    return escape(gettext(", ")).join(items)


def day(value: datetime.date | None) -> str:
    """Write a day in words: 3 november 2026."""
    form = DAY_FORMS.get(get_language() or "", "d MMMM y")
    return format_date(value, form, locale=cldr()) if value else ""


def weekday(number: int) -> str:
    """Return the name of a day of the week, of which Monday is 0."""
    return str(get_day_names("wide", "stand-alone", cldr())[number])


def cldr() -> str:
    """Return the name of the reader's language among those whose habits Babel knows."""
    language = get_language() or SWEDISH
    return CLDR.get(language, language)


def paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def tickboxes(choices: Sequence[FacetValue], name: str, silences: Sequence[Silence] = ()) -> Markup:
    """Write a row for each choice of a facet. A page has hundreds; a template takes far longer."""
    language = get_language()
    own = "" if name in PROPER_NAMES else language
    rows = []
    for choice in choices:
        before, after = _row(name, choice.value, choice.label, own)
        none = "" if choice.count or choice.chosen else ' class="none"'
        ticked = " checked" if choice.chosen else ""
        rows.append(f"<li><label{none}>{before}{ticked}>{after}<b>{choice.count}</b></label>\n")
    if silences:
        pairs = zip(rows, silences, strict=True)
        rows = [f"{row}{_silence(silence, language)}</li>\n" for row, silence in pairs]
    return Markup("".join(rows))  # noqa: S704 # nosec B704 - every value is escaped or a number


@lru_cache(maxsize=20_000)
def _row(name: str, value: str, label: str, language: str | None) -> tuple[str, str]:
    """Return what of a row never changes, before and after where it says that it is ticked."""
    shown = escape(term(label) if language else label)
    return f'<input type="checkbox" name="{name}" value="{escape(value)}"', str(shown)


def _silence(silence: Silence, language: str | None) -> str:
    """Write how many have not said, as the way to them, or as the choice that was made."""
    if not (silence.chosen or silence.count):
        return ""
    words, ticked, about = _silent_words(silence.count, silence.label, language)
    if not silence.chosen:
        return f'<a class="silence" href="{escape(silence.address)}">{words}{about}</a>'
    box = f'<input type="checkbox" name="inte_angett" value="{escape(silence.value)}" checked>'
    return f'<label class="silence">{box}{ticked}{about}<b>{silence.count}</b></label>'


@lru_cache(maxsize=10_000)
def _silent_words(count: int, label: str, _language: str | None) -> tuple[str, str, Markup]:
    words = ngettext("%(num)s har inte angett", "%(num)s har inte angett", count) % {"num": count}
    about = Markup('<span class="visually-hidden">: {}</span>').format(label)
    return words, gettext("Har inte angett"), about


def sentence(text: str) -> str:
    """Begin with a capital letter, whatever the list says."""
    return text[:1].upper() + text[1:]


def ages(entry: Intervention) -> str:
    """Write whom it is for by age: 16–29 år."""
    if entry.age_from is not None and entry.age_to is not None:
        return gettext("%(low)s–%(high)s år") % {"low": entry.age_from, "high": entry.age_to}
    if entry.age_from is not None:
        return gettext("från %(age)s år") % {"age": entry.age_from}
    if entry.age_to is not None:
        return gettext("till och med %(age)s år") % {"age": entry.age_to}
    return ""


def hours(entry: Intervention) -> str:
    """Write how much a week: 2–10 timmar i veckan."""
    low, high = (
        format_decimal(value.normalize(), locale=cldr()) if value is not None else ""
        for value in (entry.hours_from, entry.hours_to)
    )
    if low and high and low != high:
        return gettext("%(low)s–%(high)s timmar i veckan") % {"low": low, "high": high}
    if low == high and low:
        return gettext("%(hours)s timmar i veckan") % {"hours": low}
    if low:
        return gettext("från %(hours)s timmar i veckan") % {"hours": low}
    return gettext("högst %(hours)s timmar i veckan") % {"hours": high} if high else ""


def queue(days: int | None) -> str:
    """Write a waiting time the way people say it."""
    if days is None:
        return ""
    if days == 0:
        return gettext("ingen kö")
    if days < 14:
        return ngettext("%(n)s dags kö", "%(n)s dagars kö", days) % {"n": days}
    if days < 60:
        return gettext("ungefär %(n)s veckors kö") % {"n": round(days / 7)}
    return gettext("ungefär %(n)s månaders kö") % {"n": round(days / 30)}


def stale(checked_on: datetime.date | None) -> bool:
    """Tell whether a queue or a number of places is too old to be repeated."""
    return checked_on is not None and (timezone.localdate() - checked_on).days > CAPACITY_DAYS


def places(entry: Intervention) -> str:
    """Write everywhere an entry is, from the widest area to the single kommun."""
    names = [gettext("Hela landet")] if entry.nationwide else []
    names += sorted((county.name for county in entry.counties.all()), key=collation_key)
    names += sorted((place.name for place in entry.municipalities.all()), key=collation_key)
    return listed(names)


def number(text: str) -> Markup:
    """Write a telephone number as people read it, in its own order also among Arabic words."""
    return left_to_right(shown(text, gettext("anknytning")))


def phone(text: str, style: str = "phone", before: str = "") -> Markup:
    """Write a number as a link that dials it, an icon before it; what cannot be dialled is text."""
    if dial := dialled(text):
        return Markup('<a class="{}" href="tel:{}">{}{}</a>').format(
            style, dial, before, number(text)
        )
    return Markup('<span class="{}">{}{}</span>').format(style, before, number(text))


def left_to_right(text: str) -> Markup:
    """Keep a number, an address or a range in its own order also among Arabic words."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def shortened(names: Sequence[str], most: int = 3) -> str:
    """Write at most `most` names, then how many more there are."""
    more = len(names) - most
    if more <= 1:
        return listed(names)
    told = escape(gettext("%(names)s och %(more)s till"))
    return told % {"names": listed(names[:most]), "more": more}


def cut(text: str, letters: int) -> Markup:
    """Shorten a text, and leave its marks whole."""
    short = Truncator(escape(text)).chars(letters, html=True)
    return Markup(short)  # noqa: S704 # nosec B704 - escaped above
