"""Make segments: from documents, and from older segments."""

from array import array
from collections.abc import Mapping, Sequence

import numpy as np

from catalogue.engine.documents import Document
from catalogue.engine.facets import FacetCodes
from catalogue.engine.fields import (
    FIELDS,
    HEAD,
    HEAD_SLOTS,
    K1,
    OTHER,
    PART_FREQUENCY,
    SHOWN,
    SLOT_BITS,
    WHOLE,
)
from catalogue.engine.language import Analyser
from catalogue.engine.language.sense import Sense
from catalogue.engine.language.teaching import DIMENSIONS
from catalogue.engine.segment import (
    TOP_IMPACT,
    UNKNOWN_QUEUE,
    Arrays,
    Segment,
    facet_arrays,
    name_arrays,
    posting_arrays,
)
from catalogue.engine.spelling import SpellingBook


def weigh(texts: Mapping[str, str], analyser: Analyser) -> tuple[dict[str, list[float]], set[str]]:
    """Return each term of a document with its [weighted frequency, slots], and the spellings.

    What may not be shown has no spelling: it is never offered in place of what was typed.
    """
    terms: dict[str, list[float]] = {}
    spellings: set[str] = set()
    for name, text in texts.items():
        field = FIELDS.get(name, OTHER)
        found = analyser.analyse(text)
        weight = field.weight / (1 - field.b + field.b * found.length / field.usual)
        bit = SLOT_BITS[field.slot]
        if bit & HEAD_SLOTS:
            bit |= HEAD
        if field.shown:
            bit |= SHOWN
            spellings.update(found.spellings)
        for whole, parts in found.words:
            for term in whole:
                entry = terms.setdefault(term, [0.0, 0])
                entry[0] += weight
                entry[1] = int(entry[1]) | bit | WHOLE
            for term in parts:
                entry = terms.setdefault(term, [0.0, 0])
                entry[0] += weight * PART_FREQUENCY
                entry[1] = int(entry[1]) | bit
    return terms, spellings


def sense_of(texts: Mapping[str, str], sense: Sense) -> np.ndarray:
    """Return what a document is about."""
    told = ((text, FIELDS.get(name, OTHER).told) for name, text in texts.items())
    return sense.of_texts((text, weight) for text, weight in told if weight)


def build(documents: Sequence[Document], analyser: Analyser, codes: FacetCodes) -> Segment:
    """Return a segment of the documents, whose ids must all differ."""
    documents = sorted(documents, key=lambda document: document.id)
    known: dict[str, int] = {}
    numbers, docs, weights, slots = array("i"), array("i"), array("f"), array("H")
    senses = np.zeros((len(documents), DIMENSIONS), np.int8)
    spellings: set[str] = set()
    for position, document in enumerate(documents):
        terms, spelled = weigh(document.fields, analyser)
        spellings |= spelled
        senses[position] = sense_of(document.fields, analyser.sense)
        for term, (weight, bits) in terms.items():
            numbers.append(known.setdefault(term, len(known)))
            docs.append(position)
            weights.append(weight)
            slots.append(int(bits))
    frequency = np.frombuffer(weights, np.float32) if weights else np.zeros(0, np.float32)
    impacts = np.ceil(frequency / (K1 + frequency) * TOP_IMPACT)
    trie, postings = posting_arrays(
        list(known),
        np.array(numbers, np.int32),
        np.array(docs, np.int32),
        impacts,
        np.array(slots, np.uint16),
    )
    book = SpellingBook.of(spellings)
    rows = [
        [codes.code[name, value] for name in codes.names for value in document.facets.get(name, ())]
        for document in documents
    ]
    queues = [UNKNOWN_QUEUE if d.queue_days is None else d.queue_days for d in documents]
    arrays = Arrays(
        ids=np.array([document.id for document in documents], np.int64),
        reviewed=np.array([document.reviewed_on for document in documents], np.int32),
        queue=np.array(queues, np.int32),
        senses=senses,
        trusted_until=np.array([document.trusted_until for document in documents], np.int32),
        spelling_numbers=book.numbers,
        spelling_masks=book.masks,
        spelling_starts=book.starts,
        **name_arrays([document.name_key for document in documents]),
        **facet_arrays(rows, codes),
        **postings,
    )
    return Segment(arrays, trie, book.trie)


def merge(parts: Sequence[tuple[Segment, np.ndarray]], codes: FacetCodes) -> Segment:
    """Return one segment with the live documents of several; each part is (segment, live mask).

    A spelling stays while any document has its word in some form: a few may outlive their text.
    """
    known: dict[str, int] = {}
    ids = np.concatenate([segment.ids[live] for segment, live in parts])
    order = np.argsort(ids)
    place = np.empty(len(ids), np.int32)
    place[order] = np.arange(len(ids), dtype=np.int32)
    numbers, docs, impacts, slots = [], [], [], []
    rows: list[list[int]] = []
    names: list[str] = []
    spellings: set[str] = set()
    start = 0
    for segment, live in parts:
        arrays = segment.arrays
        moved = np.full(segment.size, -1, np.int32)
        kept = np.flatnonzero(live)
        moved[kept] = place[start : start + len(kept)]
        start += len(kept)
        terms = np.empty(len(arrays.offsets) - 1, np.int32)
        for term, number in segment.terms.items():
            terms[number] = known.setdefault(term, len(known))
        alive = live[arrays.docs]
        numbers.append(np.repeat(terms, np.diff(arrays.offsets))[alive])
        docs.append(moved[arrays.docs[alive]])
        impacts.append(arrays.impacts[alive])
        slots.append(arrays.slots[alive])
        rows += codes_by_document(segment, kept)
        names += [segment.name(document) for document in kept.tolist()]
        spellings.update(segment.spelling.words())
    trie, postings = posting_arrays(
        list(known),
        np.concatenate(numbers),
        np.concatenate(docs),
        np.concatenate(impacts),
        np.concatenate(slots),
    )
    book = SpellingBook.of(spellings)

    def gathered(name: str) -> np.ndarray:
        return np.concatenate([getattr(s.arrays, name)[live] for s, live in parts])[order]

    arrays = Arrays(
        ids=ids[order],
        reviewed=gathered("reviewed"),
        queue=gathered("queue"),
        senses=gathered("senses"),
        trusted_until=gathered("trusted_until"),
        spelling_numbers=book.numbers,
        spelling_masks=book.masks,
        spelling_starts=book.starts,
        **name_arrays([names[old] for old in order.tolist()]),
        **facet_arrays([rows[old] for old in order.tolist()], codes),
        **postings,
    )
    return Segment(arrays, trie, book.trie)


def codes_by_document(segment: Segment, documents: np.ndarray) -> list[list[int]]:
    """Return the codes that the documents carry, with none for the filler."""
    arrays = segment.arrays
    rows = [[code for code in row if code] for row in arrays.codes[documents].tolist()]
    if len(arrays.more_docs):
        place = dict(zip(documents.tolist(), rows, strict=True))
        for document, code in zip(
            arrays.more_docs.tolist(), arrays.more_codes.tolist(), strict=True
        ):
            if document in place:
                place[document].append(code)
    return rows
