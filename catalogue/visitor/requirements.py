"""What an entry demands, in words: for its page, the comparison and the sheet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.languages import translated
from catalogue.models import Intervention, Requirement
from catalogue.presentation import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """What is demanded, what is said not to be, and what can be said of the rest."""

    demanded: Sequence[str]
    waived: Sequence[str]
    rest: str
    known: bool  # nothing is left to ask


def all_requirements() -> list[Requirement]:
    """Return every requirement in its order; a page reads them once."""
    return list(Requirement.objects.order_by("order", "name"))


def tell_demands(entry: Intervention, requirements: Sequence[Requirement]) -> Told:
    """Return what an entry with its facet relations says of the requirements."""
    demands = entry.demands
    demanded = _names(requirements, demands.yes)
    waived = _names(requirements, demands.no - demands.yes)
    if demands.complete:
        rest = _("Inget annat krävs.") if demanded else _("Inget särskilt krävs.")
    elif demanded or waived:
        rest = _("Vi vet inte om något mer krävs. Fråga.")
    else:
        rest = _("Vi vet inte om något krävs. Fråga.")
    return Told(demanded, waived, rest, demands.complete)


def demanded_in_words(told: Told) -> str:
    """Return what is demanded, and what can be said of the rest, where there is one line for it."""
    return " ".join([*([", ".join(told.demanded) + "."] if told.demanded else []), told.rest])


def _names(requirements: Sequence[Requirement], slugs: Collection[str]) -> list[str]:
    return [translated(sentence(row.name)) for row in requirements if row.slug in slugs]
