"""Entries side by side: first the facts that differ, then those that are the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from catalogue.models import Intervention, Requirement
from catalogue.presentation import (
    ages,
    day,
    hours,
    left_to_right,
    listed,
    places,
    queue,
    sentence,
    stale,
    swedish,
    term,
    terms,
)
from catalogue.visitor.meeting import notices_of, reach_of
from catalogue.visitor.requirements import all_requirements, required_in_words, tell_requirements

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about each of some entries, in their order; empty where an entry does not say.

    What the entries write themselves is marked as Swedish where the page is not.
    """

    label: str
    values: Sequence[str]
    can_be_asked: bool = True  # of the one who runs it

    @property
    def differs(self) -> bool:
        """Tell whether the entries do not all say the same."""
        return len(set(self.values)) > 1

    @property
    def known(self) -> bool:
        """Tell whether any entry says anything."""
        return any(self.values)


def compare(entries: Sequence[Intervention]) -> list[Fact]:
    """Return every fact that some entry states. Reads the relations of the entry's page."""
    facts = [
        Fact(label, [told(entry) for entry in entries], told not in UNASKED)
        for label, told in _facts(all_requirements())
    ]
    return [fact for fact in facts if fact.known]


def _facts(
    requirements: Sequence[Requirement],
) -> Sequence[tuple[str, Callable[[Intervention], str]]]:
    return (
        (_("Just nu"), notices),
        (_("Ring"), lambda entry: reach_of(entry).number),
        (_("E-post"), email),
        (_("Svarar"), lambda entry: reach_of(entry).hours),
        (_("Kort beskrivning"), lambda entry: swedish(entry.summary)),
        (_("För vem"), lambda entry: terms(entry.need_groups.all())),
        (_("Ålder"), ages),
        (_("Så kommer du in"), way_in),
        (_("Kräver"), lambda entry: required_in_words(tell_requirements(entry, requirements))),
        (_("Kräver inte"), lambda entry: listed(tell_requirements(entry, requirements).waived)),
        (_("Kan inte delta"), lambda entry: swedish(entry.exclusion)),
        (_("Kostnad"), cost),
        (_("Ersättning under tiden"), income),
        (_("Hur mycket"), lambda entry: swedish(entry.extent) or hours(entry)),
        (_("Hur länge"), lambda entry: swedish(entry.duration)),
        (_("Start"), start),
        (_("Kö"), waiting),
        (_("Var"), places),
        (_("Form"), lambda entry: terms(entry.forms.all())),
        (_("Språk"), languages),
        (_("Steg"), step),
        (_("Drivs av"), lambda entry: swedish(entry.organisation.name)),
        (_("Läge"), lambda entry: term(sentence(entry.get_status_display()))),
        (_("Granskad"), reviewed),
    )


def reviewed(entry: Intervention) -> str:
    """Say when somebody last found it right."""
    return day(entry.reviewed_on)


def notices(entry: Intervention) -> str:
    """Say what holds today."""
    return swedish(" ".join(notices_of(entry, timezone.localdate())))


def to_ask_about(facts: Iterable[Fact], place: int) -> str:
    """Return what the entry at this place does not say, though another does."""
    unsaid = [fact.label for fact in facts if not fact.values[place] and fact.can_be_asked]
    return listed(unsaid)


def way_in(entry: Intervention) -> str:
    """Say how one comes in, and what the entry itself writes about it."""
    first = _("Ansök själv") if entry.self_service else term(sentence(entry.get_access_display()))
    return Markup("{}. {}").format(first, swedish(entry.referral)) if entry.referral else first


def cost(entry: Intervention) -> str:
    """Say what it costs, in the entry's own words where it has some."""
    if entry.cost:
        return swedish(entry.cost)
    return (
        ""
        if entry.cost_kind == entry.Cost.UNKNOWN
        else term(sentence(entry.get_cost_kind_display()))
    )


def income(entry: Intervention) -> str:
    """Say what one may live on meanwhile."""
    return swedish(entry.income_note) or terms(entry.income_supports.all())


def start(entry: Intervention) -> str:
    """Say when one can begin."""
    if entry.intake:
        return swedish(entry.intake.rstrip("."))
    return "" if entry.start == entry.Start.UNKNOWN else term(sentence(entry.get_start_display()))


def waiting(entry: Intervention) -> str:
    """Say how long the wait is, and when that was known; what is too old is not repeated."""
    if stale(entry.queue_checked_on):
        return ""
    told = sentence(queue(entry.queue_days))
    if told and entry.queue_checked_on:
        return f"{told} ({day(entry.queue_checked_on)})"
    return told


def languages(entry: Intervention) -> str:
    """Say in which languages it is given."""
    told = terms(entry.languages.all())
    if entry.interpreter:
        return listed((told, _("tolk vid behov"))) if told else _("Tolk vid behov")
    return told


def step(entry: Intervention) -> str:
    """Say on which step of the way it is."""
    if entry.step is None:
        return _("Tvärs över stegen")
    return Markup("{}. {}").format(entry.step.number, term(entry.step.name))


def email(entry: Intervention) -> str:
    """Say where to write."""
    address = reach_of(entry).email
    return left_to_right(address) if address else ""


UNASKED = (notices, reviewed, ages)
