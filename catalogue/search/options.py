"""The values that each facet offers, with the words to show for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogue.engine.facts import facts_asked
from catalogue.engine.groups import AGE, fact_name
from catalogue.languages import translated
from catalogue.models import (
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    Requirement,
    Said,
    Step,
)
from catalogue.models.terms import Term
from catalogue.search import facets, state
from catalogue.search.accessibility import HEARING, QUIET, WHEELS, WHEELS_NOT
from catalogue.search.demands import IN_PERSON
from catalogue.search.open_hours import DAYTIME, EVENING, WEEKEND
from catalogue.search.requirements import REQUIREMENTS, UNSAID, WITHOUT
from catalogue.search.unsaid import NOT_SAID, SAID

# Worded so that each stands by itself, among the choices made.
OPEN_HOURS = {
    EVENING: gettext_noop("Öppet på kvällar"),
    WEEKEND: gettext_noop("Öppet på helger"),
    DAYTIME: gettext_noop("Bara öppet på vardagar före klockan 18"),
    NOT_SAID: gettext_noop("Har inte angett öppettider"),
}
WAYS_TO_REACH = {
    "telefon": gettext_noop("Går att ringa"),
    "epost": gettext_noop("Går att mejla"),
    "formular": gettext_noop("Går att skriva i ett formulär"),
    NOT_SAID: gettext_noop("Har inte angett hur man når dem"),
}
ANONYMITY = {
    SAID[Said.YES]: gettext_noop("Man kan vara anonym"),
    NOT_SAID: gettext_noop("Har inte angett om man kan vara anonym"),
}
ACCESSIBILITY = {
    WHEELS: gettext_noop("Rullstol, hiss eller ramp"),
    WHEELS_NOT: gettext_noop("Svårt att nå med rullstol"),
    HEARING: gettext_noop("Hörslinga"),
    QUIET: gettext_noop("Lugnt rum eller dämpad miljö"),
    NOT_SAID: gettext_noop("Har inte angett tillgänglighet"),
}
STEADY_CONTACT = {
    SAID[Said.YES]: gettext_noop("En fast kontaktperson"),
    SAID[Said.NO]: gettext_noop("Ingen fast kontaktperson"),
    NOT_SAID: gettext_noop("Har inte angett om kontaktperson"),
}
CHECK_IN = {
    "varje-vecka": gettext_noop("Avstämning varje vecka"),
    "varannan-vecka": gettext_noop("Avstämning varannan vecka"),
    "varje-manad": gettext_noop("Avstämning varje månad"),
    "mer-sallan": gettext_noop("Avstämning mer sällan"),
    NOT_SAID: gettext_noop("Har inte angett hur ofta"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen, facet by facet, in the order to show it."""

    labels: Mapping[str, Mapping[str, str]]  # facet -> value -> label
    accepts: Mapping[str, tuple[str, ...]]  # kommun -> the wider areas that also count as there
    neighbours: Mapping[str, tuple[str, ...]]  # kommun -> the kommuner beside it
    counties: Mapping[str, str]  # code -> name
    facts: Mapping[str, str] = field(default_factory=dict)  # what words may demand -> label
    lacking: Mapping[str, str] = field(default_factory=dict)  # requirement -> "jag har inget …"
    spared: Mapping[str, str] = field(default_factory=dict)  # requirement -> "du behöver inte …"

    __hash__ = object.__hash__  # what is made of one state of the lists is kept by it

    def label(self, facet: str, value: str) -> str:
        """Return the words for a value to the reader; an unknown one stands for itself."""
        return translated(self.labels.get(facet, {}).get(value, value))

    def fact(self, name: str) -> str:
        """Return the words for what an address may set aside."""
        return translated(self.facts.get(name, name))

    def not_needed(self, requirement: str) -> str:
        """Return how one says to a person that something is not demanded of them."""
        own = self.spared.get(requirement)
        if own:
            return translated(own)
        return _("kräver inte %(demand)s") % {"demand": self.label(WITHOUT.name, requirement)}

    def unsaid(self, requirement: str) -> str:
        """Return how one says that an entry says nothing of a requirement."""
        return _("Säger inget om %(topic)s") % {"topic": self.label(UNSAID.name, requirement)}


