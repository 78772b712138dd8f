"""Fact sheets written through the one writer: all at once, beside what people have changed."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import ImportConflict, Intervention
from tests.catalogue.exchange.records import record


class TestBesideAnEditor:
    def test_holds_half_a_sheet_that_breaks_a_rule_with_what_the_editor_wrote(self, import_records):
        import_records(record(criteria="16–29 år.", purpose="Gammalt."))
        Intervention.objects.update(age_to=20)

        report = import_records(record(criteria="30–40 år.", purpose="Nytt."))

        row = Intervention.objects.get()
        assert (row.age_from, row.age_to, row.purpose) == (16, 20, "Gammalt.")
        asked = set(ImportConflict.objects.values_list("field", flat=True))
        assert {"age_from", "age_to", "purpose"} <= asked
        assert report.problems == []
        assert report.unchanged == 1

    def test_writes_the_other_sheets(self, import_records):
        other = {"id": 2, "name": "B"}
        import_records(record(criteria="16–29 år."), record(**other))
        Intervention.objects.filter(source_id="1").update(age_to=20)

        report = import_records(record(criteria="30–40 år."), record(**other, criteria="18–25 år."))

        assert report.updated == {"B": ["age_from", "age_to", "criteria"]}
        assert Intervention.objects.get(source_id="2").age_from == 18

    def test_says_again_what_the_source_builds_on(self, import_records):
        import_records(record())
        Intervention.objects.update(basis="Något annat")

        report = import_records(record())

        assert report.updated == {"Vägen in": ["basis"]}
        assert Intervention.objects.get().basis == "Katalogen (beskriver just denna insats)"


class TestManySheets:
    def test_find_what_a_later_sheet_has_made(self, import_records):
        import_records(
            record(id=1, behovsgrupper=["NPF"]),
            record(id=2, name="B", behovsgrupper=["Sjömän"], languages=["klingonska"]),
        )

        row = Intervention.objects.get(source_id="2")
        assert [group.name for group in row.need_groups.all()] == ["Sjömän"]
        assert [language.name for language in row.languages.all()] == ["klingonska"]

    def test_are_written_together(self, import_records):
        def inserts(number: int) -> int:
            sheets = [record(id=at, name=f"{number} {at}") for at in range(number)]
            with CaptureQueriesContext(
                connection,
            ) as asked:
                import_records(*sheets, source=f"källa {number}")
            into = 'INSERT INTO "catalogue_intervention" '
            return sum(query["sql"].startswith(into) for query in asked)

        assert inserts(2) == inserts(6) == 1
