"""What an entry requires, in words: for its page, the comparison and the sheet."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.languages import translated
from catalogue.models import Intervention, Requirement
from catalogue.models.requirements import StatedRequirements, stated
from catalogue.presentation import ages, listed, sentence
from catalogue.visitor.lists import EntryLists

STATEMENT, CONSENT = "lakarutlatande", "samtycke"  # what other fields say more about


@dataclass(frozen=True, slots=True)
class ToldRequirements:
    """What is required, what is said not to be, and what can be said of the rest."""

    required: Sequence[str]
    waived: Sequence[str]
    rest: str
    known: bool  # nothing is left to ask


def all_requirements() -> list[Requirement]:
    """Return every requirement in its order; a page reads them once."""
    return list(Requirement.objects.order_by("order", "name"))


def tell_requirements(entry: Intervention, requirements: Sequence[Requirement]) -> ToldRequirements:
    """Return what an entry with its facet relations says of the requirements."""
    stated = entry.stated_requirements
    required = _names(requirements, stated.yes)
    waived = _names(requirements, stated.no - stated.yes)
    if stated.complete:
        rest = _("Inget annat krävs.") if required else _("Inget särskilt krävs.")
    elif required or waived:
        rest = _("Vi vet inte om något mer krävs. Fråga.")
    else:
        rest = _("Vi vet inte om något krävs. Fråga.")
    return ToldRequirements(required, waived, rest, stated.complete)


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a person, or said not to be."""

    name: str
    note: str = ""  # in the entry's own words


@dataclass(frozen=True, slots=True)
class Demands:
    """The answers to "krävs det här av mig?"."""

    yes: Sequence[Demand]
    no: Sequence[Demand]  # said one by one
    none_else: Sequence[str]  # said all at once, by "det här är alla krav"
    unknown: Sequence[str]
    complete: bool


def demands_of(
    entry: Intervention, lists: EntryLists, requirements: Sequence[Requirement]
) -> Demands:
    """Return what an entry asks of a person, what not, and what nobody has said."""
    said = stated(
        entry.access,
        lists.slugs("forms"),
        lists.slugs("requirements") | ({CONSENT} if entry.consent_needed else set()),
        lists.slugs("not_required"),
        entry.requirements_complete,
    )
    slugs = [row.slug for row in requirements]
    denied = said.no - said.yes
    return Demands(
        yes=[*_own_demands(entry, said), *_told(entry, requirements, said.yes)],
        no=[Demand(name) for name in _names(requirements, denied)],
        none_else=[_inside(name) for name in _names(requirements, said.waived(slugs) - denied)],
        unknown=[_inside(name) for name in _names(requirements, said.unsaid(slugs))],
        complete=said.complete,
    )


def _own_demands(entry: Intervention, said: StatedRequirements) -> Iterator[Demand]:
    """Yield what the entry asks beside the list: an age, papers."""
    if age := ages(entry):
        yield Demand(_("Du är %(age)s") % {"age": age})
    if entry.evidence_needed and STATEMENT not in said.yes:
        yield Demand(_("Papper eller intyg"), entry.evidence_needed)


def _told(
    entry: Intervention, requirements: Sequence[Requirement], slugs: Collection[str]
) -> Iterator[Demand]:
    notes = {STATEMENT: entry.evidence_needed}
    for row in requirements:
        if row.slug == CONSENT and entry.consent_needed:
            yield Demand(_("Du skriver på att de får prata med varandra om dig"))
        elif row.slug in slugs:
            yield Demand(_shown(row), notes.get(row.slug, ""))


def required_in_words(told: ToldRequirements) -> str:
    """Return what is required, and what can be said of the rest, where there is one line for it."""
    return " ".join([*([listed(told.required) + "."] if told.required else []), told.rest])


def _names(requirements: Sequence[Requirement], slugs: Collection[str]) -> list[str]:
    return [_shown(row) for row in requirements if row.slug in slugs]


def _shown(row: Requirement) -> str:
    return translated(sentence(row.name))


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence, but for names like SGI."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
