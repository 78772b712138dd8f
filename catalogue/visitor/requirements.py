"""What an entry requires, in words: for its page, the comparison and the sheet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.languages import translated
from catalogue.models import Intervention, Requirement
from catalogue.presentation import sentence


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


def required_in_words(told: ToldRequirements) -> str:
    """Return what is required, and what can be said of the rest, where there is one line for it."""
    return " ".join([*([", ".join(told.required) + "."] if told.required else []), told.rest])


def _names(requirements: Sequence[Requirement], slugs: Collection[str]) -> list[str]:
    return [translated(sentence(row.name)) for row in requirements if row.slug in slugs]
