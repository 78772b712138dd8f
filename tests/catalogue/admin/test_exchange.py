"""Out of the desk and into it by file."""

import io
import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from catalogue.models import (
    Assignment,
    ImportConflict,
    ImportRun,
    Intervention,
    Organisation,
    User,
)
from catalogue.values.fields import COLUMNS
from catalogue.values.sections import LINES
from tests.catalogue.admin.forms import form_values
from tests.factories import make_organisation

LIST = reverse("admin:catalogue_intervention_changelist")
IMPORT = reverse("admin:catalogue_intervention_import")
CONFLICTS = reverse("admin:catalogue_importconflict_changelist")


def export(desk: Client, form: str, **asked: Any) -> bytes:
    answer = desk.get(reverse("admin:catalogue_intervention_export", args=[form]), asked)
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def hand_in(desk: Client, text: str | bytes, name: str = "lista.csv", source: str = "") -> str:
    """Hand a file in and return the address of its page."""
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, content)
    offered = dict(desk.get(IMPORT).context["form"].fields["source"].choices)
    field = "source" if source in offered else "new_source"
    answer = desk.post(IMPORT, {"file": file, field: source})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def read(answer: Any) -> str:
    assert answer.status_code == 200
    return b"".join(answer).decode()


class TestColumns:
    def test_hold_every_field_that_an_editor_can_write(self) -> None:
        not_exchanged = {"slug", "reviewed_by", "published_at", "changed_at", "id"}
        not_exchanged |= {"source", "source_id", "basis", "documented_fields"}
        fields = {
            field.name for field in [*Intervention._meta.fields, *Intervention._meta.many_to_many]
        }

        assert set(COLUMNS) - LINES.keys() == fields - not_exchanged

    def test_have_headings_of_their_own(self) -> None:
        assert len({column.title for column in COLUMNS.values()}) == len(COLUMNS)


class TestExport:
    @pytest.mark.parametrize("asked", [{}, {"q": "två"}, {"status__exact": "draft"}, {"o": "-1"}])
    def test_holds_exactly_what_the_list_shows(self, desk: Client, write: Any, asked: Any) -> None:
        for number in range(60):
            write(f"Insats {number}")
        write("Nummer två", status="draft")

        shown = desk.get(LIST, {**asked, "all": ""}).context["cl"].result_list
        sheet = load_workbook(io.BytesIO(export(desk, "xlsx", **asked)))["Insatser"]

        names = [row.name for row in shown]
        assert [row["name"] for row in json.loads(export(desk, "json", **asked))] == names
        assert [row[3] for row in list(sheet.values)[1:]] == names
        assert export(desk, "csv", **asked).decode("utf-8-sig").count("\r\n") == len(names) + 1

    def test_is_reached_from_the_list_with_its_filter(self, desk: Client, write: Any) -> None:
        page = desk.get(LIST, {"q": "å&b"}).content.decode()

        assert '/export/xlsx/?q=%C3%A5%26b"' in page
        assert f'href="{IMPORT}"' in page

    def test_follows_the_rows_that_one_sees(
        self, desk: Client, write: Any, monkeypatch: Any
    ) -> None:
        write("Min")
        write("Annans")
        from django.contrib import admin

        own = admin.site.get_model_admin(Intervention)
        rows = own.get_queryset
        monkeypatch.setattr(own, "get_queryset", lambda request: rows(request).filter(name="Min"))

        assert [row["name"] for row in json.loads(export(desk, "json"))] == ["Min"]

    def test_survives_what_no_filter_knows(self, desk: Client) -> None:
        address = reverse("admin:catalogue_intervention_export", args=["json"])

        assert desk.get(address, {"status__exact__x": "1"}).status_code in {302, 400}
        assert (
            desk.get(reverse("admin:catalogue_intervention_export", args=["doc"])).status_code
            == 404
        )

    def test_is_closed_to_strangers(self, client: Client) -> None:
        address = reverse("admin:catalogue_intervention_export", args=["json"])

        assert client.get(address).status_code == 302


