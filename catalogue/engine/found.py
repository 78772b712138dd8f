"""What a search gives back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from catalogue.engine.fields import SHOWN, SLOT_BITS, WHOLE
from catalogue.engine.groups import Alternative, Kind, Plan
from catalogue.engine.segment import TOP_IMPACT, Postings
from catalogue.engine.stances import Stances, stances


class Evidence(NamedTuple):
    """Why a document was found: what was typed, the word that matched, as what, and where."""

    typed: str
    word: str
    kind: Kind
    fields: tuple[str, ...]
    shown: bool = True  # False: the word is blunt or its text hidden, say nothing of it


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
    weak: bool
    full: int  # how many of the total cover all that was asked for
    parts: Mapping[str, int]  # how many of the total stand in each part, in the order shown
    plan: Plan
    documents: np.ndarray  # the page's documents by number
    postings: Callable[[str], Postings | None]

    def stances(self, facet: str, value: str) -> Stances:
        """Return how many take each stance on a value, whatever stance on it was chosen."""
        counted = self.stance_counts.get((facet, value))
        return counted or stances(self.hit_counts.get(facet, {}), value, self.total)

    @cached_property
    def reasons(self) -> dict[int, list[Evidence]]:
        """Why each document of the page was found: its best alternative of each group."""
        return self._explained[0]

    @cached_property
    def matched_terms(self) -> dict[int, frozenset[str]]:
        """The index terms, compound parts included, by which each document was found."""
        return {identity: frozenset(terms) for identity, terms in self._explained[1].items()}

    @cached_property
    def _explained(self) -> tuple[dict[int, list[Evidence]], dict[int, set[str]]]:
        reasons: dict[int, list[Evidence]] = {identity: [] for identity in self.ids}
        terms: dict[int, set[str]] = {identity: set() for identity in self.ids}
        seen: dict[str, Mapping[int, tuple[float, int]]] = {}
        for group in (*self.plan.groups, *self.plan.beside):
            best: dict[int, tuple[float, Evidence]] = {}
            for alternative in group.alternatives:
                for place, score, slots, matched in self._matches(alternative, seen):
                    identity = self.ids[place]
                    terms[identity].update(matched)
                    if identity not in best or score > best[identity][0]:
                        fields = tuple(name for name, bit in SLOT_BITS.items() if slots & bit)
                        whole = slots & WHOLE or alternative.kind != "exact"
                        kind = alternative.kind if whole else "part"
                        shown = alternative.shown and bool(slots & SHOWN)
                        reason = Evidence(group.typed, alternative.word, kind, fields, shown)
                        best[identity] = score, reason
            for identity, (_, reason) in best.items():
                reasons[identity].append(reason)
        return reasons, terms

    def _matches(
        self, alternative: Alternative, seen: dict[str, Mapping[int, tuple[float, int]]]
    ) -> Sequence[tuple[int, float, int, list[str]]]:
        """Return (place on the page, score, slots, terms) where an alternative matched."""
        result = []
        for place in range(len(self.ids)) if alternative.members else ():
            score, slots, matched = 0.0, SHOWN, []
            for member in alternative.members:
                hits = [
                    (self._where(term, seen)[place], weight, term)
                    for term, weight in member
                    if place in self._where(term, seen)
                ]
                if not hits:
                    break
                score += max(impact * weight for (impact, _), weight, _ in hits)
                bits = 0
                for (_, own), _, term in hits:
                    bits |= own
                    matched.append(term)
                # Shown is only what every word of it is.
                slots = (slots | bits) & ~(SHOWN & ~(slots & bits))
            else:
                mean = alternative.boost * score / len(alternative.members)
                result.append((place, mean, slots, matched))
        return result

    def _where(
        self, term: str, seen: dict[str, Mapping[int, tuple[float, int]]]
    ) -> Mapping[int, tuple[float, int]]:
        """Return, for the page's documents that have a term, its impact and slots."""
        if term not in seen:
            seen[term] = {}
            postings = self.postings(term)
            if postings is not None and len(postings[0]):
                docs, impacts, slots = postings
                places = np.minimum(np.searchsorted(docs, self.documents), len(docs) - 1)
                seen[term] = {
                    number: (float(impacts[place]) / TOP_IMPACT, int(slots[place]))
                    for number, place in enumerate(places.tolist())
                    if docs[place] == self.documents[number]
                }
        return seen[term]
