"""Hear the age that a search text tells: "22 år", "uppsagd 58", "femtioårsåldern", "18-25".

A number is most often something else: a time, an amount, a paragraph, the age of somebody else.
It is read as an age only where that is plain.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from catalogue.engine.language import Token, words_of

FILE = Path(__file__).parent / "vocabulary" / "ages.toml"
YOUNGEST, OLDEST = 13, 99  # about a younger one somebody else searches
WORKING = range(16, 76)  # what a number without "år" may be
LAST = 120  # the end of "65 år och äldre"
PLUS_FROM = 50
DECADE = -2, 5  # how far from fifty "femtioårsåldern" reaches
FEW_YEARS = 30  # of no more than these one says for how long
SHARES = (25, 50, 75)
NEAR = 3  # words between somebody and their age

TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
ONES = ("", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
TEENS = ("tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
SPELLED = {word: 13 + place for place, word in enumerate(TEENS)} | {
    ten + one: 20 + 10 * TENS.index(ten) + ONES.index(one) for ten, one in product(TENS, ONES)
}
AS_ONE = re.compile(r"(\d\d|[a-zåäö]+?)-?(årsåldern|åring(?:en)?|årig|year-old)")
SPAN = re.compile(r"(\d\d?)-(\d\d)(?:-?åring(?:ar)?|-?årig|-?års)?")
PLUS = re.compile(r"(\d\d)(?:\+|-?plus|-?plussare)")


class ToldAge(NamedTuple):
    """An age or a span of ages told in a text: where, the lowest and the highest."""

    places: range
    low: int
    high: int
    about: bool = False  # the words may also be what is sought


class ToldAges(NamedTuple):
    """The age that a text tells, empty if none is plain."""

    value: str = ""
    typed: str = ""
    about: bool = False
    taken: frozenset[int] = frozenset()  # places of the words that tell it
    unclear: tuple[str, ...] = ()  # the ages told, where they are several


def ages_in(tokens: Sequence[Token], text: str) -> ToldAges:
    """Return the age that the words tell; `text` is what they were cut from."""
    reader = _AgeReader(tokens, text)
    found = list(reader.ages())
    own = [age for age in found if age.low >= YOUNGEST and not reader.is_of_another(age)]
    if not own:
        return ToldAges()
    typed = [" ".join(tokens[place].surface for place in age.places) for age in found]
    low, high = max(age.low for age in own), min(age.high for age in own)
    if len(own) < len(found) or low > high:
        return ToldAges(unclear=tuple(typed))
    taken = frozenset(place for age in own for place in age.places)
    value = str(low) if low == high else f"{low}-{high}"
    return ToldAges(value, " ".join(typed), all(age.about for age in own), taken)


def bounds(value: str) -> tuple[int, int]:
    """Return the lowest and the highest age of a fact's value."""
    low, _, high = value.partition("-")
    return int(low), int(high or low)


