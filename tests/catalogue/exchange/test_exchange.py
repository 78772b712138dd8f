import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from catalogue.changes.required import missing
from catalogue.exchange.excel_out import TEMPLATES, export_workbook, template_workbook
from catalogue.exchange.formats import title, to_csv, to_json
from catalogue.exchange.incoming import exchange
from catalogue.exchange.outcome import Outcome
from catalogue.models import (
    Continuation,
    ImportConflict,
    ImportedValues,
    Intervention,
    NeedGroup,
    ReferralRoute,
    Venue,
)
from catalogue.values.record import records
from tests.factories import (
    make_contact,
    make_intervention,
    make_municipality,
    make_organisation,
    make_requirement,
)
from tests.sample import part
from tests.sealed import SEALED, sealed

pytestmark = pytest.mark.django_db


def read_in(content, name="fil.csv", *, apply=True, source="", answers=None):
    """Read a file in as the site itself, which may do everything, and return the outcome."""
    if isinstance(content, str):
        content = content.encode()
    done = (lambda _: None) if apply else None
    *_, outcome = exchange(content, name, source=source, answers=answers, apply=done)
    assert isinstance(outcome, Outcome)
    return outcome


def as_json():
    return "".join(to_json(records(Intervention.objects.order_by("pk"), staff=True)))


def as_csv(**options):
    found = records(Intervention.objects.order_by("pk"), staff=True)
    return "".join(to_csv(found, **options))


def as_xlsx():
    return export_workbook(records(Intervention.objects.order_by("pk"), staff=True))


def table(*rows, separator=";"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def reasons(outcome):
    return [(finding.position, finding.field, finding.reason) for finding in outcome.problems]


@pytest.fixture
def full():
    """Two entries with something of every kind."""
    entry = make_intervention(
        "Arbetsträning; på kafé",
        need_groups=["Psykisk ohälsa"],
        municipalities=["Sala", "Köping"],
        types=["Praktik", "Coachning"],
        requirements=["Läkarutlåtande"],
        participants=["Arbetsförmedlingen"],
        step=3,
        content="Rad ett\r\nRad ”två”; 'tre'\n=SUMMA(A1)",
        cost_kind="free",
        hours_from="2.5",
        open_ended=True,
        project_from="2025-01-01",
        source="listan",
        source_id="7",
        example=True,  # which may lack facts
    )
    entry.contacts.set([make_contact("Växeln | akut"), make_contact("Mottagningen")])
    place = make_municipality("Sala")
    home = make_organisation()
    entry.venues.set([Venue.objects.create(name="Kaféet", organisation=home, municipality=place)])
    route = ReferralRoute.objects.create(
        intervention=entry, sender="self", how="Ring | mejla\nkom", cost_kind="fee", cost="50 kr"
    )
    route.municipalities.set([place])
    after = make_intervention("12 steg", status="draft", reviewed_on=None)
    Continuation.objects.create(before=entry, after=after, handover="En plan | två\\tre")
    return entry


@pytest.mark.slow
class TestRoundTrip:
    @pytest.mark.parametrize(
        ("name", "export"),
        [
            ("a.json", lambda: as_json().encode()),
            ("a.csv", lambda: as_csv().encode()),
            ("a.csv", lambda: as_csv(bom=False).encode()),
            ("a.xlsx", as_xlsx),
        ],
        ids=["json", "csv with mark", "csv without", "xlsx"],
    )
    def test_changes_nothing(self, full, name, export):
        before = as_json()

        outcome = read_in(export(), name)

        assert reasons(outcome) == []
        assert outcome.unchanged == 2
        assert (outcome.created, outcome.changed, outcome.conflicts) == ([], [], [])
        assert as_json() == before
        assert not ImportConflict.objects.exists()

    def test_changes_nothing_in_the_demo_catalogue(self, demo):
        before = as_json()

        for name, content in (
            ("a.json", before.encode()),
            ("a.csv", as_csv().encode()),
            ("a.xlsx", as_xlsx()),
        ):
            assert read_in(content, name).unchanged == Intervention.objects.count()
            assert as_json() == before

    @settings(max_examples=part(40))
    @given(
        texts=st.tuples(
            *[st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))] * 4
        ),
        start=st.sampled_from(["", "=", "'", "'=", "-", "\t", "\r\n", '😀;"', " "]),
    )
    def test_changes_nothing_whatever_is_written(self, transactional_texts, texts, start):
        purpose, content, how, handover = (start + text for text in texts)
        transactional_texts(purpose, content, how[:300], handover[:300])
        before = as_json()

        for name, file in (
            ("a.json", before.encode()),
            ("a.csv", as_csv().encode()),
            ("a.xlsx", as_xlsx()),
        ):
            outcome = read_in(file, name)
            assert reasons(outcome) == []
            assert not outcome.changed
            assert as_json() == before

    def test_gives_the_same_json_in_another_entry(self, full):
        entry = json.loads(as_json())[0]
        told = {key: value for key, value in entry.items() if key not in {"id", "seal"}}

        read_in(json.dumps([told | {"source_id": "8"}]), "a.json")

        copy = json.loads(as_json())[-1]
        assert copy["source_id"] == "8"
        same = set(told) - {"source_id", "published_at", "changed_at", "basis"}
        assert {key: copy[key] for key in same} == {key: told[key] for key in same}

    @pytest.fixture
    def transactional_texts(self, full):
        def write(purpose, content, how, handover):
            Intervention.objects.filter(pk=full.pk).update(purpose=purpose, content=content)
            ReferralRoute.objects.update(how=how)
            Continuation.objects.update(handover=handover)

        return write


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
        make_contact("Mottagningen", organisation=make_organisation("Sala kommun"))
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
            ({"routes": [{"sender": "self"}]}, "vägar in"),
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


