import io
import json

import pytest
from openpyxl import load_workbook

from catalogue.changes.required import REQUIRED
from catalogue.exchange.excel_out import (
    SHEET,
    TEMPLATES,
    TOO_LONG,
    export_workbook,
    template_workbook,
)
from catalogue.exchange.files import read_upload
from catalogue.exchange.formats import BOM, table_names, to_csv, to_json
from catalogue.models import Intervention
from catalogue.values.record import SEAL, record, records
from tests.factories import make_contact, make_intervention

pytestmark = pytest.mark.django_db


def everything():
    return records(Intervention.objects.order_by("pk"), staff=True)


class TestRecord:
    def test_says_what_the_entry_says_in_lasting_words(self):
        entry = make_intervention(
            "Arbetsträning", municipalities=["Sala"], types=["Praktik"], step=3, hours_from=2
        )
        entry.contacts.set([make_contact("Växeln")])
        row = Intervention.objects.with_exchange_relations().get()

        told = record(row)

        assert told["id"] == row.pk
        assert (told["name"], told["status"], told["step"]) == ("Arbetsträning", "open", 3)
        assert told["organisation"] == "vasteras-stad"
        assert told["types"] == ["praktik"]
        assert told["hours_from"] == 2.0
        assert told["contacts"] == [{"organisation": "vasteras-stad", "function": "Växeln"}]

    def test_keeps_the_notes_of_staff_from_the_public(self):
        make_intervention(editor_note="Fråga igen", sus_number="1")
        row = Intervention.objects.with_exchange_relations().get()

        assert {"editor_note", "sus_number", "agreement", SEAL}.isdisjoint(record(row))
        assert record(row, staff=True)["editor_note"] == "Fråga igen"

    def test_never_holds_a_named_person(self):
        named = make_contact(
            "Växeln", person_name="Kim K", person_reason="x", person_until="2030-01-01"
        )
        make_intervention().contacts.set([named])

        assert "Kim K" not in "".join(to_json(everything()))

    def test_is_read_in_as_many_queries_for_many(self, django_assert_num_queries):
        for number in range(6):
            make_intervention(f"Nr {number}", municipalities=["Sala"], types=["Praktik"])

        with django_assert_num_queries(19):
            assert len(list(everything())) == 6


class TestJson:
    def test_gives_the_same_bytes_for_the_same_entries(self):
        make_intervention("Ett", municipalities=["Sala", "Köping"])
        make_intervention("Två")

        assert "".join(to_json(everything())) == "".join(to_json(everything()))
        assert [entry["name"] for entry in json.loads("".join(to_json(everything())))] == [
            "Ett",
            "Två",
        ]

    def test_of_nothing_is_an_empty_list(self):
        assert json.loads("".join(to_json([]))) == []


class TestCsv:
    def test_has_semicolons_swedish_headings_and_a_mark_for_excel(self):
        make_intervention("Ett; eller två")

        text = "".join(to_csv(everything()))

        assert text.startswith(f"{BOM}nummer;hämtad från;nummer i källan;namn;")
        assert '"Ett; eller två"' in text

    def test_can_do_without_the_mark(self):
        assert "".join(to_csv([], bom=False)).startswith("nummer;")

    def test_defuses_formulas(self):
        make_intervention("=1+1", summary="+46 21", purpose="@x", content="-samtal")

        text = "".join(to_csv(everything()))

        for cell in ("'=1+1", "'+46 21", "'@x", "'-samtal"):
            assert f";{cell};" in text


class TestWorkbook:
    def test_holds_text_and_no_formulas(self):
        make_intervention("=1+1", summary="+46 21")

        sheet = load_workbook(io.BytesIO(export_workbook(everything())))[SHEET]

        row = [cell for cell in sheet[2] if cell.value]
        assert {cell.data_type for cell in row} == {"s"}
        assert "'=1+1" in [cell.value for cell in row]

    def test_says_so_where_a_text_has_no_room(self):
        make_intervention(content="x" * 40_000)

        content = export_workbook(everything())

        assert TOO_LONG in [cell.value for cell in load_workbook(io.BytesIO(content))[SHEET][2]]
        assert "content" not in read_upload(content, "a.xlsx").rows[0].cells


class TestTemplates:
    @pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.slug)
    def test_have_room_for_all_that_publishing_asks_for(self, template):
        asked = {lack.field for lack in REQUIRED.values()}
        asked -= {"participants", "after_funding"}  # only where a förbund or a project pays

        assert asked <= set(template.columns)

    @pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.slug)
    def test_have_instructions_and_drop_downs(self, reference, template):
        book = load_workbook(io.BytesIO(template_workbook(template)))

        rules = book[SHEET].data_validations.dataValidation
        lists = [rule for rule in rules if rule.type == "list"]
        assert book.sheetnames == [SHEET, "Så här gör du", "Listor"]
        assert len(rules) == len(template.columns)
        assert len(lists) >= 8
        assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in rules)
        assert all(rule.formula1.startswith("Listor!$") for rule in lists)

    def test_name_only_columns_that_exist(self):
        for template in TEMPLATES.values():
            assert set(template.columns) <= set(table_names())

    def test_of_the_board_is_filled_in_with_the_way_in(self, reference):
        sheet = load_workbook(io.BytesIO(template_workbook(TEMPLATES["utan-behovsprovning"])))[
            SHEET
        ]

        values = {cell.value for cell in sheet[2] if cell.value}
        assert values == {"öppet utan beslut"}
