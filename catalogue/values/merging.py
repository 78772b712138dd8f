"""Bring together what the catalogue says, what a file says, and what both said last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.values.record import digest, same

Values = Mapping[str, Any]

_SILENT: tuple[Any, ...] = ("", None, [], False, "unknown")
"""Values that say nothing, so that nobody's words are lost when they are replaced."""


@dataclass
class Merged:
    """What to do with the values of one file's record."""

    write: dict[str, Any] = field(default_factory=dict)
    """Nobody has touched these since the file and the catalogue agreed."""
    agreed: dict[str, Any] = field(default_factory=dict)
    """Both say the same."""
    conflicts: dict[str, Any] = field(default_factory=dict)
    """Both have changed; the file's value waits for a person's decision."""

    def hold(self) -> None:
        """Let everything wait for a person's decision."""
        self.conflicts |= self.write
        self.write = {}


def merge(present: Values, incoming: Values, base: Callable[[str], str | None]) -> Merged:
    """Return what may be written.

    `base` gives the digest of the value that both sides last had in common. A field without one
    counts as a person's own, unless it is silent.
    """
    merged = Merged()
    for name, theirs in incoming.items():
        ours = present[name]
        if same(name, ours, theirs):
            merged.agreed[name] = theirs
            continue
        common = base(name)
        if common == digest(name, ours) or (common is None and ours in _SILENT):
            merged.write[name] = theirs
        elif common != digest(name, theirs):
            merged.conflicts[name] = theirs
    return merged
