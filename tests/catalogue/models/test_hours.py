"""Open or not, until when, and when next: over midnight, clock changes, red days, closed days."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalogue.models import ContactClosure, ContactHours, Said
from catalogue.models.hours import STOCKHOLM, Openness, Timetable, overlapping
from catalogue.models.red_days import eve, red_day

OPEN, CLOSED, ASK, UNKNOWN = (
    Openness.OPEN,
    Openness.CLOSED,
    Openness.ASK,
    Openness.UNKNOWN,
)
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


def at(text: str) -> datetime.datetime:
    """Return a moment of Swedish time; an autumn hour that comes twice is the first one."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def row(weekday: int, opens: str, closes: str, **more) -> ContactHours:
    clock = datetime.time.fromisoformat
    days = {
        name: datetime.date.fromisoformat(value) if name.startswith("valid") else value
        for name, value in more.items()
    }
    return ContactHours(weekday=weekday, opens=clock(opens), closes=clock(closes), **days)


def closed(first: str, last: str, note: str = "") -> ContactClosure:
    day = datetime.date.fromisoformat
    return ContactClosure(first_day=day(first), last_day=day(last), note=note)


WEEKDAYS = [row(day, "09:00", "11:30") for day in range(5)] + [
    row(day, "13:00", "15:30") for day in range(5)
]
BAR = [row(4, "20:00", "02:00", past_midnight=True)]


def said(standing):
    """Return the state and both times as one reads them."""
    times = (standing.until, standing.opens)
    return standing.openness, *(f"{time:%m-%d %H:%M}" if time else None for time in times)


class TestOneWeek:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-11-30 08:59", (CLOSED, None, "11-30 09:00")),
            ("2026-11-30 09:00", (OPEN, "11-30 11:30", None)),
            ("2026-11-30 11:29", (OPEN, "11-30 11:30", None)),
            ("2026-11-30 11:30", (CLOSED, None, "11-30 13:00")),
            ("2026-12-04 15:30", (CLOSED, None, "12-07 09:00")),
            ("2026-12-05 10:00", (CLOSED, None, "12-07 09:00")),
        ],
    )
    def test_tells_now_and_next(self, moment, expected):
        assert said(Timetable(WEEKDAYS).at(at(moment))) == expected

    def test_is_not_known_where_nobody_has_told(self):
        assert said(Timetable([]).at(at("2026-11-30 10:00"))) == (UNKNOWN, None, None)

    def test_takes_a_moment_from_any_zone(self):
        noon = datetime.datetime(2026, 11, 30, 3, 15, tzinfo=ZoneInfo("America/New_York"))

        assert said(Timetable(WEEKDAYS).at(noon)) == (OPEN, "11-30 11:30", None)

    def test_has_no_end_where_it_never_closes(self):
        always = [row(day, "00:00", "00:00") for day in range(7)]

        assert said(Timetable(always, (), Said.YES).at(at("2026-12-24 10:00"))) == (
            OPEN, None, None,
        )  # fmt: skip

    def test_joins_what_meets_and_overlaps(self):
        rows = [row(0, "09:00", "12:00"), row(0, "11:00", "13:00"), row(0, "13:00", "15:00")]

        assert said(Timetable(rows).at(at("2026-11-30 09:00"))) == (OPEN, "11-30 15:00", None)


