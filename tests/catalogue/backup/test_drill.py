"""The drill: back up under writes, go on, restore, and search what was there."""

import datetime
import os
import random
import stat
import threading
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from catalogue.backup import postgresql, restoring
from catalogue.backup.restoring import ENGINES
from catalogue.models import Contact, Revision, Suggestion, User
from catalogue.search.mark import read_mark
from catalogue.search.oracle import plain_search
from catalogue.search.pruning import begin_anew
from catalogue.search.sync import Follower, build
from tests.catalogue.search import moving
from tests.catalogue.search.helpers import ask, names
from tests.factories import make_contact, make_intervention

QUESTIONS = ["", "segelflyg", "orgelmusik", "samtal"]


def back_up(path):
    call_command("backup", path, verbosity=0)
    return path


def restore(path):
    call_command("restore", path, no_input=True)


def answers(catalogue):
    """Return what the index and the database each say to the same questions."""
    found = {words: sorted(catalogue.search(ask(words), limit=1000).ids) for words in QUESTIONS}
    plain = {words: sorted(plain_search(ask(words), catalogue.options)[0]) for words in QUESTIONS}
    return found, plain


@pytest.fixture
def catalogue(follower, tmp_path):
    """Entries among which words move."""
    call_command("load_reference", verbosity=0)
    moving.prepare(tmp_path)
    return follower


class TestDrill:
    def test_finds_what_the_backup_held_though_others_wrote_meanwhile(self, catalogue, tmp_path):
        with moving.stopping() as stop:
            writer = threading.Thread(target=moving.write_over_and_over, args=(stop, 1, tmp_path))
            writer.start()
            copy = back_up(tmp_path / "copy")
            writer_was_there = writer.is_alive()
        writer.join()
        before = build()
        make_intervention("Segelflyg efter kopian")
        assert len(names(catalogue.current(), "segelflyg")) == 3

        restore(copy)

        found, plain = answers(catalogue.current())
        assert writer_was_there
        assert found == plain == answers(Follower().current())[0]
        assert len(found["segelflyg"]) == len(found["orgelmusik"]) == 2
        assert catalogue.current().epoch != before.epoch

    def test_goes_on_being_written_and_followed(self, catalogue, tmp_path):
        restore(back_up(tmp_path / "copy"))

        make_intervention("Skridskor")

        assert names(catalogue.current(), "skridskor") == ["Skridskor"]
        moving.move(random.Random(1))
        assert moving.wrong_totals(catalogue.current()) == []


class TestBackup:
    def test_is_for_its_owner_alone(self, catalogue, tmp_path):
        mode = back_up(tmp_path / "copy").stat().st_mode

        assert stat.S_IMODE(mode) == 0o600
        assert [path.name for path in tmp_path.glob(".copy*")] == []

    def test_is_never_written_over(self, catalogue, tmp_path):
        (tmp_path / "copy").write_text("viktigt")

        with pytest.raises(CommandError, match="finns redan"):
            back_up(tmp_path / "copy")

        assert (tmp_path / "copy").read_text() == "viktigt"

    def test_says_when_the_folder_is_missing(self, catalogue, tmp_path):
        with pytest.raises(CommandError, match="gick inte att skriva"):
            back_up(tmp_path / "finns inte" / "copy")

    @pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite needs no program")
    def test_says_when_a_program_is_missing(self, catalogue, tmp_path, monkeypatch):
        monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)

        with pytest.raises(CommandError, match="pg_dump saknas"):
            back_up(tmp_path / "copy")
        assert list(tmp_path.glob("*copy*")) == []


def other_kind(path):
    kinds = {"sqlite": b"PGDMP\x01\x0e", "postgresql": b"SQLite format 3\x00"}
    path.write_bytes(kinds[connection.vendor] + b"x" * 500)