class TestImport:
    def test_offers_templates(self, desk: Client, organisation: Organisation) -> None:
        page = desk.get(IMPORT).content.decode()

        assert "Nämndens lista" in page
        for slug in ("alla", "utan-behovsprovning"):
            address = reverse("admin:catalogue_intervention_template", args=[slug])
            assert address in page
            assert desk.get(address).content.startswith(b"PK")
        assert desk.get(address.replace(slug, "annan")).status_code == 404

    def test_shows_first_and_writes_when_told(self, desk: Client, write: Any) -> None:
        entry = write("Boendestöd")
        file = export(desk, "csv").decode().replace("Boendestöd", "Stöd i hemmet")

        page = hand_in(desk, file)
        preview = read(desk.get(page))
        entry.refresh_from_db()
        before = entry.name
        done = read(desk.post(page, {"apply": "1"}))

        entry.refresh_from_db()
        assert "Inget är sparat än" in preview
        assert "Boendestöd" in preview
        assert "Stöd i hemmet" in preview
        assert "1 av 1 rader" in preview
        assert (before, entry.name) == ("Boendestöd", "Stöd i hemmet")
        assert "Filen är inläst" in done
        line = LogEntry.objects.get(object_id=entry.pk)
        assert line.change_message == "Inläst ur filen lista.csv."

    def test_empties_the_file_when_it_is_done(self, desk: Client, write: Any) -> None:
        write("A")
        page = hand_in(desk, export(desk, "json"), "a.json")

        read(desk.post(page, {"apply": "1"}))

        run = ImportRun.objects.get()
        assert (run.state, bytes(run.content)) == ("done", b"")
        assert "är inläst" in read(desk.get(page))
        assert desk.post(page, {"apply": "1"}).status_code == 302

    def test_names_three_bad_rows_and_imports_nothing(
        self, desk: Client, organisation: Organisation
    ) -> None:
        head = "namn;ansvarig organisation;från ålder"
        rows = f"{head}\nA;Ängsby kommun;1\nB;Ingen;\nC;;\nD;Ängsby kommun;x"

        preview = read(desk.get(hand_in(desk, rows)))
        applied = read(desk.post(hand_in(desk, rows), {"apply": "1"}))

        for text in (preview, applied):
            assert "3 fel" in text
            for row in (3, 4, 5):
                assert f"<td>{row}</td>" in text
        assert "Läs in" not in preview.split("import-outcome")[1].split("<h2>")[0]
        assert not Intervention.objects.exists()

    def test_can_be_put_aside(self, desk: Client) -> None:
        page = hand_in(desk, "namn\nA")

        answer = desk.post(page, {"cancel": "1"})

        assert answer.url == LIST
        assert ImportRun.objects.get().state == "cancelled"
        assert ["lagd åt sidan" in str(message) for message in get_messages(answer.wsgi_request)]

    def test_tells_of_a_failure_without_a_broken_page(
        self, desk: Client, organisation: Organisation, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("catalogue.values.storing.Storer.store", lambda *_: 1 / 0)
        monkeypatch.setattr("catalogue.admin.import_page.logger.exception", lambda *_: None)

        page = read(desk.get(hand_in(desk, "namn;ansvarig organisation\nA;Ängsby kommun")))

        assert "inget har ändrats" in page
        assert page.endswith("</html>\n")

    def test_is_anothers_business(self, desk: Client, client: Client, write: Any) -> None:
        page = hand_in(desk, "namn\nA")
        other = User.objects.create_user("annan")
        Assignment.objects.create(user=other, organisation=make_organisation("Någon annan"))
        client.force_login(other)

        assert client.get(page).status_code == 404
        assert client.post(page, {"apply": "1"}).status_code == 404

    def test_needs_a_file(self, desk: Client) -> None:
        assert "Rätta det som är markerat" in desk.post(IMPORT, {}).content.decode()

    def test_escapes_what_a_file_says(self, desk: Client, organisation: Organisation) -> None:
        page = read(desk.get(hand_in(desk, "namn;ansvarig organisation\n<b>x;Ängsby kommun")))

        assert "<b>x" not in page
        assert "&lt;b&gt;x" in page


class TestQuestions:
    """A number in a file from elsewhere is not the catalogue's."""

    @pytest.fixture
    def page(self, desk: Client, write: Any) -> str:
        entry = write("Boendestöd", summary="Vår")
        heads = "Nummer;Namn;Kort beskrivning;Ansvarig organisation"
        return hand_in(desk, f"{heads}\n{entry.pk};Språkcafé;Prata;Ängsby kommun")

    def test_are_asked_row_by_row_before_anything_can_be_read_in(
        self, desk: Client, page: str
    ) -> None:
        entry = Intervention.objects.get()

        told = read(desk.get(page))
        pressed = read(desk.post(page, {"apply": "1"}))

        for text in (told, pressed):
            assert f"Rad 2: nr {entry.pk} i katalogen heter ”Boendestöd”" in text
            assert "Visa med mina svar" in text
            assert 'value="Läs in"' not in text
        assert Intervention.objects.get().summary == "Vår"

    def test_can_be_answered_with_no(self, desk: Client, page: str) -> None:
        looked = read(desk.post(page, {"look": "1", "rad-2": "ny"}))
        before = Intervention.objects.count()
        done = read(desk.post(page, {"apply": "1", "rad-2": "ny"}))

        assert 'value="ny" checked' in looked
        assert 'value="Läs in"' in looked
        assert before == 1
        assert "Filen är inläst" in done
        assert set(Intervention.objects.values_list("name", flat=True)) == {
            "Boendestöd",
            "Språkcafé",
        }

    def test_can_be_answered_with_yes(self, desk: Client, page: str) -> None:
        entry = Intervention.objects.get()

        looked = read(desk.post(page, {"look": "1", "rad-2": str(entry.pk)}))
        done = read(desk.post(page, {"apply": "1", "rad-2": str(entry.pk)}))

        assert "Krockar" in looked
        assert "Filen är inläst" in done
        assert Intervention.objects.get().summary == "Vår"

    @pytest.mark.parametrize("answer", ["", "99", "ja", "\x00", "9" * 50])
    def test_take_no_other_answer(self, desk: Client, page: str, answer: str) -> None:
        told = read(desk.post(page, {"apply": "1", "rad-2": answer, "rad-x": "ny"}))

        assert "Svara först på 1 fråga" in told
        assert Intervention.objects.count() == 1


class TestSources:
    def send(self, desk: Client, **fields: str) -> Any:
        file = SimpleUploadedFile("lista.csv", b"namn\nA")
        return desk.post(IMPORT, {"file": file, **fields})

    def test_are_chosen_from_those_that_exist(self, desk: Client, write: Any) -> None:
        write("A", source="Råd och stöd", source_id="1")

        page = desk.get(IMPORT).content.decode()
        answer = self.send(desk, source="Råd och stöd")

        assert '<option value="Råd och stöd">' in page
        assert answer.status_code == 302
        assert ImportRun.objects.get().source == "Råd och stöd"
        assert self.send(desk, source="Något annat").status_code == 200

    @pytest.mark.parametrize(
        "again", ["Råd och stöd", "råd & stöd", "Ra\u030ad  och-stöd", "RÅD OCH STÖD"]
    )
    def test_are_not_made_twice(self, desk: Client, write: Any, again: str) -> None:
        write("A", source="Råd och stöd", source_id="1")

        answer = self.send(desk, new_source=again)

        assert "Välj ”Råd och stöd” i listan" in answer.content.decode()
        assert not ImportRun.objects.exists()

    def test_are_one_for_a_file(self, desk: Client, write: Any) -> None:
        write("A", source="Listan", source_id="1")

        answer = self.send(desk, source="Listan", new_source="En ny")

        assert "Inte båda" in answer.content.decode()

    def test_of_others_are_not_listed(self, desk: Client, client: Client, write: Any) -> None:
        write("A", source="Annans lista", source_id="1")
        other = User.objects.create_user("annan")
        Assignment.objects.create(user=other, organisation=make_organisation("Någon annan"))
        client.force_login(other)

        assert "Annans lista" not in client.get(IMPORT).content.decode()

    def test_read_in_again_under_another_name_are_told_before_the_button(
        self, desk: Client, organisation: Organisation
    ) -> None:
        rows = "Nr;namn;ansvarig organisation\n1;A;Ängsby kommun\n2;B;Ängsby kommun"
        read(desk.post(hand_in(desk, rows, source="Listan"), {"apply": "1"}))

        told = read(desk.get(hand_in(desk, rows, source="En helt annan")))

        assert "2 av 2 nya insatser finns redan" in told


class TestConflicts:
    @pytest.fixture
    def conflict(self, write: Any) -> ImportConflict:
        entry = write("A", summary="Vår")
        return ImportConflict.objects.create(intervention=entry, field="summary", theirs="Deras")

    def test_stand_side_by_side(self, desk: Client, conflict: ImportConflict) -> None:
        for page in (
            CONFLICTS,
            reverse("admin:catalogue_importconflict_change", args=[conflict.pk]),
        ):
            text = desk.get(page).content.decode()
            assert "Vår" in text
            assert "Deras" in text

    @pytest.mark.parametrize(
        ("button", "summary", "decision"),
        [("_ours", "Vår", "ours"), ("_theirs", "Deras", "theirs")],
    )
    def test_are_decided_by_a_button(
        self, desk: Client, conflict: ImportConflict, button: str, summary: str, decision: str
    ) -> None:
        page = reverse("admin:catalogue_importconflict_change", args=[conflict.pk])

        desk.post(page, {button: "1"})

        conflict.refresh_from_db()
        conflict.intervention.refresh_from_db()
        assert (conflict.intervention.summary, conflict.decision) == (summary, decision)
        assert LogEntry.objects.filter(object_id=conflict.intervention_id).exists()
        assert "_theirs" not in desk.get(page).content.decode()

    def test_are_decided_in_bulk(self, desk: Client, conflict: ImportConflict) -> None:
        desk.post(CONFLICTS, {"action": "take", "_selected_action": [conflict.pk]})

        assert Intervention.objects.get().summary == "Deras"

    def test_stay_when_a_rule_forbids(self, desk: Client, conflict: ImportConflict) -> None:
        ImportConflict.objects.update(field="reviewed_on", theirs=None)

        answer = desk.post(CONFLICTS, {"action": "take", "_selected_action": [conflict.pk]})

        assert "granskningsdatum" in str(next(iter(get_messages(answer.wsgi_request))))
        assert ImportConflict.objects.get().decision == "open"


class TestAdvice:
    def save(self, desk: Client, entry: Intervention, **changed: str) -> Any:
        page = reverse("admin:catalogue_intervention_change", args=[entry.pk])
        values = form_values(desk.get(page)) | {name: [text] for name, text in changed.items()}
        return desk.post(page, values)

    def told(self, answer: Any) -> str:
        return " ".join(str(message) for message in get_messages(answer.wsgi_request))

    def test_names_abbreviations_that_nobody_explained(self, desk: Client, write: Any) -> None:
        answer = self.save(desk, write("A"), purpose="AF och FK remitterar.")

        assert "Arbetsförmedlingen (AF), Försäkringskassan (FK)" in self.told(answer)

    def test_tells_when_the_text_is_hard_to_read(self, desk: Client, write: Any) -> None:
        hard = "Arbetsmarknadsenheten tillhandahåller arbetsförberedande rehabiliteringsinsatser "

        answer = self.save(desk, write("A"), purpose=hard * 10)

        assert "LIX" in self.told(answer)

    @pytest.mark.parametrize(("financing", "warned"), [("association", True), ("regular", False)])
    def test_warns_of_a_forbund_that_pays_for_what_the_schools_must_do(
        self, desk: Client, write: Any, financing: str, warned: bool
    ) -> None:
        entry = write("A", financing=financing, status="draft")

        answer = self.save(desk, entry, purpose="En del av kommunens aktivitetsansvar.")

        assert ("aktivitetsansvaret" in self.told(answer)) == warned

    def test_is_silent_about_plain_words(self, desk: Client, write: Any) -> None:
        answer = self.save(desk, write("A"), purpose="Du får hjälp att söka jobb. " * 10)

        assert "LIX" not in self.told(answer)
        assert "Förkortningar" not in self.told(answer)

    def test_refuses_a_personal_number_by_its_field(self, desk: Client, write: Any) -> None:
        entry = write("A")

        answer = self.save(desk, entry, purpose="Kim, 121212-1212, deltar.")

        assert answer.status_code == 200
        assert "personnummer" in str(answer.context["errors"])
        entry.refresh_from_db()
        assert entry.purpose == ""
