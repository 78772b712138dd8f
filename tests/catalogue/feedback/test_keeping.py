"""How long things stay."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.feedback.limits import may_post
from catalogue.models import DailySalt, PostingCount, Suggestion

pytestmark = pytest.mark.django_db


def tell(text, *, status=Suggestion.Status.HANDLED, days_ago=0):
    handled = timezone.now() - datetime.timedelta(days=days_ago)
    return Suggestion.objects.create(
        kind=Suggestion.Kind.OTHER,
        text=text,
        imprint=text,
        status=status,
        handled_at=None if status == Suggestion.Status.NEW else handled,
        sent_at=handled,
    )


def thin(**options):
    said = StringIO()
    call_command("thin", stdout=said, **options)
    return said.getvalue()


class TestThin:
    def test_removes_what_was_dealt_with_long_ago(self, settings):
        settings.SUGGESTION_DAYS = 30
        tell("gammalt", days_ago=31)
        tell("avböjt", status=Suggestion.Status.DECLINED, days_ago=31)
        tell("färskt", days_ago=29)

        said = thin()

        assert [row.text for row in Suggestion.objects.all()] == ["färskt"]
        assert "Gallrat: 2 meddelanden" in said

    def test_never_removes_what_nobody_has_answered(self):
        tell("obesvarat", status=Suggestion.Status.NEW, days_ago=5_000)

        assert "Nya meddelanden som väntar: 1." in thin()
        assert Suggestion.objects.count() == 1

    def test_removes_nothing_in_a_trial_run(self):
        tell("gammalt", days_ago=5_000)
        DailySalt.objects.create(day=datetime.date(2026, 1, 1), salt="x")

        said = thin(dry_run=True)

        assert "Skulle gallras: 1 meddelanden" in said
        assert Suggestion.objects.count() == DailySalt.objects.count() == 1

    def test_throws_away_the_salt_and_the_counts_of_yesterday(self):
        yesterday = timezone.now() - datetime.timedelta(days=1, hours=1)
        DailySalt.objects.create(day=timezone.localdate(yesterday), salt="x")
        PostingCount.objects.create(sender="x", since=yesterday, posts=3)

        thin()

        assert not DailySalt.objects.exists()
        assert not PostingCount.objects.exists()


class TestLimits:
    def test_a_new_day_begins_with_a_new_salt_and_forgets_the_old(self, rf):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        DailySalt.objects.create(day=yesterday, salt="gammalt")

        may_post(rf.post("/sag-till/"))

        assert [row.day for row in DailySalt.objects.all()] == [timezone.localdate()]

    def test_the_same_address_has_another_hash_another_day(self, rf):
        may_post(rf.post("/sag-till/"))
        DailySalt.objects.all().delete()
        may_post(rf.post("/sag-till/"))

        assert PostingCount.objects.values("sender").distinct().count() == 2

    def test_what_is_no_address_counts_as_one_sender(self, rf):
        may_post(rf.post("/sag-till/", REMOTE_ADDR="unix:"))
        may_post(rf.post("/sag-till/", REMOTE_ADDR=""))

        assert PostingCount.objects.get().posts == 2


class TestSuggestion:
    def test_has_a_day_when_it_is_dealt_with(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Suggestion.objects.create(kind="other", text="x", imprint="x", status="handled")

    def test_gets_its_day_when_staff_settle_it_and_loses_it_when_reopened(self):
        row = tell("x", status=Suggestion.Status.NEW)

        row.status = Suggestion.Status.HANDLED
        row.full_clean()
        settled = row.handled_at
        row.status = Suggestion.Status.NEW
        row.full_clean()

        assert settled is not None
        assert row.handled_at is None
