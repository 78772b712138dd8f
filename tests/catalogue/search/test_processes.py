"""What one process commits, the others find on their next request."""

import pytest
from django.db import connection

from catalogue.search import sync
from catalogue.search.differences import touched_entries
from catalogue.search.sync import Follower
from tests.catalogue.search.helpers import names
from tests.factories import make_intervention


@pytest.mark.slow
class TestTwoProcesses:
    def test_see_what_the_other_commits_and_nothing_else(self, processes):
        reader, writer = processes(), processes()
        assert reader.do("find segelflyg") == []

        writer.do("begin Segelflyg")
        assert reader.do("find segelflyg") == []
        writer.do("commit")
        assert reader.do("find segelflyg") == ["Segelflyg"]

        writer.do("begin Skridskor")
        assert writer.do("find skridskor") == ["Skridskor"]
        writer.do("rollback")
        assert reader.do("find skridskor") == []
        assert writer.do("find skridskor") == []

        writer.do("rename Orgelmusik")
        assert reader.do("find segelflyg") == []
        assert "Orgelmusik" in reader.do("find orgelmusik")

    def test_see_overlapping_writers_in_the_order_of_their_commits(self, processes):
        """PostgreSQL lets the later writer commit first; SQLite makes it wait."""
        reader, earlier, later = processes(), processes(), processes()
        reader.do("begin Grunden")  # the organisation that both entries will have
        reader.do("commit")
        reader.do("find bågskytte")
        earlier.do("begin Bågskytte")
        if connection.vendor == "postgresql":
            later.do("begin Bågskytte som slutar först")
            first, second = later, earlier
            finds = ["Bågskytte som slutar först"]
        else:
            later.say("begin Bågskytte som väntade")
            first, second = earlier, later
            finds = ["Bågskytte"]
        assert reader.do("find bågskytte") == []

        first.do("commit")
        seen = reader.do("find bågskytte")
        if second is later:
            assert second.hear() == "ok"
        second.do("commit")

        assert seen == finds
        assert len(reader.do("find bågskytte")) == 2


class TestTwoFollowers:
    def test_each_follow_by_themselves(self, follower):
        other = Follower()
        follower.current()
        other.current()

        make_intervention("Segelflyg")

        assert names(follower.current(), "segelflyg") == ["Segelflyg"]
        assert names(other.current(), "segelflyg") == ["Segelflyg"]

    def test_ask_one_question_when_nothing_changed(self, follower, django_assert_num_queries):
        make_intervention("Segelflyg")
        follower.current()

        with django_assert_num_queries(1):
            follower.current()


class TestLargeChange:
    def test_is_read_beside_while_the_old_state_serves(self, follower, monkeypatch):
        monkeypatch.setattr(sync, "MANY", 5)
        make_intervention("Boendestöd")
        before = follower.current()

        for number in range(7):
            make_intervention(f"Segelflyg {number}")
        during = follower.current()
        follower.wait()
        after = follower.current()

        assert during is before
        assert len(names(after, "segelflyg")) == 7

    def test_of_one_row_that_bears_upon_many_is_read_beside(self, follower, monkeypatch):
        monkeypatch.setattr(sync, "MANY", 5)
        entries = [make_intervention() for _ in range(7)]
        before = follower.current()

        type(entries[0].organisation).objects.update(name="Segelflygarna")
        during = follower.current()
        follower.wait()

        assert during is before
        assert len(names(follower.current(), "segelflygarna")) == 7

    def test_that_fails_is_tried_again(self, follower, monkeypatch):
        monkeypatch.setattr(sync, "MANY", 1)
        monkeypatch.setattr("threading.excepthook", lambda args: None)
        make_intervention("Boendestöd")
        follower.current()
        make_intervention("Segelflyg ett")
        make_intervention("Segelflyg två")

        with monkeypatch.context() as broken:
            broken.setattr(sync, "read_documents", lambda day, ids=None: 1 / 0)
            follower.current()
            follower.wait()
        follower.current()
        follower.wait()

        assert len(names(follower.current(), "segelflyg")) == 2

    def test_is_more_than_a_database_takes_in_one_question(self, follower):
        make_intervention("Segelflyg")

        touched = touched_entries({"organisation": set(range(40_000))})

        assert len(touched) == 1


class TestRemains:
    def test_are_merged_beside_when_they_are_many(self, follower, monkeypatch):
        monkeypatch.setattr("catalogue.engine.index.SMALL_BASE", 0)
        monkeypatch.setattr(sync, "UNTIDY", 3)
        entries = [make_intervention(f"Segelflyg {number}") for number in range(20)]
        follower.current()

        for entry in entries[:6]:
            entry.summary = "Nytt"
            entry.save()
            follower.current()
            follower.wait()

        state = follower.current()
        assert state.index.delta_count < 3
        assert len(names(state, "segelflyg")) == 20
        assert len(names(state, "nytt")) == 6
