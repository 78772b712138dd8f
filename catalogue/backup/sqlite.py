"""Copy an SQLite database while it is in use, and put a copy in its place."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connection

from catalogue.backup.files import BackupError

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
PATIENCE = 60  # seconds for the site's writers to make room


def dump(part: Path) -> None:
    """Copy the database as it is at one moment; those who write need not wait."""
    live = connection.settings_dict["NAME"]
    with closing(_opened(part)) as copy:
        try:
            connection.ensure_connection()
            connection.connection.backup(copy)
        except (sqlite3.DatabaseError, DatabaseError) as error:
            raise BackupError(f"Databasen {live} är skadad ({error}).") from error
        _make_one_file(copy, live)


@contextmanager
def staged(path: Path) -> Iterator[None]:
    """Let the connection lead to a checked copy of a backup, and at last put that in place."""
    live = Path(connection.settings_dict["NAME"])
    with tempfile.TemporaryDirectory(dir=live.parent, prefix=".restore-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        shutil.copyfile(path, copy)
        if (left := Path(f"{path}-wal")).exists():  # of a file that was merely copied
            shutil.copyfile(left, f"{copy}-wal")
        with closing(_opened(copy)) as opened:
            _make_one_file(opened, path)
        with _leading_to(copy):
            yield
        if is_whole():
            _pour(copy)
        else:
            _replace(copy, live)


def is_whole() -> bool:
    """Tell whether the site's database can be read from beginning to end."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            return bool(cursor.fetchone() == ("ok",))
    except DatabaseError:
        return False


@contextmanager
def _leading_to(copy: Path) -> Iterator[None]:
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = {**before, "NAME": str(copy)}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file as the site does: the checks need its sorting order."""
    try:
        opened: sqlite3.Connection = connection.get_new_connection(
            {**connection.get_connection_params(), "database": str(path)}
        )
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise BackupError(f"{path} är skadad ({error}). Inget är ändrat.") from error
    return opened


def _make_one_file(copy: sqlite3.Connection, path: Path | str) -> None:
    """Leave nothing beside a copy, and raise BackupError unless it is whole."""
    try:
        copy.execute("PRAGMA journal_mode=DELETE")
        (answer,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise BackupError(f"{path} är skadad ({answer}). Inget är ändrat.")


def _pour(copy: Path) -> None:
    """Write a copy over the site's database in one transaction.

    Processes that have it open go on, and see the copy from their next question on. Another file
    in its place would leave them with the old one, and with its log.
    """
    deadline = time.monotonic() + PATIENCE

    def wait(_status: int, remaining: int, _total: int) -> None:
        if remaining and time.monotonic() > deadline:
            raise BackupError("Någon annan skriver i databasen hela tiden. Stoppa webbplatsen.")

    connection.ensure_connection()
    with closing(_opened(copy)) as source:
        source.backup(connection.connection, progress=wait)


def _replace(copy: Path, live: Path) -> None:
    """Put a copy in the place of what is missing or damaged, and take away what lies beside."""
    connection.close()
    for end in BESIDE:
        Path(f"{live}{end}").unlink(missing_ok=True)
    if live.exists():
        shutil.copymode(live, copy)
    copy.replace(live)
