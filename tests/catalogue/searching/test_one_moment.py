"""That a search never shows a state which never was, whatever is committed while it reads."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command

from catalogue.searching import sync
from catalogue.searching.moment import one_moment
from tests.catalogue.searching import moving
from tests.catalogue.searching.helpers import elsewhere

SECONDS = 3  # `python -m benchmarks.consistency` runs for longer


@pytest.fixture
def moving_word(follower, tmp_path):
    """Entries among which a word moves."""
    call_command("load_reference", verbosity=0)
    moving.prepare(tmp_path)


@pytest.fixture
def interrupted(monkeypatch):
    """A function that lets the words be moved just before something in `sync` is read."""

    def interrupt(name):
        real = getattr(sync, name)

        def move_first(*arguments):
            for seed in range(4):
                elsewhere(lambda: moving.move(random.Random(seed)))
            return real(*arguments)

        monkeypatch.setattr(sync, name, move_first)

    return interrupt


READ = ["read_documents", "read_changes", "touched_entries", "load_options", "load_names"]


class TestCommitWhileReading:
    @pytest.mark.parametrize("name", READ)
    def test_is_wholly_seen_or_not_at_all(self, moving_word, follower, interrupted, name):
        follower.current()
        moving.move(random.Random(9))
        interrupted(name)

        assert moving.wrong_totals(follower.current()) == []

    @pytest.mark.parametrize("name", [*READ[:1], *READ[3:]])
    def test_leaves_a_whole_build_whole(self, moving_word, follower, interrupted, name):
        interrupted(name)

        state = sync.build()

        assert moving.wrong_totals(state) == []
        assert moving.wrong_totals(sync.follow(state)) == []

    def test_leaves_what_is_read_beside_whole(
        self, moving_word, follower, interrupted, monkeypatch
    ):
        monkeypatch.setattr(sync, "MANY", 0)
        follower.current()
        moving.move(random.Random(9))
        interrupted("read_documents")

        during = follower.current()
        follower.wait()

        assert moving.wrong_totals(during) == []
        assert moving.wrong_totals(follower._state) == []

    def test_waits_for_no_reader(self, moving_word):
        with one_moment():
            before = moving.Intervention.objects.count()
            elsewhere(lambda: moving.make_intervention("Ny"))  # SQLite has one writer, who is free

            assert moving.Intervention.objects.count() == before
        assert moving.Intervention.objects.count() == before + 1


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
