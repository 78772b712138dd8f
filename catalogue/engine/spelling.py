"""Find words by careless spelling: without å ä ö, or with a letter or two wrong."""

from collections.abc import Iterable
from typing import Any

import marisa_trie
import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from catalogue.engine.language import fold

SEPARATOR = "="  # in no word
SHORTEST, LONG = 4, 7
FIRST = {letter: 1 << number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
DIGIT, FOREIGN = 1 << 26, 1 << 27
AGAIN = 28  # by how many bits the second of a letter is shifted from the first
MOST_CANDIDATES = 3000
LONGEST = 40  # longer words are filed together


def letters(bare: str) -> int:
    """Return the letters in a folded word, the first and second of each, as a bit mask."""
    mask = 0
    for letter in bare:
        bit = FIRST.get(letter) or (DIGIT if letter.isdigit() else FOREIGN)
        mask |= bit << AGAIN if mask & bit else bit
    return mask


def tolerance(word: str) -> int:
    """Return how many edits a word of this length may be away."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


class SpellingBook:
    """The words of a collection under their folded spellings."""

    def __init__(
        self, trie: Any, numbers: np.ndarray, masks: np.ndarray, starts: np.ndarray
    ) -> None:
        """Take a trie of `folded=word`, and its numbers sorted by the length of the folded word.

        `masks` are the letter masks in the same order; `starts` says where each length begins.
        """
        self.trie, self.numbers, self.masks, self.starts = trie, numbers, masks, starts

    @classmethod
    def of(cls, words: Iterable[str]) -> "SpellingBook":
        """Return the book of these canonical words."""
        entries = sorted({fold(word) + SEPARATOR + word for word in words if len(word) > 1})
        trie = marisa_trie.Trie(entries)
        bare = [entry.partition(SEPARATOR)[0] for entry in entries]
        sizes = np.array([min(len(word), LONGEST) for word in bare], np.int64)
        order = np.argsort(sizes, kind="stable")
        numbers = np.array([trie.key_id(entry) for entry in entries], np.int32)
        masks = np.array([letters(word) for word in bare], np.uint64)
        starts = np.searchsorted(sizes[order], np.arange(LONGEST + 2)).astype(np.int64)
        return cls(trie, numbers[order], masks[order], starts)

    def words(self) -> list[str]:
        """Return every word of the book."""
        return [entry.partition(SEPARATOR)[2] for entry in self.trie.keys()]  # noqa: SIM118

    def fold_mates(self, bare: str) -> list[str]:
        """Return the words that read `bare` without å, ä and ö."""
        entries = self.trie.keys(bare + SEPARATOR)
        return sorted(entry.partition(SEPARATOR)[2] for entry in entries)

    def beginning(self, prefix: str) -> list[str]:
        """Return the words whose folded spelling begins with the folded prefix."""
        return [entry.partition(SEPARATOR)[2] for entry in self.trie.keys(prefix)]

    def near(self, bare: str) -> list[tuple[int, str]]:
        """Return (edits, word) for every word within the tolerance of the folded word."""
        allowed = tolerance(bare)
        if not allowed:
            return []
        # A cheap sieve before the real distance: an edit that makes the word longer or shorter
        # changes one letter, any other at most two.
        size, mask = len(bare), np.uint64(letters(bare))
        numbers: list[int] = []
        for other in range(size - allowed, size + allowed + 1):
            first, last = self.starts[min(other, LONGEST)], self.starts[min(other, LONGEST) + 1]
            changed = np.bitwise_count(self.masks[first:last] ^ mask)
            longer = abs(other - size) if max(other, size) < LONGEST else 0
            close = np.flatnonzero(changed <= 2 * allowed - longer)
            numbers += self.numbers[first:last].take(close).tolist()
        restore = self.trie.restore_key
        entries = [
            restore(number).partition(SEPARATOR)
            for number in dict.fromkeys(numbers[:MOST_CANDIDATES])
        ]
        spelled = [entry[0] for entry in entries]
        edits = cdist([bare], spelled, scorer=OSA.distance, score_cutoff=allowed)[0]
        close = np.flatnonzero(edits <= allowed)
        return [(int(edits[place]), entries[place][2]) for place in close.tolist()]
