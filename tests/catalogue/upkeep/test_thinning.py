"""How long things stay."""

import datetime
import secrets
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from reversion.models import Version

from catalogue.management.commands.thin import PARTS
from catalogue.models import Contact, DailySalt, PostingCount, Suggestion, UsedToken, User
from catalogue.upkeep.limits import EVERYBODY, Limit, limit_reached
from tests.factories import make_contact

pytestmark = pytest.mark.django_db


def tell(text, *, status=Suggestion.Status.HANDLED, days_ago=0):
    handled = timezone.now() - datetime.timedelta(days=days_ago)
    return Suggestion.objects.create(
        kind=Suggestion.Kind.OTHER,
        text=text,
        imprint=secrets.token_hex(8),
        status=status,
        handled_at=None if status == Suggestion.Status.NEW else handled,
        sent_at=handled,
    )


def thin(**options):
    said = StringIO()
    call_command("thin", stdout=said, **options)
    return said.getvalue()


class TestThin:
    def test_empties_what_was_dealt_with_long_ago(self, settings):
        settings.SUGGESTION_DAYS = 30
        tell("gammalt", days_ago=31)
        tell("avböjt", status=Suggestion.Status.DECLINED, days_ago=31)
        tell("färskt", days_ago=29)

        said = thin()

        assert [row.text for row in Suggestion.objects.order_by("pk")] == ["", "", "färskt"]
        assert "Gallrat: 2 meddelanden" in said
        assert "Gallrat: 0 meddelanden" in thin()

    def test_leaves_no_words_and_nobody_but_what_is_counted(self):
        user = User.objects.create_user("anna", "anna@exempel.se")
        row = tell("Ring Kim på 070-123 45 67", days_ago=5_000)
        people = dict.fromkeys(["assigned_to", "answered_by", "proposed_by"], user)
        words = {"email": "kim@exempel.se", "answer": "Hej Kim", "staff_note": "Kim ringde"}
        Suggestion.objects.update(answered_at=row.sent_at, **people, **words)
        LogEntry.objects.log_actions(user.pk, [row], CHANGE, "Åtgärdat.")

        thin()

        left = [str(value) for value in Suggestion.objects.values_list().get()]
        left += [str(value) for value in LogEntry.objects.values_list().get()]
        assert not [value for value in left if "Kim" in value or "kim@" in value]
        row.refresh_from_db()
        assert not any(getattr(row, name) for name in people)
        assert (row.kind, row.status, row.days_to_answer) == ("other", "handled", 0)

    def test_never_removes_what_nobody_has_answered(self):
        tell("obesvarat", status=Suggestion.Status.NEW, days_ago=5_000)

        assert "Meddelanden som väntar: 1." in thin()
        assert Suggestion.objects.get().text == "obesvarat"

    def test_forgets_a_named_person_the_day_after_and_not_before(self):
        today = timezone.localdate()
        for name, days in (("Eva Ek", -1), ("Kim Berg", 0)):
            make_contact(
                f"Kontakt {name}", person_name=name, person_reason="Ensam om språket",
                person_until=today + datetime.timedelta(days=days),
            )  # fmt: skip

        assert "Namn på kontaktpersoner: 1." in thin()

        names = Contact.objects.order_by("pk").values_list("person_name", "person_reason")
        assert list(names) == [("", ""), ("Kim Berg", "Ensam om språket")]
        kept = "".join(Version.objects.values_list("serialized_data", flat=True))
        assert "Kontakt Eva Ek" in kept
        assert '"Eva Ek"' not in kept
        assert "Ensam" not in kept

    def test_removes_nothing_in_a_trial_run(self):
        tell("gammalt", days_ago=5_000)
        DailySalt.objects.create(day=datetime.date(2026, 1, 1), salt="x")

        said = thin(dry_run=True)

        assert "Skulle gallras: 1 meddelanden" in said
        assert Suggestion.objects.get().text == "gammalt"
        assert DailySalt.objects.count() == 1

    def test_throws_away_the_salt_and_the_counts_of_yesterday(self):
        yesterday = timezone.now() - datetime.timedelta(days=1, hours=1)
        DailySalt.objects.create(day=timezone.localdate(yesterday), salt="x")
        PostingCount.objects.create(sender="x", since=yesterday, posts=3)
        UsedToken.objects.create(imprint="gammal", used_at=yesterday)
        UsedToken.objects.create(imprint="ny")

        thin()

        assert not DailySalt.objects.exists()
        assert not PostingCount.objects.exists()
        assert UsedToken.objects.get().imprint == "ny"

    @pytest.mark.parametrize("part", PARTS)
    def test_does_the_rest_when_one_part_fails(self, monkeypatch, caplog, part):
        def fail():
            raise LookupError

        yesterday = timezone.now() - datetime.timedelta(days=1, hours=1)
        DailySalt.objects.create(day=timezone.localdate(yesterday), salt="x")
        tell("gammalt", days_ago=5_000)
        monkeypatch.setitem(PARTS, part, fail)

        with pytest.raises(
            CommandError, match=f"1 av {len(PARTS)} delar av gallringen gick inte: {part}"
        ):
            thin()

        assert Suggestion.objects.get().text == ("gammalt" if part == "meddelanden" else "")
        assert DailySalt.objects.exists() == (part == "inskick")


class TestLimits:
    def test_a_new_day_begins_with_a_new_salt_and_forgets_the_old(self, rf):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        DailySalt.objects.create(day=yesterday, salt="gammalt")

        limit_reached(rf.post("/sag-till/"))

        assert [row.day for row in DailySalt.objects.all()] == [timezone.localdate()]

    def test_the_same_address_has_another_hash_another_day(self, rf):
        limit_reached(rf.post("/sag-till/"))
        DailySalt.objects.all().delete()
        limit_reached(rf.post("/sag-till/"))

        senders = PostingCount.objects.exclude(sender=EVERYBODY)
        assert senders.values("sender").distinct().count() == 2

    def test_what_is_no_address_counts_as_one_sender(self, rf):
        limit_reached(rf.post("/sag-till/", REMOTE_ADDR="unix:"))
        limit_reached(rf.post("/sag-till/", REMOTE_ADDR=""))

        assert PostingCount.objects.exclude(sender=EVERYBODY).get().posts == 2

    def test_two_workers_never_share_the_last_place(self, rf, settings, monkeypatch):
        settings.POSTS_PER_TEN_MINUTES = 1
        whole = PostingCount.objects.get_or_create
        answers = []

        def another_comes_between(**values):
            found = whole(**values)
            if values["sender"] != EVERYBODY and not answers:
                answers.append("waits")
                answers.append(limit_reached(rf.post("/sag-till/")))
            return found

        monkeypatch.setattr(PostingCount.objects, "get_or_create", another_comes_between)
        answers.append(limit_reached(rf.post("/sag-till/")))

        assert answers[1:] == [None, Limit.SENDER]


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
