"""Who may take what out of the catalogue by file, and into it."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from catalogue.models import (
    Continuation,
    ImportConflict,
    ImportRun,
    Intervention,
    Organisation,
    User,
)
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_exchange import CONFLICTS, IMPORT, export, hand_in, read
from tests.catalogue.admin.test_rights import every_role
from tests.factories import make_organisation
from tests.sealed import SEALED, sealed

OWN = {"Insats Norr", "Fortsättning Norr"}
FOREIGN = {"Insats Syd", "Fortsättning Syd"}
editor_and_staff = pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)


def apply(client: Client, *rows: str, source: str = "") -> str:
    """Hand a table in, read it in, and return what the page says."""
    page = hand_in(client, "\n".join(rows), source=source)
    return read(client.post(page, {"apply": "1"}))


@every_role
class TestThePages:
    @pytest.mark.parametrize(
        "address",
        [IMPORT, f"{IMPORT}mall/alla.xlsx", reverse("admin:catalogue_intervention_export",
                                                    args=["csv"])],
    )  # fmt: skip
    def test_are_for_all_who_have_an_assignment(
        self, client: Client, role: str, address: str
    ) -> None:
        assert client.get(address).status_code == (302 if role == "unassigned" else 200)

    def test_show_others_files_to_administrators_only(
        self, client: Client, role: str, south: Side
    ) -> None:
        run = south["ImportRun"]
        page = client.get(f"{IMPORT}{run.pk}/")
        sent = client.post(f"{IMPORT}{run.pk}/", {"cancel": "1"})

        closed = 302 if role == "unassigned" else 404
        assert page.status_code == (200 if role == "administrator" else closed)
        assert sent.status_code == (302 if role == "administrator" else closed)
        run.refresh_from_db()
        assert run.state == ("cancelled" if role == "administrator" else "waiting")


@editor_and_staff
class TestExport:
    def test_holds_one_s_own_entries(self, client: Client, role: str, south: Side) -> None:
        assert {row["name"] for row in json.loads(export(client, "json"))} == OWN

    def test_holds_others_for_no_query_string(self, client: Client, role: str, south: Side) -> None:
        asked = {"organisation__id__exact": south["Organisation"].pk}

        assert b"Syd" not in export(client, "csv", q="Syd")
        answer = client.get(reverse("admin:catalogue_intervention_export", args=["json"]), asked)
        assert "Syd" not in (b"".join(answer).decode() if answer.streaming else "")

    @pytest.mark.parametrize("form", ["export", "template"])
    def test_lists_only_what_one_can_choose(
        self, client: Client, role: str, south: Side, form: str
    ) -> None:
        address = f"{IMPORT}mall/alla.xlsx"
        content = export(client, "xlsx") if form == "export" else client.get(address).content

        lists = load_workbook(io.BytesIO(content))["Listor"]
        columns = {column[0]: column[1:] for column in lists.iter_cols(values_only=True)}

        assert "Samordnare Norr | Norr arbetsmarknadsenhet" in columns["kontakter"]
        assert "Norr arbetsmarknadsenhet" in columns["ansvarig organisation"]
        assert "ersätts av" not in columns
        for title in ("kontakter", "platser", "ansvarig organisation"):
            assert not [cell for cell in columns[title] if cell and "Syd" in cell]


class TestExportOfAnAdministrator:
    def test_holds_everything(self, desk: Client, north: Side, south: Side) -> None:
        assert {row["name"] for row in json.loads(export(desk, "json"))} == OWN | FOREIGN


@editor_and_staff
class TestImport:
    def test_changes_and_adds_in_one_s_own_units(
        self, client: Client, role: str, north: Side
    ) -> None:
        file = export(client, "csv").decode().replace("Insats Norr", "Nytt namn")
        new = "namn;ansvarig organisation\nHelt ny;Norr arbetsmarknadsenhet"

        told = apply(client, file) + apply(client, new)

        assert told.count("Filen är inläst") == 2
        north["Intervention"].refresh_from_db()
        assert north["Intervention"].name == "Nytt namn"
        assert Intervention.objects.get(name="Helt ny").organisation == north["Organisation"]

    @pytest.mark.parametrize("moved", [False, True], ids=["a new one", "one's own"])
    def test_refuses_a_row_with_a_foreign_organisation(
        self, client: Client, role: str, north: Side, south: Side, moved: bool
    ) -> None:
        number, seal = sealed(north["Intervention"]) if moved else ("", "")

        told = apply(
            client,
            ";".join([*SEALED, "namn", "ansvarig organisation"]),
            f"{number};{seal};{'Insats Norr' if moved else 'Ny'};Syd arbetsmarknadsenhet",
            ";;Egen;Norr arbetsmarknadsenhet",
        )

        assert "Du får inte lägga insatser hos den organisationen." in told
        assert not Intervention.objects.filter(name__in=["Ny", "Egen"]).exists()

    def test_refuses_the_number_of_a_foreign_entry(
        self, client: Client, role: str, south: Side
    ) -> None:
        number, seal = sealed(south["later"])

        told = apply(client, ";".join([*SEALED, "namn"]), f"{number};{seal};Kapad")

        assert "finns inte bland dina insatser" in told
        assert not Intervention.objects.filter(name="Kapad").exists()

    def test_asks_about_no_foreign_entry(self, client: Client, role: str, south: Side) -> None:
        page = hand_in(client, f"nummer;namn\n{south['later'].pk};Kapad")

        told = read(client.post(page, {"apply": "1", "rad-2": str(south["later"].pk)}))

        assert "Fortsättning Syd" not in told
        assert "Vilken insats" not in told
        assert not Intervention.objects.filter(name="Kapad").exists()

    @pytest.mark.parametrize(
        ("title", "name"),
        [("kontakter", "Contact"), ("platser", "Venue"), ("leder vidare till", "Intervention"),
         ("ersätts av", "Intervention"), ("ersätts också av", "Intervention")],
    )  # fmt: skip
    def test_refuses_what_the_forms_do_not_offer(
        self, client: Client, role: str, north: Side, south: Side, title: str, name: str
    ) -> None:
        row = south[name]
        there = str(row.pk) if name == "Intervention" else row_label(row)

        number, seal = sealed(north["later"])

        told = apply(client, ";".join([*SEALED, title]), f"{number};{seal};{there}")

        assert "hör till någon annan" in told or "insatser som du kan välja" in told
        assert "Insats Syd" not in told
        assert not Continuation.objects.filter(after=south["Intervention"]).exists()

    def test_leads_on_to_what_others_have_published(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        number, seal = sealed(north["later"])

        told = apply(
            client,
            ";".join([*SEALED, "leder vidare till"]),
            f"{number};{seal};{south['later'].pk}",
        )

        assert "Filen är inläst" in told
        assert north["later"].continues_to.get().after == south["later"]

    def test_says_what_any_party_puts_in(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        number, seal = sealed(north["later"])
        party = f"{south['Organisation'].name} | Lokal"

        apply(client, ";".join([*SEALED, "vad parterna bidrar med"]), f"{number};{seal};{party}")

        assert north["later"].contributions.get().organisation == south["Organisation"]

    def test_keeps_what_others_have_chosen(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        north["Intervention"].contacts.add(south["Contact"])
        file = export(client, "csv").decode().replace("Kort", "Längre")

        told = apply(client, file)

        assert "Filen är inläst" in told
        north["Intervention"].refresh_from_db()
        assert north["Intervention"].summary == "Längre"
        assert north["Intervention"].contacts.count() == 2

    def test_takes_nobody_else_s_key_in_a_source(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        Intervention.objects.filter(pk=south["later"].pk).update(source="listan", source_id="7")

        told = apply(
            client,
            "nummer i källan;namn;ansvarig organisation",
            "7;Kapad;Norr arbetsmarknadsenhet",
            source="listan",
        )

        assert "hör redan till någon annans insats" in told
        assert not Intervention.objects.filter(name="Kapad").exists()


def row_label(row: Any) -> str:
    parts = [getattr(row, "function", "") or row.name, row.organisation.name]
    place = getattr(row, "municipality", None)
    return " | ".join([*parts, *([place.name] if place and hasattr(row, "name") else [])])


class TestImportByStaff:
    def test_refuses_what_would_leave_the_area(self, client: Client, north: Side) -> None:
        client.force_login(north["staff"])
        outsider = make_organisation("Klubben")
        entry = Intervention.objects.create(name="Öppet hus", organisation=outsider)
        entry.municipalities.add(north["Municipality"])

        rows = json.loads(export(client, "json", q="Öppet"))
        rows[0]["municipalities"] = []

        page = hand_in(client, json.dumps(rows), "a.json")
        told = read(client.post(page, {"apply": "1"}))

        assert "något av dina uppdrag" in told
        assert entry.municipalities.count() == 1


@editor_and_staff
class TestConflicts:
    def test_are_listed_for_one_s_own_entries(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        page = client.get(CONFLICTS)

        assert list(page.context["cl"].result_list) == [north["ImportConflict"]]

    def test_are_decided_for_one_s_own_entries(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for side in (north, south):
            number = side["ImportConflict"].pk
            client.post(
                reverse("admin:catalogue_importconflict_change", args=[number]), {"_theirs": "1"}
            )
            client.post(CONFLICTS, {"action": "take", "_selected_action": [number]})

        found = dict(ImportConflict.objects.values_list("pk", "decision"))
        assert found == {north["ImportConflict"].pk: "theirs", south["ImportConflict"].pk: "open"}
        south["Intervention"].refresh_from_db()
        assert south["Intervention"].summary == "Kort"

    @pytest.mark.parametrize("field", ["organisation", "contacts"])
    def test_never_bring_in_what_the_forms_do_not_offer(
        self, client: Client, role: str, north: Side, south: Side, field: str
    ) -> None:
        home = south["Organisation"]
        contact = {"organisation": home.slug, "function": south["Contact"].function}
        theirs = {"organisation": home.slug, "contacts": [contact]}[field]
        conflict = ImportConflict.objects.create(
            intervention=north["Intervention"], field=field, theirs=theirs
        )

        client.post(CONFLICTS, {"action": "take", "_selected_action": [conflict.pk]})

        conflict.refresh_from_db()
        assert conflict.decision == "open"
        assert Intervention.objects.filter(organisation=north["Organisation"]).exists()
        assert north["Intervention"].contacts.count() == 1


class TestRuns:
    def test_are_listed_for_the_one_who_handed_them_in(self, client: Client, north: Side) -> None:
        for person, sees in ((north["User"], True), (north["staff"], False)):
            client.force_login(User.objects.get(pk=person.pk))
            page = client.get(reverse("admin:catalogue_importrun_changelist"))
            assert (north["ImportRun"] in page.context["cl"].result_list) == sees

    def test_of_a_former_editor_stay_closed(self, client: Client, north: Side) -> None:
        client.force_login(north["User"])
        page = hand_in(client, "namn;ansvarig organisation\nA;Norr arbetsmarknadsenhet")
        north["User"].assignments.update(to_on="2020-01-01")

        assert client.post(page, {"apply": "1"}).status_code == 302
        assert ImportRun.objects.get(file_name="lista.csv").state == "waiting"
        assert not Intervention.objects.filter(name="A").exists()


class TestConflictsAboutStatus:
    def test_publish_nothing_past_those_who_approve(self, client: Client, north: Side) -> None:
        draft = Intervention.objects.create(
            name="Exempel", organisation=north["Organisation"], status="draft", example=True,
            reviewed_on="2026-01-01",
        )  # fmt: skip
        draft.municipalities.add(north["Municipality"])
        Organisation.objects.update(approval="staff")
        conflict = ImportConflict.objects.create(
            intervention=draft, field="status", theirs="open", from_export=True
        )
        at = reverse("admin:catalogue_importconflict_change", args=[conflict.pk])

        client.force_login(north["User"])
        refused = read(client.post(at, {"_theirs": "1"}, follow=True))
        draft.refresh_from_db()
        by_editor = draft.status
        client.force_login(north["staff"])
        client.post(at, {"_theirs": "1"})

        draft.refresh_from_db()
        assert "Du får inte publicera själv" in refused
        assert (by_editor, draft.status) == ("draft", "open")
