"""Whose words stand: the source's, or those of a person who has written since."""

import json

import pytest

from catalogue.models import ImportConflict, ImportedValues, Intervention
from tests.catalogue.exchange.reading_in import as_csv, as_json, read_in, reasons, table
from tests.factories import make_municipality, make_organisation

pytestmark = pytest.mark.django_db


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
