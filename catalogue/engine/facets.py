"""Facet values as small numbers, and how a value accepts broader ones."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from catalogue.engine.documents import IndexedFacet

MOST_CODES = 1 << 16
Corrections = list[tuple[int, int]]


class FacetCodes:
    """Which number stands for which facet value. Immutable; `with_values` returns a larger one.

    Code 0 stands for nothing and fills unused places.
    """

    def __init__(
        self, facets: Iterable[IndexedFacet], values: Sequence[tuple[str, str]] | None = None
    ) -> None:
        self.facets = tuple(facets)
        self.names = tuple(facet.name for facet in self.facets)
        self.signature = hashlib.sha256(
            repr(
                [(f.name, sorted((v, tuple(b)) for v, b in f.accepts.items())) for f in self.facets]
            ).encode()
        ).hexdigest()[:16]
        # A value that accepts others can be counted without any document of its own.
        declared = [
            (facet.name, value)
            for facet in self.facets
            for narrow, broader in facet.accepts.items()
            for value in (narrow, *broader)
        ]
        self.values: tuple[tuple[str, str], ...] = tuple(
            dict.fromkeys([("", ""), *(values or ()), *declared])
        )
        if len(self.values) > MOST_CODES:
            raise ValueError(f"Högst {MOST_CODES} facettvärden ryms i indexet.")
        self.code = {pair: number for number, pair in enumerate(self.values)}

    def with_values(self, pairs: Iterable[tuple[str, str]]) -> "FacetCodes":
        """Return codes that also know these (facet, value) pairs."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.code]
        return FacetCodes(self.facets, (*self.values, *new)) if new else self

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def _accepted(self) -> Mapping[int, tuple[int, ...]]:
        return {
            self.code[facet.name, value]: tuple(
                dict.fromkeys((self.code[facet.name, v]) for v in (value, *broader))
            )
            for facet in self.facets
            for value, broader in facet.accepts.items()
        }

    @cached_property
    def _covering(self) -> Mapping[int, frozenset[int]]:
        """Map a code to the codes whose filters accept it."""
        covering: dict[int, set[int]] = defaultdict(set)
        for value, accepted in self._accepted.items():
            for code in accepted:
                covering[code].add(value)
        return {code: frozenset(values | {code}) for code, values in covering.items()}

    def accepted(self, facet: str, value: str) -> tuple[int, ...]:
        """Return the codes that satisfy a choice of this value; empty if it is unknown."""
        code = self.code.get((facet, value))
        return () if code is None else self._accepted.get(code, (code,))

    def covering(self, code: int) -> frozenset[int]:
        """Return the codes that count a document with this one."""
        return self._covering.get(code) or frozenset((code,))

    def normalise(self, codes: Iterable[int]) -> tuple[list[int], Corrections]:
        """Return the codes to store and, for values still counted too often, by how much.

        A code whose every counter also counts a broader code of the same document goes.
        """
        mine = sorted(set(codes))
        kept = [
            code
            for code in mine
            if not any(
                code != other
                and self.covering(code) <= self.covering(other)
                and (self.covering(code) != self.covering(other) or other < code)
                for other in mine
                if code in self._covering and other in self._covering
            )
        ]
        times: dict[int, int] = defaultdict(int)
        for code in kept:
            if code in self._covering:
                for counter in self.covering(code):
                    times[counter] += 1
        return kept, [(code, number - 1) for code, number in times.items() if number > 1]

    @cached_property
    def _spread(self) -> tuple[np.ndarray, np.ndarray]:
        pairs = [
            (value, code)
            for value, all_codes in self._accepted.items()
            for code in all_codes
            if code != value
        ]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def with_broader(self, counts: np.ndarray) -> np.ndarray:
        """Add to each value's count those of the broader values it accepts."""
        targets, sources = self._spread
        if not len(targets):
            return counts
        extra = np.bincount(targets, counts[sources], minlength=len(counts))
        total: np.ndarray = counts + extra.astype(counts.dtype)
        return total

    @cached_property
    def _by_facet(self) -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
        groups: dict[str, list[int]] = {name: [] for name in self.names}
        for number, (facet, _) in enumerate(self.values[1:], 1):
            groups[facet].append(number)
        return {
            name: (
                np.array(codes, np.int64),
                np.array([self.values[code][1] for code in codes], object),
            )
            for name, codes in groups.items()
        }

    @cached_property
    def facet_of(self) -> np.ndarray:
        """The number of the facet that each code belongs to, -1 for none."""
        numbers = {name: number for number, name in enumerate(self.names)}
        return np.array([numbers.get(facet, -1) for facet, _ in self.values], np.int16)

    @cached_property
    def about(self) -> np.ndarray:
        """Whether each code says what a document is about."""
        telling = {facet.name for facet in self.facets if facet.about}
        return np.array([facet in telling for facet, _ in self.values])

    def named(self, facet: str, counts: np.ndarray) -> dict[str, int]:
        """Return one facet's counts above zero by value."""
        codes, values = self._by_facet[facet]
        mine = counts[codes]
        found = np.flatnonzero(mine)
        return dict(zip(values[found].tolist(), mine[found].tolist(), strict=True))


class Counts(Mapping[str, Mapping[str, int]]):
    """How many documents have each facet value, above zero: {facet: {value: number}}.

    All is counted; only the names are put to the numbers when a facet is looked at.
    """

    def __init__(self, codes: FacetCodes, numbers: Mapping[str, np.ndarray]) -> None:
        self._codes, self._numbers = codes, numbers
        self._named: dict[str, dict[str, int]] = {}

    def __getitem__(self, facet: str) -> Mapping[str, int]:
        named = self._named.get(facet)
        if named is None:
            named = self._named[facet] = self._codes.named(facet, self._numbers[facet])
        return named

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
