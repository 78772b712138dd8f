"""Notice that an earlier copy of the database has taken its place, whoever put it there.

The search needs no help: it begins anew by itself (`Mark.comes_after`). But letters that have
left would leave again, and names that were erased may be back. So a file beside the saved indexes
tells how far this machine has seen each database come, and one that no longer knows of that
has gone back. Letters then wait until a person has said that they may leave.
"""

import datetime
import json
import logging
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from catalogue.models import Revision
from catalogue.search.mark import read_mark

KEPT = 20  # databases that one machine remembers
logger = logging.getLogger(__name__)


def look_for_a_restore() -> None:
    """Compare the database with what this machine has seen of it, and remember how far it is."""
    seen = _read()
    mark = read_mark()  # after the file: it has come at least as far as when that was written
    if not mark.epoch:
        return
    number = seen.pop(mark.epoch, mark.number)
    if number >= mark.pruned_to and not mark.comes_after(mark.epoch, number):
        logger.warning("Databasen har gått tillbaka till en tidigare kopia. Brev hålls.")
        try:
            hold_letters()
        except DatabaseError as error:  # a standby cannot write: the next to look tries again
            logger.warning("Det gick inte att skriva i databasen: %s", type(error).__name__)
            return
    _write({**seen, mark.epoch: mark.number})


def hold_letters() -> None:
    """Let no reminder leave until somebody has said yes."""
    Revision.objects.update(restored_at=timezone.now())


def release_letters() -> None:
    """Let reminders leave again."""
    Revision.objects.update(restored_at=None)


def restored_at() -> datetime.datetime | None:
    """Return when the database was found to be a restored copy, while letters wait for a yes."""
    return Revision.objects.values_list("restored_at", flat=True).first()


def _file() -> Path:
    return Path(settings.SNAPSHOT_DIR) / "seen.json"


def _read() -> dict[str, int]:
    try:
        return {
            str(epoch): int(number) for epoch, number in json.loads(_file().read_text()).items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # nothing seen, or nothing that can be read


def _write(seen: dict[str, int]) -> None:
    path = _file()
    part = path.with_suffix(".part")
    with suppress(OSError):  # a full disk hinders no search
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(dict(list(seen.items())[-KEPT:])))
        part.replace(path)
