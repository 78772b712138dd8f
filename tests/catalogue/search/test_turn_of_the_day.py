"""What holds from a day to another comes and goes at midnight in Stockholm, without an edit."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.search import sync
from catalogue.search.cards import make_cards
from catalogue.search.sync import Follower, build, follow
from tests.catalogue.search.helpers import answer, ask, names
from tests.factories import make_intervention, make_venue
from tests.sample import part

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime.datetime(2026, 12, 1, tzinfo=STOCKHOLM)
SECOND = datetime.timedelta(seconds=1)
# Nights of 23, 24 and 25 hours, and one that is another day in UTC than here.
NIGHTS = [
    datetime.date(2027, 3, 28),
    datetime.date(2026, 10, 25),
    datetime.date(2026, 12, 1),
    datetime.date(2027, 7, 1),
]
QUESTIONS = [ask(), ask(lage="besked"), ask(tider={"kvall", "inte-angett"}), ask("insats")]


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the clock."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(datetime.UTC))

    at(MIDNIGHT - SECOND)
    return at


def told(name, first, last, text="Grupperna är inställda."):
    """Make an entry with a notice from a day to another."""
    entry = make_intervention(name)
    entry.notices.create(text=text, starts_on=first, ends_on=last)
    return entry


def day(number):
    """Return a day of December 2026; the 0th is the last of November."""
    return MIDNIGHT.date() + datetime.timedelta(days=number - 1)


@pytest.mark.usefixtures("clock")
class TestMidnight:
    def test_brings_and_takes_away_in_every_process(self, follower, clock):
        told("Slutar", day(-3), day(0))
        told("Börjar", day(1), day(1))
        followers = [follower, Follower()]
        assert [names(each.current(), lage="besked") for each in followers] == [["Slutar"]] * 2

        clock(MIDNIGHT)
        assert [names(each.current(), lage="besked") for each in followers] == [["Börjar"]] * 2

        clock(MIDNIGHT + datetime.timedelta(days=1))
        assert [names(each.current(), lage="besked") for each in followers] == [[]] * 2

    def test_turns_the_hours_of_a_season(self, follower, clock):
        entry = make_intervention("Kvällskafét")
        entry.venues.add(venue := make_venue())
        hours = {"weekday": 2, "opens": "17:00", "closes": "20:00"}
        venue.opening_hours.create(**hours, valid_from=day(1))
        assert names(follower.current(), tider="inte-angett") == ["Kvällskafét"]

        clock(MIDNIGHT)

        assert names(follower.current(), tider="kvall") == ["Kvällskafét"]
        assert follower.current().search(ask()).counts["tider"] == {"kvall": 1}

    def test_reads_only_the_entries_that_it_bears_upon(self, follower, clock, monkeypatch):
        make_intervention("Annan")
        told("Länge", day(-9), day(9))
        turned = told("Slutar", day(-3), day(0))
        follower.current()
        read, real = [], sync.read_documents
        monkeypatch.setattr(
            sync, "read_documents", lambda day, ids: read.append(set(ids)) or real(day, ids)
        )

        clock(MIDNIGHT)
        follower.current()
        follower.current()

        assert read == [{turned.pk}]

    def test_waits_for_no_work_beside(self, follower, clock, monkeypatch):
        monkeypatch.setattr(sync, "MANY", 0)
        told("Slutar", day(-3), day(0))
        told("Slutar också", day(-3), day(0))
        follower.current()

        clock(MIDNIGHT)

        assert names(follower.current(), lage="besked") == []

    def test_is_not_hidden_by_work_beside(self, follower, clock, monkeypatch):
        """A large change is on its way in when the day turns."""
        told("Slutar", day(-3), day(0))
        follower.current()
        monkeypatch.setattr(sync, "MANY", 0)
        monkeypatch.setattr(Follower, "_work_beside", lambda follower: None)
        make_intervention("Nyss inläst")
        assert names(follower.current(), lage="besked") == ["Slutar"]

        clock(MIDNIGHT)

        assert names(follower.current(), lage="besked") == []
        assert "Nyss inläst" in names(follower.current())

    def test_is_not_undone_by_who_looked_at_the_clock_before(self, follower, clock, monkeypatch):
        told("Slutar", day(-3), day(0))
        clock(MIDNIGHT)
        state = follower.current()
        looks = iter([day(0)])
        monkeypatch.setattr(timezone, "localdate", lambda: next(looks, day(1)))

        assert follower.current() is state

    def test_is_followed_from_what_was_written_down_yesterday(self, follower, clock, monkeypatch):
        told("Slutar", day(-3), day(0))
        make_intervention("Annan")
        follower.current()
        monkeypatch.setattr(sync, "_built", None)

        clock(MIDNIGHT)

        assert names(Follower().current(), lage="besked") == []
        assert len(names(Follower().current())) == 2

    def test_costs_no_question_but_on_the_first_request(
        self, follower, clock, django_assert_num_queries
    ):
        told("Slutar", day(-3), day(0))
        clock(MIDNIGHT)
        follower.current()

        with django_assert_num_queries(1):
            follower.current()


@pytest.mark.slow
def test_every_process_turns_by_its_own_clock(processes, clock):
    """`processes` share a database; nobody writes in it at midnight."""
    earlier, later = processes(), processes()
    earlier.do("tell Kafét 2026-11-20 2026-11-30")
    for process in (earlier, later):
        process.do(f"at {MIDNIGHT - SECOND}")
        assert process.do("told") == ["Kafét"]

    later.do(f"at {MIDNIGHT}")

    assert later.do("told") == []
    assert earlier.do("told") == ["Kafét"]
    earlier.do(f"at {MIDNIGHT}")
    assert earlier.do("told") == []


@pytest.mark.django_db
class TestThePage:
    """What is asked for again at midnight is not answered with what was true before."""

    ADDRESS = "/insatser/?lage=besked&lage=oppen"

    def test_is_another_with_another_tag(self, client, clock):
        told("Slutar", day(-3), day(0))
        told("Börjar", day(1), day(3), "Stängt för <flytt>.")
        before = client.get(self.ADDRESS)
        page = before.content.decode()
        assert "Grupperna är inställda." in page
        assert "flytt" not in page

        clock(MIDNIGHT)
        after = client.get(self.ADDRESS, headers={"If-None-Match": before["ETag"]})

        page = after.content.decode()
        assert after.status_code == 200
        assert after["ETag"] != before["ETag"]
        assert "Grupperna är inställda." not in page
        assert "<strong>Till och med 3 december 2026:</strong> Stängt för &lt;flytt&gt;." in page

    def test_is_the_same_the_whole_day(self, client, clock):
        told("Slutar", day(-3), day(1))
        clock(MIDNIGHT)
        before = client.get(self.ADDRESS)

        clock(MIDNIGHT + datetime.timedelta(days=1) - SECOND)
        after = client.get(self.ADDRESS, headers={"If-None-Match": before["ETag"]})

        assert after.status_code == 304

    def test_asks_for_notices_only_where_there_are_some(self, clock, django_assert_num_queries):
        silent, telling = make_intervention(), told("Slutar", day(-3), day(0))
        catalogue = build()

        with django_assert_num_queries(1):
            make_cards(catalogue, [silent.pk])
        with django_assert_num_queries(2):
            make_cards(catalogue, [telling.pk])

    def test_shows_notices_in_the_order_in_which_they_began(self, clock):
        entry = told("Två", day(-1), day(3), "Det andra.")
        entry.notices.create(text="Det första.", starts_on=day(-2), ends_on=day(0))

        (card,) = make_cards(build(), [entry.pk])

        assert [row.text for row in card.facts.notices] == ["Det första.", "Det andra."]


spans = st.tuples(st.integers(-4, 4), st.integers(0, 4))


@pytest.mark.slow
@pytest.mark.django_db
class TestAMovingClock:
    @settings(max_examples=part(30))
    @given(
        night=st.sampled_from(NIGHTS),
        notices=st.lists(spans, min_size=1, max_size=6),
        seasons=st.lists(spans, max_size=4),
        steps=st.lists(
            st.tuples(st.integers(-5, 6), st.sampled_from([-3_600, -1, 0, 1, 7_200, 43_200])),
            min_size=1,
            max_size=8,
        ),
    )
    def test_gives_what_would_be_built_from_scratch(self, night, notices, seasons, steps):
        with transaction.atomic(), pytest.MonkeyPatch.context() as patched:
            self._fill(night, notices, seasons)
            state = None
            for days, seconds in steps:
                today = night + datetime.timedelta(days=days)
                midnight = datetime.datetime.combine(today, datetime.time(), STOCKHOLM)
                moment = midnight.astimezone(datetime.UTC) + datetime.timedelta(seconds=seconds)
                patched.setattr(timezone, "now", lambda now=moment: now)

                state = follow(state)

                assert state.day == moment.astimezone(STOCKHOLM).date()
                fresh = build()
                for question in QUESTIONS:
                    assert answer(state, question) == answer(fresh, question)
            transaction.set_rollback(True)

    def _fill(self, night, notices, seasons):
        for number, (first, length) in enumerate(notices):
            first_day = night + datetime.timedelta(days=first)
            told(f"Insats {number}", first_day, first_day + datetime.timedelta(days=length))
        for number, (first, length) in enumerate(seasons):
            entry = make_intervention(f"Insats med tider {number}")
            entry.venues.add(venue := make_venue(f"Plats {number}"))
            first_day = night + datetime.timedelta(days=first)
            venue.opening_hours.create(
                weekday=number % 7,
                opens="17:00",
                closes="20:00",
                valid_from=first_day if number % 2 else None,
                valid_to=first_day + datetime.timedelta(days=length),
            )
