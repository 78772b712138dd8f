"""Telephone numbers on the desk: kept in one form, shown the Swedish way, refused in words."""

import pytest
from django.db import models
from django.http import HttpResponse
from django.test import Client

from catalogue.models import Contact
from catalogue.models.telephones import NO_NUMBER, TWO_NUMBERS, WRONG_ABROAD, TelephoneFormField
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address
from tests.factories import make_contact, make_organisation


class TestTheDesk:
    def send(self, desk: Client, row: models.Model, written: str) -> HttpResponse:
        page = address(type(row), "change", row.pk)
        return desk.post(page, form_values(desk.get(page)) | {"phone": [written]})

    @pytest.mark.parametrize("make", [make_contact, make_organisation])
    def test_keeps_what_is_written_any_way_and_shows_it(self, desk: Client, make):
        row = make("Mottagningen")

        self.send(desk, row, "+46 (0)21-123 45 67 ankn. 12")

        row.refresh_from_db()
        assert row.phone == "+46211234567;ext=12"
        page = form_values(desk.get(address(type(row), "change", row.pk)))
        assert page["phone"] == ["021-123 45 67, anknytning 12"]

    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ("Ring växeln", NO_NUMBER),
            ("021-12 34 56 eller 021-12 34 57", TWO_NUMBERS),
            ("+47 12", WRONG_ABROAD),
            ("1" * 1_000, TWO_NUMBERS),
            ("<b>" * 3_334, TWO_NUMBERS),
        ],
    )
    def test_refuses_the_rest_with_words_and_writes_nothing(self, desk: Client, written, why):
        row = make_contact("Mottagningen", phone="021-39 00 00")

        answer = self.send(desk, row, written)

        assert answer.status_code == 200
        assert str(why) in answer.content.decode()
        assert "<b><b>" not in answer.content.decode()
        row.refresh_from_db()
        assert row.phone == "+4621390000"

    def test_sees_no_change_where_the_number_is_only_written_otherwise(self) -> None:
        field = TelephoneFormField()

        assert not field.has_changed("+4621390000", "021/39 00 00")
        assert field.has_changed("+4621390000", "021/39 00 01")

    @pytest.mark.parametrize(
        "words", ["021-39 00", "0046 21 39", "+4621390000", "39 00 00", "Motta"]
    )
    def test_finds_a_number_however_it_is_written(self, desk: Client, words):
        row = make_contact("Mottagningen", phone="021-39 00 00")
        make_contact("Annan", phone="08-465 004 15")

        listed = desk.get(address(Contact, "changelist"), {"q": words}).context["cl"]

        assert list(listed.result_list) == [row]

    def test_links_the_number_in_the_list(self, desk: Client):
        make_contact("Mottagningen", phone="021-39 00 00")
        make_contact("Annan", phone="ring")

        page = desk.get(address(Contact, "changelist")).content.decode()

        assert (
            '<a href="tel:+4621390000"><bdi dir="ltr" class="nowrap">021-39 00 00</bdi></a>' in page
        )
        assert '<bdi dir="ltr" class="nowrap">ring</bdi>' in page
        assert page.count('href="tel:') == 1
