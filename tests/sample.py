"""How much is tried of what is alike: a tenth by default, the same each time; in CI everything.

`EVERYTHING=on` asks for all of it. CI does so on one database: the other is asked for a tenth.
"""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

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
