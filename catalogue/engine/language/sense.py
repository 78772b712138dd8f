"""Tell what a text is about, in a few numbers, by what was learnt from phrases (teaching).

The sense of a text is a direction: texts about the same or related synonym groups point the same
way, though they share no word. It never says that a text holds something, only what it is near.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from catalogue.engine.language.subwords import subwords
from catalogue.engine.language.teaching import DIMENSIONS, Taught, likely
from catalogue.engine.language.tokens import words_of

FULL = 127  # the length of a direction, whose numbers are bytes
REMEMBERED = 1 << 14  # words
SENTENCE = re.compile(r"[.!?:;•\n]+|\s[-–]\s")
NOTHING = np.zeros(DIMENSIONS, np.int8)


class Sense:
    """Reads texts by what was learnt. Its arrays may be mapped files."""

    def __init__(self, subword_bytes: np.ndarray, groups: np.ndarray) -> None:
        """Take the arrays that `stored` gives."""
        self._subwords = subword_bytes
        self._groups, self._usual = groups[:, :DIMENSIONS], groups[:, DIMENSIONS]
        self._ways = _unit(self._groups)
        self._word = lru_cache(REMEMBERED)(self._summed)

    def of_texts(self, texts: Iterable[tuple[str, float]]) -> np.ndarray:
        """Return the sense of weighted texts, read sentence by sentence."""
        return self.of(
            (words_of(sentence), weight)
            for text, weight in texts
            for sentence in SENTENCE.split(text)
        )

    def of(self, runs: Iterable[tuple[Sequence[str], float]]) -> np.ndarray:
        """Return the sense of weighted runs of canonical words: nothing but zeros for none."""
        read = [(words, weight) for words, weight in runs if words]
        if not read:
            return NOTHING
        sums, counts = zip(*(self._word(word) for words, _ in read for word in words), strict=True)
        sizes = np.array([len(words) for words, _ in read])
        starts = np.cumsum(sizes) - sizes
        pieces = np.add.reduceat(np.array(counts, np.float32), starts)[:, None]
        directions = np.add.reduceat(np.array(sums), starts) / pieces
        weights = np.array([weight for _, weight in read], np.float32)
        found = weights @ likely(directions @ self._groups.T + self._usual) @ self._ways
        sense: np.ndarray = np.rint(_unit(found[None])[0] * FULL).astype(np.int8)
        return sense

    def _summed(self, word: str) -> tuple[np.ndarray, int]:
        numbers = subwords(word)
        return self._subwords[numbers].sum(axis=0, dtype=np.float32), len(numbers)


def stored(taught: Taught) -> tuple[np.ndarray, np.ndarray]:
    """Return what was learnt as it is kept: subwords in bytes, groups and how usual they are."""
    scale = np.abs(taught.subwords).max() / FULL
    subword_bytes = np.rint(taught.subwords / scale).astype(np.int8)
    return subword_bytes, np.column_stack([taught.groups * scale, taught.usual])


def nearness(senses: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return how near each of the senses is to another: 1 the same, 0 far away."""
    near = senses.astype(np.float32) @ asked.astype(np.float32) / np.float32(FULL**2)
    above: np.ndarray = np.maximum(near, 0)
    return above


def _unit(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: np.ndarray = rows / np.where(lengths > 0, lengths, 1)
    return unit
