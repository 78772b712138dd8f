"""Match documents with a plan: those that cover enough of its groups, with their scores.

A document must cover the groups: all of one or two, most of the weight of three or more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.engine.accord import in_accord
from catalogue.engine.affinity import lifted
from catalogue.engine.coverage import Scored, coverage
from catalogue.engine.groups import Group, Plan
from catalogue.engine.scoring import Searched, score_group, without

TWO = 0.6  # of two groups: both, or one with a broader word for the other
MOST = 0.4  # of three or more: this share of their number or of their idf
LEAST = 0.3  # when few cover that: what the others must cover at least
PLAIN = 0.6  # the factor of a word that the vocabulary does not know, beside other words ...
BESIDE = 0.3  # ... and how much of a word it is where a phrase says what is meant
ENOUGH = 5  # with so many hits for one thing asked, those of broader words stay away
FEW = 8  # with fewer hits than this, those that cover less are shown after them
SENTENCE = 20, 0.15  # ... the same where more than two things are asked: much is said beside
THERE = 0.2  # of the place that is asked for, what has few hits: they cover at least this

FacetValues = frozenset[tuple[str, str]]


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
    said = len(groups) > 2 and all(len(group.documents) for group in groups)
    few, least = SENTENCE if said else (FEW, LEAST)
    if len(documents) < few:
        documents = covered.reaching(least)
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
