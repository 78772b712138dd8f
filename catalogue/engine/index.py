"""The index: which documents a plan and some choices give, in what order, and every count.

An index never changes. `with_documents`, `without` and `merged` return another one that shares
most of its arrays, so readers in other threads always see one whole state.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

import numpy as np

from catalogue.engine import likeness, snapshot
from catalogue.engine.building import build, merge
from catalogue.engine.choosing import About, Answered, Masks, masks_of, parted, taken
from catalogue.engine.collection import Collection
from catalogue.engine.documents import Choices, Document, IndexedFacet, Parts
from catalogue.engine.facets import Counts, FacetCodes
from catalogue.engine.found import Best, Found
from catalogue.engine.groups import Plan
from catalogue.engine.language import Analyser
from catalogue.engine.ordering import Order, Ordering
from catalogue.engine.scoring import FacetValues, inverse_frequency, match
from catalogue.engine.segment import Segment
from catalogue.engine.stances import Stances, stances

SAYS_SO = np.float32(1.3)  # the factor of a hit for each demand that it says it meets
EVERYTHING = Plan()
NO_CHOICES = Choices()
NO_PARTS: Parts = {}
NOWHERE: FacetValues = frozenset()
GROWTH = 8  # a newer segment joins the one before unless that is so much larger
BATCH = 25_000  # so many documents are analysed before they become a segment
SMALL_BASE = 500  # a base this small is merged with what is added


class Index(Collection):
    """Searches documents by words and facets. Safe to share between threads."""

    def __init__(
        self,
        analyser: Analyser,
        facets: Iterable[IndexedFacet] = (),
        *,
        codes: FacetCodes | None = None,
        segments: Sequence[tuple[Segment, np.ndarray | None]] = (),
    ) -> None:
        """Start empty; `codes` and `segments` are for the index's own use."""
        super().__init__(analyser, codes or FacetCodes(facets), segments)
        self._ordering = Ordering(self)

    def with_documents(self, documents: Iterable[Document]) -> "Index":
        """Return an index where these documents are added, or replace those with the same ids."""
        latest = {document.id: document for document in documents}
        if not latest:
            return self
        codes = self.codes.with_values(_values(latest.values(), self.codes))
        added = build(list(latest.values()), self.analyser, codes)
        segments = [*self._without(latest), (added, None)]
        while len(segments) > 1 and _joins(len(segments), segments[-2][0], segments[-1][0]):
            segments[-2:] = [(merge([_live(*pair) for pair in segments[-2:]], codes), None)]
        return Index(self.analyser, codes=codes, segments=segments)

    @classmethod
    def of(
        cls, analyser: Analyser, facets: Iterable[IndexedFacet], documents: Iterable[Document]
    ) -> "Index":
        """Return the index of documents whose ids all differ; never are all texts in memory."""
        codes, waiting = FacetCodes(facets), iter(documents)
        segments = []
        while batch := list(islice(waiting, BATCH)):
            codes = codes.with_values(_values(batch, codes))
            segments.append((build(batch, analyser, codes), None))
        return cls(analyser, codes=codes, segments=segments).merged()

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
    def load(cls, path: Path, analyser: Analyser, facets: Iterable[IndexedFacet]) -> "Index":
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
        return [(segment, live) for segment, live in kept if live is None or live.any()]

    def search(
        self,
        plan: Plan = EVERYTHING,
        choices: Choices = NO_CHOICES,
        order: Order = "relevance",
        offset: int = 0,
        limit: int = 20,
        today: int = 0,
        parts: Parts = NO_PARTS,
        there: FacetValues = NOWHERE,
    ) -> Found:
        """Return a page of what matches, with the total and the counts of all facet values.

        In every order a hit stands in the first of the parts that takes it, or in the last.
        Where few documents with a value `there` match, those with one that match in part do too.
        `today` is an ordinal day; entries that are no longer trusted by then score a little lower.
        """
        matched = match(self, plan, there) if plan.groups else None
        base = matched.documents if matched else self.everyone if choices.demands else None
        masks = masks_of(choices, self, base)
        kept = masks.together()
        hits = self._chosen(base, kept)
        hit_counts = self._count(hits)
        own = dict.fromkeys(self.codes.names, hit_counts)
        counts = dict(own)
        for name in masks.chosen:
            counts[name] = self._count(self._chosen(base, masks.together(but=name)), name)
        total = full = self.live_count if hits is None else len(hits)
        fully = None
        if matched is not None and matched.full is not None:
            fully = taken(matched.full, kept)
            full = int(np.count_nonzero(fully))
        numbers, sizes = None, dict.fromkeys(parts, 0)
        full_sizes = sizes
        if parts:
            hits = self.everyone if hits is None else hits
            numbers = parted(parts, self, hits)
            sizes = _counted_parts(parts, numbers)
            full_sizes = sizes if fully is None else _counted_parts(parts, numbers[fully])
        best = None
        if matched is not None and hits is not None:
            scores = taken(matched.scores, kept)
            for answered in masks.demanded:
                rises = taken(answered.yes, kept) & answered.demand.rises
                scores = np.where(rises, scores * SAYS_SO, scores)
            ordered = partial(self._ordering.by_score, hits, scores, numbers, today=today)
            documents = ordered(offset=offset, limit=limit)
            first = ordered(offset=0, limit=1) if offset else documents
            best = self._best(first, hits, scores)
        if best is None or order != "relevance":
            by_name = "name" if order == "relevance" else order
            documents = self._ordering.by_key(hits, by_name, numbers, offset, limit)
        return Found(
            total=total,
            ids=self.all_ids[documents].tolist(),
            counts=Counts(self.codes, counts),
            hit_counts=Counts(self.codes, own),
            stance_counts={about: self._stances(about, base, masks) for about in masks.stated},
            answers=[
                answered.among(masks.together(but=place))
                for place, answered in enumerate(masks.demanded)
            ],
            silences=[self._silent(answered, base, documents) for answered in masks.demanded],
            full=full,
            parts=sizes,
            full_parts=full_sizes,
            plan=plan,
            best=best,
            documents=documents,
            postings=self.postings,
        )

    def similar(self, identity: int, limit: int = 5) -> list[int]:
        """Return the documents that share the most telling words with this one, best first."""
        return likeness.similar(self, identity, limit)

    def _best(self, ordered: np.ndarray, hits: np.ndarray, scores: np.ndarray) -> Best | None:
        """Return the first of some documents, with its score beside that of a rare word."""
        if not len(ordered):
            return None
        score = scores[hits.searchsorted(ordered[0])]
        return Best(int(ordered[0]), float(score) / inverse_frequency(1, self.live_count))

    def _stances(self, about: About, base: np.ndarray | None, masks: Masks) -> Stances:
        """Count the stances on a value among what all the other choices keep."""
        facet, value = about
        documents = self._chosen(base, masks.together(but=about))
        total = self.live_count if documents is None else len(documents)
        return stances(self.codes.named(facet, self._count(documents, facet)), value, total)

    def _silent(
        self, answered: Answered, base: np.ndarray | None, documents: np.ndarray
    ) -> frozenset[int]:
        """Return the ids of those of some documents that say neither yes nor no."""
        places = documents if base is None else np.searchsorted(base, documents)
        silent = ~(answered.yes | answered.no).take(places)
        return frozenset(self.all_ids[documents[silent]].tolist())

    def _chosen(self, base: np.ndarray | None, kept: np.ndarray | None) -> np.ndarray | None:
        """Return the documents of `base` that a mask of it keeps; None means every document."""
        if kept is None:
            return base
        if base is None:
            return np.flatnonzero(kept if self.live is None else kept & self.live)
        chosen: np.ndarray = base.take(np.flatnonzero(kept))
        return chosen

    def _count(self, documents: np.ndarray | None, facet: str | None = None) -> np.ndarray:
        if documents is None:
            return self._all_counts
        if len(documents) * 2 > self.live_count:  # fewer are missing than there are
            missing = np.ones(self.size, bool) if self.live is None else self.live.copy()
            missing[documents] = False
            rest: np.ndarray = self._all_counts - self._counted(np.flatnonzero(missing), facet)
            return rest
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

    @cached_property
    def _all_counts(self) -> np.ndarray:
        return self._counted(self.everyone)


def _values(documents: Iterable[Document], codes: FacetCodes) -> Iterator[tuple[str, str]]:
    return (
        (name, value)
        for document in documents
        for name in codes.names
        for value in document.facets.get(name, ())
    )


def _counted_parts(parts: Parts, numbers: np.ndarray) -> dict[str, int]:
    """Return how many of the documents with these numbers of parts stand in each."""
    counted = np.bincount(numbers, minlength=len(parts)).tolist()
    return dict(zip(parts, counted, strict=True))


def _joins(number: int, last: Segment, added: Segment) -> bool:
    """Tell whether a new segment is merged with the last: the base only while it is small."""
    if number == 2 and last.size > SMALL_BASE:
        return False
    return last.size < GROWTH * added.size


def _live(segment: Segment, live: np.ndarray | None) -> tuple[Segment, np.ndarray]:
    return segment, np.ones(segment.size, bool) if live is None else live
