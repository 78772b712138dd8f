"""The sources that entries come from (källor), told apart however they are spelt."""

import re
from collections import defaultdict

from catalogue.models import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.values.letters import alike, visible

LONGEST = 100
_DASHES = re.compile(r"[\s\-‐‑‒–—_]+")
_WHOLE = re.compile(r"0*([0-9]+)(?:[.,]0+)?")


def folded(name: str) -> str:
    """Return what equal names have in common: "Råd  & Stöd" is "råd och stöd"."""
    return _DASHES.sub(" ", alike(name).replace("&", " och ")).strip()


def folded_number(number: str) -> str:
    """Return what equal numbers have in common: 007 is 7, and so is 7.0."""
    whole = _WHOLE.fullmatch(alike(number))
    return whole[1] if whole else alike(number)


def known_sources(rows: InterventionQuerySet) -> list[str]:
    """Return the sources of some entries, in the order of the alphabet."""
    names = rows.exclude(source="").order_by().values_list("source", flat=True).distinct()
    return sorted(names, key=folded)


class Sources:
    """Every source, and the entries by their numbers in it."""

    def __init__(self) -> None:
        self._spelt: dict[str, str] = {}
        self._entries: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
        rows = Intervention.objects.exclude(source="").order_by("pk")
        for pk, source, number in rows.values_list("pk", "source", "source_id"):
            self._spelt.setdefault(source, source)
            self._spelt.setdefault(folded(source), source)
            if number:
                self._entries[mark(source, number)][pk] = (source, number)

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._spelt

    def spelt(self, name: str) -> str:
        """Return the name as the catalogue spells it already; a new one as it is seen."""
        return self._spelt.get(name) or self._spelt.get(folded(name)) or visible(name)

    def among(self, source: str, number: str) -> list[int]:
        """Return the entries with the number: the one that is spelt alike, or all it may be."""
        found = self._entries.get(mark(source, number), {})
        exact = [pk for pk, pair in found.items() if pair == (source, number)]
        return exact or list(found)

    def within(self, source: str) -> list[int]:
        """Return every entry that has a number in the source."""
        wanted = folded(source)
        return [pk for (name, _), found in self._entries.items() if name == wanted for pk in found]

    def names(self) -> list[str]:
        """Return every source, in the order of the alphabet."""
        return sorted(set(self._spelt.values()), key=folded)


def mark(source: str, number: str) -> tuple[str, str]:
    """Return what tells one number in one source from all others."""
    return folded(source), folded_number(number)
