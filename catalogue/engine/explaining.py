"""Tell by what documents were found: of each thing asked for, the way that meets it best."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from catalogue.engine.fields import SHOWN, SLOT_BITS, WHOLE
from catalogue.engine.groups import Alternative, Group, Kind, Plan
from catalogue.engine.segment import TOP_IMPACT, Postings

Lookup = Callable[[str], Postings | None]
Where = Mapping[int, tuple[float, int]]  # place among the documents -> impact, slots


class Evidence(NamedTuple):
    """Why a document was found: what was typed, the word that matched, as what, and where."""

    typed: str
    word: str
    kind: Kind
    fields: tuple[str, ...]
    shown: bool = True  # False: the word is blunt or its text hidden, say nothing of it


class Met(NamedTuple):
    """A thing asked for that a document has something of."""

    group: Group
    value: float  # how well: 1 could not be better
    evidence: Evidence


class Explained(NamedTuple):
    """One document: what it meets, in the order asked, and the index terms by which it does."""

    met: list[Met]
    terms: set[str]


def explain(plan: Plan, documents: np.ndarray, postings: Lookup) -> list[Explained]:
    """Return what each of some documents meets of a plan."""
    explained = [Explained([], set()) for _ in documents]
    seen: dict[str, Where] = {}

    def where(term: str) -> Where:
        if term not in seen:
            seen[term] = _where(postings(term), documents)
        return seen[term]

    for group in (*plan.groups, *plan.beside):
        best: dict[int, Met] = {}
        for alternative in group.alternatives:
            for place, value, slots, terms in _matches(alternative, len(documents), where):
                explained[place].terms.update(terms)
                if place not in best or value > best[place].value:
                    best[place] = Met(group, value, _evidence(group, alternative, slots))
        for place, met in best.items():
            explained[place].met.append(met)
    return explained


def _evidence(group: Group, alternative: Alternative, slots: int) -> Evidence:
    return Evidence(
        typed=group.typed,
        word=alternative.word,
        kind=alternative.kind if slots & WHOLE or alternative.kind != "exact" else "part",
        fields=tuple(name for name, bit in SLOT_BITS.items() if slots & bit),
        shown=alternative.shown and bool(slots & SHOWN),
    )


def _matches(
    alternative: Alternative, count: int, where: Callable[[str], Where]
) -> Iterator[tuple[int, float, int, list[str]]]:
    """Yield (place, value, slots, terms) of the documents that an alternative matches."""
    for place in range(count) if alternative.members else ():
        total, slots, matched = 0.0, SHOWN, []
        for member in alternative.members:
            hits = [
                (there[0] * own, there[1], term)
                for term, own in member
                if (there := where(term).get(place))
            ]
            if not hits:
                break
            total += max(value for value, _, _ in hits)
            bits = 0
            for _, has, term in hits:
                bits |= has
                matched.append(term)
            # Shown is only what every word of it is.
            slots = (slots | bits) & ~(SHOWN & ~(slots & bits))
        else:
            yield place, alternative.boost * total / len(alternative.members), slots, matched


def _where(postings: Postings | None, documents: np.ndarray) -> Where:
    """Return, for the documents that have a term, its impact and slots."""
    if postings is None or not len(postings[0]):
        return {}
    numbers, impacts, slots = postings
    places = np.minimum(np.searchsorted(numbers, documents), len(numbers) - 1)
    return {
        place: (float(impacts[at]) / TOP_IMPACT, int(slots[at]))
        for place, at in enumerate(places.tolist())
        if numbers[at] == documents[place]
    }
