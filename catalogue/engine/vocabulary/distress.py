"""Signs of danger and despair in a text: what opens the help box, whatever else is sought.

A phrase of the synonym groups stands for one way of saying a thing; a sign holds the parts of
many: "tagit | svalt", "för många | alla", "tabletter | piller", near each other in any order.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from catalogue.engine.language import Analyser, words_of
from catalogue.engine.language.lists import words as word_list

FILE = Path(__file__).parent / "distress.toml"
NEAR = 9  # words from the first to the last that a sign is made of
HEAD = "~"  # before a word that may also end a compound
AS_TYPED = "="
Places = range


class Distress(IntEnum):
    """What a text tells of; the graver is the greater."""

    NONE = 0
    DESPAIR = 1  # a quieter line: somebody to talk to
    DANGER = 2  # the help box


class Saying(NamedTuple):
    """One of the ways to say a part of a sign."""

    keys: tuple[str, ...]
    head: bool = False


class Sign(NamedTuple):
    """What tells of danger or despair when each of its parts is said."""

    level: Distress
    parts: tuple[tuple[Saying, ...], ...]
    unless: tuple[Saying, ...] = ()


class _Text:
    """The words of a text as signs look for them."""

    def __init__(self, words: Sequence[str], analyser: Analyser) -> None:
        self.keys = list(_keys(words, analyser))
        self.places: dict[str, list[int]] = defaultdict(list)
        self.heads: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            self.places[self.keys[place]].append(place)
            if parts := analyser.parts(word):
                self.heads[analyser.key(parts[-1])].append(place)

    def find(self, part: Saying) -> Iterator[Places]:
        """Yield where the part is said; light words between its words do not matter."""
        first, *rest = part.keys
        starts = self.places.get(first, [])
        for start in starts + self.heads.get(first, []) if part.head else starts:
            end = start + 1
            for key in rest:
                while end < len(self.keys) and self.keys[end] != key and _is_light(self.keys[end]):
                    end += 1
                if end == len(self.keys) or self.keys[end] != key:
                    break
                end += 1
            else:
                yield range(start, end)

    def has(self, sign: Sign) -> bool:
        """Tell whether every part is said, near each other, and nothing takes it back."""
        found = []
        for part in sign.parts:
            places = [each for way in part for each in self.find(way)]
            if not places:
                return False
            found.append(places)
        if not any(_near(chosen) for chosen in product(*found)):
            return False
        return not any(True for part in sign.unless for _ in self.find(part))


class Signs:
    """All signs, compiled for one analyser."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._by_key: dict[str, list[Sign]] = defaultdict(list)
        for sign in signs:
            for key in {part.keys[0] for part in sign.parts[0]}:
                self._by_key[key].append(sign)

    def read(self, words: Sequence[str], analyser: Analyser) -> Distress:
        """Return the gravest of what the words tell of."""
        text = _Text(words, analyser)
        likely = {id(s): s for k in (*text.places, *text.heads) for s in self._by_key.get(k, ())}
        return max((s.level for s in likely.values() if text.has(s)), default=Distress.NONE)


def read_signs(analyser: Analyser, path: Path = FILE) -> Iterator[Sign]:
    """Yield the signs of the reviewed file."""
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["sign"]:
        yield Sign(
            Distress[table["level"].upper()],
            tuple(tuple(_part(way, analyser) for way in ways) for ways in table["all"]),
            tuple(_part(way, analyser) for way in table.get("unless", ())),
        )


@lru_cache(maxsize=4)
def signs_for(analyser: Analyser) -> Signs:
    """Return the reviewed signs as this analyser compares words."""
    return Signs(read_signs(analyser))


def _part(text: str, analyser: Analyser) -> Saying:
    return Saying(tuple(_keys(words_of(text), analyser)), text.startswith(HEAD))


def _keys(words: Iterable[str], analyser: Analyser) -> Iterator[str]:
    """Yield what words are compared by; a light one only equals itself: "mig" is not "jag"."""
    light = word_list("light_words")
    for word in words:
        yield AS_TYPED + word if word in light else analyser.key(word)


def _is_light(key: str) -> bool:
    return key.startswith(AS_TYPED)


def _near(places: Sequence[Places]) -> bool:
    return max(each[-1] for each in places) - min(each[0] for each in places) < NEAR
