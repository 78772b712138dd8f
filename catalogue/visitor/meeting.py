"""What a person takes along to a meeting: entries to compare or to print, whom to call first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from catalogue.models import Intervention
from catalogue.models.calling import Rung, nearest_call, with_nearest_call
from catalogue.presentation import phone, swedish
from catalogue.visitor.opening import opening_of

MOST_LINES = 3  # of hours, which have to fit on a sheet


@dataclass(frozen=True, slots=True)
class WhomToCall:
    """How to reach somebody about an entry; empty where nobody has told."""

    number: Markup  # a link that dials, and whose it is where it is not the contact's own
    email: str
    hours: Markup  # of the contact whom one calls first


def for_a_meeting() -> Any:
    """Return the entries with all that the table and the sheet show."""
    entries = Intervention.objects.select_related("step", "replaced_by").prefetch_related(
        "municipalities",
        "counties",
        "need_groups",
        "forms",
        "requirements",
        "not_required",
        "income_supports",
        "languages",
        "routes",
        "notices",
        "contacts__opening_hours",
        "contacts__closed_periods",
    )
    return with_nearest_call(entries)


def reach_of(entry: Intervention) -> WhomToCall:
    """Return how to reach somebody about an entry that came `for_a_meeting`."""
    call, email = nearest_call(entry)
    number = phone(call.phone) if call else Markup()
    if call and call.rung is not Rung.CONTACT:
        number += Markup(" ({})").format(swedish(call.name))
    return WhomToCall(number, email, _hours(entry))


def notices_of(entry: Intervention, today: datetime.date) -> Sequence[str]:
    """Return what is told of it today."""
    return [notice.text for notice in entry.notices.all() if notice.is_current(today)]


def _hours(entry: Intervention) -> Markup:
    """Return when the nearest contact answers: the rows, or else what somebody wrote of it."""
    nearest = min(
        (row for row in entry.contacts.all() if row.works),
        key=lambda row: row.by_nearness(),
        default=None,
    )
    if nearest is None:
        return Markup()
    opening = opening_of(nearest)
    told = [*opening.week, *opening.closed][:MOST_LINES] or [swedish(nearest.phone_hours)]
    return Markup(", ").join(escape(line) for line in told)
