"""Score documents against a plan: BM25F with the best alternative of each group.

A group counts once however many alternatives match (synonyms must not beat the exact word), and
a document must cover the groups: all of one or two, most of the weight of three or more.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from catalogue.engine.accord import Sensed, in_accord
from catalogue.engine.affinity import Described, lifted
from catalogue.engine.coverage import ONLY_FAR, Scored, coverage
from catalogue.engine.groups import Alternative, Group, Plan
from catalogue.engine.joining import NOTHING, Indexed, phrase
from catalogue.engine.scored import ScoredMemory
from catalogue.engine.segment import TOP_IMPACT

TWO = 0.6  # of two groups: both, or one with a broader word for the other
MOST = 0.4  # of three or more: this share of their number or of their idf
LEAST = 0.3  # when few cover that: what the others must cover at least
PLAIN = 0.6  # the factor of a word that the vocabulary does not know, beside other words ...
BESIDE = 0.3  # ... and how much of a word it is where a phrase says what is meant
COMMON = 0.35  # how much an alternative loses that is commoner than the first: 0 nothing
TYPED = frozenset(("exact", "parts", "fold", "typo"))
ENOUGH = 5  # with so many hits for one thing asked, those of broader words stay away
PLENTY = 500  # with so many, broader words are not even looked for, whatever else is asked
FEW = 8  # with fewer hits than this, those that cover less are shown after them
BEHIND = 0.95  # what the best of a second reading is worth beside the best of the first
THERE = 0.2  # of the place that is asked for, what has few hits: they cover at least this
PLACE_IMPACT = 0.5  # what a facet value is worth as a match, beside real words


FacetValues = frozenset[tuple[str, str]]


class Searched(Indexed, Described, Sensed, Protocol):
    """What scoring needs of an index."""

    live_count: int
    scored: ScoredMemory  # phrases, groups and plans with their documents

    def with_value(self, facet: str, value: str) -> np.ndarray:
        """Return the documents that a choice of this facet value accepts."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents that match a plan, rising, with their scores."""

    documents: np.ndarray
    scores: np.ndarray
    full: np.ndarray | None  # by document: whether it covers what was asked for; None: all do


def match(index: Searched, plan: Plan, there: FacetValues = frozenset()) -> Matched:
    """Return the documents that cover the plan's groups and, if few do, those that nearly do.

    Of those with one of the values `there`, few are enough for those that cover still less.
    """
    groups = plan.groups
    second = any(group.second for group in groups)
    if len(groups) == 1 and len(groups[0].alternatives) == 1 and not (plan.beside or second):
        return Matched(*match_one(index, groups)[:2], None)  # cheaper than remembering
    asked = groups, plan.beside, plan.sense, there
    known = index.scored.get(asked)
    if known is None:
        if len(groups) == 1:
            found, scores, full = match_one(index, groups)
        else:
            found, scores, full = match_several(index, groups, having(index, there))
        for group in plan.beside:
            scores = scores + scores_beside(index, group).take(found)
        scores = in_accord(index, found, scores, plan)
        # Where two things are meant, neither is to draw the other's hits after it.
        known = found, scores if second else lifted(index, found, scores), full
        index.scored.put(asked, *known)
    documents, scores, full = known
    return Matched(documents, scores, full)


def match_one(index: Searched, groups: Sequence[Group]) -> tuple[np.ndarray, np.ndarray, None]:
    """Return the documents that match a single group, with scores."""
    documents, values, far, idf, *_ = score_group(index, groups[0])
    if far is not None and len(far) - np.count_nonzero(far) >= ENOUGH:
        documents, values = documents[~far], values[~far]
    return documents, values * np.float32(idf), None


def having(index: Searched, values: FacetValues) -> np.ndarray | None:
    """Return the documents with one of some facet values, rising; None where none is asked for."""
    if not values:
        return None
    found = [index.with_value(*value) for value in sorted(values)]
    return np.unique(np.concatenate(found))


def match_several(
    index: Searched, asked: Sequence[Group], there: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Return the documents that match several groups, scores, and which do so fully."""
    led = any(" " in group.typed for group in asked)
    groups = [score_in_company(index, group, led) for group in asked]
    for opposed in [group.against for group in groups if group.against is not None]:
        groups = [without(group, opposed) for group in groups]
    leading = [group for group in groups if len(group.documents)]
    lacking = len(groups) - len(leading)
    if 0 < lacking <= len(leading):
        # What leads nowhere does not stand in the way of the rest, but it is said to be missing.
        documents, values = cover(index, leading, there)[:2]
        return documents, values, np.zeros(len(documents), bool)
    return cover(index, groups, there)


def cover(
    index: Searched, groups: Sequence[Scored], there: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Return the documents that cover enough of the groups, scores, and which do so fully."""
    scores = np.zeros(index.size, np.float32)
    for documents, values, _, idf, *_ in groups:
        scores[documents] = scores.take(documents) + values * np.float32(idf)
    covered = coverage(index.size, groups)
    enough = MOST if len(groups) > 2 else TWO
    documents = covered.reaching(enough)
    if len(documents) < FEW:
        documents = covered.reaching(LEAST)
    if there is not None and len(np.intersect1d(documents, there, assume_unique=True)) < FEW:
        less = np.intersect1d(covered.reaching(THERE), there, assume_unique=True)
        documents = np.union1d(documents, less)
    share = covered.of(documents)
    values = scores.take(documents) * (np.float32(0.5) + np.float32(0.5) * share)
    full = share >= np.float32(enough)
    if all(group.met < 1 for group in groups):
        full[:] = False  # nothing that was said is there itself
    return documents, values, None if full.all() else full


def scores_beside(index: Searched, group: Group) -> np.ndarray:
    """Return what every document gains by a group that none need meet."""
    documents, values, _, idf, *_ = score_group(index, group)
    scores = np.zeros(index.size, np.float32)
    scores[documents] = values * np.float32(idf)
    return scores


def score_in_company(index: Searched, group: Group, led: bool) -> Scored:
    """Score a group beside which others stand, a phrase of the vocabulary in the lead or not."""
    scored = score_group(index, group)
    if not group.plain:
        return scored._replace(words=group.typed.count(" ") + 1)
    values = scored.values * np.float32(PLAIN)
    return scored._replace(values=values, words=BESIDE if led else 1)


def score_group(index: Searched, group: Group) -> Scored:
    """Score every document in one group by its best alternative, and tell the other side's."""
    scored = score_alternatives(index, group.alternatives)
    if group.second:
        scored = by_turns(scored, score_alternatives(index, group.second))
    if not group.against:
        return scored
    other = best_of(index, group.against)
    values = np.zeros(index.size, np.float32)
    values[scored.documents] = scored.values
    against = other.documents[other.values > values.take(other.documents)]
    return without(scored._replace(against=against), against)


def without(scored: Scored, documents: np.ndarray) -> Scored:
    """Return what is left of a score, unless that is nothing."""
    kept = np.flatnonzero(~np.isin(scored.documents, documents, assume_unique=True))
    if not len(kept):
        return scored
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
