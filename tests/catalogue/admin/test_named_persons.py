"""Nobody's name gets into what everybody can read, unless somebody says that it is nobody's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Contact, Intervention, Organisation
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address


@pytest.fixture
def entry(write: Callable[..., Intervention]) -> Intervention:
    return write("Boendestöd")


def save(desk: Client, row: Any, **changes: str) -> Any:
    page = address(type(row), "change", row.pk)
    answer = desk.post(page, form_values(desk.get(page)) | changes)
    row.refresh_from_db()
    return answer


class TestANamedPerson:
    def test_is_refused_with_the_name_and_what_to_write(
        self, desk: Client, entry: Intervention
    ) -> None:
        answer = save(desk, entry, content="Ring Anna Ek på måndagar.")

        told, _tick = answer.context["adminform"].form.errors["content"]
        assert "Anna Ek. Skriv funktionen i stället, till exempel teamsamordnaren" in told
        assert entry.content == ""

    def test_is_let_through_when_ticked_as_no_person(
        self, desk: Client, entry: Intervention
    ) -> None:
        refused = save(desk, entry, content="Vi ses i Anna Lindhs rum.")

        assert 'name="_nobody" value="Anna Lindhs"' in refused.content.decode()
        save(desk, entry, content="Vi ses i Anna Lindhs rum.", _nobody="Anna Lindhs")
        assert entry.content == "Vi ses i Anna Lindhs rum."

    def test_that_stood_there_before_stops_nothing(self, desk: Client, entry: Intervention) -> None:
        Intervention.objects.filter(pk=entry.pk).update(content="Vi ses i Anna Lindhs rum.")

        save(desk, entry, content="Vi ses i Anna Lindhs rum varje dag.")

        assert entry.content.endswith("varje dag.")

    def test_is_refused_on_a_way_in(self, desk: Client, entry: Intervention) -> None:
        answer = save(
            desk, entry, **{"routes-TOTAL_FORMS": "1", "routes-0-sender": "self",
                            "routes-0-how": "Kontakta Anna på kontoret.",
                            "routes-0-cost_kind": "free"},
        )  # fmt: skip

        inlines = {each.formset.prefix: each for each in answer.context["inline_admin_formsets"]}
        assert "how" in inlines["routes"].formset.errors[0]

    def test_may_stand_where_a_contact_has_a_place_for_it(
        self, desk: Client, organisation: Organisation
    ) -> None:
        contact = Contact.objects.create(function="Mottagningen", organisation=organisation)

        answer = save(desk, contact, email="anna.ek@exempel.se")

        assert "Skriv en brevlåda" in answer.context["adminform"].form.errors["email"][0]
        save(desk, contact, person_name="Anna Ek", person_reason="Leder", person_until="2030-01-01")
        assert contact.person_name == "Anna Ek"


@pytest.mark.slow
def test_the_demo_catalogue_can_be_saved_as_it_is(demo: None, desk: Client) -> None:
    kinds = {(row.status, row.scope): row for row in Intervention.objects.order_by("pk")}
    assert len(kinds) > 3

    for row in kinds.values():
        assert save(desk, row).status_code == 302
