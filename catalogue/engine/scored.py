"""Remember which documents something found, with their scores, in few bytes."""

import numpy as np

from catalogue.engine.memory import Memory

NARROW = 1 << 16  # so many documents are numbered with two bytes
BITS = 4  # a list of more than one document in so many is kept as one bit for every document
ENTRY = 1000  # bytes that an answer takes beside its arrays

Scored = tuple[np.ndarray, np.ndarray, np.ndarray | None]


class ScoredMemory:
    """Answers to phrases and plans: documents, rising; scores; and whether each covers it all."""

    def __init__(self, room: int, size: int) -> None:
        """Make room for so many bytes of answers about an index of `size` documents."""
        self._memory, self._size = Memory(room), size

    def get(self, asked: object) -> Scored | None:
        """Return the answer, or None if there is none any more."""
        known = self._memory.get(asked)
        if known is None:
            return None
        kept, scores, full = known
        documents = kept.astype(np.intp)
        if kept.dtype == np.uint8:
            documents = np.flatnonzero(np.unpackbits(kept, count=self._size).view(bool))
        if full is not None:
            full = np.unpackbits(full, count=len(scores)).view(bool)
        return documents, scores, full

    def put(
        self, asked: object, documents: np.ndarray, scores: np.ndarray, full: np.ndarray | None
    ) -> None:
        """Remember an answer."""
        if len(documents) * BITS > self._size:
            there = np.zeros(self._size, bool)
            there[documents] = True
            kept = np.packbits(there)
        else:
            kept = documents.astype(np.uint16 if self._size <= NARROW else np.int32)
        covered = None if full is None else np.packbits(full)
        answer = kept, scores, covered
        size = sum(values.nbytes for values in answer if values is not None)
        self._memory.put(asked, answer, size + ENTRY)
