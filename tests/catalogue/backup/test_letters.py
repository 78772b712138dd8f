"""That letters wait after a restore until a person has said yes, whoever restored."""

import logging

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from catalogue.models import Change, Intervention, Revision
from catalogue.search.mark import read_mark
from catalogue.search.restored import look_for_a_restore, restored_at
from catalogue.search.sync import Follower
from tests.catalogue.search.helpers import names
from tests.factories import make_intervention


@pytest.fixture
def restored_by_hand(follower):
    """Dump, edit, index, restore, edit something else: and nobody was told."""
    first, second = make_intervention("Segelflyg"), make_intervention("Skridskor")
    mark = read_mark()
    rows = list(Change.objects.values())
    Intervention.objects.filter(pk=first.pk).update(name="Orgelmusik")
    assert names(follower.current(), "orgelmusik") == ["Orgelmusik"]
    Intervention.objects.filter(pk=first.pk).update(name="Segelflyg")
    Change.objects.all().delete()  # what the dump held
    Change.objects.bulk_create(Change(**row) for row in rows)
    Revision.objects.update(number=mark.number)
    Intervention.objects.filter(pk=second.pk).update(name="Bågskytte")


def told():
    """Return what `check --database default` says of this; not what it says of the server's log."""
    return [found for found in run_checks(databases=["default"]) if found.id != "catalogue.W001"]


class TestForeignRestore:
    def test_is_healed_by_the_next_request(self, restored_by_hand, follower):
        assert names(follower.current()) == ["Bågskytte", "Segelflyg"]

    def test_is_healed_at_the_next_start(self, restored_by_hand):
        assert names(Follower().current()) == ["Bågskytte", "Segelflyg"]

    def test_is_noticed_and_said_once(self, restored_by_hand, follower, caplog):
        follower.current()
        Follower().current()

        assert restored_at() is not None
        messages = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
        assert messages == ["Databasen har gått tillbaka till en tidigare kopia. Brev hålls."]

    def test_is_told_by_the_check_and_to_the_watchman(self, restored_by_hand, client):
        (warning,) = told()
        answer = client.get("/halsa/redo")

        assert warning.id == "catalogue.W002"
        assert "återläst kopia" in warning.msg
        assert answer.status_code == 200
        assert "återläst" in answer.content.decode()

    def test_is_no_more_when_the_log_was_merely_pruned(self, follower):
        make_intervention("Segelflyg")
        follower.current()
        make_intervention("Skridskor")
        Change.objects.all().delete()
        Revision.objects.update(pruned_to=read_mark().number)

        look_for_a_restore()

        assert restored_at() is None


class TestLetters:
    def test_wait_and_the_command_says_why(self, restored_by_hand, mailbox):
        with pytest.raises(CommandError, match="återläst kopia"):
            call_command("send_reminders")

    def test_leave_when_somebody_has_said_yes(self, restored_by_hand, mailbox, capsys):
        call_command("send_reminders", release=True)

        assert "Skickade: 0" in capsys.readouterr().out
        assert restored_at() is None
        assert told() == []
        call_command("send_reminders")

    def test_wait_after_the_step_for_other_ways_of_restoring(self, follower, mailbox, capsys):
        make_intervention("Segelflyg")

        call_command("build_index", after_restore=True)

        assert "Gå igenom gallringsbesluten" in capsys.readouterr().out
        with pytest.raises(CommandError, match="återläst kopia"):
            call_command("send_reminders")
