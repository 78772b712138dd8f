"""The documents of an index, in one or more segments: looked up by term, facet value and id."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from catalogue.engine.facets import FacetCodes
from catalogue.engine.language import Analyser
from catalogue.engine.language.teaching import DIMENSIONS
from catalogue.engine.mapping import all_whole
from catalogue.engine.memory import Memory
from catalogue.engine.scored import ScoredMemory
from catalogue.engine.segment import Postings, Segment

ANSWERS = 20_000  # alternatives of words and phrases kept for the planner
SCORED = 3_000_000, 120  # bytes of scored phrases and plans kept: so many, and for each document


class Part(NamedTuple):
    """A segment, its place among all documents, and which of its documents are still valid."""

    segment: Segment
    start: int
    live: np.ndarray | None  # None: all of them


class Collection:
    """All documents of one state of an index, numbered through; replaced ones stay as remains."""

    def __init__(
        self,
        analyser: Analyser,
        codes: FacetCodes,
        segments: Sequence[tuple[Segment, np.ndarray | None]],
    ) -> None:
        self.analyser, self.codes = analyser, codes
        self.memory = Memory(ANSWERS)
        parts, start = [], 0
        for segment, live in segments:
            whole = live is None or bool(live.all())
            parts.append(Part(segment, start, None if whole else live))
            start += segment.size
        self.parts = tuple(parts)
        self.size = start
        self.scored = ScoredMemory(SCORED[0] + SCORED[1] * start, start)
        self.live = self._concatenated_live()
        self.live_count = self.size if self.live is None else int(np.count_nonzero(self.live))

    @property
    def delta_count(self) -> int:
        """How many documents lie outside the first segment or are remains: when to merge."""
        base = self.parts[0].segment.size if self.parts else 0
        return self.size - base + (self.size - self.live_count)

    @property
    def nbytes(self) -> int:
        """The memory that the arrays take (mapped files included, tries not)."""
        return sum(part.segment.arrays.nbytes for part in self.parts)

    def is_whole(self) -> bool:
        """Tell whether the files that are mapped are still what they were."""
        return all(all_whole(part.segment.files) for part in self.parts)

    def __len__(self) -> int:
        return self.live_count

    def __contains__(self, identity: int) -> bool:
        return self.position(identity) is not None

    def ids(self) -> list[int]:
        """Return the ids of all documents, rising."""
        return sorted(self.all_ids[self.everyone].tolist())

    def values_of(self, identity: int) -> dict[str, list[str]]:
        """Return a document's facet values, without those that a broader one of its own covers."""
        position = self.position(identity)
        found: dict[str, list[str]] = {}
        for segment, start, _ in self.parts:
            if position is not None and start <= position < start + segment.size:
                for code in segment.codes_of(position - start):
                    facet, value = self.codes.values[code]
                    found.setdefault(facet, []).append(value)
        return found

    def postings(self, term: str) -> Postings | None:
        """Return the valid documents with a term, rising, with impacts and slots."""
        found = []
        for segment, start, live in self.parts:
            postings = segment.postings(term)
            if postings is not None:
                docs, impacts, slots = postings
                if live is not None:
                    valid = live[docs]
                    docs, impacts, slots = docs[valid], impacts[valid], slots[valid]
                if len(docs):
                    found.append((docs + start if start else docs, impacts, slots))
        if len(found) < 2:
            return found[0] if found else None
        docs, impacts, slots = (np.concatenate(column) for column in zip(*found, strict=True))
        return docs, impacts, slots

    def frequency(self, term: str) -> int:
        """Return how many documents have a term."""
        postings = self.postings(term)
        return 0 if postings is None else len(postings[0])

    def has(self, term: str) -> bool:
        """Tell whether any document has a term."""
        if self.live is not None:
            return self.postings(term) is not None
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
        """Return the valid documents that a choice of this facet value accepts."""
        found = [
            part.segment.with_code(code) + part.start
            for code in self.codes.accepted(facet, value)
            for part in self.parts
        ]
        if not found:
            return np.zeros(0, np.intp)
        documents = np.unique(np.concatenate(found))
        return documents if self.live is None else documents[self.live[documents]]

    def carried(self, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return every code of the documents, each with its document's place among them."""
        if len(self.parts) == 1:
            return self.parts[0].segment.carried(documents)
        owners, codes = [np.zeros(0, np.intp)], [np.zeros(0, np.uint16)]
        for segment, start, _ in self.parts:
            mine = np.flatnonzero((documents >= start) & (documents < start + segment.size))
            places, found = segment.carried(documents[mine] - start)
            owners.append(mine[places])
            codes.append(found)
        return np.concatenate(owners), np.concatenate(codes)

    def senses_of(self, documents: np.ndarray) -> np.ndarray:
        """Return what each of the documents is about."""
        found = np.zeros((len(documents), DIMENSIONS), np.int8)
        for segment, start, _ in self.parts:
            mine = np.flatnonzero((documents >= start) & (documents < start + segment.size))
            found[mine] = segment.arrays.senses[documents[mine] - start]
        return found

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Return the spellings in documents that begin so, the most common words first."""
        words = {word for part in self.parts for word in part.segment.spelling.beginning(prefix)}
        counted = ((self.frequency(self.analyser.key(word)), word) for word in words)
        best = sorted((-count, len(word), word) for count, word in counted if count)
        return [word for _, _, word in best[:limit]]

    def _concatenated_live(self) -> np.ndarray | None:
        if all(part.live is None for part in self.parts):
            return None
        masks = [
            np.ones(segment.size, bool) if live is None else live for segment, _, live in self.parts
        ]
        return np.concatenate(masks)

    def _gathered(self, name: str) -> np.ndarray:
        arrays: list[np.ndarray] = [getattr(part.segment.arrays, name) for part in self.parts]
        if len(arrays) == 1:
            return arrays[0]
        return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)

    @cached_property
    def all_ids(self) -> np.ndarray:
        """The id of each document."""
        return self._gathered("ids")

    @cached_property
    def reviewed(self) -> np.ndarray:
        """The day on which each document was reviewed."""
        return self._gathered("reviewed")

    @cached_property
    def queue(self) -> np.ndarray:
        """The days of queue of each document."""
        return self._gathered("queue")

    @cached_property
    def trusted_until(self) -> np.ndarray:
        """The day by which each document should be reviewed, 0 for never."""
        return self._gathered("trusted_until")

    @cached_property
    def everyone(self) -> np.ndarray:
        """The numbers of all valid documents."""
        if self.live is None:
            return np.arange(self.size, dtype=np.int64)
        return np.flatnonzero(self.live)

    @cached_property
    def name_rank(self) -> np.ndarray:
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

    def position(self, identity: int) -> int | None:
        """Return the number of the document with an id."""
        for segment, start, live in self.parts:
            place = segment.position(identity)
            if place is not None and (live is None or live[place]):
                return start + place
        return None
