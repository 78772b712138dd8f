"""Which entry a row of a file is about, and what is asked before anything is written."""

import io
import json

import pytest
from django.test import override_settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from catalogue.changes.noting import noting
from catalogue.models import Intervention
from tests.catalogue.exchange.reading_in import as_csv, as_json, as_xlsx, read_in, reasons, table
from tests.factories import make_intervention, make_organisation
from tests.sealed import SEALED, sealed

pytestmark = pytest.mark.django_db

HEADS = ["Nummer", "Namn", "Kort beskrivning", "Ansvarig organisation"]
LIST = [["1", "Språkcafé", "Prata", "Klubben"], ["2", "Läxhjälp", "Räkna", "Klubben"]]


def as_format(form, heads, rows):
    """Return the same list as a file of each kind."""
    if form == "csv":
        return table(heads, *rows).encode(), "lista.csv"
    if form == "json":
        keys = {"nummer": "id", "namn": "name", "kort beskrivning": "summary"}
        names = [keys.get(head.casefold(), "organisation") for head in heads]
        told = [dict(zip(names, [*row[:-1], "klubben"], strict=True)) for row in rows]
        return json.dumps(told).encode(), "lista.json"
    book = Workbook()
    for row in [heads, *rows]:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue(), "lista.xlsx"


def exports():
    return [(as_json().encode(), "a.json"), (as_csv().encode(), "a.csv"), (as_xlsx(), "a.xlsx")]


every_format = pytest.mark.parametrize("form", ["csv", "xlsx", "json"])


@pytest.fixture
def catalogue():
    """Two entries, and a list from elsewhere that happens to use their numbers."""
    make_organisation("Klubben")
    entries = [make_intervention("Boendestöd"), make_intervention("Arbetsträning")]
    rows = [[str(entry.pk), *row[1:]] for entry, row in zip(entries, LIST, strict=True)]
    return entries, rows


def names():
    return [row.name for row in Intervention.objects.order_by("pk")]


class TestNumbersFromElsewhere:
    @every_format
    def test_change_nothing_and_are_asked_about(self, catalogue, form):
        entries, rows = catalogue

        outcome = read_in(*as_format(form, HEADS, rows))

        assert names() == ["Boendestöd", "Arbetsträning"]
        assert not outcome.applied
        asked = [(question.row.pk, question.name) for question in outcome.questions.asked]
        assert asked == [(entries[0].pk, "Språkcafé"), (entries[1].pk, "Läxhjälp")]
        assert "räknas inte som katalogens" in outcome.warnings[0].reason

    @every_format
    def test_become_new_entries_where_a_person_says_so(self, catalogue, form):
        _, rows = catalogue
        file, name = as_format(form, HEADS, rows)
        places = [1, 2] if form == "json" else [2, 3]

        outcome = read_in(file, name, answers=dict.fromkeys(places, "ny"))

        assert outcome.applied
        assert names() == ["Boendestöd", "Arbetsträning", "Språkcafé", "Läxhjälp"]

    def test_change_the_entry_where_a_person_says_so(self, catalogue):
        [entry, _], rows = catalogue

        outcome = read_in(table(HEADS[:3], rows[0][:3]), answers={2: str(entry.pk)})

        entry.refresh_from_db()
        assert outcome.applied
        assert entry.summary == "Prata"
        assert outcome.conflicts  # the name is a person's own, and waits

    def test_are_not_answered_for_another_entry(self, catalogue):
        [_, other], rows = catalogue

        outcome = read_in(table(HEADS, rows[0]), answers={2: str(other.pk)})

        assert outcome.questions.open == 1
        assert not outcome.applied

    @every_format
    def test_are_the_sources_own_where_there_is_one(self, catalogue, form):
        entries, rows = catalogue

        first = read_in(*as_format(form, HEADS, rows), source="Klubbens lista")
        again = read_in(*as_format(form, HEADS, rows), source="Klubbens lista")

        assert (len(first.created), again.unchanged) == (2, 2)
        assert names() == ["Boendestöd", "Arbetsträning", "Språkcafé", "Läxhjälp"]
        new = Intervention.objects.get(name="Läxhjälp")
        assert (new.source, new.source_id) == ("Klubbens lista", str(entries[1].pk))

    @pytest.mark.parametrize("head", ["Nr", "Löpnr", "nr.", "Löpnummer", "id", "Nummer"])
    def test_are_numbers_whatever_the_list_calls_them(self, catalogue, head):
        _, rows = catalogue

        assert read_in(table([head, *HEADS[1:]], *rows)).questions.open == 2

    def test_that_no_entry_has_make_new_entries(self, catalogue):
        outcome = read_in(table(HEADS, ["99999", *LIST[0][1:]], ["A-7", *LIST[1][1:]]))

        assert outcome.applied
        assert len(outcome.created) == 2

    def test_in_great_number_are_refused(self, catalogue):
        entries = [make_intervention(f"Insats {at}") for at in range(201)]

        outcome = read_in(table(HEADS[:2], *[[entry.pk, "X"] for entry in entries]))

        assert "fler än 200 frågor" in outcome.problems[0].reason

    @pytest.mark.parametrize("field", ["leder vidare till", "ersätts av", "ersätts också av"])
    def test_are_told_where_they_point_at_others(self, catalogue, field):
        [entry, _], _ = catalogue
        heads = ["namn", "ansvarig organisation", field]

        outcome = read_in(
            table(
                heads,
                ["A", "Klubben", str(entry.pk)],
                ["B", "Klubben", f"{entry.pk} | Boendestöd"],
                ["C", "Klubben", "Boendestöd"],
            )
        )

        told = [finding.position for finding in outcome.warnings if "pekar på" in finding.reason]
        assert told == [2]


