"""Going through many things, so that one that fails stops none of the others."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

log = logging.getLogger("catalogue.upkeep.rounds")
NAMED = 10  # of those that failed; the log has them all


class Round:
    """What a round has done, and what failed in it.

    Each thing is a step: what goes wrong in it is logged and counted, and the next begins. When
    all is done `finish` ends the command with a fault if something calls for a person.
    """

    def __init__(self, things: str) -> None:
        self.things = things
        self.total = 0
        self.failed: list[str] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Do one thing, whatever happens to it."""
        self.total += 1
        try:
            yield
        except Exception:
            log.exception("%s failed", name)
            self.failed.append(name)

    def fail(self, name: str) -> None:
        """Count a step that has said itself that it failed."""
        if name not in self.failed:
            self.failed.append(name)

    def finish(self, why: str = "Orsaken står i loggen.") -> None:
        """Raise CommandError with a count if anything failed."""
        if not self.failed:
            return
        named = ", ".join(self.failed[:NAMED])
        more = " …" if len(self.failed) > NAMED else ""
        raise CommandError(
            f"{len(self.failed)} av {self.total} {self.things} gick inte: {named}{more}. "
            f"Resten är klart. {why}"
        )
