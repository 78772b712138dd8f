"""That a damaged SQLite file is told of, and healed by a restore."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from catalogue.models import Intervention
from tests.factories import make_intervention

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL watches over its own files"
)


@pytest.fixture
def site(follower, tmp_path):
    """A site with a database file of its own, which a test may break."""
    make_intervention("Boendestöd")
    live = tmp_path / "live.sqlite3"
    call_command("backup", live, verbosity=0)
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = {**before, "NAME": str(live)}
    yield live
    connection.close()
    connection.settings_dict = before


def opened_anew():
    """Open the site's database beside its own connection."""
    return closing(connection.get_new_connection(connection.get_connection_params()))


def crash_after(live: Path, *statements: str) -> None:
    """Write, and leave the log beside the database as a crash does."""
    with opened_anew() as opened:
        opened.execute("PRAGMA wal_autocheckpoint=0")
        for statement in statements:
            opened.execute(statement)
        for end in ("-wal", "-shm"):
            shutil.copyfile(f"{live}{end}", f"{live}{end}-kept")
    for end in ("-wal", "-shm"):
        Path(f"{live}{end}-kept").rename(f"{live}{end}")


MANY = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO catalogue_change (subject, row_id) SELECT 'intervention', i FROM n
"""


class TestCopyOverADatabaseWhoseLogIsLeft:
    def test_is_told_by_the_check_and_healed_by_restore(self, site, tmp_path):
        copy = tmp_path / "copy"
        call_command("backup", copy, verbosity=0)
        connection.close()
        with opened_anew() as opened:
            opened.execute("DROP TABLE reversion_version")
            opened.execute("VACUUM")  # every page has another place
        crash_after(site, MANY)
        shutil.copyfile(copy, site)  # what somebody does who knows no better

        (error,) = [found for found in run_checks(databases=["default"]) if found.is_serious()]
        assert error.id == "catalogue.E004"
        assert "-wal" in error.msg
        call_command("restore", copy, no_input=True, verbosity=0)

        assert not [found for found in run_checks(databases=["default"]) if found.is_serious()]
        assert Intervention.objects.get().name == "Boendestöd"

    def test_is_restored_where_there_is_no_database(self, site, tmp_path):
        copy = tmp_path / "copy"
        call_command("backup", copy, verbosity=0)
        connection.close()
        for path in tmp_path.glob("live.sqlite3*"):
            path.unlink()

        call_command("restore", copy, no_input=True, verbosity=0)

        assert Intervention.objects.get().name == "Boendestöd"


class TestDamagedDatabase:
    def test_gives_no_backup(self, site, tmp_path):
        connection.close()
        content = site.read_bytes()
        third = len(content) // 3
        site.write_bytes(content[:third] + b"\xff" * third + content[2 * third :])

        with pytest.raises(CommandError, match="skadad"):
            call_command("backup", tmp_path / "copy")

        assert not list(tmp_path.glob("*copy*"))


class TestACopyWhoseVersionsDoNotFit:
    def test_is_refused_in_words(self, site, tmp_path):
        copy = tmp_path / "copy"
        call_command("backup", copy, verbosity=0)
        with closing(sqlite3.connect(copy)) as opened:
            opened.execute(
                "DELETE FROM django_migrations WHERE app = 'contenttypes' AND name = '0001_initial'"
            )
            opened.commit()

        with pytest.raises(CommandError, match=r"passar inte ihop .* Inget är ändrat"):
            call_command("restore", copy, "--no-input", verbosity=0)

        assert Intervention.objects.get().name == "Boendestöd"
