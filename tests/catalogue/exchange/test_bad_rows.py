"""Rows of an entry that cannot be: a message on the row and in the column, and nothing read in."""

import json

import pytest

from catalogue.exchange.formats import title
from catalogue.models import Intervention
from catalogue.values.fields import COLUMNS, ROWS
from catalogue.values.kinds import Kind
from catalogue.values.rows import Rows
from tests.catalogue.exchange.reading_in import as_json, read_in, reasons, table
from tests.factories import make_intervention, make_organisation

pytestmark = pytest.mark.django_db
HTML = "<script>alert(1)</script>"
TEXTS = [
    (name, part.name, part.kind.longest)
    for name, kind in ROWS.items()
    if name in COLUMNS
    for part in kind.parts
    if type(part.kind) is Kind and part.name not in {"link", "form", "source_link"}
]
WHOLE = {
    "notices": {"starts_on": "2026-12-01", "ends_on": "2027-01-12", "text": "Inställt."},
    "routes": {"sender": "self", "how": "Ring"},
    "contributions": {"organisation": "o", "what": "Lokal"},
    "results": {"year": 2025},
}
FREE = [
    name
    for name, column in COLUMNS.items()
    if type(column.kind) is Kind and name not in {"website", "outcome_url"}
]


@pytest.fixture(autouse=True)
def homes() -> None:
    make_organisation("O")


def whole(name: str) -> dict[str, object]:
    return dict(WHOLE.get(name) or {"id": make_intervention("Nästa").pk})


def bring(**values: object) -> list[tuple[int, str, str]]:
    """Read a new entry in beside a good one, and return what is wrong."""
    good = {"name": "Bra", "organisation": "o"}
    bad = {"name": "Dålig", "organisation": "o", **values}
    outcome = read_in(json.dumps([good, bad]), "a.json")
    assert outcome.applied == (not outcome.problems)
    assert Intervention.objects.filter(name="Bra").exists() == outcome.applied
    return reasons(outcome)


class TestTexts:
    @pytest.mark.parametrize(("name", "part", "longest"), TEXTS)
    @pytest.mark.parametrize("length", [1_001, 10_000])
    def test_that_are_too_long_are_refused(
        self, name: str, part: str, longest: int, length: int
    ) -> None:
        ((row, column, reason),) = bring(**{name: [whole(name) | {part: "x" * length}]})

        assert (row, column) == (2, COLUMNS[name].title)
        assert f"är {length} tecken; högst {longest} får plats" in reason

    @pytest.mark.parametrize(("name", "part", "longest"), TEXTS)
    def test_hold_as_much_as_they_may_and_html_as_it_stands(
        self, name: str, part: str, longest: int
    ) -> None:
        text = (HTML + "å" * longest)[:longest]

        assert bring(**{name: [whole(name) | {part: text}]}) == []

        told = {entry["name"]: entry for entry in json.loads(as_json())}["Dålig"]
        assert [line[part] for line in told[name]] == [text]

    @pytest.mark.parametrize(("name", "part", "longest"), TEXTS)
    @pytest.mark.parametrize(
        ("text", "why"),
        [("Ring 121212-1212", "personnummer"), ("Kontakta Anna Ek.", "en persons namn")],
    )
    def test_that_point_out_a_person_are_refused_in_rows(
        self, name: str, part: str, longest: int, text: str, why: str
    ) -> None:
        ((_, column, reason),) = bring(**{name: [whole(name) | {part: text}]})

        assert column == COLUMNS[name].title
        assert why in reason

    @pytest.mark.parametrize("name", FREE)
    def test_that_point_out_a_person_are_refused_in_fields(self, name: str) -> None:
        told = "121212-1212"[: COLUMNS[name].kind.longest]

        assert COLUMNS[name].title in [column for _, column, _ in bring(**{name: told})]


@pytest.mark.parametrize(
    ("name", "cell", "told"),
    [
        ("notices", "2027-02-01 | 2027-01-01 | A", "nr 1 Beskedet kan inte försvinna innan"),
        ("notices", "2026-02-31 | 2027-01-01 | A", "nr 1 visas från ”2026-02-31” ska vara"),
        ("notices", "2026-12-01 | 2099-01-01 | A", "ligger för långt bort"),
        ("notices", "2026-12-01 | 2027-01-01", "nr 1 besked saknas"),
        ("notices", "2026-12-01|2027-01-01|A\n2026-12-01|2027-02-01|A", "nr 2 har samma"),
        ("results", "2025 | 10 | 5 | 6", "Fler kan inte ha gått till arbete eller studier"),
        ("results", "2025 | 10 | | | 11", "Kvinnorna kan inte vara fler"),
        ("results", "2025\n2025", "nr 2 har samma år"),
        ("results", "tolv", "nr 1 år ”tolv” ska vara ett heltal"),
        ("results", "1900", "nr 1 år"),
        ("results", "2025 | | | | | | | | ftp:/x", "nr 1 länk till källan"),
        ("contributions", "Ingen alls | Lokal", "nr 1 part ”Ingen alls” finns inte"),
        ("contributions", "O | Lokal | 2027-01-01 | 2026-01-01", "Bidraget kan inte sluta"),
        ("contributions", "O | Lokal\nO | Lokal", "nr 2 har samma part och bidrar med"),
        ("routes", "du själv | Ring | | | | http://10.0.0.5/", "inre nätverk"),
        ("routes", "ingen", "nr 1 vem"),
        ("routes", "du själv | a | | | | | | | | | | för mycket", "har för många delar"),
    ],
)
def test_a_cell_is_refused_and_says_which_line_and_part(name: str, cell: str, told: str) -> None:
    make_organisation("P")
    columns = [title("name"), title("organisation"), title(name)]

    outcome = read_in(table(columns, ["Bra", "O", ""], ["Dålig", "O", cell]))

    ((row, column, reason),) = reasons(outcome)
    assert (row, column) == (3, COLUMNS[name].title)
    assert told in reason
    assert not Intervention.objects.exists()


def test_every_fault_of_a_cell_is_told() -> None:
    kind = COLUMNS["results"].kind
    assert isinstance(kind, Rows)
    columns = [title("name"), title("organisation"), title("results")]

    outcome = read_in(table(columns, ["A", "O", "tolv | tio\n2025 | x"]))

    ((_, _, reason),) = reasons(outcome)
    for told in ("nr 1 år", "nr 1 började", "nr 2 började"):
        assert told in reason
