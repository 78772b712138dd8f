"""What may be asked about the requirements of an entry, for the index and for the database.

For each requirement an entry says yes, says no, or says nothing. The address asks for those that
say no (`kraver_inte`), for those that say nothing (`inte_angett`), or for either.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_noop

from catalogue.engine.stances import NO, YES, Stance
from catalogue.models import DeliveryForm, Intervention, Requirement
from catalogue.models.requirements import REQUIRED_BY_ACCESS, REQUIRED_BY_FORM

REQUIREMENTS = "krav"  # the facet of the index


@dataclass(frozen=True, slots=True)
class RequirementParameter:
    """A parameter that holds requirements, and the stance that it asks for."""

    name: str
    label: str
    stance: Stance


WITHOUT = RequirementParameter("kraver_inte", gettext_noop("Kräver inte"), "no")
UNSAID = RequirementParameter("inte_angett", gettext_noop("Har inte angett om de kräver"), "unsaid")
PARAMETERS = (WITHOUT, UNSAID)


def stances_asked(without: Iterable[str], unsaid: Iterable[str]) -> Mapping[str, frozenset[Stance]]:
    """Return which stances will do, for each requirement that is asked about."""
    pairs = [(slug, WITHOUT.stance) for slug in without]
    pairs += [(slug, UNSAID.stance) for slug in unsaid]
    return {
        slug: frozenset(stance for other, stance in pairs if other == slug) for slug, _ in pairs
    }


def all_requirements() -> list[str]:
    """Return every requirement there is: what an entry denies that has told all it requires."""
    return list(Requirement.objects.order_by("order", "name").values_list("slug", flat=True))


def signed(entry: Intervention, requirements: Iterable[str]) -> list[str]:
    """Return what an entry says of its requirements, as the index holds it."""
    stated = entry.stated_requirements
    yes = [YES + slug for slug in sorted(stated.yes)]
    return yes + [NO + slug for slug in sorted(stated.waived(requirements))]


def stance_condition(slug: str, wanted: Collection[Stance]) -> Q:
    """Ask the database for the entries that take one of some stances on a requirement."""
    yes = Q(pk__in=Intervention.objects.filter(_required(slug)))
    said = Q(requirements_complete=True) | Q(
        pk__in=Intervention.objects.filter(not_required__slug=slug)
    )
    by_stance = {"yes": yes, "no": ~yes & said, "unsaid": ~yes & ~said}
    condition = Q(pk__in=[])
    for stance in wanted:
        condition |= by_stance[stance]
    return condition


def _required(slug: str) -> Q:
    """Ask for the entries that require something, in so many words or by what else they say."""
    condition = Q(requirements__slug=slug)
    condition |= Q(access__in=[way for way, it in REQUIRED_BY_ACCESS.items() if it == slug])
    for form in (form for form, it in REQUIRED_BY_FORM.items() if it == slug):
        others = Intervention.objects.filter(forms__in=DeliveryForm.objects.exclude(slug=form))
        condition |= Q(forms__slug=form) & ~Q(pk__in=others)
    return condition
