"""What the engine is given: documents, the facets they may have, and what a visitor chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from catalogue.engine.stances import Stance


@dataclass(frozen=True, slots=True)
class Document:
    """One entry as the engine sees it."""

    id: int
    fields: Mapping[str, str]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name_key: str = ""  # a collation key: sorts by plain comparison
    reviewed_on: int = 0  # ordinal day, 0 = never
    queue_days: int | None = None
    trusted_until: int = 0  # ordinal day after which it ranks lower, 0 = never


@dataclass(frozen=True, slots=True)
class IndexedFacet:
    """One way of narrowing down. A value may accept broader ones: Åmål also "hela landet"."""

    name: str
    accepts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    about: bool = False  # documents that share a value are about the same thing


# The parts in which hits are shown, in order, by name. A part takes the documents that have one of
# its values of each of its facets, and not just a broader one; the last takes all that are left.
Parts = Mapping[str, Mapping[str, frozenset[str]]]

FacetValue = tuple[str, str]


class FactDemand(NamedTuple):
    """What documents should answer: who says so, who says the opposite, and which of them will do.

    A document that carries a value of both says so. One that carries none of either is silent.
    """

    says: frozenset[FacetValue]
    against: frozenset[FacetValue] = frozenset()
    wanted: frozenset[Stance] = frozenset(("yes", "unsaid"))
    rises: bool = True  # whether those that say so do


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor chose: any of a facet's values, all facets, all stances, all demands.

    `stances` says, for a facet of signed values, which stances on each value will do.
    """

    include: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stances: Mapping[str, Mapping[str, frozenset[Stance]]] = field(default_factory=dict)
    demands: Sequence[FactDemand] = ()
