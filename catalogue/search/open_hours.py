"""Who is open when others are at work: told by the hours of the venues, and by nothing else."""

import datetime
from collections.abc import Collection

from django.db.models import Q

from catalogue.models import Intervention, VenueHours
from catalogue.models.opening_hours import EVENING_BEGINS, MIDNIGHT
from catalogue.search.unsaid import NOT_SAID

EVENING, WEEKEND, DAYTIME = "kvall", "helg", "dagtid"
SATURDAY = VenueHours.Weekday.SATURDAY

_EVENING = Q(weekday__lt=SATURDAY) & (
    Q(past_midnight=True) | Q(closes=MIDNIGHT) | Q(closes__gt=EVENING_BEGINS)
)
_WEEKEND = Q(weekday__gte=SATURDAY)


def open_hours(entry: Intervention, day: datetime.date) -> set[str]:
    """Return evening, weekend or both, else daytime, as the hours that hold on a day say."""
    hours = [
        row
        for venue in entry.venues.all()
        for row in venue.opening_hours.all()
        if row.holds_on(day)
    ]
    if not hours:
        return {NOT_SAID}
    found = {EVENING} if any(row.in_the_evening for row in hours) else set()
    found |= {WEEKEND} if any(row.at_the_weekend for row in hours) else set()
    return found or {DAYTIME}


def open_hours_condition(values: Collection[str], day: datetime.date) -> Q:
    """Ask the database the same thing."""
    hours = VenueHours.objects.holding_on(day)
    condition = Q(pk__in=[])
    if EVENING in values:
        condition |= Q(venues__opening_hours__in=hours.filter(_EVENING))
    if WEEKEND in values:
        condition |= Q(venues__opening_hours__in=hours.filter(_WEEKEND))
    told = Q(pk__in=Intervention.objects.filter(venues__opening_hours__in=hours))
    if DAYTIME in values:
        late = hours.filter(_EVENING | _WEEKEND)
        condition |= told & ~Q(pk__in=Intervention.objects.filter(venues__opening_hours__in=late))
    if NOT_SAID in values:
        condition |= ~told
    return condition
