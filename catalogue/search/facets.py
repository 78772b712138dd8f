"""What the catalogue can be sorted out by: each facet said once, for the index and the database."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_noop

from catalogue.models import Intervention
from catalogue.models.said import Said
from catalogue.search.accessibility import accessibility, accessibility_condition
from catalogue.search.open_hours import open_hours, open_hours_condition
from catalogue.search.state import state_condition, states, stored
from catalogue.search.unsaid import CHECK_IN, NOT_SAID, SAID
from catalogue.search.ways_to_reach import ways_condition, ways_to_reach

NATIONWIDE = "hela-landet"

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
COST = {
    Intervention.Cost.FREE: "gratis",
    Intervention.Cost.PATIENT_FEE: "patientavgift",
    Intervention.Cost.FEE: "avgift",
    Intervention.Cost.BOUGHT: "betalas-av-remittenten",
    Intervention.Cost.PAID_WORK: "lon",
    Intervention.Cost.VARIES: "varierar",
    Intervention.Cost.UNKNOWN: NOT_SAID,
}
SCOPE = {
    Intervention.Scope.INDIVIDUAL: "individ",
    Intervention.Scope.STRUCTURAL: "struktur",
}
ANONYMOUS = {True: SAID[Said.YES], False: NOT_SAID}  # unticked is not the same as no
INTERPRETER = "tolk"
ACROSS_STEPS = "tvargaende"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to sort the catalogue out, with what an entry answers to it.

    `values` reads an entry that came with `with_facet_relations`; `condition` asks the database
    the same thing. A test holds them equal. Both are told the day: some answers hold for a while.
    """

    name: str  # the parameter in the address
    label: str
    values: Callable[[Intervention, datetime.date], Iterable[str]]
    condition: Callable[[Collection[str], datetime.date], Q]


def county_value(code: str) -> str:
    """Return the value that an entry for a whole county carries."""
    return f"lan-{code}"


def _places(entry: Intervention, _day: datetime.date) -> Iterable[str]:
    """Yield the widest areas alone: what everybody may use is no kommun's own."""
    if entry.nationwide:
        yield NATIONWIDE
        return
    counties = {county.pk: county.code for county in entry.counties.all()}
    yield from map(county_value, counties.values())
    yield from (
        place.slug for place in entry.municipalities.all() if place.county_id not in counties
    )


def _organisations(entry: Intervention, _day: datetime.date) -> Iterable[str]:
    for organisation in [entry.organisation, *entry.participants.all()]:
        yield organisation.slug
        if organisation.parent:
            yield organisation.parent.slug


def _accesses(entry: Intervention, _day: datetime.date) -> Iterable[str]:
    yield ACCESS[Intervention.Access(entry.access)]
    if any(route.sender == route.Sender.SELF for route in entry.routes.all()):
        yield ACCESS[Intervention.Access.SELF]


def _languages(entry: Intervention, _day: datetime.date) -> Iterable[str]:
    yield from (language.slug for language in entry.languages.all())
    if entry.interpreter:
        yield INTERPRETER


def _access_condition(values: Collection[str], _day: datetime.date) -> Q:
    condition = Q(access__in=stored(ACCESS, values))
    if ACCESS[Intervention.Access.SELF] in values:
        condition |= Q(routes__sender="self")
    return condition


