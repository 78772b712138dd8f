"""The index on disk, so that a restart need not read the whole catalogue again."""

import logging
import shutil
import time
from pathlib import Path

from django.conf import settings

from catalogue.search.documents import Facet
from catalogue.search.index import Index
from catalogue.search.language import Analyser
from catalogue.search.snapshot import SnapshotError

KEPT = 2  # the newest, and one that a worker may just be opening
HOUR = 3600
logger = logging.getLogger(__name__)


def save(index: Index, epoch: str, revision: int) -> None:
    """Write an index into a folder named by the state it holds; a full disk is no disaster."""
    folder = Path(settings.SNAPSHOT_DIR)
    try:
        index.save(folder / f"{epoch}-{revision}")
        _tidy(folder, epoch)
    except OSError as error:
        logger.warning("Sökindexet kunde inte sparas i %s: %s", folder, error.strerror)


def load(
    epoch: str, oldest: int, newest: int, analyser: Analyser, facets: list[Facet]
) -> tuple[Index, int] | None:
    """Return the newest usable index of a database, and its revision; None if there is none."""
    for path in reversed(_saved(epoch)):
        revision = _revision(path)
        if revision > newest:
            # A restored backup has gone back in time. Left here, this would pass for a state
            # of the new course of events as soon as that has come as far.
            shutil.rmtree(path, ignore_errors=True)
        elif revision >= oldest:
            try:
                return Index.load(path, analyser, facets), revision
            except SnapshotError as error:
                logger.warning("%s Det byggs om.", error)
    return None


def _tidy(folder: Path, epoch: str) -> None:
    """Remove what nobody will open: older states, other databases, what was never finished."""
    kept = set(_saved(epoch)[-KEPT:])
    for path in folder.iterdir():
        unfinished = path.name.startswith(".")
        if path not in kept and not (unfinished and time.time() - path.stat().st_mtime < HOUR):
            shutil.rmtree(path, ignore_errors=True)


def _saved(epoch: str) -> list[Path]:
    """Return the folders that hold states of a database, the oldest first."""
    folders = Path(settings.SNAPSHOT_DIR).glob(f"{epoch}-*")
    return sorted((path for path in folders if path.name[-1].isdigit()), key=_revision)


def _revision(path: Path) -> int:
    return int(path.name.rpartition("-")[2])