def cut_short(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def no_backup(path):
    path.write_text("Hej!")


BAD = {
    "of another kind": (other_kind, "kopia från"),
    "cut short": (cut_short, "Inget är ändrat"),
    "of no kind": (no_backup, "ingen säkerhetskopia"),
    "missing": (os.unlink, "går inte att läsa"),
}


class TestRefusedBackup:
    @pytest.mark.parametrize(("harm", "said"), BAD.values(), ids=BAD)
    def test_leaves_everything_as_it_was(self, catalogue, tmp_path, harm, said):
        copy = back_up(tmp_path / "copy")
        make_intervention("Segelflyg efter kopian")
        mark = read_mark()
        harm(copy)

        with pytest.raises(CommandError, match=said):
            restore(copy)

        self.unchanged(catalogue, mark)

    def test_of_a_newer_version_leaves_everything_as_it_was(self, catalogue, tmp_path):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('catalogue', '9999_later', '2030-01-01')"
            )
        copy = back_up(tmp_path / "copy")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
        make_intervention("Segelflyg efter kopian")
        mark = read_mark()

        with pytest.raises(CommandError, match="nyare version"):
            restore(copy)

        self.unchanged(catalogue, mark)

    def test_that_meets_a_trouble_on_the_way_leaves_everything_as_it_was(
        self, catalogue, tmp_path, monkeypatch
    ):
        copy = back_up(tmp_path / "copy")
        make_intervention("Segelflyg efter kopian")
        mark = read_mark()

        def trouble(erased):
            begin_anew()
            raise OperationalError("disken är full")

        monkeypatch.setattr(restoring, "settle", trouble)

        with pytest.raises(CommandError, match="Inget är ändrat"):
            restore(copy)

        self.unchanged(catalogue, mark)

    def test_was_never_asked_for(self, catalogue, tmp_path, monkeypatch):
        copy = back_up(tmp_path / "copy")
        monkeypatch.setattr("builtins.input", lambda prompt: "nej")

        with pytest.raises(CommandError, match="Inget är ändrat"):
            call_command("restore", copy)

    def unchanged(self, catalogue, mark):
        assert read_mark() == mark
        assert len(names(catalogue.current(), "segelflyg")) == 3
        assert Revision.objects.get().restored_at is None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'catalogue%%'")
                assert cursor.fetchall() == []


class TestErased:
    def test_stays_erased(self, catalogue, tmp_path):
        later = timezone.localdate() + datetime.timedelta(days=9)
        contact = make_contact(person_name="Kim", person_reason="x", person_until=later)
        other = make_contact("B", person_name="Bo Ek", person_reason="x", person_until=later)
        message = Suggestion.objects.create(kind="wrong", text="Ring mig", imprint="a")
        account = User.objects.create_user("kim", "kim@exempel.se", "ett-långt-ord")
        copy = back_up(tmp_path / "copy")
        Contact.objects.filter(pk=contact.pk).forget_persons()
        Suggestion.objects.filter(pk=message.pk).thin()
        User.objects.filter(pk=account.pk).update(is_active=False)

        restore(copy)

        assert Contact.objects.get(pk=contact.pk).person_name == ""
        assert Contact.objects.get(pk=other.pk).person_name == "Bo Ek"
        assert Suggestion.objects.get(pk=message.pk).text == ""
        assert not User.objects.get(pk=account.pk).is_active

    def test_by_day_is_gone_before_anything_is_served(self, catalogue, tmp_path, monkeypatch):
        past = timezone.localdate() - datetime.timedelta(days=1)
        contact = make_contact(person_name="Kim", person_reason="x", person_until=past)
        copy = back_up(tmp_path / "copy")
        seen = []
        real = ENGINES[connection.vendor].staged

        @contextmanager
        def looked_at(path):
            with real(path):
                yield
                seen.append(Contact.objects.get(pk=contact.pk).person_name)

        monkeypatch.setattr(ENGINES[connection.vendor], "staged", looked_at)

        restore(copy)

        assert seen == [""]
