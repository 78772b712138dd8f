"""Which documents are about the same things as another."""

import numpy as np

from catalogue.engine.collection import Collection
from catalogue.engine.language.analyser import CASED
from catalogue.engine.ordering import page
from catalogue.engine.scoring import inverse_frequency

TERMS = 25  # how many of its most telling terms speak for a document


def similar(collection: Collection, identity: int, limit: int) -> list[int]:
    """Return the documents that share the most telling words with this one, best first."""
    position = collection.position(identity)
    if position is None:
        return []
    part = next(p for p in collection.parts if p.start <= position < p.start + p.segment.size)
    numbers, impacts = part.segment.terms_of(position - part.start)
    weights = [
        (float(impact) * inverse_frequency(collection.frequency(term), collection.live_count), term)
        for number, impact in zip(numbers.tolist(), impacts.tolist(), strict=True)
        if not (term := part.segment.terms.restore_key(number)).startswith(CASED)
    ]
    scores = np.zeros(collection.size, np.float32)
    for weight, term in sorted(weights, reverse=True)[:TERMS]:
        postings = collection.postings(term)
        if postings is not None:
            scores[postings[0]] += np.float32(weight) * postings[1]
    scores[position] = 0
    candidates = np.flatnonzero(scores)
    nearest = page(candidates, (-scores[candidates], collection.all_ids[candidates]), 0, limit)
    ids: list[int] = collection.all_ids[nearest].tolist()
    return ids