class TestTheSeal:
    def test_lets_an_export_change_its_entries(self, catalogue):
        for file, name in exports():
            outcome = read_in(file, name)
            assert (outcome.unchanged, outcome.questions.asked) == (2, [])

    def test_survives_being_opened_changed_and_saved(self, catalogue):
        book = load_workbook(io.BytesIO(as_xlsx()))
        sheet = book["Insatser"]
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(2, heads.index("kort beskrivning") + 1, "Ur Excel")
        content = io.BytesIO()
        book.save(content)

        outcome = read_in(content.getvalue(), "a.xlsx")

        assert (len(outcome.changed), outcome.questions.asked) == (1, [])
        assert Intervention.objects.get(name="Boendestöd").summary == "Ur Excel"

    def test_of_another_installation_proves_nothing(self, catalogue):
        for file, name in exports():
            with override_settings(
                SECRET_KEY="en annan katalogs nyckel, som är lång nog för detta"
            ):
                outcome = read_in(file, name)

            assert outcome.questions.open == 2
            assert not outcome.applied
            assert "gäller inte" in outcome.warnings[0].reason

    def test_of_the_old_kind_proves_nothing(self, catalogue):
        entries, _ = catalogue
        seals = [sealed(entry)[1] for entry in entries]
        old = as_csv()
        for text in seals:
            old = old.replace(text, text.split(".")[1])

        outcome = read_in(old)

        assert outcome.questions.open == 2
        assert "Hämta helst listan på nytt" in outcome.warnings[0].reason

    def test_is_good_for_its_own_number_only(self, catalogue):
        [one, other], _ = catalogue
        _, seal = sealed(one)

        outcome = read_in(table([*SEALED, "namn"], [other.pk, seal, "Boendestöd"]))

        assert outcome.questions.open == 1
        assert names() == ["Boendestöd", "Arbetsträning"]

    def test_goes_with_the_entry_though_a_column_has_been_added(self, catalogue, monkeypatch):
        file = as_csv()
        monkeypatch.setattr("catalogue.values.record._COLUMN_MARK", "andra=")

        outcome = read_in(file)

        assert outcome.questions.asked == []
        assert outcome.unchanged == 2


