"""The exemplary förbund: whole, invented throughout, and worth reading."""

import re
import tomllib

import pytest
from django.utils import timezone

from catalogue.changes.required import REQUIRED
from catalogue.exchange.demo import forbund
from catalogue.exchange.demo.forbund import FOLDER, ExampleError, load_forbund
from catalogue.exchange.demo.load import load_demo
from catalogue.models import (
    Association,
    Contact,
    Continuation,
    Intervention,
    Notice,
    Organisation,
    ReferralRoute,
    Result,
)
from catalogue.models.status import OVER, Status
from catalogue.plain_language.readability import lix
from tests.catalogue.exchange.demo.words import NATIONAL, NOT_OUR_WORDS
from tests.factories import make_intervention

FILES = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
every_file = pytest.mark.parametrize("name", FILES)

# The series that PTS keeps free for books and films.
FICTION = re.compile(r"\+46(?:8465004|3139006|4062804|9803192|7017406)\d\d")
LAWS = {
    "1993:387",  # LSS
    "2003:1210",  # finansiell samordning
    "2013:522",  # statsbidrag till personligt ombud
    "2016:675",  # skuldsaneringslagen
    "2019:1297",  # koordineringsinsatser för sjukskrivna
    "2025:400",  # socialtjänstlagen
}


class TestFiles:
    @every_file
    def test_numbers_reach_nobody_or_everybody(self, name):
        written = re.findall(r'(?<!\w)phone = "([^";]+)', FILES[name])

        assert [n for n in written if not FICTION.fullmatch(n) and n not in NATIONAL] == []

    @every_file
    def test_numbers_in_texts_are_those_of_the_whole_country(self, name):
        told = re.findall(r"\b0\d{1,3}-\d[\d ]+\d\b", re.sub(r"(?m)^#.*$", "", FILES[name]))

        assert set(told) <= NATIONAL

    @every_file
    def test_addresses_are_reserved_for_examples(self, name):
        hosts = re.findall(r"(?:https?://|@)([\w.-]+\w)", FILES[name])

        assert {h for h in hosts if not re.search(r"(?:^|\.)example\.org$", h)} <= {"www.1177.se"}

    @every_file
    def test_laws_are_real(self, name):
        assert set(re.findall(r"\((?:\D*)((?:19|20)\d\d:\d+)\)", FILES[name])) <= LAWS

    @every_file
    def test_words_are_ours(self, name):
        assert NOT_OUR_WORDS.findall(FILES[name]) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("exemplary")
