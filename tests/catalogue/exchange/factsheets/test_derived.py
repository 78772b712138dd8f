"""What is read out of prose is proposed with its words; nothing of it is public unseen."""

from typing import Any

import pytest

from catalogue.exchange.factsheets.derived import READINGS
from catalogue.models import Intervention, Organisation, ProposedFact
from catalogue.values.fields import COLUMNS
from catalogue.values.merging import says_nothing
from catalogue.values.record import fresh, values
from tests.catalogue.exchange.conftest import Import
from tests.catalogue.exchange.records import record

PROSE: dict[str, Any] = {
    "criteria": "Fyllda 18 år. Läkarutlåtande krävs. SGI behövs inte.",
    "referral": "Du ringer själv. Din handläggare på Arbetsförmedlingen kan hjälpa dig.",
    "extent": "10–20 timmar i veckan",
    "duration": "12 veckor",
    "intake": "Löpande. Kötid cirka 3 veckor.",
    "cost": "Kostnadsfritt.",
    "income_support": "Sjukpenning eller aktivitetsersättning.",
    "content": "Vi träffas i grupp. Du kan vara anonym.",
}


@pytest.fixture
def facts(import_records: Import) -> dict[str, list[ProposedFact]]:
    """Return what was proposed of one sheet, by field."""
    report = import_records(record(**PROSE), accept=False)
    assert not report.problems
    found: dict[str, list[ProposedFact]] = {}
    for fact in ProposedFact.objects.order_by("pk"):
        found.setdefault(fact.field, []).append(fact)
    assert report.proposed == sum(map(len, found.values()))
    return found


class TestNothingDerived:
    def test_is_published_unseen(self, facts: Any) -> None:
        entry = values(fresh(Intervention.objects.get().pk))
        assert {name for name in READINGS if not says_nothing(entry[name])} == set()
        assert entry["criteria"] == PROSE["criteria"]

    def test_is_forgotten(self, facts: Any) -> None:
        assert facts.keys() >= {
            "age_from",
            "requirements",
            "not_required",
            "routes",
            "hours_from",
            "hours_to",
            "weeks_from",
            "queue_days",
            "start",
            "cost_kind",
            "income_supports",
            "anonymous",
            "forms",
        }

    def test_lacks_its_words(self, facts: Any) -> None:
        told = {fact.field: fact.words for each in facts.values() for fact in each}
        assert told["age_from"] == "Fyllda 18 år."
        assert told["requirements"] == "Läkarutlåtande krävs."
        assert told["not_required"] == "SGI behövs inte."
        assert told["queue_days"] == "Kötid cirka 3 veckor."
        assert told["anonymous"] == "Du kan vara anonym."

    def test_has_a_field_that_is_none(self) -> None:
        assert READINGS.keys() <= COLUMNS.keys()


class TestReadAgain:
    def test_proposes_nothing_twice(self, facts: Any, import_records: Import) -> None:
        before = list(ProposedFact.objects.values_list("pk", flat=True))
        report = import_records(record(**PROSE), accept=False)
        assert report.unchanged == 1
        assert list(ProposedFact.objects.values_list("pk", flat=True)) == before

    def test_does_not_ask_again_what_was_refused(self, facts: Any, import_records: Import) -> None:
        ProposedFact.objects.update(verdict=ProposedFact.Verdict.REFUSED)
        report = import_records(record(**PROSE), accept=False)
        assert report.proposed == 0

    def test_takes_back_what_the_prose_no_longer_says(
        self, facts: Any, import_records: Import
    ) -> None:
        import_records(record(**PROSE | {"extent": "8 timmar i veckan"}), accept=False)
        hours = ProposedFact.objects.filter(field="hours_from")
        assert [fact.value for fact in hours] == [8]

    def test_leaves_what_a_person_has_written(self, facts: Any, import_records: Import) -> None:
        Intervention.objects.update(hours_from=4)
        import_records(record(**PROSE), accept=False)
        assert Intervention.objects.get().hours_from == 4


class TestABody:
    def test_that_only_the_prose_tells_of_is_not_made(self, import_records: Import) -> None:
        import_records(record(organisation="Region Halland, Varberg"), accept=False)
        entry = Intervention.objects.get()
        assert entry.organisation.name == "Region Halland"
        assert entry.organisation_note == "Region Halland, Varberg"
        assert not Organisation.objects.filter(name__contains="Varberg").exists()
