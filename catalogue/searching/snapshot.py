"""The index on disk, so that a restart need not read the whole catalogue again."""

import logging
import shutil
from pathlib import Path

from django.conf import settings

from catalogue.search.documents import Facet
from catalogue.search.index import Index
from catalogue.search.language import Analyser
from catalogue.search.snapshot import SnapshotError

KEPT = 2  # the newest, and one that a worker may just be opening
logger = logging.getLogger(__name__)


def save(index: Index, epoch: str, revision: int) -> None:
    """Write an index into a folder named by the state it holds; a full disk is no disaster."""
    if not epoch:
        return  # an empty database has no name yet
    folder = Path(settings.SNAPSHOT_DIR)
    try:
        index.save(folder / f"{epoch}-{revision}")
        for old in _saved(epoch)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        logger.warning("Sökindexet kunde inte sparas i %s: %s", folder, error.strerror)


def load(
    epoch: str, oldest: int, newest: int, analyser: Analyser, facets: list[Facet]
) -> tuple[Index, int] | None:
    """Return the newest usable index of a database, and its revision; None if there is none."""
    for path in reversed(_saved(epoch)):
        revision = _revision(path)
        if oldest <= revision <= newest:
            try:
                return Index.load(path, analyser, facets), revision
            except SnapshotError as error:
                logger.warning("%s Det byggs om.", error)
    return None


def _saved(epoch: str) -> list[Path]:
    """Return the folders that hold states of a database, the oldest first."""
    folders = Path(settings.SNAPSHOT_DIR).glob(f"{epoch}-*")
    return sorted((path for path in folders if path.name[-1].isdigit()), key=_revision)


def _revision(path: Path) -> int:
    return int(path.name.rpartition("-")[2])
