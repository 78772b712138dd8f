"""Read what every entry says about itself: choices from the index, numbers in one query."""

import datetime
from collections.abc import Iterator

from catalogue.engine.language.collation import collation_key
from catalogue.engine.stances import NO, YES
from catalogue.models import Intervention
from catalogue.presentation import stale
from catalogue.search.cards import SELF_SERVICE
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import ACCESS, NATIONWIDE
from catalogue.search.requirements import REQUIREMENTS
from catalogue.visitor.fitting import Offer

KEEPS_INCOME = "oforandrad"  # the row of the list that says: you keep what you have
NO_INCOME = "ingen"  # the row that says: taking part gives no money
NOT_AN_INCOME = {KEEPS_INCOME, NO_INCOME}

_STATED = (
    "age_from", "age_to", "access", "cost_kind", "status",
    "queue_days", "queue_checked_on", "reviewed_on", "review_interval", "valid_until",
)  # fmt: skip
_OWN_WAYS = {ACCESS[way] for way in SELF_SERVICE}


def read_offers(catalogue: Catalogue, today: datetime.date) -> Iterator[Offer]:
    """Yield every entry that a person can come into, now or soon."""
    entries = (
        Intervention.objects.current()
        .in_scope(Intervention.Scope.INDIVIDUAL)
        .exclude(access=Intervention.Access.NOT_SEARCHABLE)
        .only("pk", "name", *_STATED)
    )
    for entry in entries:
        values = {
            name: frozenset(found) for name, found in catalogue.index.values_of(entry.pk).items()
        }
        if values:
            yield _offer(entry, values, today)


def _offer(entry: Intervention, values: dict[str, frozenset[str]], today: datetime.date) -> Offer:
    nothing: frozenset[str] = frozenset()
    places = values.get("kommun", nothing)
    counties = frozenset(place for place in places if place.startswith("lan-"))
    incomes = values.get("ersattning", nothing)
    stances = values.get(REQUIREMENTS, nothing)
    return Offer(
        id=entry.pk,
        name_key=collation_key(entry.name),
        kommuner=places - counties - {NATIONWIDE},
        county=counties,
        nationwide=NATIONWIDE in places,
        needs=values.get("behov", nothing),
        age_from=entry.age_from,
        age_to=entry.age_to,
        incomes=incomes - NOT_AN_INCOME,
        keeps_income=KEEPS_INCOME in incomes,
        requirements=_said(stances, YES),
        waived=_said(stances, NO),
        self_service=bool(values.get("tilltrade", nothing) & _OWN_WAYS),
        free=entry.cost_kind == Intervention.Cost.FREE,
        open=entry.status == Intervention.Status.OPEN,
        stale=entry.is_stale(today),
        queue_days=None if stale(entry.queue_checked_on) else entry.queue_days,
    )


def _said(stances: frozenset[str], sign: str) -> frozenset[str]:
    return frozenset(value.removeprefix(sign) for value in stances if value.startswith(sign))
