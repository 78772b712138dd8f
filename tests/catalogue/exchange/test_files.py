import io
import zipfile

import pytest

from catalogue.exchange.files import read_upload


def complaint(content, name="a.csv"):
    [problem] = read_upload(content, name).problems
    return problem.reason


def workbook_of(sheet):
    """Return a workbook whose only sheet has this XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


class TestReadUpload:
    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (b"", "a.csv", "rubriker"),
            (b"namn;x\n", "a.csv", "inga insatser"),
            (b"a;b\n1;2\n", "a.csv", "rubriker"),
            (b"namn;namn\n1;2\n", "a.csv", "två kolumner"),
            ("namn\nÅ".encode("latin-1"), "a.csv", "UTF-8"),
            ("namn\nÅ".encode("utf-16"), "a.csv", "äldre format"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "äldre format"),
            (b'namn\n"a', "a.csv", "rad 2"),
            (b"namn\n" + b"x" * 200_000, "a.csv", "rad 2"),
            (b"{", "a.json", "giltig JSON"),
            (b"[" * 100_000, "a.json", "giltig JSON"),
            (b"{}", "a.json", "JSON-lista"),
            (b"[]", "a.json", "JSON-lista"),
            (b"[1]", "a.json", "ett objekt"),
            (b'[{"kommuner": [], "region": ""}]', "a.json", "import_interventions"),
            (b"PK\x03\x04 broken", "a.xlsx", "Excelfil"),
            (workbook_of("<x/>"), "a.xlsx", "Excelfil"),
            (b"namn\n" + b"x\n" * 20_001, "a.csv", "20001 rader"),
            (b"x" * 20_000_001, "a.csv", "större än 20 MB"),
        ],
        ids=range(19),
    )
    def test_says_in_swedish_why_a_file_cannot_be_read(self, content, name, words):
        assert words in complaint(content, name)

    def test_stops_a_file_that_unfolds_without_end(self):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 300_000_001)

        assert "packas upp" in complaint(content.getvalue(), "a.xlsx")

    def test_tells_of_columns_that_it_does_not_know(self):
        contents = read_upload(b"namn;Kommunr\nA;B\n", "a.csv")

        assert [warning.reason for warning in contents.warnings] == [
            "Kolumnen ”Kommunr” känns inte igen och läses inte. Menades ”kommuner”?"
        ]

    def test_takes_a_mark_at_the_head_of_the_file(self):
        assert read_upload("\ufeffnamn\nA\n".encode(), "a.csv").rows[0].cells == {"name": "A"}

    def test_skips_rows_that_say_nothing(self):
        rows = read_upload(b"namn;status\n;\n;utkast\nA;\n", "a.csv").rows

        assert [row.position for row in rows] == [4]
