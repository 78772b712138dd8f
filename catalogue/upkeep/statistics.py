"""How much readers tell, and what comes of it: counted over what a person may see.

Thinned messages are counted too: what thinning leaves are the kind, the days and the outcome.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode

from catalogue.models import Suggestion

Status = Suggestion.Status
MOST_MONTHS = 24


@dataclass(frozen=True)
class Figure:
    """A number, and what the list behind it is filtered by."""

    count: int
    query: dict[str, str]

    @property
    def address(self) -> str:
        """Return the filter as an address has it."""
        return urlencode(self.query)


@dataclass(frozen=True)
class MessageCount:
    """One line of a table."""

    label: str
    received: Figure
    handled: Figure
    declined: Figure
    days: float | None
    """The median from a message to its answer or decision, over those received."""


def by_month(rows: QuerySet[Suggestion]) -> list[MessageCount]:
    """Return the months in which something came or was decided, the newest first."""
    told = list(rows)
    months = {_month(at) for row in told for at in (row.sent_at, row.handled_at) if at}
    return [_of_month(told, first) for first in sorted(months, reverse=True)[:MOST_MONTHS]]


def by_kind(rows: QuerySet[Suggestion]) -> list[MessageCount]:
    """Return a line for each kind."""
    return [
        _line(
            str(label),
            [row for row in rows if row.kind == kind],
            [row for row in rows if row.kind == kind],
            {"kind__exact": kind},
            {"kind__exact": kind},
        )
        for kind, label in Suggestion.Kind.choices
    ]


def _of_month(rows: Iterable[Suggestion], first: datetime.date) -> MessageCount:
    came = [row for row in rows if _month(row.sent_at) == first]
    decided = [row for row in rows if row.handled_at and _month(row.handled_at) == first]
    label = date_format(first, "F Y")
    return _line(label, came, decided, _within("sent_at", first), _within("handled_at", first))


def _line(
    label: str,
    came: list[Suggestion],
    decided: list[Suggestion],
    query: dict[str, str],
    decided_query: dict[str, str],
) -> MessageCount:
    handled, declined = (
        Figure(
            sum(row.status == status for row in decided),
            {**decided_query, "status__exact": status.value},
        )
        for status in (Status.HANDLED, Status.DECLINED)
    )
    days = [row.days_to_answer for row in came if row.days_to_answer is not None]
    return MessageCount(
        label, Figure(len(came), query), handled, declined, median(days) if days else None
    )


def _month(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment).replace(day=1)


def _within(field: str, first: datetime.date) -> dict[str, Any]:
    after = (first + datetime.timedelta(days=32)).replace(day=1)
    start, end = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)).isoformat()
        for day in (first, after)
    )
    return {f"{field}__gte": start, f"{field}__lt": end}
