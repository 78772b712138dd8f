"""What each of a visitor's choices keeps, so that a count can leave one of them out."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from catalogue.engine.collection import Collection
from catalogue.engine.documents import Choices, FacetValue, FactDemand, Parts
from catalogue.engine.stances import NO, YES, Stance, Stances

About = tuple[str, str]  # a facet of signed values, and the value that a stance is on


class Answered(NamedTuple):
    """Masks over the documents of those that say what is demanded, and of the opposite."""

    yes: np.ndarray
    no: np.ndarray
    demand: FactDemand

    @property
    def kept(self) -> np.ndarray:
        """Return a mask of those that will do."""
        return _any_of(self.yes, self.no, self.demand.wanted)

    def among(self, others: np.ndarray | None) -> Stances:
        """Count the answers among the documents of a mask, or all."""
        yes, no, every = (
            int(np.count_nonzero(taken(mask, others)))
            for mask in (self.yes, self.no, np.ones(len(self.yes), bool))
        )
        return Stances(yes, no, every - yes - no)


class Masks(NamedTuple):
    """A mask over the documents for every choice: of facet values, of stances, of demands."""

    chosen: dict[str, np.ndarray]
    stated: dict[About, np.ndarray]
    demanded: list[Answered]

    def together(self, but: str | About | int | None = None) -> np.ndarray | None:
        """Return what all choices, or all but one, keep; None, for everything, without any."""
        masks = [mask for name, mask in self.chosen.items() if name != but]
        masks += [mask for about, mask in self.stated.items() if about != but]
        masks += [answered.kept for place, answered in enumerate(self.demanded) if place != but]
        return reduce(np.logical_and, masks) if masks else None


def masks_of(choices: Choices, collection: Collection, base: np.ndarray | None) -> Masks:
    """Return the masks of `base`, or of all documents."""
    chosen = {
        name: taken(_carrying(collection, name, values), base)
        for name, values in choices.include.items()
        if values and name in collection.codes.names
    }
    stated = {
        (name, value): taken(_stating(collection, name, value, wanted), base)
        for name, values in choices.stances.items()
        for value, wanted in values.items()
        if wanted and name in collection.codes.names
    }
    return Masks(chosen, stated, [_answered(each, collection, base) for each in choices.demands])


def parted(parts: Parts, collection: Collection, base: np.ndarray) -> np.ndarray:
    """Return the number of each document's part: the first that takes it, or the last."""
    number = np.full(len(base), len(parts) - 1, np.uint8)
    masks: dict[tuple[str, frozenset[str]], np.ndarray] = {}
    for place, told in reversed(list(enumerate(parts.values()))[:-1]):
        there = np.ones(len(base), bool)
        for asked in told.items():
            if asked not in masks:
                masks[asked] = _with_codes(collection, _own_codes(collection, *asked))[base]
            there &= masks[asked]
        number[there] = place
    return number


def taken(values: np.ndarray, kept: np.ndarray | None) -> np.ndarray:
    """Return the values kept, by a mask or by their numbers; all of them for None."""
    return values if kept is None else values[kept]


def _carrying(collection: Collection, facet: str, values: Iterable[str]) -> np.ndarray:
    accepted = collection.codes.accepted
    return _with_codes(collection, {code for value in values for code in accepted(facet, value)})


def _own_codes(collection: Collection, facet: str, values: Iterable[str]) -> set[int]:
    pairs = ((facet, value) for value in values)
    return {collection.codes.code[pair] for pair in pairs if pair in collection.codes.code}


def _with_codes(collection: Collection, codes: Iterable[int]) -> np.ndarray:
    mask = np.zeros(collection.size, bool)
    for code in codes:
        for segment, start, _ in collection.parts:
            mask[start : start + segment.size][segment.with_code(code)] = True
    return mask


def _stating(
    collection: Collection, facet: str, value: str, wanted: Iterable[Stance]
) -> np.ndarray:
    yes = _carrying(collection, facet, [YES + value])
    no = _carrying(collection, facet, [NO + value])
    return _any_of(yes, no, wanted)


def _answered(demand: FactDemand, collection: Collection, base: np.ndarray | None) -> Answered:
    yes, no = (
        taken(_carrying_any(collection, values), base) for values in (demand.says, demand.against)
    )
    return Answered(yes, no & ~yes, demand)


def _carrying_any(collection: Collection, pairs: Iterable[FacetValue]) -> np.ndarray:
    mask = np.zeros(collection.size, bool)
    for facet, value in pairs:
        mask |= _carrying(collection, facet, [value])
    return mask


def _any_of(yes: np.ndarray, no: np.ndarray, wanted: Iterable[Stance]) -> np.ndarray:
    """Return a mask of the documents that take one of some stances."""
    by_stance = {"yes": yes, "no": no, "unsaid": ~(yes | no)}
    masks: Sequence[np.ndarray] = [by_stance[stance] for stance in wanted]
    return reduce(np.logical_or, masks)
