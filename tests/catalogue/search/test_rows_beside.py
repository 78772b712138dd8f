"""What stands in rows beside an entry is followed as the entry is, in every process."""

import pytest
from django.db import connection
from django.utils import timezone

from catalogue.models import Contact, Intervention, Notice, Venue, VenueHours
from catalogue.search.cards import make_cards
from catalogue.search.sync import Follower
from tests.catalogue.search.helpers import names
from tests.factories import make_contact, make_intervention, make_venue

EVENING = {"opens": "17:00", "closes": "20:00"}


@pytest.fixture
def followers(follower):
    """Two processes that have both seen an entry with everything beside it, and one without."""
    today = timezone.localdate()
    entry = make_intervention("Kafét")
    entry.contacts.add(make_contact(phone="021-39 00 00"))
    entry.venues.add(venue := make_venue())
    venue.opening_hours.create(weekday=2, **EVENING)
    entry.notices.create(text="Inställt.", starts_on=today, ends_on=today)
    make_intervention("Annan")
    both = [follower, Follower()]
    for each in both:
        each.current()
    return both


def by_sql(*statements):
    """Return a change that goes past Django."""

    def change():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return change


def move_contact():
    """Let another entry have the contact instead."""
    contact = Contact.objects.get()
    contact.interventions.set([Intervention.objects.get(name="Annan")])


def close_again():
    """Give the venue hours, and take them back, as an editor does who saw a slip."""
    hours = Venue.objects.get().opening_hours.create(weekday=6, **EVENING)
    hours.delete()


CHANGES = {
    "a number taken away": (lambda: Contact.objects.update(phone=""), {"nas": "telefon"}, []),
    "a number by SQL": (
        by_sql("UPDATE catalogue_contact SET phone = ''"),
        {"nas": "telefon"},
        [],
    ),
    "an address given": (
        lambda: Contact.objects.update(email="a@exempel.se"),
        {"nas": "epost"},
        ["Kafét"],
    ),
    "a contact out of use": (
        lambda: Contact.objects.update(active=False),
        {"nas": "telefon"},
        [],
    ),
    "a contact deleted": (
        by_sql("DELETE FROM catalogue_intervention_contacts", "DELETE FROM catalogue_contact"),
        {"nas": "telefon"},
        [],
    ),
    "a contact moved": (move_contact, {"nas": "telefon"}, ["Annan"]),
    "an hour changed": (lambda: VenueHours.objects.update(closes="18:00"), {"tider": "kvall"}, []),
    "an hour by SQL": (
        by_sql("UPDATE catalogue_venuehours SET weekday = 5"),
        {"tider": "helg"},
        ["Kafét"],
    ),
    "an hour deleted": (lambda: VenueHours.objects.get().delete(), {"tider": "kvall"}, []),
    "an hour given and taken back": (close_again, {"tider": "helg"}, []),
    "a venue deleted": (
        by_sql(
            "DELETE FROM catalogue_venuehours",
            "DELETE FROM catalogue_intervention_venues",
            "DELETE FROM catalogue_venue",
        ),
        {"tider": "kvall"},
        [],
    ),
    "a notice that ends": (
        lambda: Notice.objects.update(starts_on="2026-01-01", ends_on="2026-01-02"),
        {"lage": "besked"},
        [],
    ),
    "a notice deleted": (lambda: Notice.objects.get().delete(), {"lage": "besked"}, []),
    "an answer": (
        lambda: Intervention.objects.filter(name="Annan").update(steady_contact="yes"),
        {"kontaktperson": "ja"},
        ["Annan"],
    ),
}


@pytest.mark.parametrize(("change", "asked", "found"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_found_by_the_next_request(followers, change, asked, found):
    assert names(followers[0].current(), **asked) != found or change is close_again

    change()

    assert [names(each.current(), **asked) for each in followers] == [found, found]


def test_new_words_of_a_notice_are_on_the_next_card(followers):
    entry = Intervention.objects.get(name="Kafét")

    Notice.objects.update(text="Stängt.")

    for each in followers:
        (card,) = make_cards(each.current(), [entry.pk])
        assert [row.text for row in card.facts.notices] == ["Stängt."]
