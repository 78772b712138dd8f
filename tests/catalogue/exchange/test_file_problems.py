"""What stops a file, named by its row and its field."""

import io
import json

import pytest
from openpyxl import Workbook

from catalogue.models import Intervention
from tests.catalogue.exchange.reading_in import as_json, read_in, reasons, table
from tests.factories import make_intervention, make_organisation
from tests.sealed import SEALED, sealed

pytestmark = pytest.mark.django_db


class TestProblems:
    def test_an_address_in_an_inner_network_is_refused(self):
        make_organisation("O")

        outcome = read_in(
            table(
                ["namn", "ansvarig organisation", "länk till rapport"],
                ["Kurs", "O", "http://10.0.0.5/rapport"],
            )
        )

        assert not outcome.applied
        ((_, field, reason),) = reasons(outcome)
        assert field == "länk till rapport"
        assert "inre nätverk som besökare inte når" in reason

    def test_three_bad_rows_stop_the_file_and_are_named(self):
        make_organisation("O")
        make_intervention("Finns")

        outcome = read_in(
            table(
                ["namn", "ansvarig organisation", "från ålder", "till och med ålder", "status"],
                ["Bra", "O", "16", "64", "utkast"],
                ["Ålder", "O", "sexton", "", ""],
                ["", "O", "16", "", "utkast"],
                ["Status", "Ingen alls", "", "", "pågåend"],
                ["Också bra", "O", "", "", ""],
            )
        )

        assert [row.name for row in Intervention.objects.all()] == ["Finns"]
        assert not outcome.applied
        assert [(place, field) for place, field, _ in reasons(outcome)] == [
            (3, "från ålder"),
            (4, "namn"),
            (5, "ansvarig organisation"),
            (5, "status"),
        ]
        assert outcome.problems[0].name == "Ålder"
        assert outcome.problems[0].reason == "”sexton” ska vara ett heltal."

    def test_a_rule_of_the_database_speaks_in_the_desks_words(self):
        make_organisation("O")

        outcome = read_in(
            table(
                ["namn", "ansvarig organisation", "från ålder", "till och med ålder", "status"],
                ["Bra", "O", "16", "64", "utkast"],
                ["Bak och fram", "O", "64", "16", "utkast"],
            )
        )

        assert [(place, reason) for place, _, reason in reasons(outcome)] == [
            (3, "Till-åldern kan inte vara lägre än från-åldern."),
        ]
        assert not Intervention.objects.exists()

    @pytest.mark.parametrize("text", ["Ring Kim 121212-1212", "19121212 1212"])
    def test_no_person_is_let_in(self, text):
        make_organisation("O")

        outcome = read_in(
            table(["namn", "ansvarig organisation", "vägar in"], ["A", "O", f"du själv | {text}"])
        )

        assert "personnummer" in outcome.problems[0].reason

    def test_a_named_person_is_refused_in_a_text_but_not_as_an_organisation(self):
        make_organisation("Anna Eks hjälp")
        columns = ["namn", "ansvarig organisation", "väg in"]

        outcome = read_in(table(columns, ["A", "Anna Eks hjälp", "Kontakta Anna Ek."]))

        assert [found.field for found in outcome.problems] == ["väg in"]
        assert "en persons namn" in outcome.problems[0].reason

    def test_a_formula_is_refused_in_csv_and_excel(self):
        make_organisation("O")
        book = Workbook()
        book.active.append(["namn", "ansvarig organisation", "syfte"])
        book.active.append(["A", "O", "=HYPERLINK(1)"])
        content = io.BytesIO()
        book.save(content)

        for file, name in (
            (content.getvalue(), "a.xlsx"),
            (
                table(["namn", "ansvarig organisation", "syfte"], ["A", "O", "=cmd|x"]).encode(),
                "a.csv",
            ),
        ):
            outcome = read_in(file, name)
            assert reasons(outcome) == [
                (2, "syfte", "innehåller en formel. Klistra in den som värde.")
            ]

    def test_a_sealed_row_may_not_move_to_another_source(self):
        make_intervention("Vår", source="vår", source_id="1")
        told = {"source": "annan", "source_id": "9", "name": "Deras"}

        outcome = read_in(json.dumps([json.loads(as_json())[0] | told]), "a.json")

        assert "annan källa" in outcome.problems[0].reason

    @pytest.mark.parametrize(
        ("value", "field"),
        [
            ({"name": 5}, "namn"),
            ({"types": "praktik"}, "insatstyper"),
            ({"types": [["a"]]}, "insatstyper"),
            ({"types": [{"a": []}]}, "insatstyper"),
            ({"status": ["open"]}, "status"),
            ({"hours_from": float("nan")}, "timmar per vecka, från"),
            ({"hours_from": 1.25}, "timmar per vecka, från"),
            ({"age_from": True}, "från ålder"),
            ({"age_from": 10**30}, "från ålder"),
            ({"anonymous": "ja"}, "man kan vara anonym"),
            ({"reviewed_on": "igår"}, "granskad"),
            ({"routes": [{"how": "Ring"}]}, "vägar in"),
            ({"routes": {"a": 1}}, "vägar in"),
            ({"leads_to": [{"id": 10**30, "handover": ""}]}, "leder vidare till"),
            ({"leads_to": [{"id": "x", "handover": 1}]}, "leder vidare till"),
            ({"outcome_url": "javascript:alert(1)"}, "länk till rapport"),
            ({"purpose": "a\ud800"}, "syfte"),
            ({"purpose": "x" * 20_001}, "syfte"),
            ({"organisation": None}, "ansvarig organisation"),
        ],
    )
    def test_a_bad_value_in_json_is_a_problem_and_no_traceback(self, value, field):
        make_organisation("O")

        number, seal = sealed(make_intervention("A"))
        for extra in ({}, {"id": number, "seal": seal}):
            entry = {"name": "A", "organisation": "o"} | extra | value
            outcome = read_in(json.dumps([entry]), "a.json")
            assert field in [title for _, title, _ in reasons(outcome)]

    def test_a_row_is_about_one_entry_and_an_entry_about_one_row(self):
        entry = make_intervention("A")

        outcome = read_in(table([*SEALED, "namn"], [*sealed(entry), "A"], [*sealed(entry), "C"]))

        assert [place for place, _, _ in reasons(outcome)] == [3]

    def test_a_number_in_a_source_needs_the_sources_name(self):
        outcome = read_in(table(["nummer i källan", "namn"], ["1", "A"]))

        assert "källnamn" in outcome.problems[0].reason
