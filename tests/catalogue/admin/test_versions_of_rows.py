"""Rows that belong to an entry or a contact are compared and restored as the fields are."""

import datetime
from typing import Any

import pytest
from django.test import Client

from catalogue.changes.noting import note_outside, versions_of
from catalogue.changes.reading import parse, snapshots
from catalogue.changes.shapes import SHAPES
from catalogue.models import Contact, Intervention
from tests.catalogue.admin.test_versions import compare, keys, restore
from tests.factories import make_contact, make_intervention, make_municipality, make_organisation

NOON, NINE = datetime.time(12), datetime.time(9)


def day(month: int, number: int = 1) -> datetime.date:
    return datetime.date(2026, month, number)


def now(row: Any) -> dict[str, Any]:
    shape = SHAPES[row._meta.model_name]
    return parse(snapshots(shape, [row.pk])[row.pk])


@pytest.fixture
def entry(db: None) -> Intervention:
    """An entry whose rows have been changed, taken away and added to."""
    row, one, other = make_intervention("A"), make_organisation("Ett"), make_organisation("Två")
    row.notices.create(text="Inställt", starts_on=day(1), ends_on=day(2))
    row.notices.create(text="Borta", starts_on=day(1), ends_on=day(2))
    row.results.create(year=2024, started=40, finished=30, women=20, measured="Frågor\nvid slut")
    row.contributions.create(organisation=one, what="Lokal", starts_on=day(1))
    row.routes.create(sender="self", how="Ring", link="https://www.exempel.se/", before="Prata")
    note_outside()
    row.notices.filter(text="Borta").delete()
    row.notices.update(ends_on=day(3))
    row.results.update(started=50)
    row.results.create(year=2025, started=1)
    row.contributions.update(organisation=other, starts_on=None)
    row.routes.update(link="", units="Viken")
    note_outside()
    return row


@pytest.fixture
def contact(db: None) -> Contact:
    """A contact whose hours, closed days and kommuner have changed."""
    row = make_contact("Växeln", phone="+4621123456")
    row.opening_hours.create(weekday=0, opens=NINE, closes=NOON, valid_from=day(1))
    row.opening_hours.create(weekday=1, opens=NINE, closes=NOON)
    row.closed_periods.create(first_day=day(7), last_day=day(8), note="sommarstängt")
    row.municipalities.set([make_municipality("Sala")])
    note_outside()
    row.opening_hours.filter(weekday=1).delete()
    row.opening_hours.update(closes=datetime.time(15), past_midnight=True)
    row.closed_periods.create(first_day=day(7), last_day=day(7, 2))
    row.municipalities.clear()
    note_outside()
    return row


class TestComparing:
    def test_says_what_became_of_the_rows_of_an_entry(
        self, desk: Client, entry: Intervention
    ) -> None:
        first, last = keys(entry)

        page = compare(desk, entry, first, last).content.decode()

        for title in ("illfälliga besked", "esultat", "ad parterna bidrar med", "ägar in"):
            assert title in page
        for word in ("Borta", "Ett", "Två", "2025"):
            assert word in page

    def test_says_what_became_of_the_hours_of_a_contact(
        self, desk: Client, contact: Contact
    ) -> None:
        first, last = keys(contact)

        page = compare(desk, contact, first, last).content.decode()

        for word in ("elefontider", "måndag", "tisdag", "Sala", "09:00", "12:00"):
            assert word in page
        assert "09:00:00" not in page


class TestRestoring:
    def test_brings_the_rows_of_an_entry_back(self, desk: Client, entry: Intervention) -> None:
        first, _last = keys(entry)
        was = parse(_text(entry, first))

        answer = restore(desk, entry, first)

        assert answer.status_code == 302, answer.context["errors"]
        assert now(entry)["lines"] == was["lines"]

    def test_brings_the_hours_of_a_contact_back(self, desk: Client, contact: Contact) -> None:
        first, _last = keys(contact)
        was, kept = parse(_text(contact, first)), contact.opening_hours.get().pk

        answer = restore(desk, contact, first)

        assert answer.status_code == 302, answer.context["errors"]
        assert now(contact)["lines"] == was["lines"]
        assert contact.opening_hours.get(weekday=0).pk == kept
        assert now(contact)["fields"]["municipalities"] == was["fields"]["municipalities"]


def _text(row: Any, key: int) -> str:
    shape = SHAPES[row._meta.model_name]
    return versions_of(shape, row.pk).get(pk=key).serialized_data
