"""Whether somebody answers now, and when next: read from the rows, without asking the database.

All arithmetic is in UTC, so that the nights when the clocks change are as long as they are. A
stretch that runs past midnight belongs to the day on which it begins. Closed days go before
everything; on a red day the hours hold only where somebody has said that they do.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from catalogue.models.contact import Contact
from catalogue.models.opening_hours import ClosedPeriod, OpeningHours
from catalogue.models.red_days import eve, red_day
from catalogue.models.said import Said
from catalogue.models.venue import Venue

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime.time(0)
DAY = datetime.timedelta(days=1)
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
AHEAD = 400  # days in which a next time is looked for
ALWAYS = datetime.timedelta(days=8)  # open for so long is open without end


class Openness(Enum):
    """What can be said of one moment."""

    OPEN = "open"
    CLOSED = "closed"
    ASK = "ask"  # a red day or an eve, of which nobody has told
    UNKNOWN = "unknown"  # nobody has told any hours that hold


class Stretch(NamedTuple):
    """From one moment, in UTC, to another."""

    start: datetime.datetime
    end: datetime.datetime


@dataclass(frozen=True, slots=True)
class HoursAt:
    """How it stands at one moment; moments are in Swedish time."""

    openness: Openness
    until: datetime.datetime | None = None  # it closes; None while open: it never does
    opens: datetime.datetime | None = None  # the next time that is certain
    special: str = ""  # the red day or eve that it is
    closed: ClosedPeriod | None = None  # the days that it is closed for


@dataclass(frozen=True)
class Timetable:
    """The hours of a contact or a place."""

    hours: Sequence[OpeningHours]
    closed: Sequence[ClosedPeriod] = ()
    on_red_days: str = Said.UNKNOWN

    @classmethod
    def of(cls, owner: Contact | Venue) -> Self:
        """Return the hours of one whose `opening_hours` and `closed_periods` came along."""
        return cls(
            list(owner.opening_hours.all()), list(owner.closed_periods.all()),
            owner.open_on_holidays,
        )  # fmt: skip

    def at(self, moment: datetime.datetime) -> HoursAt:
        """Tell how it stands at a moment, which must know its time zone."""
        today = moment.astimezone(STOCKHOLM).date()
        coming = self._next(moment)
        if not coming and all(row.valid_to and row.valid_to < today for row in self.hours):
            return HoursAt(Openness.UNKNOWN)
        if coming and coming.start <= moment:
            endless = coming.end - moment > ALWAYS
            return HoursAt(Openness.OPEN, until=None if endless else _local(coming.end))
        opens = _local(coming.start) if coming else None
        if closed := self.closed_on(today):
            return HoursAt(Openness.CLOSED, opens=opens, closed=closed)
        if special := self._untold(moment, today):
            return HoursAt(Openness.ASK, opens=opens, special=special)
        shut = red_day(today) if self.on_red_days == Said.NO and self.rows_on(today) else ""
        return HoursAt(Openness.CLOSED, opens=opens, special=shut)

    def rows_on(self, day: datetime.date) -> list[OpeningHours]:
        """Return the rows of a day's weekday that are in force, whatever day it is else."""
        weekday = day.weekday()
        return [row for row in self.hours if row.weekday == weekday and row.holds_on(day)]

    def closed_on(self, day: datetime.date) -> ClosedPeriod | None:
        """Return the closed days that a day is one of."""
        return next((row for row in self.closed if row.first_day <= day <= row.last_day), None)

    def _untold(self, moment: datetime.datetime, today: datetime.date) -> str:
        """Return the red day or eve of which nobody has told, while its hours are not over."""
        for day in (today - DAY, today):
            if self._is_certain(day):
                continue
            stretches = self._on(day)
            begun = day == today or any(stretch.start <= moment for stretch in stretches)
            if begun and any(moment < stretch.end for stretch in stretches):
                return red_day(day) or eve(day)
        return ""

    def _is_certain(self, day: datetime.date) -> bool:
        """Tell whether it is known that the hours hold on a day, or that they do not."""
        if red_day(day):
            return self.on_red_days != Said.UNKNOWN
        return not eve(day) or self.on_red_days == Said.YES

    def _next(self, moment: datetime.datetime) -> Stretch | None:
        """Return the stretch that a moment is in, or the first one after it."""
        first = moment.astimezone(STOCKHOLM).date() - DAY
        days = (first + DAY * number for number in range(AHEAD))
        told = (stretch for day in days if self._is_certain(day) for stretch in self._on(day))
        for stretch in _joined(told):
            if stretch.end > moment:
                return stretch
        return None

    def _on(self, day: datetime.date) -> list[Stretch]:
        """Return the stretches that begin on a day, in order."""
        shut = red_day(day) and self.on_red_days == Said.NO
        if shut or self.closed_on(day):
            return []
        found = (self._stretch(row, day) for row in self.rows_on(day))
        return sorted(stretch for stretch in found if stretch.start < stretch.end)

    def _stretch(self, row: OpeningHours, day: datetime.date) -> Stretch:
        late = row.past_midnight or row.closes == MIDNIGHT
        last, closes = (day + DAY, row.closes) if late else (day, row.closes)
        if late and self.closed_on(last):
            closes = MIDNIGHT
        return Stretch(_utc(day, row.opens), _utc(last, closes))


def overlapping(rows: Iterable[OpeningHours]) -> list[OpeningHours]:
    """Return the rows that begin while an earlier one still lasts; for a form to refuse."""
    seen: list[OpeningHours] = []
    found = []
    for row in rows:
        if any(_overlap(row, other) for other in seen):
            found.append(row)
        seen.append(row)
    return found


def _overlap(one: OpeningHours, other: OpeningHours) -> bool:
    latest_start = max(one.valid_from or datetime.date.min, other.valid_from or datetime.date.min)
    earliest_end = min(one.valid_to or datetime.date.max, other.valid_to or datetime.date.max)
    return latest_start <= earliest_end and any(
        start < other_end and other_start < end
        for start, end in _minutes(one)
        for other_start, other_end in _minutes(other)
    )


def _minutes(row: OpeningHours) -> list[tuple[int, int]]:
    """Return from when to when in the week, in minutes; Sunday night is also before Monday."""
    start = row.weekday * MINUTES_A_DAY + row.opens.hour * 60 + row.opens.minute
    end = row.weekday * MINUTES_A_DAY + row.closes.hour * 60 + row.closes.minute
    if row.past_midnight or row.closes == MIDNIGHT:
        end += MINUTES_A_DAY
    return [(start, end), (start - MINUTES_A_WEEK, end - MINUTES_A_WEEK)]


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Make one of those that meet or overlap. They come in the order in which they begin."""
    current: Stretch | None = None
    for stretch in stretches:
        if current is None:
            current = stretch
        elif stretch.start <= current.end:
            current = Stretch(current.start, max(current.end, stretch.end))
        else:
            yield current
            current = stretch
    if current is not None:
        yield current


def _utc(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, clock, STOCKHOLM).astimezone(datetime.UTC)


def _local(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(STOCKHOLM)
