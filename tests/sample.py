"""How much is tried of what is alike: a tenth by default, the same each time; in CI everything.

`EVERYTHING=on` asks for all of it. CI does so on one database: the other is asked for a tenth.
"""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

import pytest

Thing = TypeVar("Thing")

EVERYTHING = os.environ.get("EVERYTHING") == "on"
FEWEST = 5  # less than that says little


def part(count: int) -> int:
    """Return how many of so many like examples to try."""
    return count if EVERYTHING else min(count, max(count // 10, FEWEST))


def sample(things: Iterable[Thing]) -> list[Thing]:
    """Return those of many like things to try, in their order."""
    known = list(things)
    chosen = random.Random(0).sample(range(len(known)), part(len(known)))
    return [known[at] for at in sorted(chosen)]


def without_alike(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests but those that differ from one before only in what `alike` names."""
    kept: dict[object, pytest.Item] = {}
    for item in items:
        kept.setdefault(item if EVERYTHING else _unlike(item), item)
    return list(kept.values())


def _unlike(item: pytest.Item) -> tuple[object, ...]:
    """Return what tells a test from those that are alike: all of its name, or what counts of it."""
    mark, case = item.get_closest_marker("alike"), getattr(item, "callspec", None)
    if not (mark and case):
        return (item.nodeid,)
    counts = {name: at for name, at in case.indices.items() if name not in mark.args}
    return (item.nodeid.partition("[")[0], *sorted(counts.items()))
