"""Hours in words: how it stands now, and how a week goes."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from catalogue.models import Contact, Venue
from catalogue.models.hours import HoursAt, Openness, Timetable
from catalogue.models.opening_hours import OpeningHours
from catalogue.models.said import Said
from catalogue.presentation import day, left_to_right, sentence, swedish, weekday

WEEK = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page says of the hours of a contact or a place; nothing where nobody has told."""

    now: str  # with the time until which it holds, so that a page left open does not lie
    is_open: bool
    week: Sequence[str]
    closed: Sequence[str]  # the days to come when nobody is there
    red_days: str
    late: str  # whether evenings and weekends, too

    @property
    def lines(self) -> list[str]:
        """Return all but how it stands now."""
        return [line for line in (*self.week, self.late, self.red_days, *self.closed) if line]


def opening_of(owner: Contact | Venue) -> Opening:
    """Return the hours of one whose `opening_hours` and `closed_periods` came along."""
    timetable = Timetable.of(owner)
    moment, today = timezone.now(), timezone.localdate()
    stands = timetable.at(moment)
    rows = [row for row in timetable.hours if not row.valid_to or row.valid_to >= today]
    return Opening(
        now=_now(stands, today),
        is_open=stands.openness is Openness.OPEN,
        week=list(_weeks(rows, today)),
        closed=[
            _closed(row.first_day, row.last_day, row.note)
            for row in timetable.closed
            if row.last_day >= today
        ],
        red_days=_red_days(timetable.on_red_days) if rows else "",
        late=_late([row for row in rows if row.holds_on(today)]),
    )


def _now(stands: HoursAt, today: datetime.date) -> str:
    if stands.openness is Openness.OPEN:
        if stands.until is None:
            return _("Öppet dygnet runt")
        return _("Öppet nu · till %(time)s") % {"time": _moment(stands.until, today, now=True)}
    if stands.openness is Openness.ASK:
        told = escape(_("I dag är det %(day)s. Vi vet inte om det är öppet."))
        return told % {"day": swedish(stands.special)}
    if stands.openness is Openness.UNKNOWN:
        return ""
    if stands.opens is None:
        return _("Stängt")
    return _("Stängt · öppnar %(time)s") % {"time": _moment(stands.opens, today)}


def _moment(moment: datetime.datetime, today: datetime.date, *, now: bool = False) -> str:
    """Write a time of day, with its day unless that is plain."""
    date, time = moment.date(), _clock(moment.time())
    days = (date - today).days
    if days == 0:
        return time if now else _("i dag klockan %(time)s") % {"time": time}
    if days == 1:
        return _("i morgon klockan %(time)s") % {"time": time}
    named = weekday(date.weekday()) if days < WEEK else day(date)
    return _("%(day)s klockan %(time)s") % {"day": named, "time": time}


def _clock(time: datetime.time) -> str:
    return f"{time.hour}.{time.minute:02}" if time.minute else f"{time.hour}"


def _weeks(rows: Iterable[OpeningHours], today: datetime.date) -> Iterator[str]:
    """Yield the lines of the week that holds today, then of those to come, each with its days."""

    def period(row: OpeningHours) -> tuple[datetime.date, datetime.date]:
        begins = row.valid_from or datetime.date.min
        return max(begins, today), row.valid_to or datetime.date.max

    for (first, last), part in groupby(sorted(rows, key=period), key=period):
        if first > today:
            yield _("Från %(day)s:") % {"day": day(first)}
        yield from _week(list(part))
        if last < datetime.date.max:
            yield _("Det gäller till och med %(day)s.") % {"day": day(last)}


def _week(rows: Sequence[OpeningHours]) -> Iterator[str]:
    """Yield a line for days in a row that have the same hours: måndag–torsdag 9–11.30."""
    days = [
        (number, _stretches([row for row in rows if row.weekday == number]))
        for number in range(WEEK)
    ]
    for told, same in groupby(days, key=lambda pair: pair[1]):
        numbers = [number for number, _told in same]
        if told:
            first, last = (weekday(number) for number in (numbers[0], numbers[-1]))
            named = first if first == last else f"{first}–{last}"
            yield Markup("{} {}").format(sentence(named), told)


def _stretches(rows: Iterable[OpeningHours]) -> str:
    told = []
    for row in sorted(rows, key=lambda row: row.opens):
        hours = left_to_right(f"{_clock(row.opens)}–{_clock(row.closes)}")
        told.append(_with(hours, row.note))
    return escape(_(" och ")).join(told)


def _closed(first: datetime.date, last: datetime.date, note: str) -> str:
    if first == last:
        told = _("Stängt %(day)s") % {"day": day(first)}
    else:
        told = _("Stängt %(first)s till %(last)s") % {"first": day(first), "last": day(last)}
    return _with(told, note)


def _with(told: str, note: str) -> str:
    return Markup("{} ({})").format(told, swedish(note)) if note else told


def _red_days(said: str) -> str:
    if said == Said.YES:
        return _("Öppet också på röda dagar.")
    return _("Stängt på röda dagar.") if said == Said.NO else ""


def _late(rows: Sequence[OpeningHours]) -> str:
    """Tell whether one who works in the daytime can come."""
    if not rows:
        return ""
    evenings = any(row.in_the_evening for row in rows)
    weekends = any(row.at_the_weekend for row in rows)
    if evenings and weekends:
        return _("Öppet på kvällar och helger.")
    if evenings:
        return _("Öppet på kvällar, inte på helger.")
    return _("Öppet på helger.") if weekends else _("Inte på kvällar eller helger.")