def load_options() -> Options:
    """Read every list from the database, one query each."""
    municipalities = (
        Municipality.objects.select_related("county")
        .prefetch_related("neighbours")
        .order_by("name")
    )
    places = list(municipalities)
    requirements = list(Requirement.objects.filter(filterable=True).order_by("order", "name"))
    statuses = [(slug, label.capitalize()) for slug, label in _state_labels()]
    labels: dict[str, Mapping[str, str]] = {
        "behov": _terms(NeedGroup.objects.order_by("order", "name")),
        "kommun": {place.slug: place.name for place in places},
        "tilltrade": _choices(facets.ACCESS, Intervention.Access),
        "lage": dict(statuses),
        "typ": _terms(InterventionType.objects.order_by("order", "name")),
        "form": _terms(DeliveryForm.objects.order_by("order", "name")),
        "steg": {
            **{str(step.number): step.name for step in Step.objects.order_by("number")},
            facets.ACROSS_STEPS: gettext_noop("Tvärs över stegen"),
        },
        "sprak": {
            **_terms(Language.objects.order_by("order", "name")),
            facets.INTERPRETER: gettext_noop("Tolk vid behov"),
        },
        "ersattning": _terms(IncomeSupport.objects.order_by("order", "name")),
        "kostnad": {
            **_choices(facets.COST, Intervention.Cost),
            NOT_SAID: gettext_noop("Har inte angett kostnad"),
        },
        "tider": dict(OPEN_HOURS),
        "tillganglighet": dict(ACCESSIBILITY),
        "anonym": dict(ANONYMITY),
        "nas": dict(WAYS_TO_REACH),
        "kontaktperson": dict(STEADY_CONTACT),
        "avstamning": dict(CHECK_IN),
        "organisation": {
            organisation.slug: organisation.name for organisation in _organisations_in_use()
        },
        "finansiering": _choices(facets.FINANCING, Intervention.Financing),
        "inriktning": {
            facets.SCOPE[Intervention.Scope.INDIVIDUAL]: gettext_noop("För enskilda"),
            facets.SCOPE[Intervention.Scope.STRUCTURAL]: gettext_noop("För yrkesverksamma"),
        },
        WITHOUT.name: {row.slug: row.without for row in requirements},
        UNSAID.name: {row.slug: row.as_topic for row in requirements},
    }
    named = {
        **labels,
        "form": {**labels["form"], IN_PERSON: gettext_noop("På plats")},
        REQUIREMENTS: labels[WITHOUT.name],
        AGE: {"": gettext_noop("ålder")},
    }
    return Options(
        labels=labels,
        facts={
            fact_name(facet, value): named[facet].get(value, value)
            for facet, value in facts_asked()
        },
        accepts={
            place.slug: (facets.county_value(place.county.code), facets.NATIONWIDE)
            for place in places
        },
        neighbours={
            place.slug: tuple(sorted(other.slug for other in place.neighbours.all()))
            for place in places
        },
        counties={place.county.code: place.county.name for place in places},
        lacking={row.slug: row.as_lacking for row in requirements},
        spared={row.slug: row.spared for row in requirements if row.spared},
    )


def _terms(terms: Iterable[Term]) -> dict[str, str]:
    return {term.slug: _capital(term.name) for term in terms}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choices(slugs: Mapping[Any, str], choices: type[TextChoices]) -> dict[str, str]:
    return {slug: _capital(str(choices(stored).label)) for stored, slug in slugs.items()}


def _state_labels() -> Iterable[tuple[str, str]]:
    yield state.STATE[Intervention.Status.OPEN], gettext_noop("öppen nu")
    yield state.SHORT_QUEUE, gettext_noop("kö högst fyra veckor")
    yield state.LONG_QUEUE, gettext_noop("kö längre än fyra veckor")
    yield state.STATE[Intervention.Status.PLANNED], gettext_noop("planerad")
    yield state.STATE[Intervention.Status.FULL], gettext_noop("full")
    yield state.STATE[Intervention.Status.PAUSED], gettext_noop("pausad")
    yield state.STATE[Intervention.Status.ENDED], gettext_noop("avslutad")
    yield state.NOTICE, gettext_noop("tillfälligt besked just nu")


def _organisations_in_use() -> Iterable[Organisation]:
    """Return those that run or take part in something, and the bodies that they belong to."""
    published = Intervention.objects.published()
    taking_part = Q(interventions__in=published) | Q(participates_in__in=published)
    units = Organisation.objects.filter(taking_part)
    return (
        Organisation.objects.filter(Q(pk__in=units) | Q(units__in=units))
        .distinct()
        .order_by("name")
    )
