"""Bring together what the catalogue says, what a file says, and what both said last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalogue.values.differing import Digests, Values, digest, same


def says_nothing(value: Any) -> bool:
    """Tell whether a lasting value is silent, so that nobody's words are lost with it."""
    return value in ("", None, [], False, "unknown")


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
        if common == digest(name, ours) or (common is None and says_nothing(ours)):
            merged.write[name] = theirs
        elif common != digest(name, theirs):
            merged.conflicts[name] = theirs
    return merged


@dataclass(frozen=True)
class Joined:
    """Two people's changes, brought together."""

    values: dict[str, Any]
    theirs: list[str]
    """Fields that only the other one has changed; the other's value stands."""
    both: list[str]
    """Fields that both have changed, differently; one's own value stands until one decides."""


def join(base: Digests, mine: Values, theirs: Values) -> Joined:
    """Bring one's own values and the stored ones together, by what both began with."""
    merged = merge(mine, theirs, lambda name: base.get(name, ""))
    return Joined({**mine, **merged.write}, [*merged.write], [*merged.conflicts])
