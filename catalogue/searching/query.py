"""What a visitor asks for, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Query:
    """One state of the search page, checked and complete."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)  # facet -> values
    without: frozenset[str] = frozenset()  # requirements that an entry may not have
    order: str = "relevans"
    page: int = 1
    remarks: tuple[str, ...] = ()  # what in the address could not be understood

    def choice(self, facet: str) -> frozenset[str]:
        """Return the values chosen in one facet, perhaps none."""
        return self.chosen.get(facet, frozenset())
