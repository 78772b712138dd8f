"""Tell what a sentence is about by the words it shares with what people say.

A sentence is seldom a phrase of the vocabulary, and yet its words stand in the phrases of one group
more than of another: "hans bröder bestämmer vem hon får träffa". Each group is taken as one text,
all its phrases in all languages, and words are weighed as when documents are searched.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

LEAST = 4.5  # the weight that says enough: some two or three telling words
CLOSE = 0.6  # a group with this part of the best one's weight may be meant as well
MOST_MEANINGS = 3
OFTEN = 2.5  # how soon further phrases with the same word tell no more
USUAL = 120  # how many words the phrases of a group have; in a group with more each tells less

Said = Iterable[Collection[str]]  # the keys of each of a group's phrases


class Meaning(NamedTuple):
    """A group that a sentence may be about."""

    number: int
    likeness: float  # beside the best one: 1
    words: frozenset[str]  # the keys that tell it


class Gist:
    """The words of all groups, and how much each of them tells."""

    def __init__(self, said: Sequence[tuple[Said, Said]]) -> None:
        """Take what is said for each group, in Swedish and in other languages."""
        self._keys: dict[str, int] = {}
        words: list[int] = []
        counts, sizes = [], []
        for swedish, foreign in said:
            before = len(words)
            words += self._numbered(swedish)
            sizes.append(len(words) - before)
            words += self._numbered(foreign)
            counts.append(len(words) - before)
        groups = np.repeat(np.arange(len(said)), counts)
        pairs, times = np.unique(np.array(words, int) * len(said) + groups, return_counts=True)
        keys, self._groups = np.divmod(pairs, max(len(said), 1))
        spread = np.bincount(keys, minlength=len(self._keys))
        rare = np.log(1 + (len(said) - spread + 0.5) / (spread + 0.5))
        length = 0.5 + 0.5 * np.sqrt(np.array(sizes) / USUAL)
        self._weights = rare[keys] * times / (times + OFTEN) / length[self._groups]
        self._ends = np.cumsum(spread)

    def _numbered(self, phrases: Said) -> Iterator[int]:
        for phrase in phrases:
            for key in set(phrase):
                yield self._keys.setdefault(key, len(self._keys))

    def _place(self, key: str) -> slice:
        """Return where the groups that say a word stand."""
        number = self._keys[key]
        return slice(self._ends[number - 1] if number else 0, self._ends[number])

    def meanings(self, keys: Iterable[str]) -> list[Meaning]:
        """Return the groups that at least two of the words tell, the best first, if any does."""
        places = {key: self._place(key) for key in keys if key in self._keys}
        if len(places) < 2:
            return []
        groups = np.concatenate([self._groups[place] for place in places.values()])
        weights = np.concatenate([self._weights[place] for place in places.values()])
        total = np.bincount(groups, weights) * (np.bincount(groups) > 1)
        best = np.argsort(-total, kind="stable")[:MOST_MEANINGS]
        if total[best[0]] < LEAST:
            return []
        return [
            Meaning(
                number,
                float(total[number] / total[best[0]]),
                frozenset(key for key, at in places.items() if number in self._groups[at]),
            )
            for number in best.tolist()
            if total[number] >= CLOSE * total[best[0]]
        ]