class TestNights:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-12-04 21:00", (OPEN, "12-05 02:00", None)),
            ("2026-12-05 01:59", (OPEN, "12-05 02:00", None)),
            ("2026-12-05 02:00", (CLOSED, None, "12-11 20:00")),
        ],
    )
    def test_run_into_the_day_after(self, moment, expected):
        assert said(Timetable(BAR).at(at(moment))) == expected

    def test_end_at_midnight_where_the_day_after_is_closed(self):
        hours = Timetable(BAR, [closed("2026-12-05", "2026-12-06")])

        assert said(hours.at(at("2026-12-04 23:30"))) == (OPEN, "12-05 00:00", None)
        assert said(hours.at(at("2026-12-05 00:30"))) == (CLOSED, None, "12-11 20:00")

    @pytest.mark.parametrize(
        ("day", "hours"),
        [("2026-03-28", 5), ("2026-10-24", 7), ("2026-11-28", 6)],
    )
    def test_are_as_long_as_they_are_when_the_clocks_change(self, day, hours):
        night = Timetable([row(5, "22:00", "04:00", past_midnight=True)])
        begins = at(f"{day} 22:00")

        until = night.at(begins).until

        assert f"{until:%H:%M}" == "04:00"
        length = until.astimezone(datetime.UTC) - begins.astimezone(datetime.UTC)
        assert length == datetime.timedelta(hours=hours)

    def test_that_lie_in_the_hour_that_is_skipped_are_not_there(self):
        hours = Timetable([row(6, "02:30", "03:15")])

        assert said(hours.at(at("2026-03-29 03:10"))) == (CLOSED, None, "04-12 02:30")


class TestSeasons:
    TERM = Timetable([row(0, "09:00", "12:00", valid_from="2027-01-11", valid_to="2027-06-14")])

    def test_have_not_begun(self):
        assert said(self.TERM.at(at("2026-11-30 10:00"))) == (CLOSED, None, "01-11 09:00")

    def test_hold_on_their_first_and_last_day(self):
        assert said(self.TERM.at(at("2027-01-11 10:00"))) == (OPEN, "01-11 12:00", None)
        assert said(self.TERM.at(at("2027-06-14 10:00"))) == (OPEN, "06-14 12:00", None)
        assert said(self.TERM.at(at("2027-06-14 12:00"))) == (CLOSED, None, None)

    def test_that_are_over_tell_nothing(self):
        assert said(self.TERM.at(at("2027-06-15 10:00"))) == (UNKNOWN, None, None)


class TestClosedDays:
    SUMMER = Timetable(WEEKDAYS, [closed("2026-07-06", "2026-08-02", "sommarstängt")])

    def test_go_before_the_hours(self):
        standing = self.SUMMER.at(at("2026-07-06 10:00"))

        assert said(standing) == (CLOSED, None, "08-03 09:00")
        assert standing.closed.note == "sommarstängt"

    def test_are_told_of_only_while_they_last(self):
        assert self.SUMMER.at(at("2026-07-05 10:00")).closed is None
        assert said(self.SUMMER.at(at("2026-07-05 10:00"))) == (CLOSED, None, "08-03 09:00")
        assert said(self.SUMMER.at(at("2026-08-03 09:00"))) == (OPEN, "08-03 11:30", None)

    def test_go_before_a_red_day_that_nobody_has_told_of(self):
        hours = Timetable(WEEKDAYS, [closed("2026-12-24", "2026-12-27")])

        assert hours.at(at("2026-12-24 10:00")).openness is CLOSED


