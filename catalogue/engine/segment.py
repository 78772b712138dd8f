"""An immutable part of the index: postings, facet codes and sort keys in flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import marisa_trie
import numpy as np

from catalogue.engine.counting import FacetCounter
from catalogue.engine.facets import FacetCodes
from catalogue.engine.mapping import Mapped
from catalogue.engine.spelling import SpellingBook

TOP_IMPACT = 65535
UNKNOWN_QUEUE = np.iinfo(np.int32).max
Postings = tuple[np.ndarray, np.ndarray, np.ndarray]  # documents, impacts, slots


@dataclass(frozen=True)
class Arrays:
    """Every array of a segment; what a snapshot stores. Documents are numbered by rising id."""

    ids: np.ndarray  # int64, by document
    reviewed: np.ndarray  # int32 ordinal days, by document
    queue: np.ndarray  # int32, by document
    senses: np.ndarray  # int8, documents x dimensions: what each is about
    trusted_until: np.ndarray  # int32 ordinal days, by document
    name_order: np.ndarray  # int32: documents by (name key, id)
    names: np.ndarray  # uint8: the name keys, UTF-8, end to end
    name_ends: np.ndarray  # int64, by document
    offsets: np.ndarray  # int64: where each term's postings begin; one more than there are terms
    docs: np.ndarray  # int32, by posting
    impacts: np.ndarray  # uint16, by posting
    slots: np.ndarray  # uint16 bits, by posting: the fields the term was in, WHOLE, HEAD, SHOWN
    codes: np.ndarray  # uint16, documents x width, filled with 0, facet beside facet
    columns: np.ndarray  # int64: where each facet's columns begin; one more than there are facets
    more_docs: np.ndarray  # int32: documents with more codes than fit ...
    more_codes: np.ndarray  # uint16: ... and those codes
    excess_docs: np.ndarray  # int32: documents that some value counts too often ...
    excess_codes: np.ndarray  # uint16: ... that value ...
    excess: np.ndarray  # int32: ... and by how much
    code_offsets: np.ndarray  # int64: where each code's documents begin
    code_docs: np.ndarray  # int32
    spelling_numbers: np.ndarray  # int32: the spellings by length
    spelling_masks: np.ndarray  # uint64: the letters of each, in that order
    spelling_starts: np.ndarray  # int64: where each length begins

    @property
    def nbytes(self) -> int:
        """The memory that all arrays take."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))


