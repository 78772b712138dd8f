"""Teach from what people say: which synonym group a phrase is of, by the pieces of its words.

A linear classifier as in fastText: a text is the mean of the directions of its pieces, and the
groups whose directions are near it are what it is about. Phrases are taught alone and in pairs, for
a sentence often speaks of two things. The same phrases always teach the same.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from catalogue.engine.language.subwords import BUCKETS, subwords
from catalogue.engine.language.tokens import words_of

DIMENSIONS = 64
ROUNDS = 6  # so often every phrase is heard
AT_ONCE = 256
PAIRED = 0.5  # so many are heard together with another
RATE = 0.4  # how much a first phrase teaches, less and less till the last
SEED = 1

Said = Sequence[Sequence[str]]  # what is said for each group


class Taught(NamedTuple):
    """What was learnt."""

    subwords: np.ndarray  # float32, BUCKETS x DIMENSIONS
    groups: np.ndarray  # float32, groups x DIMENSIONS
    usual: np.ndarray  # float32: how likely each group is before anything is said


class _Heard(NamedTuple):
    """Some texts, each of one phrase or two."""

    pieces: np.ndarray  # of all texts, end to end
    texts: np.ndarray  # by piece: which of the texts
    told: np.ndarray  # by phrase: which of the texts ...
    groups: np.ndarray  # ... and which group it is of


class _Phrases:
    """All phrases, their pieces end to end."""

    def __init__(self, said: Said) -> None:
        cut = [(group, _pieces(text)) for group, texts in enumerate(said) for text in texts]
        cut = [(group, pieces) for group, pieces in cut if len(pieces)]
        self.groups = np.array([group for group, _ in cut], np.intp)
        self._pieces = np.concatenate([pieces for _, pieces in cut])
        self._sizes = np.array([len(pieces) for _, pieces in cut])
        self._starts = np.cumsum(self._sizes) - self._sizes

    def heard(self, draw: np.random.Generator) -> Iterator[_Heard]:
        """Yield all phrases once, in an order of chance, some of them beside another."""
        first, second = (draw.permutation(len(self.groups)) for _ in range(2))
        for start in range(0, len(first), AT_ONCE):
            alone = first[start : start + AT_ONCE]
            paired = np.flatnonzero(draw.random(len(alone)) < PAIRED)
            phrases = np.concatenate([alone, second[start : start + AT_ONCE][paired]])
            told = np.concatenate([np.arange(len(alone)), paired])
            order = np.argsort(told, kind="stable")
            yield self._together(phrases[order], told[order])

    def _together(self, phrases: np.ndarray, told: np.ndarray) -> _Heard:
        sizes = self._sizes[phrases]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        pieces = self._pieces[within + np.repeat(self._starts[phrases], sizes)]
        return _Heard(pieces, np.repeat(told, sizes), told, self.groups[phrases])


class _Weights:
    """Rows of numbers that learn, each the slower the more it has learnt (Adagrad)."""

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows
        self._learnt = np.full((len(rows), 1), 1e-8, np.float32)

    def learn(self, wrong: np.ndarray, rate: float, at: np.ndarray | slice = slice(None)) -> None:
        """Take a step away from what was wrong."""
        self._learnt[at] += np.mean(wrong * wrong, axis=1, keepdims=True)
        self.rows[at] -= np.float32(rate) * wrong / np.sqrt(self._learnt[at])


def teach(said: Said) -> Taught:
    """Return what the phrases of the groups teach. Takes ten seconds for 50 000."""
    draw = np.random.default_rng(SEED)
    phrases = _Phrases(said)
    begun = (draw.random((BUCKETS, DIMENSIONS), np.float32) - 0.5) * (2 / DIMENSIONS)
    pieces = _Weights(begun)
    groups = _Weights(np.zeros((len(said), DIMENSIONS), np.float32))
    usual = _Weights(np.zeros((len(said), 1), np.float32))
    steps = ROUNDS * -(-len(phrases.groups) // AT_ONCE)
    heard = (texts for _ in range(ROUNDS) for texts in phrases.heard(draw))
    for step, texts in enumerate(heard):
        _learn(texts, pieces, groups, usual, RATE * (1 - step / steps))
    return Taught(pieces.rows, groups.rows, usual.rows[:, 0])


def _learn(
    heard: _Heard, subwords: _Weights, groups: _Weights, usual: _Weights, rate: float
) -> None:
    """Guess what some texts are about, and learn by how wrong that was."""
    share = (1 / np.bincount(heard.texts)).astype(np.float32)[:, None]
    directions = _summed(subwords.rows[heard.pieces], heard.texts) * share
    wrong = likely(directions @ groups.rows.T + usual.rows.T)
    parts = (1 / np.bincount(heard.told)).astype(np.float32)
    np.subtract.at(wrong, (heard.told, heard.groups), parts[heard.told])
    back = wrong @ groups.rows * share
    groups.learn(wrong.T @ directions, rate)
    usual.learn(wrong.sum(0)[:, None], rate)
    order = np.argsort(heard.pieces, kind="stable")
    pieces = heard.pieces[order]
    subwords.learn(_summed(back[heard.texts[order]], pieces), rate, np.unique(pieces))


def _summed(rows: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """Return the sums of the rows of each owner; owners rise."""
    sums: np.ndarray = np.add.reduceat(rows, np.flatnonzero(np.diff(owners, prepend=-1)))
    return sums


def likely(votes: np.ndarray) -> np.ndarray:
    """Return how likely each group is, by its votes."""
    powers = np.exp(votes - votes.max(axis=1, keepdims=True))
    parts: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return parts


def _pieces(text: str) -> np.ndarray:
    found = [subwords(word) for word in words_of(text)]
    return np.concatenate(found) if found else np.zeros(0, np.int32)