class TestNames:
    def test_may_be_changed_where_nothing_else_is(self, catalogue):
        outcome = read_in(as_csv().replace("Boendestöd", "Stöd i hemmet"))

        assert outcome.applied
        assert names() == ["Stöd i hemmet", "Arbetsträning"]

    def test_are_asked_about_where_another_entry_was_written_over(self, catalogue):
        [entry, _], _ = catalogue
        heads = [*SEALED, "namn", "kort beskrivning"]
        file = table(heads, [*sealed(entry), "Språkcafé", "Prata"])

        asked = read_in(file)
        new = read_in(
            table(
                [*heads, "ansvarig organisation"], [*sealed(entry), "Språkcafé", "Prata", "Klubben"]
            ),
            answers={2: "ny"},
        )

        assert (asked.questions.open, asked.applied) == (1, False)
        assert new.applied
        assert names() == ["Boendestöd", "Arbetsträning", "Språkcafé"]

    def test_are_asked_about_where_half_a_table_was_sorted(self, catalogue):
        [one, other], _ = catalogue
        make_intervention("Tredje")
        heads = [*SEALED, "namn", "kort beskrivning"]

        outcome = read_in(
            table(heads, [*sealed(one), "Arbetsträning", "B"], [*sealed(other), "Boendestöd", "A"])
        )

        assert outcome.questions.open == 2
        assert names() == ["Boendestöd", "Arbetsträning", "Tredje"]

    @pytest.mark.parametrize("source", ["versions", "other names"])
    def test_that_the_entry_has_had_agree(self, catalogue, source):
        [entry, _], _ = catalogue
        with noting(None, "först"):
            entry.save()
        number, seal = sealed(entry)
        entry.name = "Stöd i hemmet"
        if source == "other names":
            entry.other_names = "boendestöd"
        with noting(None, "sedan"):
            entry.save()
        if source == "other names":
            number, seal = sealed(entry)

        outcome = read_in(
            table([*SEALED, "namn", "kort beskrivning"], [number, seal, "BOENDESTÖD", "Ny"])
        )

        assert outcome.questions.asked == []

    def test_and_organisations_that_both_differ_are_told(self, catalogue):
        file = table(HEADS, ["1", *LIST[0][1:]])
        make_organisation("Föreningen")
        read_in(file, source="lista")

        outcome = read_in(table(HEADS, ["1", "Annat", "", "Föreningen"]), source="lista")

        told = [finding.reason for finding in outcome.warnings]
        assert any("Både namn och organisation skiljer sig" in reason for reason in told)


class TestSources:
    @pytest.mark.parametrize(
        "again",
        [
            "Råd & stöd",
            "råd och  stöd",
            "Råd\N{NO-BREAK SPACE}och-stöd",
            "Ra\N{COMBINING RING ABOVE}d och stöd",
        ],
    )
    def test_are_the_same_however_they_are_spelt(self, catalogue, again):
        file = table(HEADS, *LIST)
        read_in(file, source="Råd och stöd")

        outcome = read_in(file, source=again)

        assert outcome.unchanged == 2
        assert set(Intervention.objects.values_list("source", flat=True)) == {"", "Råd och stöd"}

    @pytest.mark.parametrize("again", ["007", "7.0", " 7", "7,0"])
    def test_have_the_same_number_however_it_is_written(self, catalogue, again):
        heads = ["nummer i källan", *HEADS[1:]]
        read_in(table(heads, ["7", *LIST[0][1:]]), source="lista")

        outcome = read_in(table(heads, [again, *LIST[0][1:]]), source="lista")

        assert outcome.unchanged == 1

    def test_have_each_number_once_in_a_file(self, catalogue):
        outcome = read_in(table(HEADS, LIST[0], ["001", *LIST[1][1:]]), source="lista")

        assert [(place, field) for place, field, _ in reasons(outcome)] == [(3, "nummer")]

    def test_that_hold_the_same_number_twice_are_not_guessed_at(self, catalogue):
        make_intervention("A", source="lista", source_id="7")
        make_intervention("B", source="lista", source_id="007")
        heads = ["nummer i källan", *HEADS[1:]]

        outcome = read_in(table(heads, ["7.0", *LIST[0][1:]]), source="lista")
        exact = read_in(table(heads, ["007", "B", *LIST[0][2:]]), source="lista")

        assert "kan vara flera insatser" in outcome.problems[0].reason
        assert exact.applied

    def test_in_a_column_are_told_when_they_are_new(self, catalogue):
        outcome = read_in(table(["hämtad från", *HEADS], ["Ny lista", *LIST[0]]))

        assert "Källan ”Ny lista” är ny" in outcome.warnings[0].reason