class Segment:
    """A read-only collection of documents, searched by term and by facet code."""

    def __init__(
        self, arrays: Arrays, terms: Any, spellings: Any, files: Sequence[Mapped] = ()
    ) -> None:
        """Take the arrays, a trie of the terms and one of `folded=spelling`, and their files."""
        self.arrays = arrays
        self.files = files
        self.terms = terms
        self.size = len(arrays.ids)
        self.ids = arrays.ids
        self.spelling = SpellingBook(
            spellings, arrays.spelling_numbers, arrays.spelling_masks, arrays.spelling_starts
        )

    def postings(self, term: str) -> Postings | None:
        """Return the documents with a term, rising, with their impacts and field slots."""
        number = self.terms.get(term, -1)
        if number < 0:
            return None
        arrays = self.arrays
        start, end = arrays.offsets[number], arrays.offsets[number + 1]
        # numpy picks and writes by its own integers more than twice as fast as by narrower ones.
        docs = arrays.docs[start:end].astype(np.intp)
        return docs, arrays.impacts[start:end], arrays.slots[start:end]

    def with_code(self, code: int) -> np.ndarray:
        """Return the documents that carry a facet code."""
        offsets = self.arrays.code_offsets
        if code + 1 >= len(offsets):
            return np.zeros(0, np.intp)
        return self.arrays.code_docs[offsets[code] : offsets[code + 1]].astype(np.intp)

    def codes_of(self, document: int) -> list[int]:
        """Return the facet codes that a document carries."""
        arrays = self.arrays
        more = arrays.more_codes[arrays.more_docs == document]
        return [code for code in (*arrays.codes[document].tolist(), *more.tolist()) if code]

    def carried(self, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return every code of the documents, each with its document's place among them."""
        arrays = self.arrays
        rows = arrays.codes[documents]
        owners, columns = np.nonzero(rows)
        codes = rows[owners, columns]
        wanted = np.zeros(self.size, bool)
        wanted[documents] = True
        more = np.flatnonzero(wanted[arrays.more_docs])
        if not len(more):
            return owners, codes
        order = np.argsort(documents)
        places = order[np.searchsorted(documents, arrays.more_docs[more], sorter=order)]
        return np.concatenate([owners, places]), np.concatenate([codes, arrays.more_codes[more]])

    def count(self, documents: np.ndarray, size: int, facet: int | None = None) -> np.ndarray:
        """Return how many of the documents carry each of `size` codes, or those of one facet."""
        arrays = self.arrays
        counts = self._facet_counter.count(documents, size, facet)
        if len(arrays.more_docs):
            wanted = np.zeros(self.size, bool)
            wanted[documents] = True
            counts += np.bincount(arrays.more_codes[wanted[arrays.more_docs]], minlength=size)
        return counts

    @cached_property
    def _facet_counter(self) -> FacetCounter:
        return FacetCounter(self.arrays.codes, self.arrays.columns)

    def count_excess(self, documents: np.ndarray, size: int) -> np.ndarray | None:
        """Return by how much each value, broader ones included, over-counts the documents."""
        arrays = self.arrays
        if not len(arrays.excess_docs):
            return None
        wanted = np.zeros(self.size, bool)
        wanted[documents] = True
        mine = wanted[arrays.excess_docs]
        return np.bincount(arrays.excess_codes[mine], arrays.excess[mine], minlength=size)

    def position(self, identity: int) -> int | None:
        """Return a document's number by its id."""
        place = int(np.searchsorted(self.ids, identity))
        return place if place < self.size and self.ids[place] == identity else None

    def name(self, document: int) -> str:
        """Return a document's name key."""
        ends = self.arrays.name_ends
        start = ends[document - 1] if document else 0
        return self.arrays.names[start : ends[document]].tobytes().decode()

    def name_place(self, name: str, identity: int) -> int:
        """Return how many documents come before (name, id) when sorted by name."""
        low, high = 0, self.size
        order = self.arrays.name_order
        while low < high:
            middle = (low + high) // 2
            document = int(order[middle])
            if (self.name(document), int(self.ids[document])) < (name, identity):
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def name_rank(self) -> np.ndarray:
        """Each document's place when sorted by name."""
        rank = np.empty(self.size, np.int32)
        rank[self.arrays.name_order] = np.arange(self.size, dtype=np.int32)
        return rank

    def terms_of(self, document: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of a document's terms and their impacts. Reads all postings."""
        places = np.flatnonzero(self.arrays.docs == document)
        numbers = np.searchsorted(self.arrays.offsets, places, side="right") - 1
        return numbers, self.arrays.impacts[places]


def facet_arrays(rows: Sequence[Sequence[int]], codes: FacetCodes) -> dict[str, np.ndarray]:
    """Return the facet arrays of documents that carry these codes."""
    owners, flat, excess = [], [], []
    for document, row in enumerate(rows):
        kept, corrections = codes.normalise(row)
        owners += [document] * len(kept)
        flat += kept
        excess += [(document, code, number) for code, number in corrections]
    documents, carried = np.array(owners, np.int32), np.array(flat, np.uint16)
    matrices, columns, more = [], [0], []
    for facet in range(len(codes.names)):
        mine = np.flatnonzero(codes.facet_of[carried] == facet)
        matrix, rest = padded(documents[mine], carried[mine], len(rows))
        matrices.append(matrix)
        columns.append(columns[-1] + matrix.shape[1])
        more.append(mine[rest])
    over = np.concatenate(more) if more else np.zeros(0, np.int64)
    order = np.argsort(carried, kind="stable")
    offsets = np.concatenate([[0], np.cumsum(np.bincount(carried, minlength=len(codes)))])
    table = np.array(excess, np.int64).reshape(-1, 3)
    return {
        "codes": np.concatenate(matrices, 1) if matrices else np.zeros((len(rows), 0), np.uint16),
        "columns": np.array(columns, np.int64),
        "more_docs": documents[over],
        "more_codes": carried[over],
        "excess_docs": table[:, 0].astype(np.int32),
        "excess_codes": table[:, 1].astype(np.uint16),
        "excess": table[:, 2].astype(np.int32),
        "code_offsets": offsets.astype(np.int64),
        "code_docs": documents[order],
    }


def padded(owners: np.ndarray, codes: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix with each document's codes in its row, and the places that did not fit.

    It is wide enough for nearly all: a few documents with very many codes would widen every row.
    """
    sizes = np.bincount(owners, minlength=size)
    width = int(np.quantile(sizes, 0.98, method="higher")) if size else 0
    column = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    fits = column < width
    matrix = np.zeros((size, width), np.uint16)
    matrix[owners[fits], column[fits]] = codes[fits]
    return matrix, np.flatnonzero(~fits)


def name_arrays(names: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the name arrays of documents, in rising id, with these name keys."""
    encoded = [name.encode() for name in names]
    order = sorted(range(len(names)), key=lambda document: (names[document], document))
    return {
        "names": np.frombuffer(b"".join(encoded), np.uint8),
        "name_ends": np.cumsum([len(name) for name in encoded], dtype=np.int64),
        "name_order": np.array(order, np.int32),
    }


def posting_arrays(
    terms: Sequence[str],
    numbers: np.ndarray,
    docs: np.ndarray,
    impacts: np.ndarray,
    slots: np.ndarray,
) -> tuple[Any, dict[str, np.ndarray]]:
    """Sort postings by term and document; return the trie of terms with the arrays.

    `numbers` says which of `terms` each posting is of; terms without postings are left out.
    """
    used = np.unique(numbers)
    trie = marisa_trie.Trie([terms[number] for number in used.tolist()])
    renumbered = np.full(len(terms), -1, np.int32)
    for number in used.tolist():
        renumbered[number] = trie.key_id(terms[number])
    numbers = renumbered[numbers]
    order = np.lexsort((docs, numbers))
    counts = np.bincount(numbers, minlength=len(used))
    return trie, {
        "offsets": np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        "docs": docs[order].astype(np.int32),
        "impacts": impacts[order].astype(np.uint16),
        "slots": slots[order].astype(np.uint16),
    }
