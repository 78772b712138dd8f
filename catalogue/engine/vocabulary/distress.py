"""Signs of danger and despair in a text: what opens the help box, whatever else is sought.

A phrase of the synonym groups stands for one way of saying a thing; a sign holds the parts of
many: "tagit | svalt", "för många | alla", "tabletter | piller", near each other in any order.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.engine.language import Analyser, fold, words_of
from catalogue.engine.language.lists import words as word_list

FILE = Path(__file__).parent / "distress.toml"
NEAR = 9  # words from the first to the last that a sign is made of
BESIDE = 4  # words from a sign to what takes it back: further off is another matter
HEAD = "~"  # before a word that may also end a compound
AS_TYPED = "="  # before words of which no other inflection is meant
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
    near: int = NEAR


class _Text:
    """The words of a text as signs look for them."""

    def __init__(self, words: Sequence[str], analyser: Analyser) -> None:
        self.keys = list(keys_of(words, analyser))
        self.places: dict[str, list[int]] = defaultdict(list)
        self.heads: dict[str, list[int]] = defaultdict(list)
        self.typed = [AS_TYPED + word for word in words]
        for place, word in enumerate(words):
            for key in {self.keys[place], self.typed[place]}:
                self.places[key].append(place)
            if parts := analyser.parts(word):
                self.heads[analyser.key(parts[-1])].append(place)

    def find(self, part: Saying) -> Iterator[Places]:
        """Yield where the part is said; light words between its words do not matter."""
        first, *rest = part.keys
        starts = self.places.get(first, [])
        for start in starts + self.heads.get(first, []) if part.head else starts:
            end = start + 1
            for key in rest:
                while end < len(self.keys) and not self.says(end, key) and is_light(self.keys[end]):
                    end += 1
                if end == len(self.keys) or not self.says(end, key):
                    break
                end += 1
            else:
                yield range(start, end)

    def says(self, place: int, key: str) -> bool:
        """Tell whether the word at a place is compared by this key, or typed so."""
        return key in (self.keys[place], self.typed[place])

    def has(self, sign: Sign) -> bool:
        """Tell whether every part is said, near each other, and nothing takes it back."""
        found = []
        for part in sign.parts:
            places = {each for way in part for each in self.find(way)}
            if not places:
                return False
            found.append(places)
        back = [place for part in sign.unless for places in self.find(part) for place in places]
        return any(
            _near(chosen, sign.near) and not _beside(chosen, back) for chosen in product(*found)
        )


class Signs:
    """All signs, compiled for one analyser."""

    def __init__(
        self, signs: Iterable[Sign], idioms: Iterable[Saying] = (), words: Iterable[str] = ()
    ) -> None:
        self._by_key: dict[str, list[Sign]] = defaultdict(list)
        for sign in signs:
            for key in {part.keys[0] for part in sign.parts[0]}:
                self._by_key[key].append(sign)
        self._idioms = tuple(idioms)
        self._marked = {fold(word): word for word in words if fold(word) != word}

    def read(self, words: Sequence[str], analyser: Analyser) -> Distress:
        """Return the gravest of what the words tell of, as typed or with å, ä and ö put back."""
        marked = [self._marked.get(word, word) for word in words]
        return max(self._read(each, analyser) for each in {tuple(words), tuple(marked)})

    def _read(self, words: Sequence[str], analyser: Analyser) -> Distress:
        text = _Text(self.without_idioms(words, analyser), analyser)
        likely = {id(s): s for k in (*text.places, *text.heads) for s in self._by_key.get(k, ())}
        return max((s.level for s in likely.values() if text.has(s)), default=Distress.NONE)

    def without_idioms(self, words: Sequence[str], analyser: Analyser) -> tuple[str, ...]:
        """Return the words that do not only sound grave."""
        said = self.in_idioms(words, analyser)
        return tuple(word for place, word in enumerate(words) if place not in said)

    def in_idioms(self, words: Sequence[str], analyser: Analyser) -> set[int]:
        """Return the places of words that only sound grave: "slå mig fri", "dör av skratt"."""
        text = _Text(words, analyser)
        return {place for idiom in self._idioms for places in text.find(idiom) for place in places}


@lru_cache(maxsize=4)
def signs_for(analyser: Analyser) -> Signs:
    """Return the signs of the reviewed file as this analyser compares words."""
    reviewed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    signs = [_sign(table, analyser) for table in reviewed["sign"]]
    ways = [way for table in reviewed["sign"] for ways in table["all"] for way in ways]
    idioms = [_part(idiom, analyser) for idiom in reviewed["idioms"]]
    return Signs(signs, idioms, (word for way in ways for word in words_of(way)))


def _sign(table: Mapping[str, Any], analyser: Analyser) -> Sign:
    return Sign(
        Distress[table["level"].upper()],
        tuple(tuple(_part(way, analyser) for way in ways) for ways in table["all"]),
        tuple(_part(way, analyser) for way in table.get("unless", ())),
        table.get("near", NEAR),
    )


def _part(text: str, analyser: Analyser) -> Saying:
    words = words_of(text)
    if text.startswith(AS_TYPED):
        return Saying(tuple(AS_TYPED + word for word in words))
    return Saying(tuple(keys_of(words, analyser)), text.startswith(HEAD))


def keys_of(words: Iterable[str], analyser: Analyser) -> Iterator[str]:
    """Yield what words are compared by; a light one only equals itself: "mig" is not "jag"."""
    light = word_list("light_words")
    for word in words:
        yield AS_TYPED + word if word in light else analyser.key(word)


def is_light(key: str) -> bool:
    """Tell whether a key is that of a light word."""
    return key.startswith(AS_TYPED)


def _near(places: Sequence[Places], most: int) -> bool:
    return max(each[-1] for each in places) - min(each[0] for each in places) < most


def _beside(chosen: Sequence[Places], others: Iterable[int]) -> bool:
    """Tell whether one of other places lies within a sign, or next to it."""
    first, last = min(each[0] for each in chosen), max(each[-1] for each in chosen)
    return any(first - BESIDE <= place <= last + BESIDE for place in others)