class TestNamesakes:
    @every_format
    def test_are_told_for_every_new_row(self, catalogue, form):
        read_in(*as_format(form, HEADS, LIST), source="Råd och stöd")

        outcome = read_in(*as_format(form, HEADS, LIST), source="Helt annat namn", apply=False)

        assert outcome.namesakes == 2
        told = [finding.reason for finding in outcome.warnings]
        assert sum("samma namn och organisation som nr" in reason for reason in told) == 2

    def test_within_the_file_are_told(self, catalogue):
        outcome = read_in(
            table(HEADS[1:], LIST[0][1:], LIST[0][1:], ["SPRÅKCAFÉ", "Annat", "Klubben"]),
            apply=False,
        )

        told = [finding.reason for finding in outcome.warnings]
        assert told == [
            "är likadan som rad 2, och blir en till.",
            "har samma namn och organisation som rad 2, rad 3, och blir en till.",
        ]

    def test_of_another_organisation_are_told_mildly(self, catalogue):
        outcome = read_in(table(HEADS[1:], ["Boendestöd", "", "Klubben"]), apply=False)

        assert outcome.namesakes == 0
        assert "hos en annan organisation" in outcome.warnings[0].reason


class TestLettersThatLookTheSame:
    @pytest.mark.parametrize(
        "spelt",
        ["R\u00adåd och stöd", "Råd\u200b och stöd", "\ufeffRåd\u00a0och\tstöd",
         "Ra\u030ad och sto\u0308d", "\uff32åd och stöd", "Råd och\u2060 stöd\u200e"],
    )  # fmt: skip
    def test_are_the_same_source(self, spelt):
        make_organisation("Klubben")
        read_in(table(HEADS, ["7", *LIST[0][1:]]), source="Råd och stöd")

        again = read_in(table(HEADS, ["7", *LIST[0][1:]]), source=spelt)

        assert (again.unchanged, names()) == (1, ["Språkcafé"])

    @pytest.mark.parametrize("number", ["7\u200b", "\ufeff7", "\uff17", "7\u00a0", "007\u2060"])
    def test_are_the_same_number(self, number):
        make_organisation("Klubben")
        read_in(table(HEADS, ["7", *LIST[0][1:]]), source="Råd och stöd")

        again = read_in(table(HEADS, [number, *LIST[0][1:]]), source="Råd och stöd")

        assert (again.unchanged, names()) == (1, ["Språkcafé"])

    def test_are_the_same_organisation_and_heading(self):
        make_organisation("Västerås")

        read_in(
            table(["Na\u200bmn", "Ansvarig\u00a0organisation"], ["Kurs", "Va\u0308stera\u030as"])
        )

        assert names() == ["Kurs"]

    def test_are_the_same_name_where_a_new_entry_is_warned_of(self):
        make_intervention("Språkcafé", organisation=make_organisation("Klubben"))

        outcome = read_in(table(HEADS, ["", "Språk\u00adcafe\u0301", "Prata", "Klubben"]))

        assert "har samma namn" in outcome.warnings[0].reason


class TestNumbersThatAreNone:
    @pytest.mark.parametrize("number", ["A7", "-3", "1 234", "1.5", "0", "9" * 40])
    def test_are_told_of(self, number):
        make_organisation("Klubben")

        outcome = read_in(table(HEADS, [number, *LIST[0][1:]]))

        assert "räknas inte som katalogens" in outcome.warnings[0].reason
        assert names() == ["Språkcafé"]


class TestFormulasOverManyCells:
    @pytest.mark.parametrize(
        "formula", [ArrayFormula("B2", "=A1&A2"), DataTableFormula("B2")], ids=["array", "table"]
    )
    @pytest.mark.parametrize("cell", ["A2", "C2"])
    def test_are_refused(self, formula, cell):
        make_organisation("Klubben")
        book = Workbook()
        for row in [HEADS, ["7", *LIST[0][1:]]]:
            book.active.append(row)
        book.active[cell] = formula
        content = io.BytesIO()
        book.save(content)

        outcome = read_in(content.getvalue(), "lista.xlsx")

        assert "innehåller en formel" in reasons(outcome)[0][2]
        assert names() == []
