"""Every column out and in again: filled, empty, and with whatever it can hold."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalogue.exchange.formats import title
from catalogue.models import ImportConflict, Intervention
from catalogue.values.cells import defuse, undo
from catalogue.values.differing import same
from catalogue.values.fields import COLUMNS, ROWS
from catalogue.values.kinds import Day, Kind, Whole
from catalogue.values.record import SEAL, record, values
from catalogue.values.registers import Book
from catalogue.values.rows import Rows
from tests.catalogue.exchange.filled import make_filled, store
from tests.catalogue.exchange.reading_in import as_csv, as_json, as_xlsx, read_in, reasons, table
from tests.factories import make_intervention
from tests.sample import part

pytestmark = pytest.mark.django_db
SILENT: tuple[Any, ...] = ("", None, [], False, "unknown")
WORDS = [name for name, column in COLUMNS.items() if type(column.kind) is Kind]


def fresh(row: Intervention) -> Intervention:
    return Intervention.objects.with_exchange_relations().get(pk=row.pk)


def files() -> list[tuple[str, bytes]]:
    return [
        ("a.json", as_json().encode()),
        ("a.csv", as_csv().encode()),
        ("a.xlsx", as_xlsx()),
    ]


def other_json(number: int) -> bytes:
    entry = next(entry for entry in json.loads(as_json()) if entry["id"] == number)
    return json.dumps([entry | {"id": None, SEAL: "", "source_id": "8"}]).encode()


def other_csv(number: int) -> bytes:
    head, *rows = csv.reader(io.StringIO(as_csv(bom=False), newline=""), delimiter=";")
    row = next(row for row in rows if row[0] == str(number))
    for name, value in (("id", ""), (SEAL, ""), ("source_id", "8")):
        row[head.index(title(name))] = value
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, row])
    return text.getvalue().encode()


def other_xlsx(number: int) -> bytes:
    book = load_workbook(io.BytesIO(as_xlsx()))
    sheet = book["Insatser"]
    heads = [cell.value for cell in sheet[1]]
    for at in reversed(range(2, sheet.max_row + 1)):
        if sheet.cell(at, 1).value != str(number):
            sheet.delete_rows(at)
    for name, value in (("id", None), (SEAL, None), ("source_id", "8")):
        sheet.cell(2, heads.index(title(name)) + 1).value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


class TestEveryColumnFilled:
    def test_is_one_where_nothing_is_silent(self) -> None:
        told = values(fresh(make_filled()))

        assert [name for name, value in told.items() if value in SILENT] == []
        for name in ROWS.keys() & told.keys():
            assert [part for line in told[name] for part in line if line[part] in SILENT] == []

    def test_comes_back_unchanged(self) -> None:
        make_filled()
        before = as_json()

        for name, content in files():
            outcome = read_in(content, name)
            assert reasons(outcome) == []
            assert (outcome.changed, outcome.conflicts) == ([], [])
            assert as_json() == before

    @pytest.mark.parametrize(
        ("name", "other"),
        [("a.json", other_json), ("a.csv", other_csv), ("a.xlsx", other_xlsx)],
    )
    def test_makes_another_entry_that_says_the_same(
        self, name: str, other: Callable[[int], bytes]
    ) -> None:
        row = make_filled()

        outcome = read_in(other(row.pk), name)

        assert reasons(outcome) == []
        copy = Intervention.objects.get(source_id="8")
        assert values(fresh(copy)) == values(fresh(row))

    def test_tells_the_public_nothing_of_what_is_the_staffs(self) -> None:
        told = json.dumps(record(fresh(make_filled())), ensure_ascii=False)

        staff = [name for name, column in COLUMNS.items() if column.staff]
        assert {"finsam_number", "finsam_orientation", "finsam_method", "finsam_esf"} <= {*staff}
        assert [name for name in staff if name in told] == []


class TestEveryColumnEmpty:
    def test_comes_back_unchanged(self) -> None:
        make_intervention("Tom", status="draft", reviewed_on=None)
        before = as_json()

        for name, content in files():
            assert read_in(content, name).unchanged == 1
            assert as_json() == before

    def test_empties_what_was_filled(self) -> None:
        row, empty = make_filled(), make_intervention("Tom", status="draft")
        blank = {
            name: value
            for name, value in values(fresh(empty)).items()
            if name in ROWS or type(COLUMNS[name].kind) in {Kind, Day, Whole}
            if value in SILENT and not COLUMNS[name].kind.required and name != "reviewed_on"
        }
        own = {"source": "listan", "source_id": "7"}
        read_in(json.dumps([own | {name: values(fresh(row))[name] for name in blank}]), "a.json")

        outcome = read_in(json.dumps([own | blank]), "a.json")

        assert reasons(outcome) == []
        now = values(fresh(row))
        assert {name: now[name] for name in blank} == blank
        assert not ImportConflict.objects.exists()


class TestAFileFromBefore:
    """What was exported before there were notices, results and links of ways in."""

    NEW = ("notices", "contributions", "results", "website", "also_replaced_by")
    OLD_PARTS = ("sender", "how", "cost_kind", "cost", "municipalities")

    def entry(self, row: Intervention) -> dict[str, Any]:
        found = next(entry for entry in json.loads(as_json()) if entry["id"] == row.pk)
        old = {name: value for name, value in found.items() if name not in self.NEW}
        old["routes"] = [{name: way[name] for name in self.OLD_PARTS} for way in found["routes"]]
        return old

    def test_in_json_leaves_what_it_does_not_tell_of(self) -> None:
        row = make_filled(routes=[{"sender": "self", "how": "Ring", "cost_kind": "free"}])
        before = as_json()

        outcome = read_in(json.dumps([self.entry(row)]), "a.json")

        assert reasons(outcome) == []
        assert (outcome.unchanged, as_json()) == (1, before)

    def test_asks_before_it_takes_away_what_a_way_in_has_got_since(self) -> None:
        row = make_filled()
        old = self.entry(row) | {SEAL: "", "source": "listan"}
        before = as_json()

        outcome = read_in(json.dumps([old]), "a.json")

        assert reasons(outcome) == []
        assert [conflict.field for conflict in ImportConflict.objects.all()] == ["routes"]
        assert as_json() == before

    def test_in_a_table_reads_lines_that_have_the_first_parts_alone(self) -> None:
        row = make_filled(routes=[])
        columns = [title("source"), title("source_id"), title("routes")]
        line = "du själv | Ring \\| mejla | kostnadsfritt | | Sala; Västerås"

        outcome = read_in(table(columns, ["listan", "7", line]))

        assert reasons(outcome) == []
        (way,) = values(fresh(row))["routes"]
        assert (way["sender"], way["how"], way["cost_kind"]) == ("self", "Ring | mejla", "free")
        assert len(way["municipalities"]) == 2
        assert (way["link"], way["before"], way["units"]) == ("", "", "")


anything = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@st.composite
def said(draw: st.DrawFn) -> dict[str, Any]:
    """Return some columns in words, and rows, with whatever they can hold."""
    names = draw(st.sets(st.sampled_from([*WORDS, *ROWS.keys() & COLUMNS.keys()]), max_size=4))
    return {name: draw(_said(name)) for name in names - _addresses() - {"name", "leads_to"}}


def _said(name: str) -> st.SearchStrategy[Any]:
    kind = COLUMNS[name].kind
    if not isinstance(kind, Rows):
        return anything.map(lambda text: text[: kind.longest])
    texts = {
        part.name: anything.map(lambda text, most=part.kind.longest: text[:most])
        for part in kind.parts
        if type(part.kind) is Kind and not isinstance(part.field, models.URLField)
    }
    return st.fixed_dictionaries(texts)


def _addresses() -> set[str]:
    fields = Intervention._meta.fields
    return {field.name for field in fields if isinstance(field, models.URLField)}


@pytest.mark.slow
class TestWhateverIsWritten:
    @settings(max_examples=part(30))
    @given(said=said())
    def test_comes_back_unchanged(self, filled: Intervention, said: dict[str, Any]) -> None:
        was = values(fresh(filled))
        told = {
            name: [{**line, **_without_blank(value)} for line in was[name][:1]]
            if name in ROWS
            else value
            for name, value in said.items()
        }
        store(fresh(filled), told)
        before, book = as_json(), Book()
        for name, value in told.items():
            kind = COLUMNS[name].kind
            cell = undo(defuse(kind.show(value, book)))
            assert same(name, kind.parse(cell, book), value) or not cell.strip()

        for name, content in files():
            outcome = read_in(content, name)
            assert reasons(outcome) == []
            assert (outcome.changed, outcome.conflicts) == ([], [])
            assert as_json() == before

    @pytest.fixture
    def filled(self) -> Intervention:
        return make_filled()


def _without_blank(parts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in parts.items() if text.strip()}
