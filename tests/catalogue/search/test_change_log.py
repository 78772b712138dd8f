"""That the database itself notes every change which the search must follow."""

import re
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.models import Change, Intervention, Revision, SynonymGroup
from catalogue.search.documents import read_documents
from catalogue.search.mark import Mark, read_mark
from catalogue.search.neighbours import load_neighbourhood
from catalogue.search.options import load_options
from catalogue.search.pruning import begin_anew, prune
from catalogue.search.sync import Follower
from catalogue.search.words import load_names, load_vocabulary
from tests.catalogue.search.helpers import elsewhere, names
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_language,
    make_municipality,
    make_organisation,
    make_service,
    make_venue,
)

LOGS = (
    "0002_change_log",
    "0006_three_valued_demands",
    "0011_facts_that_people_act_on",
    "0016_neighbouring_services",
)  # the migrations that set a watch
WATCHED = {
    table: row
    for name in LOGS
    for table, row in import_module(f"catalogue.migrations.{name}").WATCHED.items()
}
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@pytest.fixture
def one_of_everything(db):
    parent = make_organisation("Staden")
    entry = make_intervention(
        "Allt",
        need_groups=["Unga"],
        municipalities=["Köping", "Arboga"],
        types=["praktik"],
        forms=["grupp"],
        requirements=["SGI"],
        not_required=["Remiss"],
        income_supports=["lön"],
        organisation=make_organisation("Enheten", parent=parent),
        step=2,
    )
    entry.participants.add(make_organisation("Avdelningen", parent=parent))
    entry.counties.add(make_county())
    entry.languages.add(make_language())
    entry.routes.create(sender="self")
    entry.contacts.add(make_contact())
    entry.venues.add(venue := make_venue())
    venue.opening_hours.create(weekday=0, opens="09:00", closes="11:30")
    entry.notices.create(text="Inställt.", starts_on="2026-01-01", ends_on="2026-01-02")
    make_municipality("Köping").neighbours.add(make_municipality("Arboga"))
    SynonymGroup.objects.create(terms="ett\ntvå")
    make_service()
    return entry


class TestTriggers:
    def test_watch_every_table_that_the_search_reads(self, one_of_everything):
        with CaptureQueriesContext(connection) as queries:
            load_options()
            load_vocabulary()
            load_names()
            load_neighbourhood()
            list(read_documents(timezone.localdate()))

        read = {table for query in queries for table in TABLE.findall(query["sql"])}

        assert len(read) > 25
        assert read <= set(WATCHED)

    def test_all_stand_after_all_migrations(self, db):
        """A later migration that makes a table anew on SQLite would drop them without a word."""
        if connection.vendor == "postgresql":
            expected = {f"{table}_{end}" for table in WATCHED for end in ("noted", "emptied")}
            expected.add("catalogue_change_numbered")
            sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        else:
            events = ("insert", "update", "delete")
            expected = {f"{table}_{event}_noted" for table in WATCHED for event in events}
            sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"

        with connection.cursor() as cursor:
            cursor.execute(sql)
            present = {name for (name,) in cursor.fetchall()}

        assert expected <= present

    def test_write_down_the_row_and_a_higher_number(self, one_of_everything):
        before = read_mark().number

        Intervention.objects.update(summary="Ny")

        mark = read_mark()
        assert mark.number > before
        assert Change.objects.filter(
            subject="intervention", row_id=one_of_everything.pk, revision__gt=before
        ).exists()

    def test_leave_no_change_without_its_number(self, follower):
        make_intervention("A", need_groups=["Unga"])
        make_intervention("B", need_groups=["Unga"])

        read_mark()

        assert Change.objects.count() > 2
        assert not Change.objects.filter(revision=None).exists()
        assert not Change.objects.exclude(transaction_id=None).exists()


