"""Files of entries read in: what is new, what is told first, what is changed."""

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from catalogue.changes.required import missing
from catalogue.exchange.excel_out import TEMPLATES, template_workbook
from catalogue.exchange.formats import title
from catalogue.exchange.incoming import exchange
from catalogue.models import Continuation, Intervention, NeedGroup, ReferralRoute
from tests.catalogue.exchange.reading_in import as_csv, as_json, read_in, reasons, table
from tests.factories import (
    PHONE,
    make_contact,
    make_intervention,
    make_municipality,
    make_organisation,
)
from tests.sealed import SEALED, sealed

pytestmark = pytest.mark.django_db


class TestNew:
    def test_enters_with_the_fields_of_the_row(self):
        make_organisation("Ängsby kommun")
        make_municipality("Sala")

        outcome = read_in(
            table(
                ["Namn", "Ansvarig organisation", "Kommuner", "steg", "man kan vara anonym"],
                ["Öppet hus", "ängsby kommun", "Sala", "", "ja"],
            )
        )

        row = Intervention.objects.get()
        assert reasons(outcome) == []
        assert (row.name, row.status, row.anonymous) == ("Öppet hus", "draft", True)
        assert row.slug == "oppet-hus"
        assert [place.name for place in row.municipalities.all()] == ["Sala"]

    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_may_be_parted_by_semicolons_commas_or_tabs(self, separator):
        make_organisation("Ängsby kommun")

        read_in(
            table(["namn", "ansvarig organisation"], ["A", "Ängsby kommun"], separator=separator)
        )

        assert Intervention.objects.get().name == "A"

    def test_takes_several_values_in_a_cell_however_they_are_parted(self):
        make_organisation("O")
        for name in ("Sala", "Köping", "Surahammar"):
            make_municipality(name)

        read_in(
            table(
                ["namn", "ansvarig organisation", "kommuner"],
                ["A", "O", "Sala\nKöping"],
                ["B", "O", "sala; köping"],
                ["C", "O", "Sala, Köping, Surahammar"],
            )
        )

        counts = [row.municipalities.count() for row in Intervention.objects.order_by("name")]
        assert counts == [2, 2, 3]

    def test_comes_from_the_boards_template(self, reference):
        book = load_workbook(io.BytesIO(template_workbook(TEMPLATES["utan-behovsprovning"])))
        sheet = book["Insatser"]
        heads = [cell.value for cell in sheet[1]]
        for row, name in ((2, "Stödsamtal"), (3, "Öppen förskola")):
            sheet.cell(row, heads.index("namn") + 1, name)
            sheet.cell(row, heads.index("ansvarig organisation") + 1, "Arbetsförmedlingen")
        sheet.cell(2, heads.index("från ålder") + 1, 16)
        content = io.BytesIO()
        book.save(content)

        outcome = read_in(content.getvalue(), "mall.xlsx")

        assert reasons(outcome) == []
        assert {row.access for row in Intervention.objects.all()} == {"no_assessment"}
        assert Intervention.objects.get(name="Stödsamtal").age_from == 16
        assert Intervention.objects.count() == 2

    def test_can_be_published_when_the_boards_template_is_filled_in(self, reference):
        make_contact("Mottagningen", organisation=make_organisation("Sala kommun"), phone=PHONE)
        make_intervention("Öppen förskola")
        book = load_workbook(io.BytesIO(template_workbook(TEMPLATES["utan-behovsprovning"])))
        heads = [cell.value for cell in book["Insatser"][1]]
        for name, value in {
            "name": "Stödsamtal", "summary": "Samtal.", "purpose": "Må bättre.",
            "types": "Coachning", "organisation": "Sala kommun",
            "criteria": "Inga.", "exclusion": "Inga kända",
            "need_groups": NeedGroup.objects.first().name, "referral": "Ring.",
            "cost_kind": "kostnadsfritt", "municipalities": "Sala", "contacts": "Mottagningen",
            "leads_to": "Öppen förskola", "reviewed_on": "2026-01-01", "valid_until": "2030-01-01",
        }.items():  # fmt: skip
            book["Insatser"].cell(2, heads.index(title(name)) + 1, value)
        content = io.BytesIO()
        book.save(content)

        assert reasons(read_in(content.getvalue(), "mall.xlsx")) == []
        draft = Intervention.objects.get(name="Stödsamtal")
        assert (draft.status, missing(draft)) == ("draft", [])

    def test_is_not_mistaken_for_an_entry_without_a_source(self):
        entry = make_intervention("A")

        read_in(
            table(
                [*SEALED, "namn", "ansvarig organisation"],
                [*sealed(entry), "A", "Västerås stad"],
                ["", "", "B", "Västerås stad"],
            )
        )

        assert {row.name for row in Intervention.objects.all()} == {"A", "B"}

    def test_warns_of_a_namesake(self):
        make_intervention("Boendestöd")

        outcome = read_in(table(["namn", "ansvarig organisation"], ["boendestöd", "Västerås stad"]))

        assert "samma namn" in outcome.warnings[0].reason
        assert len(outcome.created) == 1


