"""Tell how much of what was asked for each document covers."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

FAR = 0.4  # how much of a group a document meets that has only a broader word ...
ONLY_FAR = 0.6  # ... and where no document has more: then that is the answer there is
FEW_STATES = 16  # so many states are compared with, one by one
FEW_GROUPS = 5  # so many groups, each met, nearly met or not, make states that fit in a byte


class Scored(NamedTuple):
    """How one group matched."""

    documents: np.ndarray  # rising
    values: np.ndarray  # the score of each document's best alternative
    far: np.ndarray | None  # whether only a broader word was found; None: of none of them
    idf: float
    words: float = 1  # how many words were typed for it
    met: float = 1.0  # how much of it the best of the documents meet
    against: np.ndarray | None = None  # documents that are for the other side of what was told


class Coverage(NamedTuple):
    """How much of a plan each document covers: by a state, where few states are possible."""

    states: np.ndarray  # by document
    shares: np.ndarray  # by state

    def reaching(self, least: float) -> np.ndarray:
        """Return the documents that cover at least so much, rising."""
        enough = self.shares >= np.float32(least)
        wanted = np.flatnonzero(enough)
        if len(wanted) > FEW_STATES or not len(wanted):
            return np.flatnonzero(enough.take(self.states))
        # Comparing is many times faster than looking up.
        reached = self.states == wanted[0]
        for state in wanted[1:]:
            reached |= self.states == state
        return np.flatnonzero(reached)

    def of(self, documents: np.ndarray) -> np.ndarray:
        """Return how much these documents cover."""
        return self.shares.take(self.states.take(documents))


def coverage(size: int, groups: Sequence[Scored]) -> Coverage:
    """Return how much each document covers: of the groups' number or their idf, what is more."""
    total = sum(group.idf for group in groups)
    met = np.array([group.met for group in groups])
    weights = np.array([group.idf / total for group in groups]) * met
    # Of two things both are wanted; of more, a phrase of several words is more than one of them.
    sizes = [group.words if len(groups) > 2 else 1 for group in groups]
    parts = np.array(sizes) / sum(sizes) * met
    if len(groups) <= FEW_GROUPS:
        states = np.zeros(size, np.uint8)
        for place, group in enumerate(groups):
            step = np.uint8(3**place)
            added = step if group.far is None else np.where(group.far, 2 * step, step)
            states[group.documents] = states.take(group.documents) + added
        levels = met_levels(len(groups))
        shares = np.maximum(weights @ levels, parts @ levels)
        for group, level in zip(groups, levels, strict=True):
            if group.far is None:
                shares[level == FAR] = -1.0  # a state that no document is in
        return Coverage(states, shares.astype(np.float32))
    # Each document is a state of its own.
    share, number = np.zeros(size), np.zeros(size)
    for weight, part, group in zip(weights, parts, groups, strict=True):
        level = 1.0 if group.far is None else np.where(group.far, FAR, 1.0)
        share[group.documents] += weight * level
        number[group.documents] += part * level
    covered = np.maximum(share, number).astype(np.float32)
    return Coverage(np.arange(size), covered)


@lru_cache
def met_levels(number: int) -> np.ndarray:
    """Return how much of each group is met in each of the 3 ** number states."""
    level = np.array([0.0, 1.0, FAR])
    states = np.arange(3**number)
    return np.stack([level[states // 3**place % 3] for place in range(number)])