class TestPruning:
    def test_keeps_the_latest_changes_and_says_from_where(self, follower):
        entry = make_intervention("A")
        for number in range(6):
            Intervention.objects.filter(pk=entry.pk).update(name=f"A{number}")

        gone = prune(kept=3)

        assert gone > 0
        assert 3 <= Change.objects.count() < 6
        assert Change.objects.order_by("revision").first().revision == read_mark().pruned_to > 0

    def test_does_nothing_to_a_short_log(self, follower):
        make_intervention("A")

        assert prune(kept=1000) == 0
        assert read_mark().pruned_to == 0

    def test_makes_a_follower_that_was_left_behind_begin_anew(self, follower):
        entry = make_intervention("Gammalt")
        make_intervention("Annat")
        follower.current()
        Intervention.objects.filter(pk=entry.pk).update(name="Nymodigt")
        Intervention.objects.exclude(pk=entry.pk).update(summary="x")

        prune(kept=1)

        assert read_mark().pruned_to > follower._state.revision
        assert names(follower.current(), "nymodigt") == ["Nymodigt"]
        assert names(follower.current(), "gammalt") == []

    def test_while_a_follower_reads_the_log_takes_nothing_from_it(self, follower, monkeypatch):
        entry = make_intervention("Gammalt")
        follower.current()
        Intervention.objects.filter(pk=entry.pk).update(name="Nymodigt")
        Intervention.objects.filter(pk=entry.pk).update(summary="x")
        real = Mark.comes_after

        def prune_at_the_worst_moment(mark, epoch, number):
            answer = real(mark, epoch, number)
            elsewhere(lambda: prune(kept=0))
            return answer

        monkeypatch.setattr(Mark, "comes_after", prune_at_the_worst_moment)

        assert names(follower.current(), "nymodigt") == ["Nymodigt"]

    def test_is_done_with_the_nightly_index(self, follower, monkeypatch):
        monkeypatch.setattr(
            "catalogue.management.commands.build_index.prune", lambda: prune(kept=1)
        )
        for number in range(4):
            make_intervention(f"A{number}")

        call_command("build_index", verbosity=0)

        assert read_mark().pruned_to > 0
        assert len(Follower().current().index) == 4


class TestRestoredBackup:
    def test_makes_everybody_begin_anew(self, follower):
        entry = make_intervention("Gammalt")
        follower.current()
        with connection.cursor() as cursor:  # what a backup does: nobody notes it
            cursor.execute("SELECT epoch, number FROM catalogue_revision")
            epoch, number = cursor.fetchone()
        Intervention.objects.filter(pk=entry.pk).update(name="Nymodigt")
        Change.objects.all().delete()
        Revision.objects.update(epoch=epoch, number=number)
        assert names(follower.current(), "nymodigt") == []

        begin_anew()

        assert names(follower.current(), "nymodigt") == ["Nymodigt"]

    def test_is_what_the_nightly_index_can_be_told_of(self, follower):
        make_intervention("A")
        before = read_mark()

        call_command("build_index", after_restore=True, verbosity=0)

        after = read_mark()
        assert after.epoch != before.epoch
        assert after.number > before.number
        assert not Change.objects.filter(revision__lte=before.number).exists()

    def test_is_not_answered_with_a_snapshot_of_what_was_undone(self, follower):
        entry = make_intervention("Skridskor")
        mark = read_mark()
        Intervention.objects.filter(pk=entry.pk).update(name="Segelflyg")
        follower.current()  # and its snapshot
        Intervention.objects.filter(pk=entry.pk).update(name="Skridskor")
        Revision.objects.update(number=mark.number)  # back in time, as a backup brings it

        assert names(Follower().current()) == ["Skridskor"]


class TestEmptiedDatabase:
    def test_is_an_empty_catalogue(self, follower):
        make_intervention("A")
        follower.current()

        call_command("flush", interactive=False, verbosity=0)

        assert names(follower.current()) == []

    def test_and_filled_again_is_another(self, follower):
        make_intervention("Gammalt")
        follower.current()
        call_command("flush", interactive=False, verbosity=0)
        make_intervention("Nytt")

        assert names(follower.current()) == ["Nytt"]

    def test_is_noticed_when_one_table_was_emptied_by_hand(self, follower):
        make_intervention("A")
        follower.current()

        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("TRUNCATE catalogue_intervention CASCADE")
            else:
                cursor.execute("DELETE FROM catalogue_intervention")

        assert names(follower.current()) == []
