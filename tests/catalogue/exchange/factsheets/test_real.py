"""What a fact sheet says is real is no exempeldata, and is not shown before somebody reviews it."""

import pytest

from catalogue.models import Intervention
from tests.catalogue.exchange.conftest import Import
from tests.catalogue.exchange.records import record

pytestmark = pytest.mark.django_db


class TestWhatIsReal:
    def test_is_no_exempeldata_and_waits_for_a_review(self, import_records: Import) -> None:
        report = import_records(record(illustrative=False), accept=False)

        entry = Intervention.objects.get()
        assert not entry.example
        assert (entry.status, entry.published_at) == ("draft", None)
        assert "Granskad: Ange vilken dag" in str(report.warnings[-1])

    @pytest.mark.parametrize("said", [{"illustrative": True}, {}])
    def test_is_not_taken_for_granted(self, import_records: Import, said: dict[str, bool]) -> None:
        told = record()
        del told["illustrative"]

        import_records(told | said, accept=False)

        assert Intervention.objects.get().example

    def test_stays_what_a_person_has_made_of_it(self, import_records: Import) -> None:
        import_records(record(illustrative=True), accept=False)
        Intervention.objects.update(example=False, status="draft")

        import_records(record(illustrative=True, purpose="Nytt."), accept=False)

        assert not Intervention.objects.get().example

    def test_is_an_example_in_the_demo_where_the_rest_is_made_up(
        self, import_records: Import
    ) -> None:
        import_records(record(illustrative=False), accept=True)

        assert Intervention.objects.get().example


class TestWhatAForbundMayNotPayFor:
    PAID = {"financing": "samordningsförbund", "illustrative": True, "referral": "KAA hör av sig."}

    def test_is_not_published(self, import_records: Import) -> None:
        report = import_records(record(**self.PAID), accept=False)

        assert report.problems == []
        entry = Intervention.objects.get()
        assert (entry.status, entry.published_at) == ("draft", None)
        told = str(report.warnings[-1])
        assert "Blir utkast" in told
        assert "Aktivitetsansvaret är skolans uppgift" in told

    def test_stays_a_draft_when_it_is_read_in_again(self, import_records: Import) -> None:
        import_records(record(**self.PAID), accept=False)

        report = import_records(record(**self.PAID), accept=False)

        assert Intervention.objects.get().status == "draft"
        assert (report.updated, report.unchanged) == ({}, 1)

    def test_is_left_as_it_is_where_a_person_has_published_it(self, import_records: Import) -> None:
        import_records(record(**self.PAID), accept=False)
        Intervention.objects.update(status="open")

        report = import_records(record(**self.PAID | {"purpose": "Nytt."}), accept=False)

        assert report.problems == []
        assert Intervention.objects.get().status == "open"
