import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from catalogue.models import Continuation, Intervention, Organisation
from tests.factories import make_intervention, make_municipality, make_organisation, make_step

pytestmark = pytest.mark.django_db


def refused(**fields):
    """Return what the editor is told when such an entry is checked."""
    entry = Intervention(
        **{
            "name": "Insats",
            "organisation": make_organisation(),
            "status": Intervention.Status.OPEN,
            "reviewed_on": datetime.date(2026, 9, 1),
            **fields,
        }
    )
    with pytest.raises(ValidationError) as caught:
        entry.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    return " ".join(caught.value.messages)


class TestRules:
    def test_a_published_entry_must_be_reviewed(self):
        assert "granskningsdatum" in refused(reviewed_on=None)

    def test_an_example_may_be_shown_without_review(self):
        entry = make_intervention(reviewed_on=None, example=True)

        assert list(Intervention.objects.published()) == [entry]

    def test_an_ended_entry_says_what_follows(self):
        assert "inget ersätter" in refused(status="ended")

    def test_a_replaced_entry_names_its_heir(self):
        assert "ersätter" in refused(status="replaced")

    @pytest.mark.parametrize(
        ("fields", "word"),
        [
            ({"age_from": 30, "age_to": 20}, "ålder"),
            ({"hours_from": 10, "hours_to": 2}, "timmar"),
            ({"hours_to": 169}, "168"),
            ({"weeks_from": 10, "weeks_to": 2}, "veckor"),
            ({"scope": "structural", "access": "self"}, "strukturövergripande"),
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, fields, word):
        assert word in refused(**fields)

    def test_a_forbund_may_not_run_an_entry_for_persons(self):
        provider = make_organisation(
            "Samordningsförbundet Väst", kind=Organisation.Kind.ASSOCIATION
        )
        entry = Intervention(name="Insats", organisation=provider)

        with pytest.raises(ValidationError, match="får inte driva insatser"):
            entry.full_clean()

    def test_a_source_number_stands_once(self):
        make_intervention(source="blad", source_id="1")

        with pytest.raises(IntegrityError):
            make_intervention(source="blad", source_id="1")

    def test_an_entry_cannot_continue_in_itself(self):
        entry = make_intervention()

        with pytest.raises(IntegrityError):
            Continuation.objects.create(before=entry, after=entry)


class TestKeeping:
    def test_an_entry_is_never_deleted(self):
        entry = make_intervention()

        with pytest.raises(PermissionDenied, match="tas insatser inte bort"):
            entry.delete()

        assert Intervention.objects.count() == 1

    def test_nor_are_many(self):
        make_intervention()

        with pytest.raises(PermissionDenied):
            Intervention.objects.all().delete()

    def test_a_list_row_is_kept_too(self):
        with pytest.raises(PermissionDenied):
            make_step(1).delete()


class TestAddress:
    def test_it_holds_the_number_and_the_name_without_dots(self):
        entry = make_intervention("Åter i arbete på ö")

        assert entry.get_absolute_url() == f"/insatser/{entry.pk}-ater-i-arbete-pa-o/"

    def test_a_name_without_letters_still_has_an_address(self):
        assert make_intervention("???").slug == "insats"

    def test_it_follows_a_new_name_also_when_only_the_name_is_saved(self):
        entry = make_intervention("Gammalt")

        entry.name = "Nytt"
        entry.save(update_fields=["name"])

        assert Intervention.objects.get().slug == "nytt"


class TestReviewDue:
    def test_it_comes_an_interval_after_the_review(self):
        entry = make_intervention(reviewed_on=datetime.date(2026, 1, 1), review_interval=90)

        assert entry.review_due_on == datetime.date(2026, 4, 1)
        assert not entry.is_overdue(datetime.date(2026, 4, 1))
        assert entry.is_overdue(datetime.date(2026, 4, 2))

    def test_visitors_are_told_when_the_reminders_have_had_their_time(self):
        entry = make_intervention(reviewed_on=datetime.date(2026, 1, 1), review_interval=90)

        assert not entry.is_stale(datetime.date(2026, 4, 1) + datetime.timedelta(days=50))
        assert entry.is_stale(datetime.date(2026, 4, 1) + datetime.timedelta(days=51))

    def test_visitors_are_told_at_once_when_it_is_no_longer_valid(self):
        entry = make_intervention(
            reviewed_on=datetime.date(2026, 1, 1), valid_until=datetime.date(2026, 2, 1)
        )

        assert not entry.is_stale(datetime.date(2026, 2, 1))
        assert entry.is_stale(datetime.date(2026, 2, 2))

    def test_a_last_day_of_validity_comes_first(self):
        entry = make_intervention(
            reviewed_on=datetime.date(2026, 1, 1), valid_until=datetime.date(2026, 2, 1)
        )

        assert entry.review_due_on == datetime.date(2026, 2, 1)

    def test_an_ended_entry_is_never_overdue(self):
        entry = make_intervention(
            status="ended", nothing_replaces=True, reviewed_on=datetime.date(2020, 1, 1)
        )

        assert not entry.is_overdue(datetime.date(2026, 1, 1))


class TestQuerySet:
    def test_published_leaves_out_drafts(self):
        make_intervention(status="draft")
        ended = make_intervention(status="ended", nothing_replaces=True)

        assert list(Intervention.objects.published()) == [ended]
        assert not Intervention.objects.current().exists()

    def test_available_in_counts_the_county_and_the_nation(self):
        place = make_municipality("Köping")
        own = make_intervention("A", municipalities=["Köping"])
        county = make_intervention("B")
        county.counties.add(place.county)
        nation = make_intervention("C", nationwide=True)
        make_intervention("D", municipalities=["Arboga"])

        found = Intervention.objects.available_in(place).order_by("name")

        assert list(found) == [own, county, nation]


class TestSwedishOrder:
    def test_a_with_ring_and_dots_comes_last(self):
        for name in ["Ö", "Ä", "Å", "Z", "a", "É"]:
            make_intervention(name)

        names = Intervention.objects.order_by("name").values_list("name", flat=True)

        assert list(names) == ["a", "É", "Z", "Å", "Ä", "Ö"]