class TestProvenance:
    def bring(self, summary, **options):
        return read_in(
            table(
                ["nummer i källan", "namn", "ansvarig organisation", "kort beskrivning"],
                ["1", "A", "Västerås stad", summary],
            ),
            source="listan",
            **options,
        )

    @pytest.fixture
    def entry(self):
        make_organisation()
        self.bring("Först")
        return Intervention.objects.get()

    def now(self, entry):
        entry.refresh_from_db()
        return entry.summary

    def test_what_nobody_touched_follows_the_source(self, entry):
        self.bring("Sedan")

        assert self.now(entry) == "Sedan"
        assert ImportedValues.objects.get().values["summary"] == "Sedan"

    def test_what_a_person_edited_is_never_overwritten(self, entry):
        Intervention.objects.update(summary="Mitt")

        outcome = self.bring("Sedan")

        assert self.now(entry) == "Mitt"
        [touched] = outcome.conflicts
        assert (touched.differences[0].before, touched.differences[0].after) == ("Mitt", "Sedan")
        conflict = ImportConflict.objects.get()
        assert (conflict.field, conflict.theirs, conflict.source) == ("summary", "Sedan", "listan")

    def test_the_same_conflict_is_asked_once(self, entry):
        Intervention.objects.update(summary="Mitt")

        for summary in ("Sedan", "Sedan", "Till sist"):
            self.bring(summary)

        assert ImportConflict.objects.get().theirs == "Till sist"

    def test_a_source_that_stands_still_asks_nothing(self, entry):
        Intervention.objects.update(summary="Mitt")

        outcome = self.bring("Först")

        assert self.now(entry) == "Mitt"
        assert outcome.unchanged == 1
        assert not ImportConflict.objects.exists()

    def test_a_conflict_is_settled_when_both_say_the_same(self, entry):
        Intervention.objects.update(summary="Mitt")
        self.bring("Sedan")
        Intervention.objects.update(summary="Sedan")

        self.bring("Sedan")

        assert ImportConflict.objects.get().decision == "agreed"

    def test_other_fields_are_written_beside_a_conflict(self, entry):
        Intervention.objects.update(summary="Mitt")

        read_in(
            table(["nummer i källan", "namn", "kort beskrivning"], ["1", "B", "Sedan"]),
            source="listan",
        )

        entry.refresh_from_db()
        assert (entry.name, entry.summary) == ("B", "Mitt")

    def test_a_person_works_in_excel_without_conflicts(self, entry):
        sheet = as_csv().replace("Först", "Ur Excel")

        outcome = read_in(sheet)

        assert self.now(entry) == "Ur Excel"
        assert not outcome.conflicts
        assert ImportedValues.objects.get().values["summary"] == "Först"

    def test_what_was_written_in_excel_is_a_persons_words_to_the_source(self, entry):
        read_in(as_csv().replace("Först", "Ur Excel"))

        self.bring("Sedan")

        assert self.now(entry) == "Ur Excel"
        assert ImportConflict.objects.count() == 1

    def test_an_edit_made_while_the_file_was_out_is_kept(self, entry):
        sheet = as_csv().replace("Först", "Ur Excel")
        Intervention.objects.update(summary="Under tiden", purpose="Nytt syfte")

        read_in(sheet)

        entry.refresh_from_db()
        assert (entry.summary, entry.purpose) == ("Under tiden", "Nytt syfte")
        assert ImportConflict.objects.get().theirs == "Ur Excel"

    def test_a_row_that_cannot_stand_beside_an_edit_waits_whole(self, entry):
        age = ["nummer i källan", "från ålder", "till och med ålder"]
        read_in(table(age, ["1", "16", "20"]), source="listan")
        Intervention.objects.update(age_to=25)

        outcome = read_in(table(age, ["1", "30", "40"]), source="listan")

        assert reasons(outcome) == []
        entry.refresh_from_db()
        assert (entry.age_from, entry.age_to) == (16, 25)
        assert set(ImportConflict.objects.values_list("field", flat=True)) == {"age_from", "age_to"}

    @pytest.mark.parametrize("field", ["municipalities", "routes", "leads_to"])
    def test_what_hangs_on_an_entry_is_kept_too(self, full, field):
        told = json.loads(as_json())[0]
        bare = {"source": "listan", "source_id": "7"}
        read_in(json.dumps([bare | {field: told[field]}]), "a.json")
        getattr(full, {"leads_to": "continues_to"}.get(field, field)).all().first()
        {
            "municipalities": lambda: full.municipalities.add(make_municipality("Norberg")),
            "routes": lambda: full.routes.update(how="Kom in"),
            "leads_to": lambda: full.continues_to.update(handover="Annat"),
        }[field]()
        before = as_json()

        outcome = read_in(json.dumps([bare | {field: []}]), "a.json")

        assert len(outcome.conflicts) == 1
        assert json.loads(as_json())[0][field] == json.loads(before)[0][field]


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