class TestRedDays:
    def test_are_those_of_the_law(self):
        date = datetime.date.fromisoformat

        assert red_day(date("2026-04-03")) == "långfredagen"
        assert red_day(date("2026-06-06")) == "nationaldagen"
        assert red_day(date("2026-12-05")) == ""  # a Saturday
        assert red_day(date("2026-12-06")) == ""  # a Sunday: the hours know of those
        assert red_day(date("2026-12-24")) == ""
        assert [eve(date(f"2026-{day}")) for day in ("06-19", "12-24", "12-31", "12-25")] == [
            "midsommarafton", "julafton", "nyårsafton", "",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("says", "expected"),
        [
            (Said.UNKNOWN, (ASK, None, "04-07 09:00")),
            (Said.NO, (CLOSED, None, "04-07 09:00")),
            (Said.YES, (OPEN, "04-03 11:30", None)),
        ],
    )
    def test_claim_only_what_somebody_has_said(self, says, expected):
        assert said(Timetable(WEEKDAYS, (), says).at(at("2026-04-03 10:00"))) == expected

    @pytest.mark.parametrize(
        ("says", "expected"),
        [
            (Said.UNKNOWN, (ASK, None, "12-28 09:00")),
            (Said.NO, (ASK, None, "12-28 09:00")),
            (Said.YES, (OPEN, "12-24 11:30", None)),
        ],
    )
    def test_leave_the_eves_to_be_asked_about(self, says, expected):
        standing = Timetable(WEEKDAYS, (), says).at(at("2026-12-24 10:00"))

        assert said(standing) == expected
        assert standing.special == ("" if says == Said.YES else "julafton")

    def test_are_named_where_they_are_why_it_is_closed(self):
        hours = Timetable(WEEKDAYS, (), Said.NO)

        assert hours.at(at("2026-04-03 10:00")).special == "långfredagen"
        assert hours.at(at("2026-04-05 10:00")).special == ""  # a Sunday without hours anyhow

    def test_are_over_when_their_hours_are(self):
        hours = Timetable(WEEKDAYS)

        assert hours.at(at("2026-04-03 07:00")).openness is ASK
        assert hours.at(at("2026-04-03 15:30")).openness is CLOSED

    def test_do_not_cut_the_night_that_began_before(self):
        thursday = [row(3, "20:00", "02:00", past_midnight=True)]

        assert Timetable(thursday, (), Said.NO).at(at("2026-04-03 01:00")).openness is OPEN

    def test_last_as_long_as_their_night(self):
        assert Timetable(BAR).at(at("2026-04-04 01:00")).openness is ASK
        assert Timetable(BAR).at(at("2026-04-04 02:00")).openness is CLOSED


