"""The pages of versions: the list, the comparison, restoring."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from catalogue.changes.noting import note_outside, noting, versions_of
from catalogue.changes.reading import parse
from catalogue.changes.shapes import SHAPES
from catalogue.models import (
    Contact,
    Intervention,
    NeedGroup,
    Organisation,
    ReferralRoute,
    SynonymGroup,
    User,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_rights import CHANGE, NONE, expected
from tests.factories import make_contact, make_intervention, make_municipality, make_need_group

ENTRY = SHAPES["intervention"]
MODELS = {shape.model.__name__: shape for shape in SHAPES.values()}


@pytest.fixture
def entry(db: None) -> Intervention:
    """An entry with three versions."""
    row = make_intervention(
        "Boendestöd", summary="Hembesök och hjälp.", need_groups=["Unga"], municipalities=["Sala"],
        criteria="Egen vilja.",
    )  # fmt: skip
    route = ReferralRoute.objects.create(intervention=row, sender="self", how="Ring växeln")
    route.municipalities.add(make_municipality("Sala"))
    note_outside()
    user = User.objects.create_superuser("anna", first_name="Anna", last_name="Ek")
    with noting(user, "Ändrad i redaktionen"):
        row.summary = "Stöd och hjälp."
        row.save()
        row.need_groups.set([make_need_group("Äldre")])
        route.delete()
        ReferralRoute.objects.create(intervention=row, sender="primary_care", how="Remiss")
    with noting(None, "Prov"):
        row.criteria = "<script>alert(1)</script>"
        row.save()
    return row


def keys(row: Any) -> list[int]:
    shape = SHAPES[row._meta.model_name]
    return list(versions_of(shape, row.pk).order_by("pk").values_list("pk", flat=True))


def compare(client: Client, row: Any, one: Any, other: Any) -> Any:
    return client.get(address(type(row), "versions", row.pk), {"fran": one, "till": other})


def restore(client: Client, row: Any, key: int) -> Any:
    return client.post(address(type(row), "restore", row.pk, key))


class TestTheList:
    def test_tells_who_how_and_what(self, desk: Client, entry: Intervention) -> None:
        page = desk.get(address(Intervention, "history", entry.pk)).content.decode()

        assert "Anna Ek" in page
        assert "Ändrad i redaktionen" in page
        assert "kort beskrivning" in page
        assert "behovsgrupper" in page
        assert "Ändrad utanför redaktionen" in page

    def test_numbers_from_the_first(self, desk: Client, entry: Intervention) -> None:
        page = desk.get(address(Intervention, "history", entry.pk))

        assert [row["number"] for row in page.context["versions"]] == [3, 2, 1]

    def test_shows_a_change_made_behind_its_back(self, desk: Client, entry: Intervention) -> None:
        Intervention.objects.filter(pk=entry.pk).update(summary="Direkt i databasen")

        page = desk.get(address(Intervention, "history", entry.pk))

        assert page.context["versions"][0]["number"] == 4

    def test_pages_through_many(self, desk: Client, entry: Intervention) -> None:
        for number in range(60):
            with noting(None, "Prov"):
                Intervention.objects.filter(pk=entry.pk).update(summary=f"Text {number}")

        page = desk.get(address(Intervention, "history", entry.pk), {"sida": "2"})

        assert [row["number"] for row in page.context["versions"]] == list(range(13, 0, -1))
        assert page.context["versions"][-1]["before"] is None

    @pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", "\x00"])
    def test_takes_any_page_number(self, desk: Client, entry: Intervention, asked: str) -> None:
        page = desk.get(address(Intervention, "history", entry.pk), {"sida": asked})

        assert page.status_code == 200

    def test_asks_no_query_a_row(
        self, desk: Client, entry: Intervention, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(40):
            user = User.objects.create_user(f"u{number}")
            with noting(user, "Prov"):
                Intervention.objects.filter(pk=entry.pk).update(summary=f"Text {number}")
        desk.get(address(Intervention, "history", entry.pk))

        with django_assert_max_num_queries(15):
            desk.get(address(Intervention, "history", entry.pk))

    def test_begins_with_the_first_save(self, desk: Client, entry: Intervention) -> None:
        url = address(SynonymGroup, "add")

        answer = desk.post(url, form_values(desk.get(url)) | {"terms": ["ett\ntvå"]})

        assert answer.status_code == 302
        version = versions_of(
            SHAPES["synonymgroup"], SynonymGroup.objects.get(terms__startswith="ett").pk
        ).get()
        assert version.revision.comment == "Inlagd i redaktionen"


class TestComparing:
    def test_marks_what_differs_without_colour(self, desk: Client, entry: Intervention) -> None:
        first, second, _ = keys(entry)

        page = compare(desk, entry, first, second).content.decode()

        assert "<del>Hembesök</del> och hjälp." in page
        assert "<ins>Stöd</ins> och hjälp." in page

    def test_names_what_is_pointed_at(self, desk: Client, entry: Intervention) -> None:
        first, second, _ = keys(entry)

        page = compare(desk, entry, first, second).content.decode()

        assert "<del>Unga</del>" in page
        assert "<ins>Äldre</ins>" in page
        assert "Ring" in page
        assert "Remiss" in page

    def test_shows_the_older_first_whichever_is_asked_first(
        self, desk: Client, entry: Intervention
    ) -> None:
        first, second, _ = keys(entry)

        page = compare(desk, entry, second, first)

        assert [side["number"] for side in page.context["sides"]] == [1, 2]

    def test_escapes_what_somebody_wrote(self, desk: Client, entry: Intervention) -> None:
        page = compare(desk, entry, keys(entry)[1], keys(entry)[2]).content.decode()

        assert "<script>alert" not in page

    def test_writes_a_number_as_people_do(self, desk: Client, db: None) -> None:
        contact = make_contact(phone="08-465 004 15")
        note_outside()
        contact.phone = "031-390 06 12"
        contact.save()
        note_outside()

        page = compare(desk, contact, *keys(contact)).content.decode()

        assert "+46" not in page
        assert "<del>08</del>-<del>465</del>" in page
        assert "<ins>031</ins>-<ins>390</ins>" in page

    def test_says_that_equals_are_equal(self, desk: Client, entry: Intervention) -> None:
        first, *_ = keys(entry)

        assert "är lika" in compare(desk, entry, first, first).content.decode()

    @pytest.mark.parametrize("asked", ["", "x", "0", "9999999999", "\x00", "²"])
    def test_refuses_what_is_no_version(
        self, desk: Client, entry: Intervention, asked: str
    ) -> None:
        assert compare(desk, entry, asked, keys(entry)[0]).status_code == 404

    def test_refuses_another_entry_s_version(self, desk: Client, entry: Intervention) -> None:
        other = make_intervention("En annan")
        note_outside()

        assert compare(desk, entry, keys(other)[0], keys(entry)[0]).status_code == 404
        assert restore(desk, entry, keys(other)[0]).status_code == 404

    def test_says_so_when_what_was_pointed_at_is_gone(
        self, desk: Client, entry: Intervention
    ) -> None:
        NeedGroup.objects.filter(slug="unga")._raw_delete("default")

        page = compare(desk, entry, keys(entry)[0], keys(entry)[1]).content.decode()

        assert "inte finns längre" in page.replace("</del>", "").replace("<del>", "")

    def test_keeps_to_the_strict_policy(self, desk: Client, entry: Intervention) -> None:
        page = compare(desk, entry, keys(entry)[0], keys(entry)[2]).content.decode()

        assert "style=" not in page
        assert "onclick" not in page


class TestRestoring:
    def test_brings_all_back_as_a_new_version(self, desk: Client, entry: Intervention) -> None:
        first, *others = keys(entry)

        answer = restore(desk, entry, first)

        assert answer.status_code == 302, answer.context["errors"]
        after = keys(entry)
        assert after[:3] == [first, *others]
        versions = list(versions_of(ENTRY, entry.pk))
        assert len(versions) == 4
        assert parse(versions[0].serialized_data) == parse(versions[-1].serialized_data)
        assert versions[0].revision.comment == "Återställd till version 1"
        assert versions[0].revision.user.username == "redaktor"

    def test_is_found_by_search_at_once(self, desk: Client, entry: Intervention) -> None:
        assert "Boendestöd" not in Client().get("/insatser/?q=hembesök").content.decode()

        restore(desk, entry, keys(entry)[0])

        assert "Boendestöd" in Client().get("/insatser/?q=hembesök").content.decode()

    def test_passes_the_checks_of_saving(self, desk: Client, entry: Intervention) -> None:
        with noting(None, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(referral="Ring 19121212-1212")
        with noting(None, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(referral="Ring")

        answer = restore(desk, entry, keys(entry)[3])

        assert answer.status_code == 200
        assert "referral" in answer.context["adminform"].form.errors
        assert f'action="{address(Intervention, "change", entry.pk)}"' in answer.content.decode()
        entry.refresh_from_db()
        assert entry.referral == "Ring"
        assert len(keys(entry)) == 5

    def test_offers_no_restoring_of_the_newest(self, desk: Client, entry: Intervention) -> None:
        page = compare(desk, entry, keys(entry)[1], keys(entry)[2]).content.decode()

        assert "Återställ version 2" in page
        assert "Återställ version 3" not in page

    def test_is_never_done_by_a_link(self, desk: Client, entry: Intervention) -> None:
        answer = desk.get(address(Intervention, "restore", entry.pk, keys(entry)[0]))

        assert answer.status_code == 405

    def test_works_where_something_ended(self, desk: Client, entry: Intervention) -> None:
        with noting(None, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(after_funding="Tas över av kommunen.")
        with noting(None, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(
                status="ended", nothing_replaces=True, ended_on="2026-01-01"
            )

        answer = restore(desk, entry, keys(entry)[3])

        assert answer.status_code == 302, answer.context["errors"]

        entry.refresh_from_db()
        assert (entry.status, entry.ended_on) == ("open", None)

    def test_leaves_the_name_of_a_person_as_it_is(self, desk: Client, north: Side) -> None:
        contact = north["Contact"]
        Contact.objects.filter(pk=contact.pk).update(phone="1177")
        note_outside()
        Contact.objects.filter(pk=contact.pk).update(
            phone="112", person_name="Eva Ek", person_reason="Skäl", person_until="2030-01-01"
        )
        note_outside()

        answer = restore(desk, contact, keys(contact)[0])

        assert answer.status_code == 302
        contact.refresh_from_db()
        assert (contact.phone, contact.person_name) == ("1177", "Eva Ek")

    @pytest.mark.parametrize(
        "model", ["Organisation", "Contact", "SynonymGroup", "Assignment", "NeighbouringService"]
    )
    def test_works_for_every_kind(self, desk: Client, north: Side, model: str) -> None:
        row = north[model]
        field = {
            "Organisation": "mission", "Contact": "competence", "SynonymGroup": "note",
            "Assignment": "to_on", "NeighbouringService": "reason",
        }[model]  # fmt: skip
        note_outside()
        before = type(row).objects.values().get(pk=row.pk)
        type(row).objects.filter(pk=row.pk).update(**{field: "2030-01-01"})
        note_outside()

        answer = restore(desk, row, keys(row)[0])

        assert answer.status_code == 302, answer.context["errors"]
        assert type(row).objects.values().get(pk=row.pk) == before
        assert len(keys(row)) == 3


@pytest.mark.parametrize("role", ["editor", "staff", "administrator", "unassigned"], indirect=True)
@pytest.mark.parametrize("model", sorted(MODELS))
class TestTheRights:
    def test_are_those_of_the_row(
        self, client: Client, role: str, model: str, north: Side, south: Side
    ) -> None:
        note_outside()
        for side, rows in (("own", north), ("foreign", south)):
            row, may = rows[model], expected(model, role, side)
            key = keys(row)[0]

            page = compare(client, row, key, key)
            answer = restore(client, row, key)

            refused = {302, 403} if role == "unassigned" else {403}
            assert page.status_code in ({200} if may != NONE else refused), side
            assert len(keys(row)) == 1
            if may == CHANGE:
                assert answer.status_code == 302
                assert "versioner" not in answer["Location"]
            else:
                assert answer.status_code in refused, side


def test_every_shape_has_its_pages() -> None:
    for shape in SHAPES.values():
        assert shape.model in admin.site._registry
        name = f"admin:catalogue_{shape.subject}"
        assert reverse(f"{name}_versions", args=[1])
        assert reverse(f"{name}_restore", args=[1, 1])
    assert Organisation in admin.site._registry