class TestPreview:
    def test_tells_each_difference_and_saves_nothing(self):
        entry = make_intervention("A", summary="Gammal", source="s", source_id="1")
        read_in(table(["nummer i källan", "kort beskrivning"], ["1", "Gammal"]), source="s")

        outcome = read_in(
            table(["nummer i källan", "kort beskrivning"], ["1", "Ny"]), source="s", apply=False
        )

        [touched] = outcome.changed
        [difference] = touched.differences
        assert (difference.title, difference.before, difference.after) == (
            "kort beskrivning",
            "Gammal",
            "Ny",
        )
        entry.refresh_from_db()
        assert entry.summary == "Gammal"
        assert not outcome.applied

    def test_can_be_left_half_way(self):
        make_organisation("O")
        rows = [[f"Nr {number}", "O"] for number in range(600)]
        steps = exchange(
            table(["namn", "ansvarig organisation"], *rows).encode(), "a.csv", apply=print
        )

        next(steps)
        steps.close()

        assert not Intervention.objects.exists()


class TestUpdates:
    def test_of_relations_leave_just_what_the_file_says(self, full):
        make_municipality("Norberg")
        entry = json.loads(as_json())[0]
        entry["municipalities"] = [make_municipality("Norberg").code]
        entry["types"] = []
        entry["routes"] = [
            {"sender": "school", "how": "", "cost_kind": "free", "cost": "", "municipalities": []}
        ]
        entry["leads_to"] = []
        entry["contacts"] = entry["contacts"][:1]

        outcome = read_in(json.dumps([entry]), "a.json")

        full.refresh_from_db()
        assert reasons(outcome) == []
        assert [place.name for place in full.municipalities.all()] == ["Norberg"]
        assert not full.types.exists()
        assert [route.sender for route in full.routes.all()] == ["school"]
        assert not full.continues_to.exists()
        assert full.contacts.count() == 1

    def test_move_the_moment_of_change(self, full):
        moment = full.changed_at

        read_in(as_csv().replace("Sala\nKöping", "Sala").replace("Köping\nSala", "Sala"))

        full.refresh_from_db()
        assert full.municipalities.count() == 1
        assert full.changed_at > moment

    def test_leave_columns_that_the_file_lacks(self, full):
        read_in(table(["nummer i källan", "resor"], ["7", "Busskort"]), source="listan")

        full.refresh_from_db()
        assert full.travel == "Busskort"
        assert full.content.startswith("Rad ett")

    def test_cost_one_question_each_and_what_is_new_none(self, full):
        for at in range(12):
            entry = make_intervention(
                f"Nr {at}", types=["Praktik"], municipalities=["Sala"], example=True
            )
            ReferralRoute.objects.create(intervention=entry, sender="self", how="Ring")
            Continuation.objects.create(before=entry, after=full, handover="En plan")
        own = [row for row in json.loads(as_json()) if row["name"].startswith("Nr")]
        for row in own:
            row["summary"], row["types"] = "Ny", []
            row["routes"][0]["how"], row["leads_to"][0]["handover"] = "Mejla", "En annan plan"
        new = [
            {name: row[name] for name in row if name not in {"id", "seal"}}
            | {"source": "annan", "source_id": str(row["id"])}
            for row in own
        ]

        def queries(rows):
            with CaptureQueriesContext(connection) as asked:
                assert reasons(read_in(json.dumps(rows), "a.json")) == []
            return len(asked)

        queries(own[:1])  # content types are remembered from here on
        assert queries(own[1:9]) - queries(own[9:12]) == 8 - 3
        assert queries(new[:8]) == queries(new[8:])
        assert {row.summary for row in Intervention.objects.filter(name__startswith="Nr")} == {"Ny"}
