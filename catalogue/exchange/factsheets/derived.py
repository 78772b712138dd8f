"""Tell what a fact sheet states from what is derived from its prose.

A text about ages, hours or demands can be misread. What is read out of one is therefore a proposal
with its words beside it, and a person accepts it or not (`changes/proposed_facts.py`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.exchange.factsheets.ages import read_ages
from catalogue.exchange.factsheets.facts import is_anonymous, needs_consent, tells_of_easy_read
from catalogue.exchange.factsheets.forms import read_forms
from catalogue.exchange.factsheets.hours import read_hours
from catalogue.exchange.factsheets.money import read_cost, read_supports
from catalogue.exchange.factsheets.phrases import sentences
from catalogue.exchange.factsheets.requirement_words import read_required
from catalogue.exchange.factsheets.requirements import excludes_use
from catalogue.exchange.factsheets.sessions import read_sessions
from catalogue.exchange.factsheets.sheet import Sheet
from catalogue.exchange.factsheets.starts import read_intake
from catalogue.exchange.factsheets.waivers import read_waivers
from catalogue.exchange.factsheets.ways_in import senders_in
from catalogue.values.merging import says_nothing


@dataclass(frozen=True)
class Derived:
    """One thing that was read out of prose."""

    field: str
    """A column of `values`."""
    value: Any
    """Its lasting value; of a list, a list of one."""
    words: str
    """The sentence that says so, or all the text that it was read from."""


@dataclass(frozen=True)
class Derivation:
    """Where a field is read from, and how one sees which sentence says it."""

    texts: tuple[str, ...]
    """Names of texts of the sheet."""
    says: Callable[[str, Any], bool] = lambda sentence, value: False
    """Whether a sentence alone gives the value."""
    literal: bool = False
    """Whether it must be said in one sentence, and not only follow from the whole."""


def _reads(read: Callable[[str], Any]) -> Callable[[str, Any], bool]:
    return lambda sentence, value: bool(read(sentence) == value)


def _holds(read: Callable[[str], Any]) -> Callable[[str, Any], bool]:
    return lambda sentence, value: value in read(sentence)


def _demands(sentence: str, slug: str) -> bool:
    return slug in read_required(sentence) or (slug == "drogfrihet" and excludes_use(sentence))


_ADMISSION = ("criteria", "referral", "exclusion")
_TOLD = ("referral", "criteria", "content")
READINGS: Mapping[str, Derivation] = {
    "age_from": Derivation(("criteria",), _reads(lambda text: read_ages(text).least)),
    "age_to": Derivation(("criteria",), _reads(lambda text: read_ages(text).most)),
    "requirements": Derivation(_ADMISSION, _demands, literal=True),
    "not_required": Derivation(_ADMISSION, _holds(read_waivers), literal=True),
    "anonymous": Derivation(_TOLD, _reads(is_anonymous)),
    "consent_needed": Derivation(_TOLD, _reads(needs_consent)),
    "routes": Derivation(("referral",), lambda text, way: way["sender"] in senders_in(text)),
    "cost_kind": Derivation(("cost",), _reads(read_cost)),
    "income_supports": Derivation(("income_note",), _holds(read_supports)),
    "hours_from": Derivation(("extent",), _reads(lambda text: read_hours(text).least)),
    "hours_to": Derivation(("extent",), _reads(lambda text: read_hours(text).most)),
    "sessions_per_week": Derivation(("extent",), _reads(lambda text: read_sessions(text).per_week)),
    "session_minutes": Derivation(("extent",), _reads(lambda text: read_sessions(text).minutes)),
    "weeks_from": Derivation(("duration",)),
    "weeks_to": Derivation(("duration",)),
    "open_ended": Derivation(("duration",)),
    "project_from": Derivation(("duration",)),
    "project_to": Derivation(("duration",)),
    "start": Derivation(("intake",), _reads(lambda text: read_intake(text).start)),
    "queue_days": Derivation(("intake",), _reads(lambda text: read_intake(text).queue_days)),
    "easy_read": Derivation(_TOLD, _reads(tells_of_easy_read)),
    "forms": Derivation(
        ("name", "purpose", "content", "extent"),
        _holds(lambda text: read_forms([], text)),
        literal=True,
    ),
    "participants": Derivation(("organisation_note",)),
}
"""What is derived from prose; every other column is stated by a field of the sheet."""


def set_aside(sheet: Sheet, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Derived]]:
    """Return what the sheet states, and apart from it what is derived from its prose."""
    stated = {name: value for name, value in values.items() if name not in READINGS}
    stated |= {name: value for name, value in sheet.said.items() if not says_nothing(value)}
    found = [
        each
        for name in READINGS
        for value in _unsaid(values[name], sheet.said.get(name))
        for each in _derived(sheet, name, value)
    ]
    return stated, found


def _unsaid(value: Any, said: Any) -> Sequence[Any]:
    """Return what was read and not stated besides: the parts of a list, each as a list of one."""
    if isinstance(value, list):
        return [[part] for part in value if part not in (said or ())]
    return [] if said or says_nothing(value) else [value]


def _derived(sheet: Sheet, name: str, value: Any) -> Iterator[Derived]:
    reading = READINGS[name]
    texts = [text for text in (getattr(sheet.facts, part) for part in reading.texts) if text]
    part = value[0] if isinstance(value, list) else value
    given = (sentence for text in texts for sentence in sentences(text))
    words = next((sentence for sentence in given if reading.says(sentence, part)), "")
    if words or not reading.literal:
        yield Derived(name, value, words or "\n".join(texts))


def accepted(
    values: Mapping[str, Any], stated: Mapping[str, Any], derived: Sequence[Derived]
) -> dict[str, Any]:
    """Return the values without what no sentence says, where a sentence is asked for."""
    told = {
        name: list(stated.get(name, ()))
        + [part for each in derived if each.field == name for part in each.value]
        for name, reading in READINGS.items()
        if reading.literal
    }
    return {**values, **told}
