"""The file of a backup: made whole or not at all, and never in another's place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEGINNINGS = {"sqlite": b"SQLite format 3\x00", "postgresql": b"PGDMP"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class BackupError(Exception):
    """Why it could not be done, in a sentence for whoever runs the server."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Yield a name to write to, readable by its owner alone; it becomes `path` if all goes well."""
    if path.exists():
        raise BackupError(f"{path} finns redan. En säkerhetskopia skrivs aldrig över.")
    part = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        os.close(handle)
        part = Path(name)
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise BackupError(f"Det gick inte att skriva {path}: {error.strerror}.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def refuse_other_kinds(path: Path, vendor: str) -> None:
    """Raise BackupError unless the file is a copy of such a database as the site has."""
    try:
        with path.open("rb") as file:
            beginning = file.read(16)
    except OSError as error:
        raise BackupError(f"{path} går inte att läsa: {error.strerror}.") from error
    for kind, expected in BEGINNINGS.items():
        if beginning.startswith(expected):
            if kind == vendor:
                return
            raise BackupError(
                f"{path} är en kopia från {NAMES[kind]}, men DATABASE_URL leder till "
                f"{NAMES[vendor]}. Inget är ändrat."
            )
    raise BackupError(f"{path} är ingen säkerhetskopia. Inget är ändrat.")
