"""Read the words of a fact sheet into the fields of an intervention's own row."""

import re
from typing import Any

from catalogue.exchange.factsheets.ages import read_ages
from catalogue.exchange.factsheets.hours import read_hours
from catalogue.exchange.factsheets.money import read_cost
from catalogue.exchange.factsheets.periods import read_length
from catalogue.exchange.factsheets.phrases import shorten, tidy
from catalogue.exchange.factsheets.provenance import documented_fields, read_basis
from catalogue.exchange.factsheets.rows import Record
from catalogue.exchange.factsheets.sessions import read_sessions
from catalogue.exchange.factsheets.sheet import Facts
from catalogue.exchange.factsheets.starts import read_intake
from catalogue.models import Intervention
from catalogue.models.status import Scope

_SUMMARY = 200
_NATIONWIDE = {"alla", "hela landet", "nationell", "sverige"}
_ANONYMOUS = re.compile(r"\b(?:kan|får|även) (?:du |man )?(?:vara )?anonym", re.IGNORECASE)
_WRITTEN_CONSENT = re.compile(r"skriftligt samtycke|samtyckesblankett", re.IGNORECASE)
_EASY_READ = re.compile(r"lättläst|\blätt svenska\b", re.IGNORECASE)


def is_anonymous(text: str) -> bool:
    """Tell whether a text says that one can be anonymous."""
    return bool(_ANONYMOUS.search(text))


def needs_consent(text: str) -> bool:
    """Tell whether a text says that one signs a consent."""
    return bool(_WRITTEN_CONSENT.search(text))


def tells_of_easy_read(text: str) -> bool:
    """Tell whether a text says that there is something easy to read."""
    return bool(_EASY_READ.search(text))


class Words:
    """The texts and the lists of one record, tidied."""

    def __init__(self, record: Record) -> None:
        self._fields = record.fields

    def text(self, name: str) -> str:
        """Return a text; one that is missing is empty."""
        value: Any = self._fields.get(name)
        return tidy(value) if isinstance(value, str) else ""

    def list(self, name: str) -> list[str]:
        """Return the values of a list, in their order, once each."""
        return list(dict.fromkeys(" ".join(value.split()) for value in self._fields[name]))

    @property
    def basis(self) -> dict[str, Any] | None:
        """Return what the record says about its source."""
        basis: dict[str, Any] | None = self._fields.get("basis")
        return basis

    @property
    def nationwide(self) -> bool:
        """Tell whether the record is about the whole country."""
        return self.text("region").casefold() in _NATIONWIDE


def read_facts(
    words: Words,
    scope: Scope,
    access: Intervention.Access,
    financing: Intervention.Financing,
) -> Facts:
    """Return the facts; what a text does not state clearly stays text alone."""
    ages = read_ages(words.text("criteria"))
    hours = read_hours(words.text("extent"))
    sessions = read_sessions(words.text("extent"))
    length = read_length(words.text("duration"))
    intake = read_intake(words.text("intake"))
    everything = " ".join(words.text(name) for name in ("referral", "criteria", "content"))
    languages = [name.casefold() for name in words.list("languages")]
    return Facts(
        name=" ".join(words.text("name").split()),
        summary=words.text("summary")
        or shorten(words.text("purpose") or words.text("content"), _SUMMARY),
        purpose=words.text("purpose"),
        content=words.text("content"),
        scope=scope,
        organisation_note=" ".join(words.text("organisation").split()),
        age_from=ages.least,
        age_to=ages.most,
        criteria=words.text("criteria"),
        exclusion=words.text("exclusion"),
        access=access,
        referral=words.text("referral"),
        anonymous=is_anonymous(everything),
        consent_needed=needs_consent(everything),
        cost_kind=read_cost(words.text("cost")),
        cost=words.text("cost"),
        income_note=words.text("income_support"),
        hours_from=hours.least,
        hours_to=hours.most,
        extent=words.text("extent"),
        sessions_per_week=sessions.per_week,
        session_minutes=sessions.minutes,
        weeks_from=length.weeks_from,
        weeks_to=length.weeks_to,
        open_ended=length.open_ended,
        duration=words.text("duration"),
        start=intake.start,
        intake=words.text("intake"),
        queue_days=intake.queue_days,
        nationwide=words.nationwide,
        interpreter=any(name.startswith("tolk") for name in languages),
        easy_read=tells_of_easy_read(everything) or "lätt svenska" in languages,
        financing=financing,
        project_from=length.project_from,
        project_to=length.project_to,
        editor_note=words.text("note"),
        documented_fields=documented_fields(words.basis),
        basis=read_basis(words.basis),
    )
