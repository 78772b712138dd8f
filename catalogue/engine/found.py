"""What a search gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from catalogue.engine.doubt import HitSigns, Nearness, is_near, judge, signs_of
from catalogue.engine.explaining import Evidence, Explained, Lookup, Met, explain
from catalogue.engine.groups import Plan
from catalogue.engine.stances import Stances, stances


class Best(NamedTuple):
    """The first hit by relevance, whatever the page and its order."""

    document: int
    told: float  # its score, in those of a rare word that is met as well as can be


@dataclass(frozen=True)
class Found:
    """One page of a search: the total, the ids in order, and counts for every facet value."""

    total: int
    ids: list[int]
    counts: Mapping[str, Mapping[str, int]]
    hit_counts: Mapping[str, Mapping[str, int]]  # the same among the hits, own choices included
    stance_counts: Mapping[tuple[str, str], Stances]  # of what was chosen by stance
    answers: Sequence[Stances]  # to each demand, of what all else keeps
    silences: Sequence[frozenset[int]]  # for each demand, the ids on the page that say nothing
    full: int  # how many of the total cover all that was asked for
    parts: Mapping[str, int]  # how many of the total stand in each part, in the order shown
    full_parts: Mapping[str, int]  # how many of those cover all that was asked for
    plan: Plan
    best: Best | None  # None: nothing was found, or nothing asked for by words
    documents: np.ndarray  # the page's documents by number
    postings: Lookup
    away: bool = False  # nothing was found in the places that were asked for

    def stances(self, facet: str, value: str) -> Stances:
        """Return how many take each stance on a value, whatever stance on it was chosen."""
        counted = self.stance_counts.get((facet, value))
        return counted or stances(self.hit_counts.get(facet, {}), value, self.total)

    @cached_property
    def signs(self) -> HitSigns | None:
        """Return what is seen of the best hit; None where there is none."""
        return signs_of(self.plan, self._met, self.best.told) if self.best else None

    @property
    def by_words(self) -> Nearness:
        """Tell how far the best of the hits is what was asked for, by the words alone."""
        if self.signs is not None:
            return judge(self.signs)
        return Nearness.HIT if self.total and not self.plan.is_idle else Nearness.ABSENT

    @property
    def nearness(self) -> Nearness:
        """Tell how far it is, in view of what only others have, too."""
        return Nearness.ABSENT if self.plan.elsewhere.lacking else self.by_words

    @property
    def weak(self) -> bool:
        """Tell whether the hits are at most near misses: in what they are, or in where."""
        return self.away or self.nearness is not Nearness.HIT

    @property
    def meets_the_rest(self) -> bool:
        """Tell whether the best hit has all but what no entry has anything of."""
        near = {met.group for met in self._met if is_near(met)}
        heard = [group for group in self.plan.asked if group.alternatives]
        return bool(heard) and near.issuperset(heard)

    @cached_property
    def _met(self) -> list[Met]:
        """Return what the best hit meets."""
        if self.best is None:
            return []
        shown = np.flatnonzero(self.documents == self.best.document)
        if len(shown):
            why = self._explained[int(shown[0])]
        else:
            [why] = explain(self.plan, np.array([self.best.document]), self.postings)
        return why.met

    @cached_property
    def reasons(self) -> dict[int, list[Evidence]]:
        """Why each document of the page was found: its best alternative of each group."""
        pairs = zip(self.ids, self._explained, strict=True)
        return {identity: [met.evidence for met in why.met] for identity, why in pairs}

    @cached_property
    def matched_terms(self) -> dict[int, frozenset[str]]:
        """The index terms, compound parts included, by which each document was found."""
        pairs = zip(self.ids, self._explained, strict=True)
        return {identity: frozenset(why.terms) for identity, why in pairs}

    @cached_property
    def _explained(self) -> list[Explained]:
        return explain(self.plan, self.documents, self.postings)
