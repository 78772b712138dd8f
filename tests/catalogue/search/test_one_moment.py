"""That a search never shows a state which never was, whatever is committed while it reads."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import transaction

from catalogue.models import Intervention
from catalogue.search import differences, documents, sync
from catalogue.search.moment import one_moment
from tests.catalogue.search import moving
from tests.catalogue.search.helpers import ask, elsewhere
from tests.factories import make_need_group

SECONDS = 3  # `python -m benchmarks.consistency` runs for longer


@pytest.fixture
def moving_word(follower, tmp_path):
    """Entries among which a word moves."""
    call_command("load_reference", verbosity=0)
    moving.prepare(tmp_path)


@pytest.fixture
def entries(follower):
    """Five entries, of which the first two have the word."""
    return [moving.make_intervention(moving.WORD if n < 2 else "samtal") for n in range(5)]


def rename(entry, name):
    Intervention.objects.filter(pk=entry.pk).update(name=name)


@transaction.atomic
def shift(entries, start, end):
    """Move the word from one entry to another, in one transaction."""
    rename(entries[start], "samtal")
    rename(entries[end], moving.WORD)


@pytest.fixture
def interrupted(monkeypatch, entries):
    """A function that lets the word be moved on just before something is read."""

    def move_on():
        shift(entries, 2, 3)
        shift(entries, 0, 4)

    def interrupt(name, module=sync):
        real = getattr(module, name)

        def move_first(*arguments):
            monkeypatch.setattr(module, name, real)
            elsewhere(move_on)
            return real(*arguments)

        monkeypatch.setattr(module, name, move_first)

    return interrupt


def total(catalogue, word=moving.WORD):
    found = catalogue.search(ask(word))
    assert found.total == len(found.ids)
    return found.total


class TestCommitWhileReading:
    @pytest.mark.parametrize(
        ("module", "name"),
        [
            (sync, "read_differences"),
            (differences, "touched_entries"),
            (differences, "turned_entries"),
            (sync, "read_documents"),
        ],
    )
    def test_is_wholly_seen_or_not_at_all(self, entries, follower, interrupted, module, name):
        follower.current()
        shift(entries, 1, 2)
        interrupted(name, module)

        assert total(follower.current()) == 2

    def test_leaves_what_is_read_beside_whole(self, entries, follower, interrupted, monkeypatch):
        monkeypatch.setattr(sync, "MANY", 0)
        follower.current()
        shift(entries, 1, 2)
        interrupted("read_documents")

        follower.current()
        follower.wait()

        assert total(follower._state) == 2

    @pytest.mark.parametrize("build", [sync.build, lambda: sync.follow(None)])
    def test_leaves_a_whole_build_whole(self, entries, monkeypatch, build):
        """A need whose word leads to one entry moves to another while the entries are read."""
        need = make_need_group("Unga", search_words="hoppetossa")
        entries[0].need_groups.add(need)
        real = documents.to_document

        @transaction.atomic
        def move_need():
            entries[0].need_groups.remove(need)
            entries[4].need_groups.add(need)

        def move_after_the_first(entry, *more):
            if entry.pk == entries[0].pk:
                elsewhere(move_need)
            return real(entry, *more)

        monkeypatch.setattr(documents, "to_document", move_after_the_first)
        monkeypatch.setattr(documents, "BATCH", 1)

        assert total(build(), "hoppetossa") == 1

    def test_waits_for_no_reader(self, entries):
        with one_moment():
            before = Intervention.objects.count()
            elsewhere(lambda: moving.make_intervention("Ny"))  # SQLite has one writer, who is free

            assert Intervention.objects.count() == before
        assert Intervention.objects.count() == before + 1


class TestWritersBesideReaders:
    def test_never_show_a_word_in_another_number_of_entries(self, moving_word, tmp_path):
        with ThreadPoolExecutor() as pool, moving.stopping() as stop:
            readers = [pool.submit(moving.search_over_and_over, stop, seed) for seed in (1, 2)]
            writers = [
                pool.submit(moving.write_over_and_over, stop, seed, tmp_path) for seed in (1, 2, 3)
            ]
            time.sleep(SECONDS)
            stop.set()
            searches, wrong = zip(*(reader.result() for reader in readers), strict=True)
            moved = [writer.result() for writer in writers]

        assert list(wrong) == [[], []]
        assert min(searches) > 0
        assert min(moved) > 0
