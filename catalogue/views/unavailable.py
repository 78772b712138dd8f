"""What passes by itself, or when somebody has mended it: the database or the lexicon is not there.

Every request meets it. The log says it once a minute, without a traceback.
"""

import logging
import time
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError

from catalogue.engine.language import LexiconError

MINUTE = 60
logger = logging.getLogger(__name__)
said_at: dict[str, float] = {}


class Unavailable(NamedTuple):
    """Why pages cannot be made just now."""

    sentence: str
    seconds: int  # till it is worth while to try again
    only_search: bool  # the start page, and that of each entry, work

    def say(self) -> None:
        """Write it in the log."""
        say_once_a_minute(self.sentence)


def say_once_a_minute(sentence: str) -> None:
    """Write a sentence in the log, unless that was done within a minute."""
    now = time.monotonic()
    if now - said_at.get(sentence, -MINUTE) >= MINUTE:
        said_at[sentence] = now
        logger.error("%s", sentence)


def why_unavailable(error: BaseException | None) -> Unavailable | None:
    """Return what an error says of the state of the site; None for a fault in the code."""
    if isinstance(error, LexiconError):
        return Unavailable(str(error), 300, only_search=True)
    if isinstance(error, InterfaceError | OperationalError) and not settings.DEBUG:
        code = _code(error)
        if code != "SQLITE_ERROR":  # SQLite's word for a statement that cannot be right
            return Unavailable(f"Databasen går inte att nå ({code}).", 30, only_search=False)
    return None


def _code(error: Exception) -> str:
    """Return the database's code for what is wrong: its words may quote what was asked."""
    cause = error.__cause__
    known = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return str(known or type(cause or error).__name__)