class TestDemands:
    @pytest.fixture
    def entry(self):
        make_requirement("Grupp")
        return make_intervention("A", requirements=["SGI"], source="listan", source_id="1")

    def row(self, entry, **columns):
        names = {"source_id": entry.source_id, **columns}
        return table([title(name) for name in names], list(names.values()))

    def test_that_are_not_made_come_in_and_go_out(self, entry):
        outcome = read_in(
            self.row(entry, not_required="Grupp", requirements_complete="ja"), source="listan"
        )

        assert not outcome.problems
        (written,) = json.loads(as_json())
        assert written["requirements"] == ["sgi"]
        assert written["not_required"] == ["grupp"]
        assert written["requirements_complete"] is True

    def test_said_both_ways_in_one_file_stop_it(self, entry):
        outcome = read_in(self.row(entry, requirements="SGI", not_required="SGI"), source="listan")

        ((_, field, reason),) = reasons(outcome)
        assert field == "kräver uttryckligen inte"
        assert reason.startswith("SGI står både som krav och som något som inte krävs.")

    def test_that_the_way_in_makes_cannot_be_denied(self, entry):
        make_requirement("Remiss")
        outcome = read_in(
            self.row(entry, access="vårdremiss", not_required="Remiss"), source="listan"
        )

        assert "krävs av tillträdet" in reasons(outcome)[0][2]

    def test_denied_by_one_file_and_made_by_another_wait_for_a_person(self, entry):
        outcome = read_in(self.row(entry, not_required="SGI"), source="listan")

        assert not outcome.problems
        assert [row.slug for row in entry.requirements.all()] == ["sgi"]
        assert not entry.not_required.exists()
        assert [conflict.field for conflict in ImportConflict.objects.all()] == ["not_required"]
