"""Copy a PostgreSQL database with its own tools, and put a copy in its place.

A copy is first read into a schema of its own. The site goes on with the old one until the copy
is fit to be served; then they change places in one transaction.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from catalogue.backup.files import BackupError

STAGED, ASIDE = "catalogue_restoring", "catalogue_aside"
# The dump names `public` in every line, so what is there steps aside while the dump is read.
BEFORE = f"""
DROP SCHEMA IF EXISTS {STAGED} CASCADE;
ALTER SCHEMA public RENAME TO {ASIDE};
CREATE SCHEMA public;
"""
AFTER = f"""
ALTER SCHEMA public RENAME TO {STAGED};
ALTER SCHEMA {ASIDE} RENAME TO public;
"""
EXCHANGE = f"""
DROP SCHEMA public CASCADE;
ALTER SCHEMA {STAGED} RENAME TO public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
PATIENCE = "60s"  # for those who read or write to make room


def dump(part: Path) -> None:
    """Copy the database as it is at one moment, and read the copy through."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
    _run("pg_restore", "--file=/dev/null", str(part))


@contextmanager
def staged(path: Path) -> Iterator[None]:
    """Let the connection lead to a copy of a backup, and at last put that in place."""
    script = _run(
        "pg_restore", "--schema=public", "--no-owner", "--no-privileges", "--file=-", str(path)
    )
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", *options, given=BEFORE + script + AFTER)
    try:
        _look_in(STAGED)
        yield
        _look_in("public")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute(EXCHANGE)
    finally:
        _look_in("public")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {STAGED} CASCADE")


def is_whole() -> bool:
    """Tell whether the site's database answers; it watches over its own files."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _look_in(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, false)", [schema])


def _run(program: str, *arguments: str, given: str | None = None) -> str:
    """Run one of PostgreSQL's tools on the site's database; the password is no argument."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} saknas. Installera PostgreSQL:s klientprogram.")
    done = subprocess.run(  # noqa: S603 # nosec B603 - its own tools, with paths from whoever runs it
        [found, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **_access()},
    )
    if done.returncode:
        told = next(iter(done.stderr.strip().splitlines()), f"kod {done.returncode}")
        raise BackupError(f"{told} Inget är ändrat.")
    return done.stdout


def _access() -> dict[str, str]:
    """Return the way to the database, as PostgreSQL's tools read it from the environment."""
    settings = connection.settings_dict
    _, access = connection.client.settings_to_cmd_args_env(settings, [])
    return {
        **(access or {}),
        "PGDATABASE": str(settings["NAME"]),
        **{
            name: str(settings[key])
            for name, key in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"))
            if settings.get(key)
        },
    }
