"""What may be asked about the demands of an entry, for the index and for the database.

For each requirement an entry says yes, says no, or says nothing. The address asks for those that
say no (`kraver_inte`), for those that say nothing (`inte_angett`), or for either.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_noop

from catalogue.engine.stances import NO, YES, Stance
from catalogue.models import DeliveryForm, Intervention, Requirement
from catalogue.models.demands import DEMANDED_BY_ACCESS, DEMANDED_BY_FORM

DEMANDS = "krav"  # the facet of the index


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter that holds requirements, and the stance that it asks for."""

    name: str
    label: str
    stance: Stance


REQUIREMENT = Asked("kraver_inte", gettext_noop("Kräver inte"), "no")
UNSAID = Asked("inte_angett", gettext_noop("Har inte angett om de kräver"), "unsaid")
ASKED = (REQUIREMENT, UNSAID)


def stances_asked(without: Iterable[str], unsaid: Iterable[str]) -> Mapping[str, frozenset[Stance]]:
    """Return which stances will do, for each requirement that is asked about."""
    pairs = [(slug, REQUIREMENT.stance) for slug in without]
    pairs += [(slug, UNSAID.stance) for slug in unsaid]
    return {
        slug: frozenset(stance for other, stance in pairs if other == slug) for slug, _ in pairs
    }


def all_requirements() -> list[str]:
    """Return every requirement there is: what an entry denies that has told all its demands."""
    return list(Requirement.objects.order_by("order", "name").values_list("slug", flat=True))


def signed(entry: Intervention, requirements: Iterable[str]) -> list[str]:
    """Return what an entry says of its demands, as the index holds it."""
    demands = entry.demands
    yes = [YES + slug for slug in sorted(demands.yes)]
    return yes + [NO + slug for slug in sorted(demands.waived(requirements))]


def stance_condition(slug: str, wanted: Collection[Stance]) -> Q:
    """Ask the database for the entries that take one of some stances on a requirement."""
    yes = Q(pk__in=Intervention.objects.filter(_demanded(slug)))
    said = Q(requirements_complete=True) | Q(
        pk__in=Intervention.objects.filter(not_required__slug=slug)
    )
    by_stance = {"yes": yes, "no": ~yes & said, "unsaid": ~yes & ~said}
    condition = Q(pk__in=[])
    for stance in wanted:
        condition |= by_stance[stance]
    return condition


def _demanded(slug: str) -> Q:
    """Ask for the entries that demand something, in so many words or by what else they say."""
    condition = Q(requirements__slug=slug)
    condition |= Q(access__in=[way for way, it in DEMANDED_BY_ACCESS.items() if it == slug])
    for form in (form for form, it in DEMANDED_BY_FORM.items() if it == slug):
        others = Intervention.objects.filter(forms__in=DeliveryForm.objects.exclude(slug=form))
        condition |= Q(forms__slug=form) & ~Q(pk__in=others)
    return condition