# In the order of the talk: where, what, the way in; what only the förbund asks comes last.
FACETS = (
    Facet(
        "kommun",
        gettext_noop("Kommun"),
        _places,
        lambda values, _day: (
            Q(municipalities__slug__in=values)
            | Q(counties__municipalities__slug__in=values)
            | Q(nationwide=True)
        ),
    ),
    Facet(
        "behov",
        gettext_noop("Vad det gäller"),
        lambda entry, _day: (group.slug for group in entry.need_groups.all()),
        lambda values, _day: Q(need_groups__slug__in=values),
    ),
    Facet(
        "tilltrade",
        gettext_noop("Så kommer du in"),
        _accesses,
        _access_condition,
    ),
    Facet(
        "steg",
        gettext_noop("Steg på vägen"),
        lambda entry, _day: [str(entry.step.number) if entry.step else ACROSS_STEPS],
        lambda values, _day: (
            Q(step__number__in=[value for value in values if value.isdigit()])
            | (Q(step__isnull=True) if ACROSS_STEPS in values else Q(pk__in=[]))
        ),
    ),
    Facet(
        "sprak",
        gettext_noop("Språk"),
        _languages,
        lambda values, _day: (
            Q(languages__slug__in=values)
            | (Q(interpreter=True) if INTERPRETER in values else Q(pk__in=[]))
        ),
    ),
    Facet(
        "lage",
        gettext_noop("Öppen nu och kötid"),
        states,
        state_condition,
    ),
    Facet(
        "form",
        gettext_noop("Form"),
        lambda entry, _day: (form.slug for form in entry.forms.all()),
        lambda values, _day: Q(forms__slug__in=values),
    ),
    Facet(
        "kostnad",
        gettext_noop("Vad det kostar"),
        lambda entry, _day: [COST[Intervention.Cost(entry.cost_kind)]],
        lambda values, _day: Q(cost_kind__in=stored(COST, values)),
    ),
    Facet(
        "ersattning",
        gettext_noop("Ersättning under tiden"),
        lambda entry, _day: (support.slug for support in entry.income_supports.all()),
        lambda values, _day: Q(income_supports__slug__in=values),
    ),
    Facet(
        "typ",
        gettext_noop("Typ av insats"),
        lambda entry, _day: (kind.slug for kind in entry.types.all()),
        lambda values, _day: Q(types__slug__in=values),
    ),
    Facet(
        "tider",
        gettext_noop("Kvällar och helger"),
        open_hours,
        open_hours_condition,
    ),
    Facet(
        "tillganglighet",
        gettext_noop("Tillgänglighet"),
        accessibility,
        accessibility_condition,
    ),
    Facet(
        "anonym",
        gettext_noop("Anonymitet"),
        lambda entry, _day: [ANONYMOUS[entry.anonymous]],
        lambda values, _day: Q(anonymous__in=stored(ANONYMOUS, values)),
    ),
    Facet(
        "nas",
        gettext_noop("Går att nå via"),
        lambda entry, _day: ways_to_reach(entry),
        lambda values, _day: ways_condition(values),
    ),
    Facet(
        "kontaktperson",
        gettext_noop("Fast kontaktperson"),
        lambda entry, _day: [SAID[Said(entry.steady_contact)]],
        lambda values, _day: Q(steady_contact__in=stored(SAID, values)),
    ),
    Facet(
        "avstamning",
        gettext_noop("Avstämning"),
        lambda entry, _day: [CHECK_IN[Intervention.CheckIn(entry.check_in)]],
        lambda values, _day: Q(check_in__in=stored(CHECK_IN, values)),
    ),
    Facet(
        "organisation",
        gettext_noop("Organisation"),
        _organisations,
        lambda values, _day: (
            Q(organisation__slug__in=values)
            | Q(organisation__parent__slug__in=values)
            | Q(participants__slug__in=values)
            | Q(participants__parent__slug__in=values)
        ),
    ),
    Facet(
        "finansiering",
        gettext_noop("Finansiering"),
        lambda entry, _day: [FINANCING[Intervention.Financing(entry.financing)]],
        lambda values, _day: Q(financing__in=stored(FINANCING, values)),
    ),
    Facet(
        "inriktning",
        gettext_noop("Vem den vänder sig till"),
        lambda entry, _day: [SCOPE[Intervention.Scope(entry.scope)]],
        lambda values, _day: Q(scope__in=stored(SCOPE, values)),
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}

# What a visitor sees who has not said otherwise: insatser that take people in.
ALL = "alla"  # what an address says instead, when nothing is to be left out
DEFAULT_CHOICES = {"inriktning": frozenset({SCOPE[Intervention.Scope.INDIVIDUAL]})}