class _AgeReader:
    """Reads the numbers of one text."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.words = [token.word for token in tokens]
        ends = [*(token.start for token in tokens[1:]), len(text)]
        self.gaps = [text[t.end : end].strip() for t, end in zip(tokens, ends, strict=False)]
        self.lists = _lists()

    def ages(self) -> Iterator[ToldAge]:
        """Yield every age, from the beginning."""
        place = 0
        while place < len(self.words):
            age = self._life(place) or self._span(place) or self._single(place)
            if age:
                yield age
            place = age.places.stop if age else place + 1

    def is_of_another(self, age: ToldAge) -> bool:
        """Tell whether the age is that of somebody beside whom it stands."""
        start, stop = age.places.start, age.places.stop
        beside = (*self._before(start, NEAR), *self._words(stop, 2))
        if not self.lists["others"].isdisjoint(beside):
            return True
        return any(
            self._is("others_of_mine", place) and self._is("mine", place - 1)
            for place in range(max(start - NEAR, 0), stop)
        )

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _words(self, start: int, number: int) -> Sequence[str]:
        return self.words[start : start + number]

    def _before(self, place: int, most: int) -> Sequence[str]:
        """Return the words before a place, as far as no punctuation comes between."""
        first = place
        while first > max(place - most, 0) and not self.gaps[first - 1]:
            first -= 1
        return self.words[first:place]

    def _is(self, kind: str, place: int) -> bool:
        return self._word(place) in self.lists[kind]

    def _number(self, place: int) -> int:
        """Return the number of two figures, or the word for one, in a place; 0 for none."""
        word = self._word(place)
        return int(word) if re.fullmatch("[1-9][0-9]", word) else SPELLED.get(word, 0)

    def _life(self, place: int) -> ToldAge | None:
        for size in (2, 1):
            said = tuple(self._words(place, size))
            if said in _life():
                return ToldAge(range(place, place + len(said)), *_life()[said], about=True)
        return None

    def _span(self, place: int) -> ToldAge | None:
        word, number = self.words[place], self._number(place)
        plus = PLUS.fullmatch(word)
        if plus or (number and self._word(place + 1) == "plus"):
            size = 1 if plus else 2
            low = int(plus[1]) if plus else number
            return ToldAge(range(place, place + size), low, LAST, about=True)
        if number >= PLUS_FROM and self._word(place - 1) == "över":
            stop = place + 1 + self._is("years", place + 1)
            return ToldAge(range(place - 1, stop), number, LAST)
        low, high, stop = self._ends(place)
        years = self._is("years", stop)
        if not 0 < low < high <= OLDEST or not (years or self._is_bare(place, stop)):
            return None
        return ToldAge(range(place, stop + years), low, high)

    def _ends(self, place: int) -> tuple[int, int, int]:
        """Return the ends of a span of numbers, and where it stops: 0 where there is none."""
        if found := SPAN.fullmatch(self.words[place]):
            return int(found[1]), int(found[2]), place + 1
        if self.gaps[place] in {"-", "–"}:
            return self._number(place), self._number(place + 1), place + 2
        if self._word(place + 1) in {"till", "och"} and self._word(place - 1) == "mellan":
            return self._number(place), self._number(place + 2), place + 3
        return 0, 0, place

    def _single(self, place: int) -> ToldAge | None:
        word, number = self.words[place], self._number(place)
        if found := AS_ONE.fullmatch(word):
            number = int(found[1]) if found[1].isdigit() else SPELLED.get(found[1], 0)
            low, high = DECADE if found[2] == "årsåldern" else (0, 0)
            return ToldAge(range(place, place + 1), number + low, number + high) if number else None
        if not number and not word.isdigit():
            return None
        number = number or (int(word) if len(word) == 1 else 0)
        if self._is("years", place + 1):
            if not number or self._is_a_time(place, number):
                return None
            return ToldAge(range(place, place + 2), number, number)
        told = self._is("told", place - 1)
        if self._is_bare(place, place + 1) and (told or (number in WORKING and word.isdigit())):
            return ToldAge(range(place, place + 1), number, number) if number else None
        return None

    def _is_a_time(self, place: int, number: int) -> bool:
        """Tell whether "20 år" says for how long."""
        if self._is("lasting", place - 1) or self._is("ago", place + 2):
            return True
        near = self._before(place, NEAR)
        return number <= FEW_YEARS and not self.lists["done"].isdisjoint(near)

    def _is_bare(self, start: int, stop: int) -> bool:
        """Tell whether a number without "år" is neither counted nor a name, nor one of a row."""
        gap, before = self.gaps[stop - 1][:1], self.gaps[start - 1] if start else ""
        beside = (self._word(start - 1), self._word(stop))
        return not (
            self._is("counted", stop)
            or self._is("named", start - 1)
            or gap in {"%", "§", ":", "/", "+"}
            or before[-1:] in {"§", "#", "+", "/", ":"}
            or any(word[:1].isdigit() for word in beside)
            or (self._number(start) in SHARES and not self.lists["shares"].isdisjoint(self.words))
        )


@cache
def _lists() -> dict[str, frozenset[str]]:
    reviewed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in reviewed.items() if name != "life"}


@cache
def _life() -> dict[tuple[str, ...], tuple[int, int]]:
    reviewed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {words_of(words): (low, high) for words, low, high in reviewed["life"]}