clocks = st.builds(datetime.time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
YEAR = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
moments = st.one_of(
    st.integers(0, 366 * 24 * 60),
    # The nights when the clocks change, and the days around Christmas.
    st.integers(87 * 24 * 60, 89 * 24 * 60),
    st.integers(297 * 24 * 60, 299 * 24 * 60),
    st.integers(356 * 24 * 60, 366 * 24 * 60),
).map(lambda minutes: YEAR + MINUTE * minutes)


@st.composite
def rows(draw):
    opens, closes = draw(clocks), draw(clocks)
    late = closes <= opens and closes != datetime.time(0)
    bounds = draw(st.sampled_from([(None, None), ("2026-03-01", None), (None, "2026-10-25"),
                                   ("2026-03-29", "2026-12-24")]))  # fmt: skip
    valid = [datetime.date.fromisoformat(day) if day else None for day in bounds]
    return ContactHours(
        weekday=draw(st.integers(0, 6)), opens=opens, closes=closes, past_midnight=late,
        valid_from=valid[0], valid_to=valid[1],
    )  # fmt: skip


CLOSURES = [closed("2026-03-28", "2026-03-29"), closed("2026-12-23", "2026-12-25")]
timetables = st.builds(
    Timetable, st.lists(rows(), max_size=6), st.sampled_from([[], CLOSURES]), st.sampled_from(Said)
)


def open_by_the_clock(hours: Timetable, moment: datetime.datetime) -> bool:
    """Read the sign on the door: by the clock on the wall, one row after the other."""
    local = moment.astimezone(STOCKHOLM)
    today, clock = local.date(), local.time()

    def holds(row, day):
        special = red_day(day) or eve(day)
        certain = not special or hours.on_red_days == Said.YES
        shut = any(period.first_day <= day <= period.last_day for period in hours.closed)
        return row.weekday == day.weekday() and row.holds_on(day) and certain and not shut

    for row in hours.hours:
        late = row.past_midnight or row.closes == datetime.time(0)
        if holds(row, today) and row.opens <= clock and (late or clock < row.closes):
            return True
        shut = any(period.first_day <= today <= period.last_day for period in hours.closed)
        if row.past_midnight and holds(row, today - DAY) and not shut and clock < row.closes:
            return True
    return False


# Most moments are outside any hours, and are passed over.
MANY_ARE_SHUT = settings(suppress_health_check=[HealthCheck.filter_too_much])


class TestAnyTimetable:
    @given(timetables, moments)
    def test_agrees_with_the_clock_on_the_wall(self, hours, moment):
        night = moment.astimezone(STOCKHOLM)
        assume(not (night.month in {3, 10} and night.day >= 25 and night.hour in {2, 3}))

        standing = hours.at(moment)

        assert (standing.openness is OPEN) == open_by_the_clock(hours, moment)

    @MANY_ARE_SHUT
    @given(timetables, moments)
    def test_is_open_until_it_says_and_not_after(self, hours, moment):
        standing = hours.at(moment)
        assume(standing.openness is OPEN and standing.until)
        end = standing.until.astimezone(datetime.UTC)

        assert end > moment
        assert hours.at(end - MINUTE).openness is OPEN
        assert hours.at(end).openness is not OPEN

    @MANY_ARE_SHUT
    @given(timetables, moments, st.floats(0, 0.99))
    def test_opens_when_it_says_and_not_before(self, hours, moment, part):
        standing = hours.at(moment)
        assume(standing.opens)
        opens = standing.opens.astimezone(datetime.UTC)
        between = moment + (opens - moment) * part

        assert opens > moment
        assert hours.at(opens).openness is OPEN
        assert hours.at(between).openness is not OPEN
        assert hours.at(between).opens == standing.opens

    @MANY_ARE_SHUT
    @given(timetables, moments)
    def test_knows_nothing_only_where_nothing_holds_any_longer(self, hours, moment):
        today = moment.astimezone(STOCKHOLM).date()
        standing = hours.at(moment)
        assume(standing.openness is UNKNOWN)

        assert not any(row.valid_to is None or row.valid_to >= today for row in hours.hours)


class TestOverlapping:
    @pytest.mark.parametrize(
        ("one", "other", "overlap"),
        [
            (row(0, "09:00", "12:00"), row(0, "11:00", "13:00"), True),
            (row(0, "09:00", "12:00"), row(0, "12:00", "13:00"), False),
            (row(0, "09:00", "12:00"), row(1, "09:00", "12:00"), False),
            (row(0, "20:00", "02:00", past_midnight=True), row(1, "01:00", "09:00"), True),
            (row(6, "20:00", "02:00", past_midnight=True), row(0, "01:00", "09:00"), True),
            (row(6, "20:00", "00:00"), row(0, "00:00", "09:00"), False),
            (
                row(0, "09:00", "12:00", valid_to="2026-12-31"),
                row(0, "09:00", "12:00", valid_from="2027-01-01"),
                False,
            ),
            (
                row(0, "09:00", "12:00", valid_to="2027-01-01"),
                row(0, "11:00", "12:00", valid_from="2027-01-01"),
                True,
            ),
        ],
    )
    def test_is_two_at_the_same_time(self, one, other, overlap):
        assert overlapping([one, other]) == ([other] if overlap else [])
        assert overlapping([other, one]) == ([one] if overlap else [])

    @given(rows(), rows())
    def test_agrees_with_the_minutes_of_a_week(self, one, other):
        def minutes(row):
            start = row.weekday * 1440 + row.opens.hour * 60 + row.opens.minute
            end = row.weekday * 1440 + row.closes.hour * 60 + row.closes.minute
            late = row.past_midnight or row.closes == datetime.time(0)
            return {minute % 10080 for minute in range(start, end + 1440 * late)}

        low = max(one.valid_from or datetime.date.min, other.valid_from or datetime.date.min)
        high = min(one.valid_to or datetime.date.max, other.valid_to or datetime.date.max)
        both = low <= high and bool(minutes(one) & minutes(other))

        assert bool(overlapping([one, other])) == both
