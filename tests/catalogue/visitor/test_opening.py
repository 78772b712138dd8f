"""Hours as a page says them."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from catalogue.models import Contact, ContactClosure, ContactHours
from catalogue.visitor.opening import opening_of
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 30)
TIME = datetime.time


@pytest.fixture
def clock(monkeypatch):
    def stop(day, hour=10, minute=0):
        now = datetime.datetime.combine(day, TIME(hour, minute), ZoneInfo("Europe/Stockholm"))
        monkeypatch.setattr(timezone, "now", lambda: now)
        monkeypatch.setattr(timezone, "localdate", lambda *_args: day)

    stop(MONDAY)
    return stop


@pytest.fixture
def contact():
    """One who answers on Mondays to Thursdays, with a pause."""
    contact = make_contact()
    for weekday in range(4):
        for opens, closes in ((TIME(9), TIME(11, 30)), (TIME(13), TIME(15, 30))):
            contact.opening_hours.create(weekday=weekday, opens=opens, closes=closes)
    return contact


def told(contact):
    return opening_of(Contact.objects.get(pk=contact.pk))


class TestNow:
    @pytest.mark.parametrize(
        ("days", "hour", "words"),
        [
            (0, 10, "Öppet nu · till 11.30"),
            (0, 12, "Stängt · öppnar i dag klockan 13"),
            (0, 18, "Stängt · öppnar i morgon klockan 9"),
            (4, 10, "Stängt · öppnar måndag klockan 9"),
            (24, 10, "Stängt · öppnar 4 januari 2027 klockan 9"),
        ],
    )
    def test_says_till_when_or_from_when(self, clock, contact, days, hour, words):
        contact.open_on_holidays = "no"
        contact.save()
        clock(MONDAY + datetime.timedelta(days=days), hour)
        if days == 24:  # julafton: a Thursday
            contact.closed_periods.create(first_day="2026-12-20", last_day="2027-01-03")

        assert told(contact).now == words
        assert told(contact).is_open is words.startswith("Öppet")

    def test_is_silent_where_nobody_has_told(self, clock):
        assert told(make_contact()).now == ""
        assert told(make_contact("Tyst")).lines == []

    def test_does_not_know_of_an_eve_that_nobody_has_told_of(self, clock, contact):
        clock(datetime.date(2026, 12, 24))

        assert told(contact).now == "I dag är det julafton. Vi vet inte om det är öppet."

    def test_may_be_always(self, clock, contact):
        ContactHours.objects.all().delete()
        for weekday in range(7):
            contact.opening_hours.create(weekday=weekday, opens=TIME(0), closes=TIME(0))
        contact.open_on_holidays = "yes"
        contact.save()

        assert told(contact).now == "Öppet dygnet runt"

    def test_may_be_closed_without_end(self, clock, contact):
        contact.closed_periods.create(first_day="2026-11-30", last_day="2029-01-01")

        assert told(contact).now == "Stängt"


class TestWeek:
    def test_puts_days_with_the_same_hours_together(self, clock, contact):
        contact.opening_hours.create(weekday=5, opens=TIME(20), closes=TIME(2), past_midnight=True)

        lines = [re.sub("<[^>]*>", "", line) for line in told(contact).week]
        assert lines == ["Måndag–torsdag 9–11.30 och 13–15.30", "Lördag 20–2"]

    def test_keeps_numbers_in_their_order_among_arabic_words(self, clock, contact):
        with override("ar"):
            assert '<bdi dir="ltr">9–11.30</bdi>' in told(contact).week[0]

    def test_tells_of_hours_to_come_and_not_of_those_that_are_over(self, clock, contact):
        contact.opening_hours.create(
            weekday=4, opens=TIME(8), closes=TIME(9), valid_from="2027-01-07", note="bara <bokade>"
        )
        contact.opening_hours.create(
            weekday=4, opens=TIME(7), closes=TIME(8), valid_to="2026-11-01"
        )
        contact.opening_hours.create(
            weekday=6, opens=TIME(7), closes=TIME(8), valid_to="2026-12-01"
        )

        lines = " | ".join(told(contact).week)

        assert "Från 7 januari 2027: | Fredag" in lines
        assert "(bara &lt;bokade&gt;)" in lines
        assert "Söndag" in lines
        assert "Det gäller till och med 1 december 2026." in lines
        assert lines.count("Fredag") == 1

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ("yes", "Öppet också på röda dagar."),
            ("no", "Stängt på röda dagar."),
            ("unknown", ""),
        ],
    )
    def test_says_of_red_days_what_somebody_has_said(self, clock, contact, said, words):
        contact.open_on_holidays = said
        contact.save()

        assert told(contact).red_days == words

    def test_names_the_days_to_come_when_nobody_is_there(self, clock, contact):
        for first, last, note in (
            ("2026-10-01", "2026-10-02", ""),
            ("2026-12-23", "2027-01-06", "julstängt"),
            ("2026-12-01", "2026-12-01", ""),
        ):
            ContactClosure.objects.create(
                contact=contact, first_day=first, last_day=last, note=note
            )

        assert told(contact).closed == [
            "Stängt 1 december 2026",
            "Stängt 23 december 2026 till 6 januari 2027 (julstängt)",
        ]


class TestEveningsAndWeekends:
    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([(0, 9, 17)], "Inte på kvällar eller helger."),
            ([(0, 9, 19)], "Öppet på kvällar, inte på helger."),
            ([(5, 9, 12)], "Öppet på helger."),
            ([(5, 9, 22)], "Öppet på helger."),
            ([(4, 9, 0)], "Öppet på kvällar, inte på helger."),
            ([(0, 9, 19), (5, 9, 12)], "Öppet på kvällar och helger."),
            ([], ""),
        ],
    )
    def test_are_told_where_the_hours_are_known(self, clock, rows, words):
        contact = make_contact()
        for weekday, opens, closes in rows:
            contact.opening_hours.create(weekday=weekday, opens=TIME(opens), closes=TIME(closes))

        assert told(contact).late == words
