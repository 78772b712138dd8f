"""What a visitor asks for, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote_plus

from catalogue.search.facets import ALL, DEFAULT_CHOICES, FACETS
from catalogue.search.requirements import UNSAID, WITHOUT

PAGE_SIZE = 20
SET_ASIDE = "bortse"
NOTHING: frozenset[str] = frozenset()
FACET_NAMES = tuple(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class Query:
    """One state of the search page, checked and complete."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)  # facet -> values
    without_requirements: frozenset[str] = frozenset()  # of which it must say that it has none
    unsaid_requirements: frozenset[str] = frozenset()  # of which it must, or may, say nothing
    order: str = "relevans"
    page: int = 1
    set_aside: frozenset[str] = frozenset()  # facts among the words that are only words
    silent_too: bool = False  # when facts are all that is asked for: also those that say nothing
    literal: bool = False  # take the words as they are spelt, correct nothing
    remarks: tuple[str, ...] = ()  # what in the address could not be understood

    def choice(self, facet: str) -> frozenset[str]:
        """Return the values chosen in one facet, perhaps none."""
        return self.chosen.get(facet, NOTHING)

    def querystring(self) -> str:
        """Return the address of this state, the same for the same state, defaults left out."""
        pairs = [_pair("q", self.words)] if self.words else []
        for name in FACET_NAMES:
            values = self.chosen.get(name, NOTHING)
            if values != DEFAULT_CHOICES.get(name, NOTHING):
                pairs += [_pair(name, value) for value in sorted(values) or [ALL]]
        pairs += [_pair(WITHOUT.name, value) for value in sorted(self.without_requirements)]
        pairs += [_pair(UNSAID.name, value) for value in sorted(self.unsaid_requirements)]
        pairs += [_pair(SET_ASIDE, name) for name in sorted(self.set_aside)]
        if self.silent_too:
            pairs.append("tysta=ja")
        if self.literal:
            pairs.append("ordagrant=ja")
        if self.order != "relevans":
            pairs.append(_pair("sortera", self.order))
        if self.page > 1:
            pairs.append(f"sida={self.page}")
        return "?" + "&".join(pairs) if pairs else ""

    def at_page(self, page: int) -> "Query":
        """Return the same search, another page."""
        return replace(self, page=page)

    def ordered_by(self, order: str) -> "Query":
        """Return the same search from its first page, in another order."""
        return replace(self, order=order, page=1)

    def with_words(self, words: str) -> "Query":
        """Return the same choices for other words."""
        return replace(
            self, words=words, set_aside=frozenset(), silent_too=False, literal=False, page=1
        )

    def setting_aside(self, fact: str) -> "Query":
        """Return the same words with one of their facts as no more than words."""
        return replace(self, set_aside=self.set_aside | {fact}, page=1)

    def with_the_silent(self) -> "Query":
        """Return the search for those that say the facts and those that say nothing of them."""
        return replace(self, silent_too=True, page=1)

    def taken_literally(self) -> "Query":
        """Return the same search for the words exactly as they were spelt."""
        return replace(self, literal=True, page=1)

    def adding(self, facet: str, value: str) -> "Query":
        """Return the search with one more value chosen."""
        return self.choosing(facet, self.choice(facet) | {value})

    def dropping(self, facet: str, value: str) -> "Query":
        """Return the search without one of its choices."""
        if facet == WITHOUT.name:
            return replace(self, without_requirements=self.without_requirements - {value}, page=1)
        if facet == UNSAID.name:
            return replace(self, unsaid_requirements=self.unsaid_requirements - {value}, page=1)
        return self.choosing(facet, self.choice(facet) - {value})

    def unsaying(self, requirement: str) -> "Query":
        """Return the search for those that say nothing of a requirement."""
        return replace(
            self,
            without_requirements=self.without_requirements - {requirement},
            unsaid_requirements=self.unsaid_requirements | {requirement},
            page=1,
        )

    def choosing(self, facet: str, values: frozenset[str]) -> "Query":
        """Return the search with these values of a facet chosen instead, or none of them."""
        chosen = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, chosen={**chosen, facet: values} if values else chosen, page=1)


@lru_cache(maxsize=10_000)  # a page has dozens of addresses with the same choices
def _pair(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}"
