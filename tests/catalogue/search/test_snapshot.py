"""That a restart need not read the catalogue again, and that a bad snapshot does no harm."""

import logging
import os
import shutil

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from catalogue.engine.language import LexiconError
from catalogue.models import Intervention
from catalogue.search import sync, words
from catalogue.search.mark import read_mark
from catalogue.search.sync import Follower
from insatskatalog import server
from tests.catalogue.search.helpers import names
from tests.factories import make_intervention


@pytest.fixture
def entry(follower):
    make_intervention("Boendestöd")
    entry = make_intervention("Segelflyg")
    follower.current()
    return entry


@pytest.fixture
def reading(monkeypatch):
    """The ids that were read from the database since the test began."""
    read = []
    real = sync.read_documents

    def note(day, ids=None):
        read.append("all" if ids is None else set(ids))
        return real(day, ids)

    monkeypatch.setattr(sync, "read_documents", note)
    return read


def only(snapshots):
    (folder,) = saved(snapshots)
    return folder


def saved(snapshots):
    return [path for path in snapshots.iterdir() if path.is_dir()]


class TestRestart:
    def test_reads_nothing_again(self, entry, reading):
        state = Follower().current()

        assert names(state, "segelflyg") == ["Segelflyg"]
        assert "all" not in reading

    def test_reads_what_changed_since(self, entry, reading):
        Intervention.objects.filter(pk=entry.pk).update(name="Skridskor")

        state = Follower().current()

        assert names(state) == ["Boendestöd", "Skridskor"]
        assert {entry.pk} in reading
        assert "all" not in reading

    def test_uses_what_the_command_built(self, entry, snapshots, reading):
        shutil.rmtree(snapshots)
        call_command("build_index", verbosity=0)
        reading.clear()

        Follower().current()

        assert "all" not in reading

    def test_maps_the_arrays_from_the_file(self, entry):
        index = Follower().current().index

        arrays = index.parts[0].segment.arrays
        assert any(type(a.base).__name__ == "memmap" for a in vars_of(arrays))


def vars_of(arrays):
    from dataclasses import fields

    return [getattr(arrays, field.name) for field in fields(arrays)]


class TestDamage:
    @pytest.mark.parametrize("harm", ["change", "cut", "remove", "empty"])
    def test_is_mended_and_said_in_one_sentence(self, entry, snapshots, caplog, harm):
        file = max(only(snapshots).glob("*.npy"), key=lambda path: path.stat().st_size)
        content = file.read_bytes()
        if harm == "remove":
            file.unlink()
        else:
            bad = {"change": content[:-3] + b"xyz", "cut": content[:-3], "empty": b""}[harm]
            file.write_bytes(bad)

        state = Follower().current()

        assert names(state) == ["Boendestöd", "Segelflyg"]
        (message,) = [record.getMessage() for record in caplog.records]
        assert message.startswith("Sökindexet")
        assert message.endswith("Det byggs om.")
        assert "\n" not in message
        caplog.clear()
        assert names(Follower().current()) == ["Boendestöd", "Segelflyg"]
        assert not caplog.records  # it was built anew

    def test_of_the_description_is_mended(self, entry, snapshots, caplog):
        (only(snapshots) / "snapshot.json").write_text("{")

        assert len(names(Follower().current())) == 2
        assert len(caplog.records) == 1

    def test_of_a_full_disk_is_said_and_ends_the_command(
        self, entry, snapshots, monkeypatch, caplog
    ):
        def full(*_args, **_kwargs):
            raise OSError("800 requested and 12 written")

        make_intervention("Bågskytte")
        monkeypatch.setattr("catalogue.engine.index.Index.save", full)

        with pytest.raises(CommandError, match="kunde inte sparas"):
            call_command("build_index", verbosity=0)

        assert caplog.records[0].getMessage().endswith(": 800 requested and 12 written")

    def test_of_the_folder_itself_is_said_and_no_more(self, entry, settings, tmp_path, caplog):
        settings.SNAPSHOT_DIR = tmp_path / "a file"
        settings.SNAPSHOT_DIR.write_text("")

        assert len(names(Follower().current())) == 2
        assert [r.levelno for r in caplog.records] == [logging.WARNING]


