"""Score documents against a plan: BM25F with the best alternative of each group.

A group counts once however many alternatives match (synonyms must not beat the exact word), and
a document must cover the groups: all of one or two, most of the weight of three or more.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from catalogue.search.groups import Alternative, Group, Member, Plan
from catalogue.search.segment import TOP_IMPACT, Postings

ALL = 0.999  # one or two groups: every one must match
MOST = 0.45  # three or more: this share of their idf
LEAST = 0.3  # when nothing covers that: what a weak hit must cover at least
NEAR_BEST = 0.7  # ... and this share of what the best covers
OVERDUE = 0.9  # the factor of an entry whose review is overdue
PLACE_IMPACT = 0.5  # what a facet value is worth as a match, beside real words


class Searched(Protocol):
    """What scoring needs of an index."""

    size: int
    live_count: int
    live: np.ndarray | None

    def postings(self, term: str) -> Postings | None:
        """Return documents, impacts and slots of a term."""

    def with_value(self, facet: str, value: str) -> np.ndarray:
        """Return the documents that a choice of this facet value accepts."""


@dataclass(frozen=True, slots=True)
class Match:
    """The documents that match a plan, rising, with their scores."""

    documents: np.ndarray
    scores: np.ndarray
    weak: bool


class Scratch(threading.local):
    """A zeroed array per thread, for joining postings; whoever writes into it clears it."""

    def __init__(self) -> None:
        self._values = np.zeros(0, np.float32)

    def of(self, size: int) -> np.ndarray:
        """Return the array with room for `size` documents."""
        if len(self._values) < size:
            self._values = np.zeros(size + size // 4, np.float32)
        return self._values


SCRATCH = Scratch()


def match(index: Searched, plan: Plan) -> Match:
    """Return the documents that cover the plan's groups; weak if some had to be let go."""
    scores = np.zeros(index.size, np.float32)
    if len(plan.groups) == 1:
        group = plan.groups[0]
        scores, found, idf = score_group(index, group)
        return Match(found, scores[found] * np.float32(idf), group.weak and len(found) > 0)
    covered = np.zeros(index.size, np.float32)
    total = 0.0
    for group in plan.groups:
        values, found, idf = score_group(index, group)
        total += idf
        if len(found):
            weight = np.float32(idf)
            if len(found) * 4 < index.size:
                scores[found] += weight * values[found]
                covered[found] += weight
            else:
                scores += weight * values
                covered += weight * (values > 0)
    needed = (ALL if len(plan.groups) <= 2 else MOST) * total
    documents = np.flatnonzero(covered >= np.float32(needed))
    weak = any(group.weak for group in plan.groups)
    if not len(documents):
        weak = True
        best = float(covered.max(initial=0.0))
        needed = max(LEAST * total, NEAR_BEST * best)
        documents = np.flatnonzero(covered >= np.float32(needed))
    share = covered[documents] / np.float32(total or 1.0)
    values = scores[documents] * (np.float32(0.5) + np.float32(0.5) * share)
    return Match(documents, values, weak and len(documents) > 0)


def score_group(index: Searched, group: Group) -> tuple[np.ndarray, np.ndarray, float]:
    """Return each document's score in a group, the documents that have one, and the group's idf."""
    values = np.zeros(index.size, np.float32)
    parts = []
    for alternative in group.alternatives:
        documents, scores = score_alternative(index, alternative)
        if len(documents):
            values[documents] = np.maximum(values[documents], scores) if parts else scores
            parts.append(documents)
    if not parts:
        return values, np.zeros(0, np.int64), inverse_frequency(0, index.live_count)
    if index.live is not None:
        values *= index.live
        found = np.flatnonzero(values)
    elif len(parts) == 1:
        found = parts[0]
    else:
        found = np.flatnonzero(values)
    return values, found, inverse_frequency(len(found), index.live_count)


def inverse_frequency(frequency: int, size: int) -> float:
    """Return the idf of something that so many of the documents have."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def score_alternative(index: Searched, alternative: Alternative) -> tuple[np.ndarray, np.ndarray]:
    """Return the documents that satisfy an alternative, with their scores."""
    if alternative.facet is not None:
        documents = index.with_value(*alternative.facet)
        return documents, np.full(len(documents), alternative.boost * PLACE_IMPACT, np.float32)
    documents, scores = NOTHING
    for number, member in enumerate(alternative.members):
        mine, values = score_member(index, member)
        if number:
            documents, scores = joined(index.size, documents, scores, mine, values)
        else:
            documents, scores = mine, values
        if not len(documents):
            return NOTHING
    return documents, scores * np.float32(alternative.boost / len(alternative.members))


def score_member(index: Searched, member: Member) -> tuple[np.ndarray, np.ndarray]:
    """Return the documents that have any of a member's terms, with the best one's score."""
    found = []
    for term, weight in member:
        postings = index.postings(term)
        if postings is not None:
            values = postings[1] * np.float32(weight / TOP_IMPACT)
            found.append((postings[0], values))
    if len(found) < 2:
        return found[0] if found else NOTHING
    return best_of(index.size, found)


def best_of(
    size: int, found: Sequence[tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the union of several (documents, scores), with the highest score of each."""
    scratch = SCRATCH.of(size)
    for documents, values in found:
        scratch[documents] = np.maximum(scratch[documents], values)
    union = np.unique(np.concatenate([documents for documents, _ in found]))
    scores = scratch[union]
    scratch[union] = 0
    return union, scores


def joined(
    size: int, first: np.ndarray, scores: np.ndarray, second: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the documents in both, with the sum of their scores."""
    scratch = SCRATCH.of(size)
    scratch[first] = scores
    gathered = scratch[second]
    scratch[first] = 0
    both = gathered > 0
    return second[both], gathered[both] + values[both]


NOTHING = (np.zeros(0, np.int32), np.zeros(0, np.float32))
