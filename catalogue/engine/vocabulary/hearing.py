"""Hear distress by how a text sounds, where no phrase and no sign was foreseen.

What people say in danger, in despair and in neither (`hearing.toml` and the synonym groups) has
been compared beforehand by tools/learn_distress.py. What is left of it is how much each word, piece
of a word and pair of words near each other speaks for distress: one small number each.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from catalogue.engine.language import Analyser, fold
from catalogue.engine.vocabulary.distress import Distress, is_light, keys_of

FILE = Path(__file__).parent / "hearing.npy"
SIZE = 1 << 17  # numbers for danger, and as many for danger and despair together
STEP = 1 / 16  # what one of these whole numbers is worth
BIAS = -2.6  # before anything is said
PAIRS = 3  # words up to so far apart are also heard together
PIECE = 4
SPAN, ONWARD = 14, 5  # a story is heard so many words at a time, and then so many further on
DANGER, DESPAIR = -0.55, 0.65  # from here a text tells of it though nothing in it was recognised
FEWEST = 3  # words: of fewer, phrases and signs tell
UNLIKE = -1.0  # below this a phrase of crisis is there by accident: phrases are few and loose words

Weights: TypeAlias = NDArray[np.int8]


class Sound(NamedTuple):
    """How much a text sounds like danger, and like danger or despair."""

    danger: float
    distress: float


class Hearing:
    """The numbers, as texts are heard by them."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def judge(
        self, sign: Distress, crisis: bool, readings: Iterable[Sequence[str]], analyser: Analyser
    ) -> Distress:
        """Return what a text tells of, by its signs, a phrase of crisis, and how it sounds."""
        sounds = [self.hear(words, analyser) for words in readings if len(words) >= FEWEST]
        if not sounds:
            return Distress.DANGER if crisis else sign
        danger, distress = (max(of) for of in zip(*sounds, strict=True))
        if crisis and distress >= UNLIKE:
            return Distress.DANGER
        if danger >= DANGER:
            return Distress.DANGER
        return max(sign, Distress.DESPAIR if distress >= DESPAIR else Distress.NONE)

    def hear(self, words: Sequence[str], analyser: Analyser) -> Sound:
        """Return how a text sounds where it is gravest."""
        said = list(_features(words, analyser))
        starts = range(0, max(1, len(said) - SPAN + ONWARD), ONWARD)
        sounds = (self._sum(set().union(*said[at : at + SPAN])) for at in starts)
        return Sound(*map(max, zip(*sounds, strict=True)))

    def _sum(self, features: Collection[int]) -> tuple[float, float]:
        if not features:
            return BIAS, BIAS
        chosen = self._weights[:, np.fromiter(features, int, len(features))]
        danger, distress = (chosen.sum(axis=1) * (STEP / len(features) ** 0.5) + BIAS).tolist()
        return danger, distress


@lru_cache(maxsize=1)
def learned_hearing() -> Hearing:
    """Return the hearing that was learned."""
    return Hearing(np.load(FILE))


def features_of(words: Sequence[str], analyser: Analyser) -> set[int]:
    """Return what is heard of a short text, to learn from."""
    return set().union(*_features(words[:SPAN], analyser))


def _features(words: Sequence[str], analyser: Analyser) -> Iterator[set[int]]:
    """Yield what is heard at each word: it, its pieces, and it with each of the next ones."""
    keys = list(keys_of(words, analyser))
    for at, (word, key) in enumerate(zip(words, keys, strict=True)):
        pairs = (f"{key} {other}" for other in keys[at + 1 : at + 1 + PAIRS])
        yield {_number(key), *map(_number, pairs), *_pieces(word, key, analyser)}


def _pieces(word: str, key: str, analyser: Analyser) -> Iterator[int]:
    """Yield the parts of a compound and all runs of letters: for endings, and for new words."""
    if is_light(key):
        return
    for part in analyser.parts(word) or ():
        yield _number(f"~{analyser.key(part)}")
    whole = f"<{fold(word)}>"
    for start in range(len(whole) - PIECE + 1):
        yield _number(f"*{whole[start : start + PIECE]}")


def _number(feature: str) -> int:
    return crc32(feature.encode()) % SIZE