class TestOtherDatabases:
    def test_have_snapshots_that_are_never_used(self, entry, snapshots, reading):
        mark = read_mark()
        folder = only(snapshots)
        call_command("flush", interactive=False, verbosity=0)
        make_intervention("Skridskor")
        new = read_mark()
        assert new.epoch != mark.epoch
        assert folder.exists()

        state = Follower().current()

        assert names(state) == ["Skridskor"]
        assert reading == ["all"]
        assert [path.name for path in saved(snapshots)] == [
            f"{new.epoch}-{new.number}-{timezone.localdate():%Y%m%d}"
        ]

    def test_leave_no_unfinished_folders_behind(self, entry, snapshots):
        old = snapshots / ".left-behind"
        fresh = snapshots / ".being-written"
        old.mkdir()
        fresh.mkdir()
        os.utime(old, (0, 0))

        call_command("build_index", verbosity=0)

        assert not old.exists()
        assert fresh.exists()


@pytest.fixture
def no_lexicon(settings, tmp_path):
    """An installation where build_lexicon was forgotten."""
    settings.LEXICON_DIR = tmp_path / "lexicon"
    sync.follower.forget()
    words.analyser.cache_clear()
    yield settings.LEXICON_DIR
    words.analyser.cache_clear()


@pytest.mark.django_db
class TestMissingLexicon:
    @pytest.mark.parametrize(
        "address", ["/insatser/?q=hej", "/insatser/", "/insatser/forslag/?q=hej"]
    )
    def test_is_a_plain_page_and_one_sentence_in_the_log(self, client, no_lexicon, caplog, address):
        response = client.get(address)

        assert response.status_code == 503
        assert "Sökningen är ur funktion" in response.content.decode()
        (sentence,) = [r.getMessage() for r in caplog.records if r.name != "django.request"]
        assert sentence == (
            f"Lexikonet saknas i {no_lexicon}. Bygg det med kommandot build_lexicon."
        )

    def test_leaves_the_start_page_alone(self, client, no_lexicon):
        assert client.get("/").status_code == 200

    def test_leaves_the_page_of_an_entry_alone(self, client, no_lexicon):
        entry = make_intervention("Segelflyg")

        assert client.get(entry.get_absolute_url()).status_code == 200

    def test_is_an_error_to_the_check(self, no_lexicon):
        (error,) = [found for found in run_checks() if found.id == "catalogue.E001"]

        assert "Lexikonet saknas" in error.msg
        assert error.is_serious()

    def test_is_over_when_it_has_been_built(self, client, no_lexicon, settings):
        client.get("/insatser/")
        settings.LEXICON_DIR = settings.BASE_DIR / "var" / "lexicon"

        assert client.get("/insatser/").status_code == 200
        assert run_checks() == []


def make_worker(follower):
    """Do what the server does when it has made a worker of itself."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sync, "follower", follower)
        server.post_fork(None, None)


class TestFilesCutShortWhileMapped:
    """To read them would end the process, and each new one that the server makes from its own."""

    def test_are_let_go_of_by_a_new_worker(self, entry, snapshots, follower):
        follower.forget()
        follower.current()  # mapped from the file
        largest = max(only(snapshots).iterdir(), key=lambda path: path.stat().st_size)
        os.truncate(largest, 10)

        make_worker(follower)

        assert names(follower.current()) == ["Boendestöd", "Segelflyg"]
        assert follower.current().index.is_whole()

    def test_are_let_go_of_when_another_has_mended_them(self, entry, snapshots, follower):
        follower.forget()
        old = follower.current()
        os.truncate(max(only(snapshots).glob("*.npy"), key=lambda p: p.stat().st_size), 10)
        Follower().current()  # builds anew, into the same folder

        make_worker(follower)

        assert follower.current() is not old
        assert names(follower.current()) == ["Boendestöd", "Segelflyg"]

    def test_that_are_whole_are_kept(self, entry, follower):
        follower.forget()
        state = follower.current()

        make_worker(follower)

        assert follower.current() is state

    def test_of_the_lexicon_are_no_more_read(self, entry, follower, settings, tmp_path):
        settings.LEXICON_DIR = tmp_path / "lexicon"
        shutil.copytree(settings.BASE_DIR / "var" / "lexicon", settings.LEXICON_DIR)
        words.forget_words()
        follower.forget()
        follower.current()
        os.truncate(settings.LEXICON_DIR / "lemmas", 10)

        make_worker(follower)

        with pytest.raises(LexiconError, match="skadat"):
            follower.current()
        words.forget_words()
