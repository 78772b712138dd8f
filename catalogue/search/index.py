"""The index: which documents a plan and some choices give, in what order, and every count.

An index never changes. `with_documents`, `without` and `merged` return another one that shares
most of its arrays, so readers in other threads always see one whole state.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from catalogue.search import snapshot
from catalogue.search.building import build, merge
from catalogue.search.documents import Choices, Document, Facet
from catalogue.search.facets import Counts, FacetCodes
from catalogue.search.found import Found
from catalogue.search.groups import Plan
from catalogue.search.language import Analyser
from catalogue.search.memory import Memory
from catalogue.search.scoring import OVERDUE, Match, inverse_frequency, match
from catalogue.search.segment import UNKNOWN_QUEUE, Postings, Segment

Order = Literal["relevans", "namn", "granskad", "ko"]
EVERYTHING = Plan()
NO_CHOICES = Choices()
GROWTH = 8  # a newer segment joins the one before unless that is so much larger
SMALL_BASE = 500  # a base this small is merged with what is added
TERMS_OF_LIKENESS = 25


class Part(NamedTuple):
    """A segment, its place among all documents, and which of its documents are still valid."""

    segment: Segment
    start: int
    live: np.ndarray | None  # None: all of them


class Index:
    """Searches documents by words and facets. Safe to share between threads."""

    def __init__(
        self,
        analyser: Analyser,
        facets: Iterable[Facet] = (),
        *,
        codes: FacetCodes | None = None,
        segments: Sequence[tuple[Segment, np.ndarray | None]] = (),
    ) -> None:
        """Start empty; `codes` and `segments` are for the index's own use."""
        self.analyser = analyser
        self.codes = codes or FacetCodes(facets)
        parts, start = [], 0
        for segment, live in segments:
            if live is not None and live.all():
                live = None  # noqa: PLW2901
            parts.append(Part(segment, start, live))
            start += segment.size
        self.parts = tuple(parts)
        self.memory = Memory()
        self.size = start
        self.live = self._concatenated_live()
        self.live_count = self.size if self.live is None else int(np.count_nonzero(self.live))

    # -- changing -------------------------------------------------------------------------------

    def with_documents(self, documents: Iterable[Document]) -> "Index":
        """Return an index where these documents are added, or replace those with the same ids."""
        latest = {document.id: document for document in documents}
        if not latest:
            return self
        codes = self.codes.with_values(
            (name, value)
            for document in latest.values()
            for name in self.codes.names
            for value in document.facets.get(name, ())
        )
        added = build(list(latest.values()), self.analyser, codes)
        segments = [*self._without(latest), (added, None)]
        while len(segments) > 1 and _joins(len(segments), segments[-2][0], segments[-1][0]):
            segments[-2:] = [(merge([_live(*pair) for pair in segments[-2:]], codes), None)]
        return Index(self.analyser, codes=codes, segments=segments)

    def without(self, ids: Iterable[int]) -> "Index":
        """Return an index where the documents with these ids are gone."""
        return Index(self.analyser, codes=self.codes, segments=self._without(ids))

    def merged(self) -> "Index":
        """Return an index in one segment, without the remains of replaced documents."""
        if len(self.parts) <= 1 and self.live is None:
            return self
        segment = merge([_live(part.segment, part.live) for part in self.parts], self.codes)
        return Index(self.analyser, codes=self.codes, segments=[(segment, None)])

    def save(self, path: Path) -> None:
        """Write a snapshot into a folder, all in one segment."""
        whole = self.merged()
        segment = whole.parts[0].segment if whole.parts else build([], self.analyser, self.codes)
        snapshot.save(path, segment, self.analyser, self.codes)

    @classmethod
    def load(cls, path: Path, analyser: Analyser, facets: Iterable[Facet]) -> "Index":
        """Open a snapshot, memory-mapped; raise SnapshotError if it cannot be used."""
        segment, codes = snapshot.load(path, analyser, facets)
        return cls(analyser, codes=codes, segments=[(segment, None)])

    def _without(self, ids: Iterable[int]) -> list[tuple[Segment, np.ndarray | None]]:
        identities = list(ids)
        kept: list[tuple[Segment, np.ndarray | None]] = []
        for segment, _, live in self.parts:
            gone = [place for i in identities if (place := segment.position(i)) is not None]
            if gone:
                mask = np.ones(segment.size, bool) if live is None else live.copy()
                mask[gone] = False
                kept.append((segment, mask))
            else:
                kept.append((segment, live))
        return [
            (segment, live) for segment, live in kept if live is None or live.any()
        ]

    # -- looking up -----------------------------------------------------------------------------

    @property
    def delta_count(self) -> int:
        """How many documents lie outside the first segment or are remains: time to merge?"""
        base = self.parts[0].segment.size if self.parts else 0
        return self.size - base + (self.size - self.live_count)

    @property
    def nbytes(self) -> int:
        """The memory that the arrays take (mapped files included, tries not)."""
        return sum(part.segment.arrays.nbytes for part in self.parts)

    def __len__(self) -> int:
        return self.live_count

    def __contains__(self, identity: int) -> bool:
        return self._position(identity) is not None

    def ids(self) -> list[int]:
        """Return the ids of all documents, rising."""
        return sorted(self._ids[self._everyone].tolist())

    def values_of(self, identity: int) -> dict[str, list[str]]:
        """Return a document's facet values, without those that a broader one of its own covers."""
        position = self._position(identity)
        found: dict[str, list[str]] = {}
        for segment, start, _ in self.parts:
            if position is not None and start <= position < start + segment.size:
                for code in segment.codes_of(position - start):
                    facet, value = self.codes.values[code]
                    found.setdefault(facet, []).append(value)
        return found

    def postings(self, term: str) -> Postings | None:
        """Return the documents with a term, with impacts and slots; some may be remains."""
        if len(self.parts) == 1:
            return self.parts[0].segment.postings(term)
        found = []
        for segment, start, _ in self.parts:
            postings = segment.postings(term)
            if postings is not None:
                docs, impacts, slots = postings
                found.append((docs + start, impacts, slots))
        if len(found) < 2:
            return found[0] if found else None
        docs, impacts, slots = (np.concatenate(column) for column in zip(*found, strict=True))
        return docs, impacts, slots

    def frequency(self, term: str) -> int:
        """Return how many documents have a term."""
        postings = self.postings(term)
        if postings is None:
            return 0
        return len(postings[0]) if self.live is None else int(self.live[postings[0]].sum())

    def has(self, term: str) -> bool:
        """Tell whether any document has a term."""
        if self.live is not None:
            return self.frequency(term) > 0
        return any(term in part.segment.terms for part in self.parts)

    def fold_mates(self, bare: str) -> list[str]:
        """Return the spellings in documents that read `bare` without å, ä and ö."""
        mates = {mate for part in self.parts for mate in part.segment.spelling.fold_mates(bare)}
        return sorted(mate for mate in mates if self.has(self.analyser.key(mate)))

    def near(self, bare: str) -> list[tuple[int, str]]:
        """Return (edits, spelling) for spellings in documents close to a folded word."""
        found = {pair for part in self.parts for pair in part.segment.spelling.near(bare)}
        return [(edits, word) for edits, word in found if self.has(self.analyser.key(word))]

    def with_value(self, facet: str, value: str) -> np.ndarray:
        """Return the documents that a choice of this facet value accepts; some may be remains."""
        found = [
            part.segment.with_code(code) + part.start
            for code in self.codes.accepted(facet, value)
            for part in self.parts
        ]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.intp)

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Return the spellings in documents that begin so, the most common words first."""
        words = {word for part in self.parts for word in part.segment.spelling.beginning(prefix)}
        counted = ((self.frequency(self.analyser.key(word)), word) for word in words)
        best = sorted((-count, len(word), word) for count, word in counted if count)
        return [word for _, _, word in best[:limit]]

    # -- searching ------------------------------------------------------------------------------

    def search(
        self,
        plan: Plan = EVERYTHING,
        choices: Choices = NO_CHOICES,
        order: Order = "relevans",
        offset: int = 0,
        limit: int = 20,
        today: int = 0,
    ) -> Found:
        """Return a page of what matches, with the total and the counts of all facet values.

        `today` is an ordinal day; entries overdue for review by then score a little lower.
        """
        matched = match(self, plan) if plan.groups else None
        base = matched.documents if matched else None
        chosen, barred = self._masks(choices)
        hits = self._narrowed(base, [*chosen.values(), *barred])
        hit_counts = self._count(hits)
        own = {name: hit_counts for name in self.codes.names}
        counts = dict(own)
        for name in chosen:
            others = [mask for other, mask in chosen.items() if other != name]
            open_hits = self._narrowed(base, [*others, *barred])
            counts[name] = self._count(open_hits, name)
        if matched is not None and order == "relevans":
            scores = matched.scores
            if hits is not None and hits is not base:
                scores = scores[np.searchsorted(matched.documents, hits)]
            documents = self._by_score(hits, scores, offset, limit, today)
        else:
            documents = self._by_key(hits, order, offset, limit)
        return Found(
            total=self.live_count if hits is None else len(hits),
            ids=self._ids[documents].tolist(),
            counts=Counts(self.codes, counts),
            hit_counts=Counts(self.codes, own),
            weak=matched is not None and matched.weak and len(documents) > 0,
            full=self._full(matched, hits),
            plan=plan,
            documents=documents,
            postings=self.postings,
        )

    def _full(self, matched: Match | None, hits: np.ndarray | None) -> int:
        if matched is None:
            return self.live_count if hits is None else len(hits)
        if hits is matched.documents:
            return matched.full
        return 0 if hits is None else min(matched.full, len(hits))

    def _masks(self, choices: Choices) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
        """Return a mask for each chosen facet, and one for each that has excluded values."""
        chosen, barred = {}, []
        for name, values in choices.include.items():
            if values:
                chosen[name] = self._mask(name, values)
        for name, values in choices.exclude.items():
            if values:
                barred.append(~self._mask(name, values))
        return chosen, barred

    def _mask(self, facet: str, values: Iterable[str]) -> np.ndarray:
        mask = np.zeros(self.size, bool)
        for code in {code for value in values for code in self.codes.accepted(facet, value)}:
            for part in self.parts:
                mask[part.start : part.start + part.segment.size][part.segment.with_code(code)] = True
        return mask

    def _narrowed(
        self, base: np.ndarray | None, masks: Sequence[np.ndarray]
    ) -> np.ndarray | None:
        """Return the documents of `base` that all masks allow; None means every document."""
        if not masks:
            return base
        if base is None:
            allowed = masks[0] if self.live is None else masks[0] & self.live
            for mask in masks[1:]:
                allowed = allowed & mask
            return np.flatnonzero(allowed)
        keep = masks[0][base]
        for mask in masks[1:]:
            keep &= mask[base]
        return base[keep]

    def _count(self, documents: np.ndarray | None, facet: str | None = None) -> np.ndarray:
        if documents is None:
            return self._all_counts
        if len(documents) * 2 > self.live_count:  # fewer are missing than there are
            missing = np.ones(self.size, bool) if self.live is None else self.live.copy()
            missing[documents] = False
            return self._all_counts - self._counted(np.flatnonzero(missing), facet)
        return self._counted(documents, facet)

    def _counted(self, documents: np.ndarray, facet: str | None = None) -> np.ndarray:
        number = None if facet is None else self.codes.names.index(facet)
        counts = np.zeros(len(self.codes), np.int64)
        excess = np.zeros(len(self.codes), np.int64)
        for segment, start, _ in self.parts:
            if len(self.parts) == 1:
                mine = documents
            else:
                first, last = np.searchsorted(documents, (start, start + segment.size))
                mine = documents[first:last] - start
            if len(mine):
                counts += segment.count(mine, len(self.codes), number)
                over = segment.count_excess(mine, len(self.codes))
                if over is not None:
                    excess += over.astype(np.int64)
        counts[0] = 0
        return self.codes.with_broader(counts) - excess

    # -- ordering -------------------------------------------------------------------------------

    def _by_score(
        self, hits: np.ndarray | None, scores: np.ndarray, offset: int, limit: int, today: int
    ) -> np.ndarray:
        documents = self._everyone if hits is None else hits
        if today and len(documents):
            due = self._due[documents]
            overdue = (due > 0) & (due < today)
            scores = np.where(overdue, scores * np.float32(OVERDUE), scores)
        return _page(documents, (-scores, self._ids[documents]), offset, limit)

    def _by_key(
        self, hits: np.ndarray | None, order: Order, offset: int, limit: int
    ) -> np.ndarray:
        if hits is None:
            return self._sorted(order)[offset : offset + limit]
        keys = tuple(key[hits] for key in self._keys(order))
        return _page(hits, keys, offset, limit)

    def _keys(self, order: Order) -> tuple[np.ndarray, ...]:
        if order == "granskad":
            return -self._reviewed, self._name_rank
        if order == "ko":
            return self._queue, self._name_rank
        return (self._name_rank,)

    def _sorted(self, order: Order) -> np.ndarray:
        """Return all documents in an order, kept for the next who browses."""
        key = "namn" if order == "relevans" else order
        found = self._orders.get(key)
        if found is None:
            documents = self._everyone
            keys = tuple(values[documents] for values in self._keys(order))
            found = self._orders[key] = documents[np.lexsort(keys[::-1])]
        return found

    @cached_property
    def _orders(self) -> dict[str, np.ndarray]:
        return {}

    # -- what is worked out once for each state ---------------------------------------------------

    def _concatenated_live(self) -> np.ndarray | None:
        if all(part.live is None for part in self.parts):
            return None
        masks = [
            np.ones(segment.size, bool) if live is None else live for segment, _, live in self.parts
        ]
        return np.concatenate(masks)

    def _gathered(self, name: str) -> np.ndarray:
        arrays = [getattr(part.segment.arrays, name) for part in self.parts]
        if len(arrays) == 1:
            return arrays[0]  # type: ignore[no-any-return]
        return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)

    @cached_property
    def _ids(self) -> np.ndarray:
        return self._gathered("ids")

    @cached_property
    def _reviewed(self) -> np.ndarray:
        return self._gathered("reviewed")

    @cached_property
    def _queue(self) -> np.ndarray:
        return self._gathered("queue")

    @cached_property
    def _due(self) -> np.ndarray:
        return self._gathered("due")

    @cached_property
    def _everyone(self) -> np.ndarray:
        if self.live is None:
            return np.arange(self.size, dtype=np.int64)
        return np.flatnonzero(self.live)

    @cached_property
    def _all_counts(self) -> np.ndarray:
        return self._counted(self._everyone)

    @cached_property
    def _name_rank(self) -> np.ndarray:
        """Numbers that sort all documents by name and id: newer ones fall between the base's."""
        if len(self.parts) < 2:
            return self.parts[0].segment.name_rank if self.parts else np.zeros(0)
        base = self.parts[0].segment
        newer = sorted(
            (segment.name(place), int(segment.ids[place]), start + place)
            for segment, start, _ in self.parts[1:]
            for place in range(segment.size)
        )
        rank = np.empty(self.size, np.float64)
        rank[: base.size] = base.name_rank
        for number, (name, identity, document) in enumerate(newer, 1):
            rank[document] = base.name_place(name, identity) - 1 + number / (len(newer) + 1)
        return rank

    def _position(self, identity: int) -> int | None:
        for segment, start, live in self.parts:
            place = segment.position(identity)
            if place is not None and (live is None or live[place]):
                return start + place
        return None

    # -- likeness -------------------------------------------------------------------------------

    def similar(self, identity: int, limit: int = 5) -> list[int]:
        """Return the documents that share the most telling words with this one, best first."""
        position = self._position(identity)
        if position is None:
            return []
        part = next(p for p in self.parts if p.start <= position < p.start + p.segment.size)
        numbers, impacts = part.segment.terms_of(position - part.start)
        weights = [
            (float(impact) * inverse_frequency(self.frequency(term), self.live_count), term)
            for number, impact in zip(numbers.tolist(), impacts.tolist(), strict=True)
            if (term := part.segment.terms.restore_key(number))[0] not in "^"
        ]
        scores = np.zeros(self.size, np.float32)
        for weight, term in sorted(weights, reverse=True)[:TERMS_OF_LIKENESS]:
            postings = self.postings(term)
            if postings is not None:
                scores[postings[0]] += np.float32(weight) * postings[1]
        scores[position] = 0
        if self.live is not None:
            scores *= self.live
        candidates = np.flatnonzero(scores)
        page = _page(candidates, (-scores[candidates], self._ids[candidates]), 0, limit)
        return self._ids[page].tolist()  # type: ignore[no-any-return]


def _joins(number: int, last: Segment, added: Segment) -> bool:
    """Tell whether a new segment is merged with the last: the base only while it is small."""
    if number == 2 and last.size > SMALL_BASE:
        return False
    return last.size < GROWTH * added.size


def _live(segment: Segment, live: np.ndarray | None) -> tuple[Segment, np.ndarray]:
    return segment, np.ones(segment.size, bool) if live is None else live


def _page(
    documents: np.ndarray, keys: tuple[np.ndarray, ...], offset: int, limit: int
) -> np.ndarray:
    """Return a page of the documents sorted by the keys, without sorting those beyond it."""
    last = offset + limit
    if last < len(documents):
        first = keys[0]
        edge = np.partition(first, last - 1)[last - 1] if last else first.min()
        kept = np.flatnonzero(first <= edge)
        documents, keys = documents[kept], tuple(key[kept] for key in keys)
    return documents[np.lexsort(keys[::-1])[offset:last]]
