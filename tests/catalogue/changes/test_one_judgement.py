"""What cannot be published becomes a draft, or is refused, by whatever door it comes."""

import datetime
import json

import pytest
from django.utils import timezone

from catalogue.changes.required import missing
from catalogue.exchange.deciding import take_theirs
from catalogue.exchange.factsheets.load import import_file
from catalogue.exchange.incoming import exchange
from catalogue.models import (
    Association,
    ImportConflict,
    Intervention,
    Membership,
    Organisation,
    User,
)
from tests.catalogue.exchange.records import record
from tests.factories import make_complete, make_intervention, make_organisation

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
BARE = "namn;ansvarig organisation;status;granskad\nX;Västerås stad;pågående;2026-09-01\n"


def read_in(text: str, **asked):
    *_, outcome = exchange(text.encode(), "x.csv", apply=lambda _: None, **asked)
    return outcome


def read_sheets(tmp_path, *records, **asked):
    path = tmp_path / "blad.json"
    path.write_text(json.dumps(records))
    return import_file(path, source="Blad", new=True, apply=True, **asked)


@pytest.fixture
def home():
    return make_organisation("Västerås stad")


class TestAFile:
    def test_publishes_nothing_that_a_form_would_not(self, home):
        outcome = read_in(BARE)

        entry = Intervention.objects.get(name="X")
        assert outcome.problems == []
        assert (entry.status, entry.published_at) == ("draft", None)
        assert outcome.held == 1
        assert "1 blir utkast" in outcome.summary

    def test_tells_every_reason_on_the_row(self, home):
        told = [str(warning) for warning in read_in(BARE).warnings]

        (line,) = [line for line in told if "Blir utkast" in line]
        entry = Intervention.objects.get(name="X")
        assert line.startswith("Post 2 (X)")
        for lack in missing(entry):
            assert lack.reason in line

    @pytest.mark.parametrize("status", ["pågående", "planerad", "pausad", "full"])
    def test_without_a_review_day_makes_a_draft_of_any_status(self, home, status):
        text = f"namn;ansvarig organisation;status\nX;Västerås stad;{status}\n"

        outcome = read_in(text)

        assert outcome.problems == []
        assert Intervention.objects.get(name="X").status == "draft"

    def test_sends_nothing_for_review_that_a_form_would_not(self, home):
        read_in(BARE.replace("pågående", "för granskning"))

        assert Intervention.objects.get(name="X").status == "draft"

    def test_takes_nothing_away_from_what_is_public(self, home):
        entry = make_complete(source="Lista", source_id="1")
        text = "nummer i källan;syfte\n1;Ett syfte\n"
        read_in(text, source="Lista")
        Intervention.objects.filter(pk=entry.pk).update(purpose="Ett syfte")
        read_in(text, source="Lista")

        outcome = read_in(text.replace("Ett syfte", ""), source="Lista")

        entry.refresh_from_db()
        assert [problem.field for problem in outcome.problems] == ["syfte"]
        assert "är publicerad" in outcome.problems[0].reason
        assert (entry.status, entry.purpose) == ("open", "Ett syfte")

    def test_says_it_again_the_second_time_and_changes_nothing(self, home):
        text = f"nummer i källan;{BARE}".replace("\nX", "\n1;X")
        read_in(text, source="Lista")

        again = read_in(text, source="Lista")

        assert (again.unchanged, again.held, again.conflicts) == (1, 1, [])

    def test_may_show_exempeldata_that_lacks_facts(self, home):
        text = BARE.replace("granskad", "granskad;exempeldata").replace("01\n", "01;ja\n")

        read_in(text)

        assert Intervention.objects.get(name="X").status == "open"

    def test_shows_nothing_that_is_over_not_even_exempeldata(self, home):
        text = BARE.replace("granskad", "exempeldata;giltig till").replace(
            "2026-09-01", f"ja;{YESTERDAY}"
        )

        outcome = read_in(text)

        assert Intervention.objects.get(name="X").status == "draft"
        assert "har passerat" in str(outcome.warnings[-1])


class TestTheLaw:
    """Lag 2003:1210: a samordningsförbund runs nothing for single persons."""

    @pytest.fixture
    def payer(self):
        return make_organisation("Samordningsförbundet Väst", kind="association")

    def test_is_asked_of_a_file(self, payer):
        outcome = read_in(BARE.replace("Västerås stad", payer.name).replace("pågående", "utkast"))

        assert [problem.field for problem in outcome.problems] == ["ansvarig organisation"]

    def test_is_asked_of_the_command(self, reference, tmp_path, payer):
        report = read_sheets(tmp_path, record(organisation=payer.name))

        assert [problem.field for problem in report.problems] == ["organisation"]
        assert not Intervention.objects.exists()

    def test_is_asked_of_a_part_of_it(self, payer):
        office = make_organisation("Kansliet", kind=Organisation.Kind.OTHER, parent=payer)

        outcome = read_in(BARE.replace("Västerås stad", office.name))

        assert [problem.field for problem in outcome.problems] == ["ansvarig organisation"]


class TestTheCommand:
    def test_judges_as_the_desk_once_an_entry_is_no_example(self, reference, tmp_path):
        sheet = record(status="utkast")
        read_sheets(tmp_path, sheet)
        Intervention.objects.update(example=False)

        path = tmp_path / "blad.json"
        path.write_text(json.dumps([{**sheet, "status": "pågående"}]))
        report = import_file(path, source="Blad", apply=True)

        assert report.problems == []
        assert Intervention.objects.get().status == "draft"
        assert any("Blir utkast" in str(warning) for warning in report.warnings)

    def test_shows_the_demo(self, demo):
        assert Intervention.objects.published().count() == 120


class TestAConflict:
    @pytest.mark.parametrize(("field", "theirs"), [("purpose", ""), ("status", "open")])
    def test_is_no_way_round(self, field, theirs):
        user = User.objects.create_superuser("chef")
        entry = make_complete() if field == "purpose" else make_intervention(status="draft")
        conflict = ImportConflict.objects.create(intervention=entry, field=field, theirs=theirs)

        with pytest.raises(Exception, match=r"Skriv|Ange|Kryssa"):
            take_theirs(conflict, user)

        conflict.refresh_from_db()
        assert conflict.decision == "open"


class TestAChain:
    def test_is_asked_for_as_the_work_list_does(self):
        alone = make_complete()
        alone.continues_to.all().delete()
        assert [lack.field for lack in missing(alone)] == ["leads_to"]

        Intervention.objects.filter(pk=alone.pk).update(after_funding="Drivs vidare.")

        assert missing(alone) == []

    def test_of_blanks_is_none(self):
        alone = make_complete(after_funding=" ")
        alone.continues_to.all().delete()

        assert [lack.field for lack in missing(alone)] == ["leads_to"]


class TestAMembership:
    def test_holds_through_its_last_day(self):
        entry = make_complete(financing="association")
        payer = make_organisation("Förbundet", kind="association")
        association = Association.objects.create(organisation=payer)
        Membership.objects.create(
            association=association, organisation=entry.organisation, member_to=timezone.localdate()
        )

        assert "organisation" not in [lack.field for lack in missing(entry)]
