"""Know kommuner and regions by the ways that fact sheets write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

_KOMMUN_WORD = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A kommun as the import needs it."""

    code: str
    name: str
    formal_name: str
    county: str
    """The name of its county: Västmanlands län."""
    region: str
    """The name of its region: Region Västmanland."""


class Gazetteer:
    """Every kommun, by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_spelling: dict[str, Place] = {}
        self._names: list[str] = []
        for place in places:
            self._names.append(place.name)
            for spelling in (place.name, place.formal_name, f"{place.name}s"):
                self._by_spelling.setdefault(spelling.casefold(), place)

    def find(self, text: str) -> Place | None:
        """Return the kommun written as Åmål, Åmåls kommun, ÅMÅL or Västerås stad."""
        spelling = " ".join(text.split()).casefold()
        return self._by_spelling.get(spelling) or self._by_spelling.get(
            _KOMMUN_WORD.sub("", spelling)
        )

    def find_formal(self, text: str) -> Place | None:
        """Return the kommun where the text says that it is one: "… kommun" or "… stad"."""
        return self.find(text) if _KOMMUN_WORD.search(text) else None

    def nearest(self, text: str) -> str:
        """Return the kommun name most like the text, or an empty string."""
        bare = _KOMMUN_WORD.sub("", text)
        match = process.extractOne(
            bare.casefold(), self._names, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=70
        )
        return str(match[0]) if match else ""
