import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.rows import read
from tests.catalogue.exchange.records import record


@pytest.fixture
def write(tmp_path):
    path = tmp_path / "insatser.json"

    def write(content):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(data)
        return path

    return write


def reasons(path):
    _, problems = read(path)
    return [str(problem) for problem in problems]


class TestGoodFile:
    def test_gives_its_records_with_their_positions(self, write):
        records, problems = read(write([record(id=7, name="A"), record(id=8, name="B")]))

        assert [(row.position, row.name) for row in records] == [(1, "A"), (2, "B")]
        assert problems == []

    def test_may_begin_with_a_byte_order_mark(self, write):
        records, _ = read(write(b"\xef\xbb\xbf" + json.dumps([record()]).encode()))

        assert len(records) == 1


class TestBadFile:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "Filen: är inte giltig JSON (rad 1, tecken 1)."),
            (b"[{]", "Filen: är inte giltig JSON (rad 1, tecken 3)."),
            (b'["\xff"]', "Filen: är inte UTF-8: byte 3 går inte att läsa."),
            (b"[" * 100_000, "Filen: är nästlad för djupt för att läsas."),
            (b"[" + b"1" * 5000 + b"]", "Filen: innehåller ett tal som är för långt."),
            (b"{}", "Filen: ska vara en JSON-lista med poster."),
            (b"[]", "Filen: innehåller inga poster."),
            (b"[null, 1]", "Post 1: ska vara ett objekt med fält men är null."),
        ],
    )
    def test_is_refused_in_words(self, write, content, reason):
        assert reasons(write(content))[0] == reason

    def test_may_be_missing_or_a_folder(self, tmp_path):
        assert reasons(tmp_path / "ingen.json")[0].startswith("Filen: kan inte läsas")
        assert reasons(tmp_path)[0].startswith("Filen: kan inte läsas")


class TestBadRecord:
    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"name": 3}, "Post 1, fältet name: ska vara text men är ett tal."),
            ({"name": " "}, "fältet name: får inte vara tomt."),
            ({"name": "x" * 201}, "fältet name: är 201 tecken; högst 200 får plats."),
            ({"content": "a\x00b"}, "fältet content: innehåller tecknet NUL."),
            ({"content": "\ud800"}, "fältet content: innehåller ett tecken som inte går att visa."),
            ({"content": None}, "fältet content: ska vara text men är null."),
            ({"kommuner": "Västerås"}, "fältet kommuner: ska vara en lista men är text."),
            (
                {"kommuner": ["Västerås", 3]},
                "kommuner: ett av värdena ska vara text men är ett tal.",
            ),
            ({"languages": ["x"] * 401}, "languages: har 401 värden; högst 400 får plats."),
            ({"step": 6}, "fältet step: ska vara ett heltal 1–5 eller null."),
            ({"step": True}, "fältet step: ska vara ett heltal 1–5 eller null."),
            ({"step": "2"}, "fältet step: ska vara ett heltal 1–5 eller null."),
            ({"id": 1.5}, "fältet id: ska vara text men är ett tal."),
            ({"id": 10**200}, "fältet id: är för långt."),
            ({"type": {}}, "fältet type: ett av värdena ska vara text men är ett objekt."),
            ({"illustrative": "ja"}, "illustrative: ska vara true eller false, är text."),
            ({"basis": []}, "fältet basis: ska vara ett objekt men är en lista."),
            ({"basis": {"titel": "x"}}, "fältet basis: titel är okänt."),
            ({"basis": {"documented_fields": "name"}}, "documented_fields ska vara en lista"),
            ({"färg": "röd"}, "fältet färg: är okänt."),
        ],
    )
    def test_is_named_by_position_field_and_reason(self, write, fields, reason):
        assert reason in reasons(write([record(**fields)]))[0]

    def test_says_which_field_is_missing(self, write):
        bad = record(name="Vägen")
        del bad["kommuner"]

        assert reasons(write([record(id=2), bad])) == ["Post 2 (Vägen), fältet kommuner: saknas."]

    def test_may_leave_out_where_the_facts_come_from(self, write):
        bare = {name: v for name, v in record().items() if name not in {"basis", "note"}}

        assert reasons(write([bare])) == []

    def test_may_not_repeat_a_number_or_a_field(self, write):
        twice = json.dumps([record()]).replace('"note":', '"name": "B", "note":').encode()

        assert reasons(write(twice)) == ["Post 1 (B), fältet name: står två gånger."]
        assert len(reasons(write([record(id=1), record(id="1")]))) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(field=st.sampled_from(sorted(record())), value=JSON)
def test_never_raises_whatever_a_field_holds(write, field, value):
    records, problems = read(write([record(**{field: value})]))

    assert bool(records) != bool(problems)


@given(st.binary())
def test_never_raises_whatever_the_bytes(write, data):
    assert reasons(write(data))
