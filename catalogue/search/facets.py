"""What the catalogue can be sorted out by: each facet said once, for the index and the database."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop

from catalogue.models import Intervention

NATIONWIDE = "hela-landet"
SHORT_QUEUE_DAYS = 28

# The values that stand in addresses. They are lasting: a bookmark outlives a label.
ACCESS = {
    Intervention.Access.SELF: "egen-ansokan",
    Intervention.Access.PROFESSIONAL: "handlaggare",
    Intervention.Access.MUNICIPAL_DECISION: "bistandsbeslut",
    Intervention.Access.NO_ASSESSMENT: "utan-behovsprovning",
    Intervention.Access.AUTHORITY_DECISION: "myndighetsbeslut",
    Intervention.Access.HEALTH_REFERRAL: "vardremiss",
    Intervention.Access.OPEN: "oppet",
    Intervention.Access.NOT_SEARCHABLE: "ej-sokbar",
}
FINANCING = {
    Intervention.Financing.REGULAR: "ordinarie",
    Intervention.Financing.ASSOCIATION: "samordningsforbundet",
    Intervention.Financing.ESF: "esf",
    Intervention.Financing.PROJECT: "projekt",
    Intervention.Financing.CIVIL: "civilsamhallet",
    Intervention.Financing.OTHER: "annat",
}
SCOPE = {
    Intervention.Scope.INDIVIDUAL: "individ",
    Intervention.Scope.STRUCTURAL: "struktur",
}
STATE = {
    Intervention.Status.OPEN: "oppen",
    Intervention.Status.PLANNED: "planerad",
    Intervention.Status.PAUSED: "pausad",
    Intervention.Status.FULL: "full",
    Intervention.Status.ENDED: "avslutad",
    Intervention.Status.REPLACED: "avslutad",
}
SHORT_QUEUE = "kort-ko"
INTERPRETER = "tolk"
ACROSS_STEPS = "tvargaende"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to sort the catalogue out, with what an entry answers to it.

    `values` reads an entry that came with `with_facet_relations`; `condition` asks the database
    the same thing. A test holds them equal.
    """

    name: str  # the parameter in the address
    label: str
    values: Callable[[Intervention], Iterable[str]]
    condition: Callable[[Collection[str]], Q]


def county_value(code: str) -> str:
    """Return the value that an entry for a whole county carries."""
    return f"lan-{code}"


def _places(entry: Intervention) -> Iterable[str]:
    yield from (municipality.slug for municipality in entry.municipalities.all())
    yield from (county_value(county.code) for county in entry.counties.all())
    if entry.nationwide:
        yield NATIONWIDE


def _organisations(entry: Intervention) -> Iterable[str]:
    for organisation in [entry.organisation, *entry.participants.all()]:
        yield organisation.slug
        if organisation.parent:
            yield organisation.parent.slug


def _accesses(entry: Intervention) -> Iterable[str]:
    yield ACCESS[Intervention.Access(entry.access)]
    if any(route.sender == route.Sender.SELF for route in entry.routes.all()):
        yield ACCESS[Intervention.Access.SELF]


def _languages(entry: Intervention) -> Iterable[str]:
    yield from (language.slug for language in entry.languages.all())
    if entry.interpreter:
        yield INTERPRETER


def _states(entry: Intervention) -> Iterable[str]:
    if entry.is_public:
        yield STATE[Intervention.Status(entry.status)]
    if (
        entry.status == Intervention.Status.OPEN
        and entry.queue_days is not None
        and entry.queue_days <= SHORT_QUEUE_DAYS
    ):
        yield SHORT_QUEUE


def _stored(slugs: Mapping[Any, str], values: Collection[str]) -> list[str]:
    """Turn values of the address into those of the database."""
    return [stored for stored, slug in slugs.items() if slug in values]


def _state_condition(values: Collection[str]) -> Q:
    condition = Q(status__in=_stored(STATE, values))
    if SHORT_QUEUE in values:
        condition |= Q(status=Intervention.Status.OPEN, queue_days__lte=SHORT_QUEUE_DAYS)
    return condition


def _access_condition(values: Collection[str]) -> Q:
    condition = Q(access__in=_stored(ACCESS, values))
    if ACCESS[Intervention.Access.SELF] in values:
        condition |= Q(routes__sender="self")
    return condition


FACETS = (
    Facet(
        "behov",
        gettext_noop("Vad det gäller"),
        lambda entry: (group.slug for group in entry.need_groups.all()),
        lambda values: Q(need_groups__slug__in=values),
    ),
    Facet(
        "kommun",
        gettext_noop("Kommun"),
        _places,
        lambda values: (
            Q(municipalities__slug__in=values)
            | Q(counties__municipalities__slug__in=values)
            | Q(nationwide=True)
        ),
    ),
    Facet(
        "tilltrade",
        gettext_noop("Så kommer du in"),
        _accesses,
        _access_condition,
    ),
    Facet(
        "lage",
        gettext_noop("Öppen nu och kötid"),
        _states,
        _state_condition,
    ),
    Facet(
        "typ",
        gettext_noop("Typ av insats"),
        lambda entry: (kind.slug for kind in entry.types.all()),
        lambda values: Q(types__slug__in=values),
    ),
    Facet(
        "form",
        gettext_noop("Form"),
        lambda entry: (form.slug for form in entry.forms.all()),
        lambda values: Q(forms__slug__in=values),
    ),
    Facet(
        "steg",
        gettext_noop("Steg på vägen"),
        lambda entry: [str(entry.step.number) if entry.step else ACROSS_STEPS],
        lambda values: (
            Q(step__number__in=[value for value in values if value.isdigit()])
            | (Q(step__isnull=True) if ACROSS_STEPS in values else Q(pk__in=[]))
        ),
    ),
    Facet(
        "sprak",
        gettext_noop("Språk"),
        _languages,
        lambda values: (
            Q(languages__slug__in=values)
            | (Q(interpreter=True) if INTERPRETER in values else Q(pk__in=[]))
        ),
    ),
    Facet(
        "ersattning",
        gettext_noop("Ersättning under tiden"),
        lambda entry: (support.slug for support in entry.income_supports.all()),
        lambda values: Q(income_supports__slug__in=values),
    ),
    Facet(
        "organisation",
        gettext_noop("Organisation"),
        _organisations,
        lambda values: (
            Q(organisation__slug__in=values)
            | Q(organisation__parent__slug__in=values)
            | Q(participants__slug__in=values)
            | Q(participants__parent__slug__in=values)
        ),
    ),
    Facet(
        "finansiering",
        gettext_noop("Finansiering"),
        lambda entry: [FINANCING[Intervention.Financing(entry.financing)]],
        lambda values: Q(financing__in=_stored(FINANCING, values)),
    ),
    Facet(
        "inriktning",
        gettext_noop("Inriktning"),
        lambda entry: [SCOPE[Intervention.Scope(entry.scope)]],
        lambda values: Q(scope__in=_stored(SCOPE, values)),
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}

# What a visitor sees who has not said otherwise: insatser that take people in.
DEFAULT_CHOICES = {"inriktning": frozenset({SCOPE[Intervention.Scope.INDIVIDUAL]})}

# What a person can turn to now or soon, as a choice.
RUNNING = frozenset(set(STATE.values()) - {STATE[Intervention.Status.ENDED]})
