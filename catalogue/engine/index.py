"""The index: documents in segments, added, replaced, merged, saved and searched.

An index never changes. `with_documents`, `without` and `merged` return another one that shares
most of its arrays, so readers in other threads always see one whole state.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from catalogue.engine import likeness, snapshot
from catalogue.engine.building import build, merge
from catalogue.engine.census import Census
from catalogue.engine.collection import Collection
from catalogue.engine.documents import Choices, Document, IndexedFacet, Parts
from catalogue.engine.facets import FacetCodes
from catalogue.engine.finding import Page, Search
from catalogue.engine.found import Found
from catalogue.engine.groups import Plan
from catalogue.engine.language import Analyser
from catalogue.engine.matching import FacetValues
from catalogue.engine.ordering import Order, Ordering
from catalogue.engine.segment import Segment

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
        self._ordering, self._census = Ordering(self), Census(self)

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
        search = Search(self, self._census, plan, choices, there)
        return search.found(self._ordering, parts, Page(order, offset, limit, today))

    def similar(self, identity: int, limit: int = 5) -> list[int]:
        """Return the documents that share the most telling words with this one, best first."""
        return likeness.similar(self, identity, limit)


def _values(documents: Iterable[Document], codes: FacetCodes) -> Iterator[tuple[str, str]]:
    return (
        (name, value)
        for document in documents
        for name in codes.names
        for value in document.facets.get(name, ())
    )


def _joins(number: int, last: Segment, added: Segment) -> bool:
    """Tell whether a new segment is merged with the last: the base only while it is small."""
    if number == 2 and last.size > SMALL_BASE:
        return False
    return last.size < GROWTH * added.size


def _live(segment: Segment, live: np.ndarray | None) -> tuple[Segment, np.ndarray]:
    return segment, np.ones(segment.size, bool) if live is None else live
