"""Score documents against a plan: BM25F with the best alternative of each group.

A group counts once however many alternatives match (synonyms must not beat the exact word), and
a document must cover the groups: all of one or two, most of the weight of three or more.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from catalogue.search.fields import TOGETHER
from catalogue.search.groups import Alternative, Group, Member, Plan
from catalogue.search.memory import Memory
from catalogue.search.segment import TOP_IMPACT, Postings

TWO = 0.6  # of two groups: both, or one with a broader word for the other
MOST = 0.4  # of three or more: this share of their number or of their idf
FAR = 0.4  # how much of a group a document meets that has only a broader word
LEAST = 0.3  # when nothing covers that: what a weak hit must cover at least
NEAR_BEST = 0.7  # ... and this share of what the best covers
SPREAD = 0.5  # the factor of a typed phrase whose words stand in different fields
SPARSE = 16  # below one document in so many, picking them out is faster
COMMON = 0.35  # how much an alternative loses that is commoner than the first: 0 nothing
TYPED = frozenset(("exact", "parts", "fold", "typo"))
ENOUGH = 5  # with so many hits for one thing asked, those of broader words stay away
FEW = 8  # with fewer hits than this, those that cover less are shown after them
PLACE_IMPACT = 0.5  # what a facet value is worth as a match, beside real words


Hits = tuple[np.ndarray, np.ndarray, np.ndarray]  # documents, scores, slots


class Searched(Protocol):
    """What scoring needs of an index."""

    size: int
    live_count: int
    phrases: Memory  # the documents of phrases, with their scores

    def postings(self, term: str) -> Postings | None:
        """Return documents, impacts and slots of a term."""

    def with_value(self, facet: str, value: str) -> np.ndarray:
        """Return the documents that a choice of this facet value accepts."""


@dataclass(frozen=True, slots=True)
class Match:
    """The documents that match a plan, rising, with their scores."""

    documents: np.ndarray
    scores: np.ndarray
    weak: bool  # a guess at what was meant
    full: np.ndarray  # by document: whether it covers what was asked for, or only comes along


class Scratch(threading.local):
    """Zeroed arrays per thread, for joining postings; whoever writes into them clears them."""

    def __init__(self) -> None:
        self._values = np.zeros(0, np.float32)
        self._bits = np.zeros(0, np.uint16)
        self._places = np.zeros(0, np.int32)

    def places(self, size: int) -> np.ndarray:
        """Return the array, of places in another, with room for `size` documents."""
        if len(self._places) < size:
            self._places = np.zeros(size + size // 4, np.int32)
        return self._places

    def of(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the arrays, of scores and of slots, with room for `size` documents."""
        if len(self._values) < size:
            self._values = np.zeros(size + size // 4, np.float32)
            self._bits = np.zeros(size + size // 4, np.uint16)
        return self._values, self._bits


SCRATCH = Scratch()


def match(index: Searched, plan: Plan) -> Match:
    """Return the documents that cover the plan's groups and, if few do, those that nearly do."""
    size = np.float32(len(plan.groups))
    if len(plan.groups) == 1:
        group = plan.groups[0]
        scored = score_group(index, group)
        found = scored.documents
        meant = found[scored.met[found] == 1]
        if len(meant) >= ENOUGH:
            found = meant
        values = scored.values[found] * np.float32(scored.idf)
        return Match(found, values, group.weak, np.ones(len(found), bool))
    scores = np.zeros(index.size, np.float32)
    share = np.zeros(index.size, np.float32)  # of the groups' weight
    number = np.zeros(index.size, np.float32)  # of groups
    scored_groups = [score_group(index, group) for group in plan.groups]
    total = np.float32(sum(scored.idf for scored in scored_groups))
    for scored in scored_groups:
        found, idf = scored.documents, np.float32(scored.idf)
        if not len(found):
            continue
        # A few documents are picked out; of many, all are gone through.
        where = found if len(found) * SPARSE < index.size else slice(None)
        met = scored.met[where]
        scores[where] += idf * scored.values[where]
        share[where] += idf / total * met
        number[where] += met / size
    covered = np.maximum(share, number)
    enough = TWO if len(plan.groups) == 2 else MOST
    documents = np.flatnonzero(covered >= np.float32(enough))
    if len(documents) < FEW:
        least = min(MOST, max(LEAST, NEAR_BEST * float(covered.max(initial=0.0))))
        documents = np.flatnonzero(covered >= np.float32(least))
    share = covered[documents]
    values = scores[documents] * (np.float32(0.5) + np.float32(0.5) * share)
    weak = any(group.weak for group in plan.groups)
    return Match(documents, values, weak, share >= np.float32(enough))


class Scored(NamedTuple):
    """How one group matched."""

    values: np.ndarray  # by document: its best alternative's score
    met: np.ndarray  # by document: 1, or FAR where only a broader word was found, or 0
    documents: np.ndarray  # those with a score, rising
    idf: float


def score_group(index: Searched, group: Group) -> Scored:
    """Score every document in one group by its best alternative."""
    values = np.zeros(index.size, np.float32)
    first = 0.0
    near: np.ndarray | None = None
    for alternative in group.alternatives:  # the broader ones come last
        if near is None and alternative.kind == "broader":
            near = values > 0
        documents, scores, boost = score_alternative(index, alternative)
        if not len(documents):
            continue
        telling = inverse_frequency(len(documents), index.live_count)
        if telling < first:  # says less than the word that stands first
            boost *= (telling / first) ** COMMON
        scores = scores * np.float32(boost)
        if first:
            np.maximum.at(values, documents, scores)
        else:
            values[documents] = scores
            first = telling
    found = values > 0
    met = found.astype(np.float32)
    documents = np.flatnonzero(found)
    frequency = len(documents)
    if near is not None:
        met = np.where(near, met, met * np.float32(FAR))
        # What was asked for stays rare, however common the broader word is.
        frequency = int(np.count_nonzero(near)) or frequency
    return Scored(values, met, documents, inverse_frequency(frequency, index.live_count))


def inverse_frequency(frequency: int, size: int) -> float:
    """Return the idf of something that so many of the documents have."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def score_alternative(
    index: Searched, alternative: Alternative
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the documents that satisfy an alternative, scores, and what to multiply them by.

    Several words count as a phrase where one field has them all. A typed phrase may also be
    spread over fields, for less; what a synonym would find that way is chance.
    """
    if alternative.facet is not None:
        documents = index.with_value(*alternative.facet)
        return documents, np.ones(len(documents), np.float32), alternative.boost * PLACE_IMPACT
    first, *others = alternative.members
    if not others and len(first) == 1:
        term, weight = first[0]
        postings = index.postings(term)
        if postings is None:
            return NOTHING[0], NOTHING[1], 0.0
        return postings[0], postings[1], weight * alternative.boost / TOP_IMPACT
    asked = (alternative.members, alternative.kind in TYPED)
    known = index.phrases.get(asked)
    if known is None:
        found = score_member(index, first)
        for member in others:
            if len(found[0]):
                found = joined(index.size, found, score_member(index, member), spread=asked[1])
        known = found[0].astype(np.int32), found[1]
        index.phrases.put(asked, known, len(found[0]) + 16)
    documents, scores = known
    return documents.astype(np.intp), scores, alternative.boost / len(alternative.members)


def score_member(index: Searched, member: Member) -> Hits:
    """Return the documents that have any of a member's terms, with the best one's score."""
    found = []
    for term, weight in member:
        postings = index.postings(term)
        if postings is not None:
            values = postings[1] * np.float32(weight / TOP_IMPACT)
            found.append((postings[0], values, postings[2]))
    if len(found) < 2:
        return found[0] if found else NOTHING
    return best_of(index.size, found)


def best_of(size: int, found: Sequence[Hits]) -> Hits:
    """Return the union of several hits, unsorted, with the highest scores and all slots."""
    scratch, bits = SCRATCH.of(size)
    fresh = []
    for documents, values, slots in found:
        known = scratch[documents]
        fresh.append(documents[known == 0])
        np.maximum.at(scratch, documents, values)
        bits[documents] |= slots
    union = np.concatenate(fresh)
    hits = union, scratch[union], bits[union]
    scratch[union] = 0
    bits[union] = 0
    return hits


def joined(size: int, first: Hits, second: Hits, spread: bool) -> Hits:
    """Return the documents in both, with the sum of their scores and the fields they share.

    `spread` also keeps, at a lower score, those that have the two in different fields.
    """
    if len(first[0]) > len(second[0]):
        first, second = second, first
    documents, scores, slots = first
    others, values, other_slots = second
    places = SCRATCH.places(size)
    places[documents] = np.arange(1, len(documents) + 1, dtype=np.int32)
    gathered = places[others]
    places[documents] = 0
    there = np.flatnonzero(gathered > 0)
    here = gathered[there] - 1
    total = scores[here] + values[there]
    shared = slots[here] & other_slots[there] & np.uint16(TOGETHER)
    if spread:
        total = np.where(shared > 0, total, total * np.float32(SPREAD))
        return others[there], total, shared
    kept = shared > 0
    return others[there[kept]], total[kept], shared[kept]


NOTHING: Hits = (np.zeros(0, np.intp), np.zeros(0, np.float32), np.zeros(0, np.uint16))
