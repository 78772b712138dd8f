"""What a file holds, whatever kind it is, and what of it was left."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from catalogue.exchange.factsheets.rows import Finding

MOST_ROWS = 20_000
_MOST_NAMED = 12


class RefusedError(Exception):
    """The file cannot be read at all; the message says why."""


@dataclass(frozen=True)
class Given:
    """One entry as a file gives it."""

    position: int
    """Its row in the table, the headings being 1; its place in a JSON list, from 1."""
    cells: dict[str, str] = field(default_factory=dict)
    """What stands in the cells, by column."""
    values: dict[str, Any] = field(default_factory=dict)
    """Lasting values, where the file holds those."""

    @property
    def name(self) -> str:
        """Return what the file calls it."""
        return str(self.cells.get("name") or self.values.get("name") or "")[:80]


@dataclass
class Contents:
    """What a file holds, and what is wrong with it."""

    rows: list[Given] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    account: list[str] = field(default_factory=list)
    """How much came in, how much of it is read, and what was left and why."""

    def limited(self, came_in: int, what: str) -> "Contents":
        """Open the account with the figures; refuse what is too much to read at once."""
        if len(self.rows) > MOST_ROWS:
            raise RefusedError(
                _("har %(count)s rader; högst %(most_rows)s läses på en gång.")
                % {"count": len(self.rows), "most_rows": MOST_ROWS}
            )
        self.account.insert(
            0,
            _("%(what)s: %(came_in)s kom in, %(count)s läses.")
            % {"what": what, "came_in": came_in, "count": len(self.rows)},
        )
        return self


def rows_in_words(positions: list[int]) -> str:
    """Return the rows by number: "rad 3, 5–9"."""
    runs = [
        [position for _, position in run]
        for _, run in groupby(enumerate(positions), lambda pair: pair[1] - pair[0])
    ]
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = sum(map(len, runs[_MOST_NAMED:]))
    return f"rad {', '.join(named[:_MOST_NAMED])}" + (f" och {more} till" if more else "")
