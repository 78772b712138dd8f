"""Hear the structured facts that a search text asks for: "gratis", "utan remiss", "22 år".

A fact is a value of a facet. It says what an entry should answer, not which words stand in it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.engine.ages import ages_in
from catalogue.engine.groups import AGE, AskedFact
from catalogue.engine.language import Analyser, Token, fold, words_of
from catalogue.engine.language.lists import words as word_list

FILE = Path(__file__).parent / "vocabulary" / "facts.toml"
REQUIREMENT = "krav"  # the facet of what may be demanded: such a fact asks that it is not
AS_TYPED = "="  # before a light word, which only equals itself
END = "$"
BESIDE = 2  # words from a fact to what makes it mean something else
BUT = 6  # words from "inte" to an "utan" that means but
BREAK = frozenset(".,;:!?")
AND = frozenset(("och", "eller", "samt", "and", "or"))
BUT_WORD = WITHOUT = "utan"
OF_THE_THING = frozenset(("typ", "steg"))  # facets that say what a thing is, not how it is had
OURS = frozenset(("vår", "vårt", "våra"))  # "våra grupper" are not asked for
NOT = frozenset(("inte", "ej"))


class HeardFact(NamedTuple):
    """A fact that a text asks for, and the words that say nothing else."""

    fact: AskedFact
    places: tuple[int, ...] = ()
    met: bool = True  # entries may have the words: not those of what is denied


class Heard(NamedTuple):
    """What a text asks for, and what it asks for so that nothing can be made of it."""

    facts: tuple[HeardFact, ...] = ()
    unclear: tuple[str, ...] = ()


class FactMeaning(NamedTuple):
    """What a phrase stands for."""

    facet: str
    value: str
    about: bool  # the words stay
    opposite: tuple[str, str] | None  # what the phrase stands for after "inte"
    demand: bool  # heard only where it is negated
    unless: frozenset[str]


class FactPhrase(NamedTuple):
    """A way of saying something."""

    keys: tuple[str, ...]
    last: bool  # heard only at the end of a text
    meaning: FactMeaning


class SaidFact(NamedTuple):
    """A phrase found in a text."""

    start: int
    end: int
    meaning: FactMeaning
    denied: bool
    first: int  # where the words begin that deny it


class FactFinder:
    """Every phrase for a fact, compiled for one analyser."""

    def __init__(self, reviewed: Mapping[str, Any], analyser: Analyser) -> None:
        self._analyser = analyser
        self._light = word_list("light_words")
        self._phrases: dict[str, list[FactPhrase]] = {}
        self._known: set[str] = set()
        for table in reviewed["fact"]:
            self._add(table, table["phrases"], demand=False)
        for table in reviewed["demand"]:
            self._add({**table, "facet": REQUIREMENT}, table["phrases"], demand=True)
            self._add({**table, "facet": REQUIREMENT}, table.get("lacking", ()), demand=False)
        marked = {fold(word): word for word in self._known}
        self._marked = {bare: word for bare, word in marked.items() if bare not in self._known}
        self._negators = frozenset(reviewed["negators"])
        self._bridges = frozenset(reviewed["bridges"])
        self._afterwards = [words_of(text) for text in reviewed["afterwards"]]

    def _add(self, table: Mapping[str, Any], texts: Iterable[str], *, demand: bool) -> None:
        facet, _, value = table.get("opposite", "").partition(":")
        unless = frozenset(self._analyser.key(word) for word in table.get("unless", ()))
        meaning = FactMeaning(
            facet=table["facet"],
            value=table["value"],
            about=table.get("about", False),
            opposite=(facet, value) if facet else None,
            demand=demand,
            unless=unless,
        )
        for text in texts:
            words = words_of(text)
            keys = tuple(self._keys(words))
            phrase = FactPhrase(keys, text.endswith(END), meaning)
            self._phrases.setdefault(keys[0], []).append(phrase)
            self._known.update(words)

    def _keys(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            yield AS_TYPED + word if word in self._light else self._analyser.key(word)

    def hear(self, tokens: Sequence[Token], text: str = "") -> Heard:
        """Return what the words ask for; `text` is what they were cut from."""
        words = [self._marked.get(token.word, token.word) for token in tokens]
        said = list(self._said(words, _breaks(tokens, text)))
        read = [token._replace(word=word) for token, word in zip(tokens, words, strict=True)]
        ages = ages_in(read, text)
        found: dict[tuple[str, str], HeardFact] = {}
        denied: set[tuple[str, str]] = set()
        for each in said:
            meaning, places = each.meaning, range(each.first, each.end)
            named: tuple[str, str] | None = (meaning.facet, meaning.value)
            if each.denied and not meaning.demand:
                denied.add((meaning.facet, meaning.value))
                named = meaning.opposite
            if named is None:
                continue
            fact = AskedFact(
                " ".join(tokens[place].surface for place in places), *named, meaning.about
            )
            earlier = found.get(named)
            taken = (*(earlier.places if earlier else ()), *places)
            met = meaning.about if meaning.facet == REQUIREMENT else not each.denied
            found[named] = HeardFact(earlier.fact if earlier else fact, taken, met)
        clear = [heard for named, heard in found.items() if named not in denied]
        unclear = [heard.fact.typed for named, heard in found.items() if named in denied]
        if ages.value:
            fact = AskedFact(ages.typed, AGE, ages.value, about=True)
            clear.append(HeardFact(fact, tuple(sorted(ages.taken)), met=ages.about))
        return Heard(tuple(clear), (*unclear, *ages.unclear))

    def _said(self, words: Sequence[str], breaks: Set[int]) -> Iterator[SaidFact]:
        """Yield the phrases of a text from its beginning, of those that begin alike the longest."""
        keys = list(self._keys(words))
        place = 0
        before: SaidFact | None = None
        while place < len(keys):
            found = self._longest(keys, place)
            if found is None or self._means_something_else(keys, place, found):
                place += 1
                continue
            end, meaning = found
            first = self._denied_from(words, place, breaks)
            if first is None and meaning.demand and _joined(words, before, place):
                first = place
            after = self._denied_to(words, end) if first is None and meaning.demand else end
            if first is not None or after > end or not meaning.demand:
                denied = first is not None or after > end
                before = SaidFact(place, after, meaning, denied, place if first is None else first)
                yield before
            place = after

    def _longest(self, keys: Sequence[str], start: int) -> tuple[int, FactMeaning] | None:
        found: tuple[int, FactMeaning] | None = None
        for phrase in self._phrases.get(keys[start], ()):
            end = self._end(keys, start, phrase)
            if end and (found is None or end > found[0]):
                found = end, phrase.meaning
        return found

    def _end(self, keys: Sequence[str], start: int, phrase: FactPhrase) -> int:
        """Return where a phrase that begins in a place ends, 0 if it is not there."""
        end = start + 1
        for key in phrase.keys[1:]:
            while end < len(keys) and keys[end] != key and keys[end].startswith(AS_TYPED):
                end += 1
            if end == len(keys) or keys[end] != key:
                return 0
            end += 1
        return end if not phrase.last or end == len(keys) else 0

    def _means_something_else(
        self, keys: Sequence[str], start: int, found: tuple[int, FactMeaning]
    ) -> bool:
        end, meaning = found
        near = (*keys[max(start - BESIDE, 0) : start], *keys[end : end + BESIDE])
        if start and keys[start - 1].removeprefix(AS_TYPED) in OURS:
            return True
        return not meaning.unless.isdisjoint(key.removeprefix(AS_TYPED) for key in near)

    def _denied_from(self, words: Sequence[str], start: int, breaks: Set[int]) -> int | None:
        """Return where the words begin that deny what is said in a place; None if none do."""
        for at in range(start - 1, -1, -1):
            if at + 1 in breaks:
                return None
            if words[at] in self._negators:
                return None if _means_but(words, at) else at
            if not (words[at] in self._bridges or words[at] in self._light):
                return None
        return None

    def _denied_to(self, words: Sequence[str], end: int) -> int:
        """Return where the words end that deny what was just said."""
        for after in self._afterwards:
            if tuple(words[end : end + len(after)]) == after:
                return end + len(after)
        return end


def _joined(words: Sequence[str], before: SaidFact | None, place: int) -> bool:
    """Tell whether what was denied before goes on: "utan remiss och läkarintyg"."""
    if before is None or not (before.denied and before.meaning.demand):
        return False
    return set(words[before.end : place]) <= AND


def _means_but(words: Sequence[str], place: int) -> bool:
    """Tell whether an "utan" is that of "inte i grupp utan enskilt"."""
    earlier = words[max(place - BUT, 0) : place]
    return words[place] == BUT_WORD and not NOT.isdisjoint(earlier)


def _breaks(tokens: Sequence[Token], text: str) -> Set[int]:
    """Return the places of the words before which something else begins."""
    return {
        place
        for place, (last, token) in enumerate(pairwise(tokens), 1)
        if not BREAK.isdisjoint(text[last.end : token.start])
    }


@lru_cache(maxsize=4)
def facts_for(analyser: Analyser) -> FactFinder:
    """Return the phrases of the reviewed file as this analyser compares words."""
    return FactFinder(_reviewed(), analyser)


def facts_asked() -> list[tuple[str, str]]:
    """Return the facet and the value of every fact that words may ask for; no value for ages."""
    told = [(table["facet"], table["value"]) for table in _reviewed()["fact"]]
    return [*told, *((REQUIREMENT, table["value"]) for table in _reviewed()["demand"]), (AGE, "")]


def said_plainly() -> list[str]:
    """Return the plainest words for each fact that may follow what somebody looks for."""
    facts = [table for table in _reviewed()["fact"] if table["facet"] not in OF_THE_THING]
    plain = [table["phrases"][0].removesuffix(END).strip() for table in facts]
    demands = [table["phrases"][0] for table in _reviewed()["demand"]]
    return plain + [f"{WITHOUT} {phrase}" for phrase in demands if " " not in phrase]


@cache
def _reviewed() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
