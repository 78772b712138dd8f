"""Cut words into pieces of a few letters, so that a word nobody has seen is read by its pieces."""

from functools import lru_cache
from zlib import crc32

import numpy as np

BUCKETS = 1 << 16  # pieces are numbered by chance: two may share a number
SIZES = range(3, 6)  # letters of a piece; where a word begins and ends counts as one
REMEMBERED = 1 << 14


@lru_cache(REMEMBERED)
def subwords(word: str) -> np.ndarray:
    """Return the numbers of a canonical word and of its pieces."""
    marked = f"<{word}>"
    pieces = [marked[at : at + size] for size in SIZES for at in range(len(marked) - size + 1)]
    return np.array([crc32(piece.encode()) % BUCKETS for piece in (marked, *pieces)], np.int32)
