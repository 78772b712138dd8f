"""Count facet values among the documents of a segment.

Most documents share their values of a facet with others: each different set of values is
numbered, the sets are counted, and their values add up what the sets they are in give. Counting
goes through one plain column after another, which numpy does many times faster than rows. Of many
documents, facets of few values are counted with a bit map for each value.
"""

from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

FEW = 256  # so many documents are counted row by row
MANY = 16  # one document in so many: counted with bit maps
FEW_VALUES = 64  # a facet with no more values has a bit map for each
MOST_SETS = 2048  # with more different sets than this, each column of the facet is counted


class Columns(NamedTuple):
    """One facet's columns of set numbers, and which sets each value adds up."""

    columns: tuple[tuple[np.ndarray, int], ...]  # the number of each document's set; how many sets
    sets: np.ndarray  # the sets with the first value, the second, and so on, through all columns
    starts: np.ndarray  # where each value begins
    codes: np.ndarray  # the values

    def add_up(self, documents: np.ndarray, counts: np.ndarray) -> None:
        """Write into `counts` how many of the documents have each value."""
        if len(self.codes):
            found = [
                np.bincount(numbers.take(documents), minlength=size)
                for numbers, size in self.columns
            ]
            by_set = found[0] if len(found) == 1 else np.concatenate(found)
            counts[self.codes] = np.add.reduceat(by_set.take(self.sets), self.starts)


class FacetCounter:
    """Counts the codes of a segment's documents."""

    def __init__(self, codes: np.ndarray, columns: np.ndarray) -> None:
        """Take the codes of each document, facet beside facet, and where each facet begins."""
        self._rows = codes
        self._bounds = list(pairwise(columns.tolist()))
        self._facets = [columns_of(codes[:, start:end]) for start, end in self._bounds]

    def count(self, documents: np.ndarray, size: int, facet: int | None = None) -> np.ndarray:
        """Return how many of the documents carry each of `size` codes, or those of one facet."""
        if len(documents) <= FEW:
            rows = self._rows
            if facet is not None:
                start, end = self._bounds[facet]
                rows = rows[:, start:end]
            return np.bincount(rows[documents].ravel(), minlength=size)
        counts = np.zeros(size, np.int64)
        if facet is not None:
            self._facets[facet].add_up(documents, counts)
        elif len(documents) * MANY > len(self._rows):
            for columns in self._facets:
                if len(columns.codes) > FEW_VALUES:
                    columns.add_up(documents, counts)
            codes, maps = self._maps
            bits = packed(documents, len(self._rows))
            counts[codes] = np.bitwise_count(maps & bits).sum(axis=1, dtype=np.int64)
        else:
            for columns in self._facets:
                columns.add_up(documents, counts)
        return counts

    @cached_property
    def _maps(self) -> tuple[np.ndarray, np.ndarray]:
        """The values of facets that have few, and for each a bit map of who has it."""
        codes, maps = [], []
        for (start, end), columns in zip(self._bounds, self._facets, strict=True):
            if len(columns.codes) <= FEW_VALUES:
                rows = self._rows[:, start:end]
                for code in columns.codes.tolist():
                    codes.append(code)
                    maps.append(packed(np.nonzero(rows == code)[0], len(rows)))
        empty = np.zeros((0, -(-len(self._rows) // 64)), np.uint64)
        return np.array(codes, np.intp), np.stack(maps) if maps else empty


def packed(documents: np.ndarray, size: int) -> np.ndarray:
    """Return a bit map of the documents, in whole words."""
    wanted = np.zeros(-(-size // 64) * 64, bool)
    wanted[documents] = True
    words: np.ndarray = np.packbits(wanted).view(np.uint64)
    return words


def columns_of(codes: np.ndarray) -> Columns:
    """Return the columns of a facet whose codes these are by document, filled with 0."""
    width = codes.shape[1]
    together = numbered(codes) if width else None
    parts = [together] if together else [numbered(codes[:, [place]]) for place in range(width)]
    columns, sets, values, start = [], [], [], 0
    for part in parts:
        if part is not None:
            numbers, examples = part
            owners, places = np.nonzero(examples)
            columns.append((numbers, len(examples)))
            sets.append(owners + start)
            values.append(examples[owners, places])
            start += len(examples)
    flat = np.concatenate(values) if values else np.zeros(0, np.uint16)
    order = np.argsort(flat, kind="stable")
    used, starts = np.unique(flat[order], return_index=True)
    members = np.concatenate(sets)[order] if sets else np.zeros(0, np.intp)
    return Columns(tuple(columns), members, starts, used.astype(np.intp))


def numbered(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the number of each row among the different rows, and these; None if too many."""
    numbers = np.zeros(len(codes), np.int64)
    width = int(codes.max(initial=0)) + 1
    for place in range(codes.shape[1]):
        keys = numbers * width + codes[:, place]
        used = np.flatnonzero(np.bincount(keys))
        if len(used) > MOST_SETS and codes.shape[1] > 1:
            return None
        renumbered = np.zeros(used[-1] + 1 if len(used) else 0, np.int64)
        renumbered[used] = np.arange(len(used))
        numbers = renumbered[keys]
    examples = np.zeros(int(numbers.max(initial=-1)) + 1, np.intp)
    examples[numbers] = np.arange(len(codes))
    return numbers.astype(np.uint16), codes[examples]
