"""Where an entry stands on a day: whether it takes people in, how long one waits, what is told."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from catalogue.models import Intervention, Notice

SHORT_QUEUE_DAYS = 28
STATE = {
    Intervention.Status.OPEN: "oppen",
    Intervention.Status.PLANNED: "planerad",
    Intervention.Status.PAUSED: "pausad",
    Intervention.Status.FULL: "full",
    Intervention.Status.ENDED: "avslutad",
    Intervention.Status.REPLACED: "avslutad",
}
SHORT_QUEUE = "kort-ko"
LONG_QUEUE = "lang-ko"
NOTICE = "besked"

# What a person can turn to now or soon, as a choice.
RUNNING = frozenset(set(STATE.values()) - {STATE[Intervention.Status.ENDED]})


def states(entry: Intervention, day: datetime.date) -> Iterable[str]:
    """Return what can be said of an entry on a day. Reads its notices."""
    if entry.is_public:
        yield STATE[Intervention.Status(entry.status)]
    if entry.status == Intervention.Status.OPEN and entry.queue_days is not None:
        yield SHORT_QUEUE if entry.queue_days <= SHORT_QUEUE_DAYS else LONG_QUEUE
    if any(notice.is_current(day) for notice in entry.notices.all()):
        yield NOTICE


def state_condition(values: Collection[str], day: datetime.date) -> Q:
    """Ask the database the same thing."""
    condition = Q(status__in=stored(STATE, values))
    if SHORT_QUEUE in values:
        condition |= Q(status=Intervention.Status.OPEN, queue_days__lte=SHORT_QUEUE_DAYS)
    if LONG_QUEUE in values:
        condition |= Q(status=Intervention.Status.OPEN, queue_days__gt=SHORT_QUEUE_DAYS)
    if NOTICE in values:
        condition |= Q(notices__in=Notice.objects.current(day))
    return condition


def stored(slugs: Mapping[Any, str], values: Collection[str]) -> list[str]:
    """Turn values of the address into those of the database."""
    return [known for known, slug in slugs.items() if slug in values]
