"""Places in a search text: taken out of its words, with what leads to them.

A place is no wish among others. It is met in no text; it decides in what part of the hits an entry
stands. So "skulder i Växjö" asks for what "skulder" asks for.
"""

from collections.abc import Sequence

from catalogue.engine.groups import Place
from catalogue.engine.language import Token
from catalogue.engine.language.lexicon import Lexicon
from catalogue.engine.names import Names

PLACE = "kommun"  # the facet of places
NEAR = (
    *(("i", noun, "av") for noun in ("närheten", "trakten", "trakterna")),
    *((word,) for word in ("nära", "kring", "runt", "omkring", "utanför")),
)
LEADING = (*NEAR, *((word,) for word in ("i", "från", "inom", "på")))
LIVING = (("bor",), ("bosatt",))  # before those
BETWEEN = (("och",), ("eller",))  # two places


class PlaceFinder:
    """Finds the places among the words of a search."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self.names, self.lexicon = names, lexicon

    def taken_out(self, tokens: Sequence[Token]) -> tuple[list[Place], list[Token]]:
        """Return the places, and the words that are left without them."""
        places: list[Place] = []
        left: list[Token] = []
        at = last = 0  # `last`: how many words were left when a place was found last
        while at < len(tokens):
            size, value = 1, None
            if found := self.names.find(tokens, at, self.lexicon):
                size, value, _ = found
            named = tokens[at : at + size]
            if value is None or value[0] != PLACE:
                left += named
            else:
                if places and len(left) == last + 1:
                    take_end(left, BETWEEN)
                lead = take_end(left, LEADING)
                first = [*take_end(left, LIVING), *lead, *named][0] if lead else named[0]
                typed = " ".join(token.surface for token in named)
                near = tuple(token.word for token in lead) in NEAR
                places.append(Place(typed, *value, first.start, named[-1].end, near))
                last = len(left)
            at += size
        return places, left


def take_end(tokens: list[Token], endings: Sequence[tuple[str, ...]]) -> list[Token]:
    """Take the first of these endings that the tokens have away from them, and return it."""
    for words in endings:
        if tuple(token.word for token in tokens[-len(words) :]) == words:
            taken = tokens[-len(words) :]
            del tokens[-len(words) :]
            return taken
    return []
