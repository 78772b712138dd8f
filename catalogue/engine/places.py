"""Places in a search text: taken out of its words, with what leads to them.

A place is no wish among others. It is met in no text; it decides in what part of the hits an entry
stands. So "skulder i Växjö" asks for what "skulder" asks for.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from catalogue.engine.groups import AskedPlace, Doubt
from catalogue.engine.language import Token, fold
from catalogue.engine.names import PLACE, Names
from catalogue.engine.reading import Reader

NEAR = (
    *(("i", noun, "av") for noun in ("närheten", "trakten", "trakterna")),
    *((word,) for word in ("nära", "kring", "runt", "omkring", "utanför")),
)
IN = (("i",), ("från",), ("inom",), ("på",))
LIVING = (("bor",), ("bosatt",))  # before those
KINDS = frozenset(("kommun", "stad"))  # behind the name of one
BETWEEN = (("och",), ("eller",))  # two places
CERTAIN = frozenset(("i", "från", "av", *(word for word, *more in NEAR if not more)))
# Names of kommuner that people write of other things; of "sala" and "mora" they hardly do.
ORDINARY = frozenset(("berg", "boden", "kil", "klippan", "mark", "vara"))
OF_PLACE = re.compile(
    r"(?P<name>.{3,}?)-?((?P<near>området|trakten|trakterna|regionen)|(bo|bon|bor|borna)s?)"
)


class Places(NamedTuple):
    """What a text says of places."""

    asked: tuple[AskedPlace, ...] = ()
    passed_over: tuple[AskedPlace, ...] = ()  # names of places that were read as other words
    unknown: tuple[str, ...] = ()  # what must be places, and we do not know


class PlaceFinder:
    """Finds the places among the words of a search."""

    def __init__(self, names: Names, reader: Reader, *, literal: bool = False) -> None:
        """Take, if `literal`, only what stands there letter by letter and can be nothing else."""
        self.names, self.reader, self.literal = names, reader, literal
        self.lexicon = reader.analyser.lexicon

    def taken_out(self, tokens: Sequence[Token]) -> tuple[Places, list[Token]]:
        """Return the places, and the words that are left without them."""
        asked: list[AskedPlace] = []
        passed: list[AskedPlace] = []
        unknown: list[str] = []
        left: list[Token] = []
        at = last = 0  # `last`: how many words were left when a place was found last
        while at < len(tokens):
            size, place = self.read(tokens, at)
            named = tokens[at : at + size]
            at += size
            if place is None:
                if size == 1 and self.is_unknown_place(named[0], left):
                    unknown.append(named[0].surface)
                    take_end(left, (*NEAR, *IN))
                else:
                    left += named
                continue
            if place.doubt and (self.literal or self.is_rather_a_word(place, tokens, at, left)):
                passed.append(place)
                left += named
                continue
            if asked and len(left) == last + 1:
                take_end(left, BETWEEN)
            asked.append(led_to(place, left))
            last = len(left)
        return Places(tuple(asked), tuple(passed), tuple(unknown)), left

    def read(self, tokens: Sequence[Token], at: int) -> tuple[int, AskedPlace | None]:
        """Return how many words from here on make a name, and the place it may be of."""
        found = self.names.at(tokens, at)
        doubt, near = Doubt.NONE, False
        if found is None:
            alike = self.like_a_place(tokens[at])
            if alike is None:
                return 1, None
            name, doubt, near = alike
            found = 1, self.names.value(name), (name,)
        size, (facet, value), proper = found
        if facet != PLACE:
            return size, None
        if tokens[at + size : at + size + 1] and tokens[at + size].word in KINDS:
            size += 1  # "kopings kommun"
        named = tokens[at : at + size]
        if size == 1 and self.lexicon.is_common(named[0].word):
            doubt = Doubt.WORD
        typed = " ".join(token.surface for token in named)
        start, end = named[0].start, named[-1].end
        return size, AskedPlace(typed, facet, value, start, end, near, doubt, proper)

    def like_a_place(self, token: Token) -> tuple[str, Doubt, bool] | None:
        """Return the name in "växjöbo" and "växjötrakten", or the one that was misspelt."""
        word = token.word
        if (match := OF_PLACE.fullmatch(word)) and (name := self.names.proper(match["name"])):
            return name, Doubt.NONE, match["near"] is not None
        if self.lexicon.knows(word):
            return None
        if self.leads_somewhere(word):
            return None
        readings, _ = self.reader.read(word)
        near = self.names.near(word)
        if near and fold(near)[0] != fold(word)[0]:
            return None  # nobody misspells where a name begins: Bankeryd is not Danderyd
        by_itself = not readings or any(reading.word == near for reading in readings)
        return (near, Doubt.SPELLING, False) if near and (by_itself or is_capital(token)) else None

    def is_rather_a_word(
        self, place: AskedPlace, tokens: Sequence[Token], after: int, left: Sequence[Token]
    ) -> bool:
        """Tell whether the name of a place is more likely an ordinary word, or a surname."""
        if place.doubt is not Doubt.WORD:
            return False
        token, before = tokens[after - 1], left[-1] if left else None
        if before and before.word in CERTAIN:
            return False
        if before and all(map(is_capital, (before, token))) and self.lexicon.is_name(before.word):
            return True  # "Anna Lund"
        as_written = self.names.proper(token.word) == token.word
        if as_written and (token.word not in ORDINARY or len(tokens) == 1):
            return False
        shouted = all(other.surface.isupper() for other in tokens)
        return shouted or after == 1 or not is_capital(token)

    def is_unknown_place(self, token: Token, left: Sequence[Token]) -> bool:
        """Tell whether a word must be a place: it is said to be in it, and leads nowhere."""
        said = bool(left) and left[-1].word in CERTAIN - {"från", "av", "runt", "kring"}
        if not said or self.literal or self.lexicon.is_common(token.word):
            return False
        if token.surface.isupper() or not token.word.isalpha():
            return False
        if self.leads_somewhere(token.word):
            return False
        return is_capital(token) or not self.reader.read(token.word)[0]

    def leads_somewhere(self, word: str) -> bool:
        """Tell whether a word is more than a misspelling, alone or among others of a phrase."""
        readings, _ = self.reader.read(word)
        if readings and readings[0].kind != "typo":
            return True
        return self.reader.vocabulary.has_in_phrase(self.reader.analyser.key(word))


def led_to(place: AskedPlace, left: list[Token]) -> AskedPlace:
    """Return the place with the words before it that lead to it, which are taken away."""
    lead = take_end(left, NEAR)
    near = place.near or bool(lead)
    lead = lead or take_end(left, IN)
    if lead:
        first = [*take_end(left, LIVING), *lead][0]
        return place._replace(start=first.start, near=near)
    return place._replace(near=near)


def take_end(tokens: list[Token], endings: Sequence[tuple[str, ...]]) -> list[Token]:
    """Take the first of these endings that the tokens have away from them, and return it."""
    for words in endings:
        if tuple(token.word for token in tokens[-len(words) :]) == words:
            taken = tokens[-len(words) :]
            del tokens[-len(words) :]
            return taken
    return []


def is_capital(token: Token) -> bool:
    """Tell whether a word is written with a capital."""
    return token.surface[:1].isupper()
