"""The database of the tests: migrated and filled once, then copied for each worker.

Migrating takes nearly ten seconds, preparing the catalogues half as long; a copy takes none.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.prepared import prepare


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    snapshots_of_tests: None,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[None]:
    """Make the database of one process. That of the workers' pattern stays, for the next run."""
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if worker_id == "master":  # the only process: it prepares what it asks for
            create()
        else:
            copy_of_pattern(tmp_path_factory.getbasetemp().parent, worker_id)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(own, verbosity=0)


def create() -> str:
    """Make an empty database with all its tables, and go over to it."""
    if connection.vendor == "sqlite":
        remove(Path(connection.settings_dict["TEST"]["NAME"]))
    return connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def copy_of_pattern(shared: Path, worker: str) -> None:
    """Go over to a copy of the database that the first worker makes and fills."""
    name = shared / "pattern"
    with alone(shared / "pattern.lock"):
        if not name.exists():
            made = create()
            prepare()
            name.write_text(made)
        connection.settings_dict["NAME"] = name.read_text()
        connection.close()  # PostgreSQL copies what nobody uses
        own = connection.creation.get_test_db_clone_settings(worker)
        if connection.vendor == "sqlite":
            copy_file(name.read_text(), own["NAME"])
        else:
            connection.creation.clone_test_db(worker, verbosity=0, autoclobber=True)
        connection.settings_dict.update(own)


def copy_file(source: str, target: str) -> None:
    """Copy an SQLite database as it is at one moment, also what stands in the journal beside it."""
    remove(Path(target))
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def remove(database: Path) -> None:
    """Remove an SQLite file and its journal: one that a run left would be read into the next."""
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock that one process at a time can have."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
