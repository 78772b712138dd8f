"""Every row, sheet and cell of a file is read, refused or told of as left."""

import io
import json
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from catalogue.exchange.files import read_upload
from catalogue.models import Intervention
from tests.catalogue.exchange.reading_in import as_csv, as_json, as_xlsx, read_in, reasons
from tests.catalogue.exchange.records import record
from tests.factories import make_intervention, make_organisation

HEADS = ["namn", "ansvarig organisation", "kort beskrivning"]


def workbook(*rows, heads=HEADS, change=None):
    """Return an Excel file with the rows; `change` may do more to the book."""
    book = Workbook()
    for row in [heads, *rows]:
        book.active.append(row)
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv(*lines):
    return "\n".join([";".join(HEADS), *lines]).encode()


def complaints(content, name="a.csv"):
    return [(found.position, found.reason) for found in read_upload(content, name).problems]


class TestCells:
    def test_beyond_the_headings_are_refused_by_row_and_cell(self):
        for content in (
            csv("A;O;Steg 0", "Kurs X;O;Steg 1; steg 2"),
            workbook(["A", "O", "Steg 0"], ["Kurs X", "O", "Steg 1", " steg 2"]),
        ):
            [(place, reason)] = complaints(content)

            assert place == 3
            assert "cell D3" in reason
            assert "citattecken" in reason

    def test_beyond_the_headings_may_be_empty(self):
        contents = read_upload(b"namn;syfte;;\nA;B;;\nC;D; ;\n", "a.csv")

        assert contents.problems == []
        assert len(contents.rows) == 2

    def test_without_a_heading_are_named(self):
        contents = read_upload(b"namn;;syfte\nA;x;B\nC;;D\nE;y;F\n", "a.csv")

        assert contents.account == [
            "Rader under rubrikerna: 3 kom in, 3 läses.",
            "Kolumn B saknar rubrik och läses inte: cell B2, B4.",
        ]

    @pytest.mark.parametrize("field", ["name", "routes"])
    def test_of_json_stand_there_once(self, field):
        told = {"name": '"name": "A", "name": "B"', "routes": '"routes": [{"how": "", "how": "x"}]'}

        [problem] = read_upload(f"[{{{told[field]}}}]".encode(), "a.json").problems

        assert problem.reason == "står två gånger."


class TestRows:
    def test_are_counted_and_the_empty_ones_named(self):
        contents = read_upload(b"namn;status\n;\nA;\n;utkast\n;\n;\nB;\n;\n", "a.csv")

        assert contents.account == [
            "Rader under rubrikerna: 6 kom in, 2 läses.",
            "Tomma rader hoppas över (3): rad 2, 5–6.",
            "Rader med bara val ur en mall hoppas över (1): rad 4.",
        ]

    def test_with_nothing_that_is_read_are_named(self):
        contents = read_upload(b"namn;annat\nA;x\n;y\n", "a.csv")

        assert "Rader utan något som läses hoppas över (1): rad 3." in contents.account[1]

    def test_that_are_hidden_are_read_and_told(self):
        def hide(book):
            for row in (3, 4):
                book.active.row_dimensions[row].hidden = True

        contents = read_upload(
            workbook(*[[name, "O", ""] for name in "ABC"], change=hide), "a.xlsx"
        )

        assert len(contents.rows) == 3
        assert "Dolda rader läses också: rad 3–4." in contents.account

    def test_of_json_are_counted(self):
        assert read_upload(b'[{"name": "A"}, {"name": "B"}]', "a.json").account == [
            "Poster i filen: 2 kom in, 2 läses."
        ]


class TestSheets:
    def test_that_are_not_read_are_told(self):
        def add(book):
            more = book.create_sheet("Fler")
            for row in [HEADS, ["B", "O", ""], ["C", "O", ""]]:
                more.append(row)
            book.create_sheet("Tomt")

        account = read_upload(workbook(["A", "O", ""], change=add), "a.xlsx").account

        assert any("Bladet ”Fler” läses inte (rader med innehåll: 3)" in line for line in account)
        assert not any("Tomt" in line for line in account)

    @pytest.mark.django_db
    def test_of_an_export_need_no_telling(self):
        make_intervention("A")

        assert read_upload(as_xlsx(), "a.xlsx").account == [
            "Rader under rubrikerna: 1 kom in, 1 läses."
        ]

    def test_of_open_document_are_refused_by_name(self):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

        assert ".ods" in complaints(content.getvalue(), "lista.ods")[0][1]


@pytest.mark.django_db
class TestAccidents:
    ERRORS = ("#N/A", "#REF!", "#SAKNAS!", "#VÄRDEFEL!", "#DIV/0!", "#NAMN?", "####", "Err:502")

    @pytest.fixture(autouse=True)
    def organisation(self):
        return make_organisation("O")

    @pytest.mark.parametrize("text", [*ERRORS, "01-feb", "maj-26", "2026-02-01 00:00:00"])
    def test_are_refused_in_every_format(self, text):
        entry = {"name": "A", "organisation": "o", "summary": text}
        for content, name in (
            (csv(f"A;O;{text}"), "a.csv"),
            (workbook(["A", "O", text]), "a.xlsx"),
            (json.dumps([entry]).encode(), "a.json"),
        ):
            found = reasons(read_in(content, name))

            assert [field for _, field, _ in found] == ["kort beskrivning"]
            assert text in found[0][2]
        assert not Intervention.objects.exists()

    @pytest.mark.parametrize(
        "value",
        [date(2026, 2, 1), datetime(2026, 2, 1, 10, 30), time(10, 30)],  # noqa: DTZ001
    )
    def test_of_excel_are_dates_where_there_was_text(self, value):
        [(place, field, reason)] = reasons(read_in(workbook(["A", "O", value]), "a.xlsx"))

        assert (place, field) == (2, "kort beskrivning")
        assert "ett datum eller en tid i Excel" in reason

    def test_are_none_where_a_date_belongs(self):
        content = workbook(["A", "O", date(2026, 2, 1)], heads=[*HEADS[:2], "granskad"])

        assert reasons(read_in(content, "a.xlsx")) == []

    def test_are_none_in_words(self):
        for text in ("N/A", "1-2 gånger", "Nr # 1", "15 maj", "2026-02-01", "#hashtagg"):
            assert complaints(csv(f"A;O;{text}")) == []
            assert reasons(read_in(csv(f"A;O;{text}"), apply=False)) == []

    def test_that_stand_in_the_catalogue_already_stop_no_round_trip(self):
        make_intervention("A", summary="#N/A", extent="01-feb")

        for content, name in ((as_json(), "a.json"), (as_csv(), "a.csv"), (as_xlsx(), "a.xlsx")):
            assert read_in(content, name).unchanged == 1

    @pytest.mark.parametrize("text", ERRORS)
    def test_are_no_number_in_a_source(self, text):
        heads = ["nummer i källan", *HEADS]

        outcome = read_in(workbook([text, "A", "O", "x"], heads=heads), "a.xlsx", source="lista")

        assert "felvärde" in outcome.problems[0].reason


class TestAccidentsByTheCommand:
    @pytest.mark.parametrize("text", ["#REF!", "01-feb"])
    def test_are_refused(self, import_records, text):
        [problem] = import_records(record(purpose=text)).problems

        assert (problem.field, text in problem.reason) == ("purpose", True)
