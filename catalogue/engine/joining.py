"""Join postings: any of several terms, and all of several words."""

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from catalogue.engine.fields import TOGETHER
from catalogue.engine.groups import Member
from catalogue.engine.segment import TOP_IMPACT, Postings

SPREAD = 0.5  # the factor of a typed phrase whose words stand in different fields
RARE = 16  # a list so many times shorter than another is looked up in it, not laid beside it
LAST_PLACE = 1 << 30

Hits = tuple[np.ndarray, np.ndarray, np.ndarray]  # documents, rising; scores; slots


class Indexed(Protocol):
    """What joining needs of an index."""

    size: int

    def postings(self, term: str) -> Postings | None:
        """Return documents, impacts and slots of a term."""


class Scratch(threading.local):
    """An array per thread where each document's place in a list is written.

    Places go on rising from list to list, so that nothing needs to be cleared between them.
    """

    def __init__(self) -> None:
        self._places = np.zeros(0, np.int32)
        self._next = 1

    def lay_out(self, documents: np.ndarray, size: int) -> tuple[np.ndarray, int]:
        """Write down where each document stands; return the array and the place of the first."""
        if len(self._places) < size or self._next > LAST_PLACE:
            self._places, self._next = np.zeros(size + size // 4, np.int32), 1
        first, self._next = self._next, self._next + len(documents)
        self._places[documents] = np.arange(first, self._next, dtype=np.int32)
        return self._places, first


SCRATCH = Scratch()
NOTHING: Hits = (np.zeros(0, np.intp), np.zeros(0, np.float32), np.zeros(0, np.uint16))


def phrase(index: Indexed, members: Sequence[Member], spread: bool) -> Hits:
    """Return the documents that have a term of every member.

    Several words count as a phrase where one field has them all; `spread` also keeps, for less,
    the documents where they stand in different fields.
    """
    # The shortest lists first: what they have in common is shorter still.
    rising = sorted((any_of(index, member) for member in members), key=lambda hits: len(hits[0]))
    found = rising[0]
    for hits in rising[1:]:
        if len(found[0]):
            found = joined(index.size, found, hits, spread)
    if spread and len(members) > 1:
        found[1][found[2] == 0] *= np.float32(SPREAD)
    return found


def any_of(index: Indexed, member: Member) -> Hits:
    """Return the documents that have any of a member's terms, with the best one's score."""
    found = []
    for term, weight in member:
        postings = index.postings(term)
        if postings is not None:
            values = postings[1] * np.float32(weight / TOP_IMPACT)
            found.append((postings[0], values, postings[2]))
    if len(found) < 2:
        return found[0] if found else NOTHING
    best, bits = np.zeros(index.size, np.float32), np.zeros(index.size, np.uint16)
    for documents, values, slots in found:
        best[documents] = np.maximum(best.take(documents), values)
        bits[documents] |= slots
    union = np.flatnonzero(best > 0)
    return union, best.take(union), bits.take(union)


def joined(size: int, first: Hits, second: Hits, spread: bool) -> Hits:
    """Return the documents in both, with the sum of their scores and the fields they share.

    Unless it may be spread over several, only those that share one.
    """
    if len(first[0]) > len(second[0]):
        first, second = second, first
    documents, scores, slots = first
    others, values, other_slots = second
    if len(documents) * RARE < len(others):
        there = np.minimum(others.searchsorted(documents), len(others) - 1)
        here = np.flatnonzero(others.take(there) == documents)
        there = there.take(here)
    else:
        places, start = SCRATCH.lay_out(documents, size)
        gathered = places.take(others)
        there = np.flatnonzero(gathered >= start)
        here = gathered.take(there) - start
    total = scores.take(here) + values.take(there)
    shared = slots.take(here) & other_slots.take(there) & np.uint16(TOGETHER)
    both = others.take(there)
    if spread:
        return both, total, shared
    kept = np.flatnonzero(shared)
    return both.take(kept), total.take(kept), shared.take(kept)
