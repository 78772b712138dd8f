"""Score documents in one group of a plan: BM25F with the best of its alternatives.

A group counts once however many alternatives match: synonyms must not beat the exact word.
"""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from catalogue.engine.accord import Sensed
from catalogue.engine.affinity import Described
from catalogue.engine.coverage import ONLY_FAR, Scored
from catalogue.engine.groups import Alternative, Group
from catalogue.engine.joining import NOTHING, Indexed, phrase
from catalogue.engine.scored import ScoredMemory
from catalogue.engine.segment import TOP_IMPACT

COMMON = 0.35  # how much an alternative loses that is commoner than the first: 0 nothing
TYPED = frozenset(("exact", "parts", "fold", "typo"))
PLENTY = 500  # with so many, broader words are not even looked for, whatever else is asked
BEHIND = 0.95  # what the best of a second reading is worth beside the best of the first
PLACE_IMPACT = 0.5  # what a facet value is worth as a match, beside real words


class Searched(Indexed, Described, Sensed, Protocol):
    """What scoring needs of an index."""

    live_count: int
    scored: ScoredMemory  # phrases, groups and plans with their documents

    def with_value(self, facet: str, value: str) -> np.ndarray:
        """Return the documents that a choice of this facet value accepts."""


def score_group(index: Searched, group: Group) -> Scored:
    """Score every document in one group by its best alternative, and tell the other side's."""
    scored = score_alternatives(index, group.alternatives)
    if group.second:
        scored = by_turns(scored, score_alternatives(index, group.second))
    if not group.against:
        return scored
    own = best_of(index, [each for each in group.alternatives if each.kind != "broader"])
    other = best_of(index, group.against)
    values = np.zeros(index.size, np.float32)
    values[own.documents] = own.values
    against = other.documents[other.values > values.take(other.documents)]
    return without(scored._replace(against=against), against)


def without(scored: Scored, documents: np.ndarray) -> Scored:
    """Return what is left of a score. What is for the other side is none, if nothing else is."""
    kept = np.flatnonzero(~np.isin(scored.documents, documents, assume_unique=True))
    return scored._replace(
        documents=scored.documents.take(kept),
        values=scored.values.take(kept),
        far=None if scored.far is None else scored.far.take(kept),
    )


def by_turns(first: Scored, other: Scored) -> Scored:
    """Return two readings as one: the best of either, the second best of either, and so on."""
    if not len(first.documents) or not len(other.documents):
        return first if len(first.documents) else other
    documents = np.concatenate([first.documents, other.documents])
    most = other.values.max() / np.float32(BEHIND)
    values = np.concatenate([first.values / first.values.max(), other.values / most])
    far = np.concatenate([far_of(first), far_of(other)])
    ranks = np.concatenate([ranked(first), ranked(other) + 0.5])
    order = np.argsort(ranks, kind="stable")
    order = order[np.sort(np.unique(documents[order], return_index=True)[1])]
    sought = documents[order]
    by_number = np.argsort(sought)
    falling = -np.sort(-values[order])
    far = far[order].take(by_number)
    return Scored(
        sought.take(by_number),
        falling.take(by_number) * first.values.max(),
        far if far.any() else None,
        first.idf,
        met=max(first.met, other.met),
    )


def far_of(scored: Scored) -> np.ndarray:
    """Return of which documents less was found than of others: only a broader word."""
    far = scored.far
    return np.zeros(len(scored.documents), bool) if far is None or far.all() else far


def ranked(scored: Scored) -> np.ndarray:
    """Return the place of each document among those of a reading, the best 0."""
    return np.argsort(np.lexsort((-scored.values, far_of(scored))), kind="stable")


def score_alternatives(index: Searched, alternatives: Sequence[Alternative]) -> Scored:
    """Score every document by its best alternative."""
    if len(alternatives) == 1 and alternatives[0].kind != "broader":
        documents, scores, boost = score_alternative(index, alternatives[0])
        idf = inverse_frequency(len(documents), index.live_count)
        return Scored(documents, scores * np.float32(boost), None, idf)
    return best_of(index, alternatives)


def best_of(index: Searched, alternatives: Sequence[Alternative]) -> Scored:
    """Score every document by the best of several alternatives."""
    values = np.zeros(index.size, np.float32)
    first = 0.0
    near: np.ndarray | None = None
    for alternative in alternatives:  # the broader ones come last
        if near is None and alternative.kind == "broader":
            near = values > 0
            if np.count_nonzero(near) >= PLENTY:
                near = None
                break
        documents, scores, boost = score_alternative(index, alternative)
        if not len(documents):
            continue
        telling = inverse_frequency(len(documents), index.live_count)
        if telling < first:  # says less than the word that stands first
            boost *= (telling / first) ** COMMON
        scores = scores * np.float32(boost)
        if first:
            scores = np.maximum(scores, values.take(documents))
        else:
            first = telling
        values[documents] = scores
    documents = np.flatnonzero(values > 0)
    frequency, far, met = len(documents), None, 1.0
    if near is not None:
        rare = int(np.count_nonzero(near))
        if rare:
            far = ~near.take(documents)
            frequency = rare  # what was asked for stays so, however common the broader word is
        else:
            met = ONLY_FAR
    idf = inverse_frequency(frequency, index.live_count)
    return Scored(documents, values.take(documents), far, idf, met=met)


def inverse_frequency(frequency: int, size: int) -> float:
    """Return the idf of something that so many of the documents have."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def score_alternative(
    index: Searched, alternative: Alternative
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the documents that satisfy an alternative, scores, and what to multiply them by.

    Only a typed phrase may be spread over fields: what a synonym would find so is chance.
    """
    if alternative.facet is not None:
        documents = index.with_value(*alternative.facet)
        return documents, np.ones(len(documents), np.float32), alternative.boost * PLACE_IMPACT
    members = alternative.members
    if len(members) == 1 and len(members[0]) == 1:
        term, weight = members[0][0]
        postings = index.postings(term)
        if postings is None:
            return NOTHING[0], NOTHING[1], 0.0
        return postings[0], postings[1], weight * alternative.boost / TOP_IMPACT
    asked = members, alternative.kind in TYPED
    known = index.scored.get(asked)
    if known is None:
        known = *phrase(index, members, spread=asked[1])[:2], None
        index.scored.put(asked, *known)
    return *known[:2], alternative.boost / len(members)