class TestForbund:
    def test_is_known_for_invented(self):
        real = Organisation.objects.filter(contributions=None).exclude(name__icontains="exempel")
        bodies = Organisation.objects.filter(slug__startswith="exempel")

        assert all("exempel" in body.name.casefold() or body.parent for body in bodies)
        assert not any(body.interventions.exists() for body in real)
        assert not Intervention.objects.exclude(example=True).exists()

    def test_spans_two_counties_and_four_kinds_of_parties(self):
        association = Association.objects.get()

        assert association.municipalities.values("county").distinct().count() == 2
        assert set(association.members.values_list("kind", flat=True)) == {
            "municipality",
            "region",
            "agency",
        }

    def test_has_units_that_say_what_they_do_not_do(self):
        units = Organisation.objects.exclude(parent=None)

        assert units.count() >= 15
        assert not units.filter(mission="").exists()
        assert not units.filter(does_not="").exists()

    def test_lacks_nothing(self):
        gaps = {
            word: list(Intervention.objects.filter(lack.when)) for word, lack in REQUIRED.items()
        }

        assert {word: rows for word, rows in gaps.items() if rows} == {}

    def test_holds_entries_at_every_point_of_their_lives(self):
        count = {status: Intervention.objects.filter(status=status).count() for status in Status}

        assert sum(count.values()) >= 25
        assert count[Status.PAUSED] == 2
        assert count[Status.FULL] == 1
        assert count[Status.PLANNED] == 1

    def test_tells_why_what_is_over_ended_and_what_came_instead(self):
        over = Intervention.objects.filter(status__in=OVER)
        followed = over.exclude(replaced_by=None)

        assert not over.filter(end_story="").exists()
        assert not over.filter(outcome="").exists()
        assert followed.filter(results__isnull=False).distinct().count() == 3
        assert followed.filter(also_replaced_by__isnull=False).exists()

    def test_charges_the_same_group_differently_by_sender(self):
        prices = ReferralRoute.objects.filter(intervention__source_id="grona-grinden")

        assert {"bought", "patient_fee", "free"} <= {*prices.values_list("cost_kind", flat=True)}

    def test_leads_from_home_to_a_job_in_five_steps(self):
        chain = ["utsikten", "oppna-bryggan", "prova-pa", "grona-grinden", "praktik-nara"]
        for here, there in zip(chain, [*chain[1:], "jobb-med-stod"], strict=True):
            road = Continuation.objects.get(before__source_id=here, after__source_id=there)
            assert road.handover

    def test_says_both_yes_and_no_of_what_is_demanded(self):
        assert Intervention.objects.filter(requirements__slug="sgi").exists()
        assert Intervention.objects.filter(not_required__slug="sgi").count() >= 10
        assert Intervention.objects.filter(requirements_complete=True).count() >= 5

    def test_has_notices_that_hold_that_held_and_that_will(self):
        today = timezone.localdate()

        assert Notice.objects.current(today).count() >= 2
        assert Notice.objects.filter(ends_on__lt=today).exists()
        assert Notice.objects.filter(starts_on__gt=today).exists()

    def test_tells_what_became_of_people_for_three_years(self):
        assert Result.objects.filter(intervention__source_id="utsikten").count() == 3

    def test_was_reviewed_at_different_times(self):
        today = timezone.localdate()
        rows = Intervention.objects.exclude(status__in=OVER)
        ages = [(today - day).days for day in rows.values_list("reviewed_on", flat=True)]

        assert min(ages) < 7
        assert max(ages) > 200
        assert any(row.is_overdue(today) for row in rows)

    def test_has_a_contact_with_a_number_for_every_entry(self):
        without = Intervention.objects.exclude(contacts__in=Contact.objects.exclude(phone=""))

        assert list(without) == []

    def test_is_summed_up_in_a_sentence_that_says_something(self):
        rows = Intervention.objects.values_list("name", "summary")

        assert [name for name, summary in rows if not 60 <= len(summary) <= 200] == []

    def test_has_easy_texts_that_are_easy(self):
        rows = Intervention.objects.exclude(easy_summary="")
        hard = {
            row.name: value
            for row in rows
            if (value := lix(f"{row.easy_summary}\n{row.easy_how}") or 0) > 30
        }

        assert rows.count() >= 12
        assert hard == {}


@pytest.mark.django_db
class TestLoading:
    def test_twice_adds_nothing(self, reference):
        first = load_demo()

        assert first > 121
        assert load_demo() == 0
        assert Intervention.objects.count() == first

    def test_gives_the_forbund_to_a_demo_that_lacks_it(self, demo):
        assert load_demo() == Intervention.objects.count() - 121

    def test_leaves_a_catalogue_in_use_alone(self, reference):
        make_intervention()

        assert load_demo() == 0
        assert Intervention.objects.count() == 1

    @pytest.mark.parametrize(
        ("table", "told"),
        [
            ('[[venue]]\nname = "X"\norganisation = "ingen"', "Organisation ingen finns inte"),
            ('[[organisation]]\nslug = "exempelkommunen-ek"\nname = "X"', "exempelkommunen-ek"),
            ('[[organisation]]\nslug = "x"\nname = "X"\nemail = "x"', "e-postadress"),
            ('[[venue]]\nname = "X"\nvenue = "skrivet fel"', "venue"),
        ],
    )
    def test_of_a_file_with_a_fault_leaves_nothing_behind(
        self, reference, tmp_path, monkeypatch, table, told
    ):
        for name, text in FILES.items():
            (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / "9-fel.toml").write_text(table, "utf-8")
        monkeypatch.setattr(forbund, "FOLDER", tmp_path)

        with pytest.raises(ExampleError, match=told):
            load_forbund()

        assert not Intervention.objects.exists()
        assert not Organisation.objects.filter(slug__startswith="exempel").exists()


def test_files_can_be_read_on_their_own():
    assert all(tomllib.loads(text) for text in FILES.values())
