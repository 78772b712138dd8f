"""The index on disk, so that a restart need not read the whole catalogue again."""

import datetime
import logging
import re
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from catalogue.engine.documents import IndexedFacet
from catalogue.engine.index import Index
from catalogue.engine.language import Analyser
from catalogue.engine.snapshot import SnapshotError

KEPT = 2  # the newest, and one that a worker may just be opening
HOUR = 3600
MOMENT = re.compile(r"\d+-\d{8}")  # what follows the epoch in a folder's name
logger = logging.getLogger(__name__)


class Moment(NamedTuple):
    """Of which revision a state is, and of which day."""

    revision: int
    day: datetime.date

    def __str__(self) -> str:
        return f"{self.revision}-{self.day:%Y%m%d}"


def save(index: Index, epoch: str, at: Moment) -> bool:
    """Write an index into a folder named by the state it holds; a full disk is no disaster."""
    folder = Path(settings.SNAPSHOT_DIR)
    try:
        index.save(folder / f"{epoch}-{at}")
        _tidy(folder, epoch)
    except OSError as error:
        logger.warning("Sökindexet kunde inte sparas i %s: %s", folder, error.strerror or error)
        return False
    return True


def load(epoch: str, at: Moment, analyser: Analyser, facets: list[IndexedFacet]) -> Index | None:
    """Return the index of one state; None, with a sentence in the log, if it cannot be used."""
    try:
        return Index.load(Path(settings.SNAPSHOT_DIR) / f"{epoch}-{at}", analyser, facets)
    except SnapshotError as error:
        logger.warning("%s Det byggs om.", error)
        return None


def moments(epoch: str) -> list[Moment]:
    """Return which states of a database are written down, the furthest first."""
    return sorted((_moment(path.name, epoch) for path in _saved(epoch)), reverse=True)


def _tidy(folder: Path, epoch: str) -> None:
    """Remove what nobody will open: older states, other databases, what was never finished."""
    kept = set(_saved(epoch)[-KEPT:])
    for path in folder.iterdir():
        unfinished = path.name.startswith(".")
        if (
            path.is_dir()
            and path not in kept
            and not (unfinished and time.time() - path.stat().st_mtime < HOUR)
        ):
            shutil.rmtree(path, ignore_errors=True)


def _saved(epoch: str) -> list[Path]:
    """Return the folders that hold states of a database, the one written last at the end.

    Not by number: those of a course of events that a restore has ended may have higher ones.
    """
    folders = Path(settings.SNAPSHOT_DIR).glob(f"{epoch}-*")
    mine = (path for path in folders if MOMENT.fullmatch(path.name.removeprefix(f"{epoch}-")))
    return sorted(mine, key=_written_at)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process has just tidied
        return 0


def _moment(name: str, epoch: str) -> Moment:
    revision, _, day = name.removeprefix(f"{epoch}-").partition("-")
    return Moment(int(revision), datetime.date.fromisoformat(day))
