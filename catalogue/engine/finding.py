"""One search: what a plan and some choices find, in what order, and every count."""

from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from catalogue.engine.census import Census
from catalogue.engine.choosing import About, Answered, masks_of, parted, taken
from catalogue.engine.collection import Collection
from catalogue.engine.documents import Choices, Parts
from catalogue.engine.facets import Counts
from catalogue.engine.found import Best, Found
from catalogue.engine.groups import Plan
from catalogue.engine.matching import FacetValues, match
from catalogue.engine.ordering import Order, Ordering
from catalogue.engine.scoring import inverse_frequency
from catalogue.engine.stances import Stances, stances

SAYS_SO = np.float32(1.3)  # the factor of a hit for each demand that it says it meets


class Page(NamedTuple):
    """What of the hits is asked for."""

    order: Order
    offset: int
    limit: int
    today: int  # an ordinal day; entries that are no longer trusted by then score a little lower


class Placed(NamedTuple):
    """The hits in their parts."""

    hits: np.ndarray | None
    numbers: np.ndarray | None  # of the part that each hit stands in
    sizes: dict[str, int]
    full_sizes: dict[str, int]  # how many in each cover all that was asked for


class Search:
    """What a plan and some choices find in one state of a collection."""

    def __init__(
        self,
        collection: Collection,
        census: Census,
        plan: Plan,
        choices: Choices,
        there: FacetValues,
    ) -> None:
        self.collection, self.census, self.plan = collection, census, plan
        self.matched = match(collection, plan, there) if plan.groups else None
        self.base = collection.everyone if choices.demands else None
        if self.matched:
            self.base = self.matched.documents
        self.masks = masks_of(choices, collection, self.base)
        self.kept = self.masks.together()
        self.hits = self._chosen(self.kept)  # None means every document

    def found(self, ordering: Ordering, parts: Parts, page: Page) -> Found:
        """Return a page of the hits, with all that is told of the rest."""
        total = self.collection.live_count if self.hits is None else len(self.hits)
        placed = self.placed(parts)
        documents, best = self.ordered(ordering, placed, page)
        own = dict.fromkeys(self.collection.codes.names, self.census.of(self.hits))
        return Found(
            total=total,
            ids=self.collection.all_ids[documents].tolist(),
            counts=Counts(self.collection.codes, own | self.counts_of_chosen()),
            hit_counts=Counts(self.collection.codes, own),
            stance_counts={about: self.stances(about) for about in self.masks.stated},
            answers=[
                answered.among(self.masks.together(but=place))
                for place, answered in enumerate(self.masks.demanded)
            ],
            silences=[self.silent(answered, documents) for answered in self.masks.demanded],
            full=total if self.fully is None else int(np.count_nonzero(self.fully)),
            parts=placed.sizes,
            full_parts=placed.full_sizes,
            plan=self.plan,
            best=best,
            documents=documents,
            postings=self.collection.postings,
        )

    @cached_property
    def fully(self) -> np.ndarray | None:
        """Which of the hits cover all that was asked for; None: all do."""
        if self.matched is None or self.matched.full is None:
            return None
        return taken(self.matched.full, self.kept)

    def placed(self, parts: Parts) -> Placed:
        """Return the hits in their parts: each in the first that takes it, or in the last."""
        if not parts:
            return Placed(self.hits, None, {}, {})
        hits = self.collection.everyone if self.hits is None else self.hits
        numbers = parted(parts, self.collection, hits)
        sizes = counted_parts(parts, numbers)
        full_sizes = sizes if self.fully is None else counted_parts(parts, numbers[self.fully])
        return Placed(hits, numbers, sizes, full_sizes)

    def ordered(
        self, ordering: Ordering, placed: Placed, page: Page
    ) -> tuple[np.ndarray, Best | None]:
        """Return the documents of a page, and the best hit, whatever the page and its order."""
        hits, numbers, *_ = placed
        order, offset, limit, today = page
        best = None
        if self.matched is not None and hits is not None:
            scores = self.scores(self.matched.scores)
            by_score = partial(ordering.by_score, hits, scores, numbers, today=today)
            documents = by_score(offset=offset, limit=limit)
            first = by_score(offset=0, limit=1) if offset else documents
            if len(first):
                best = self.best(int(first[0]), float(scores[hits.searchsorted(first[0])]))
        if best is None or order != "relevance":
            by_name = "name" if order == "relevance" else order
            documents = ordering.by_key(hits, by_name, numbers, offset, limit)
        return documents, best

    def scores(self, matched: np.ndarray) -> np.ndarray:
        """Return the scores of the hits: those rise that say that they meet a demand."""
        scores = taken(matched, self.kept)
        for answered in self.masks.demanded:
            rises = taken(answered.yes, self.kept) & answered.demand.rises
            scores = np.where(rises, scores * SAYS_SO, scores)
        return scores

    def best(self, document: int, score: float) -> Best:
        """Return a document with its score beside that of a rare word."""
        return Best(document, score / inverse_frequency(1, self.collection.live_count))

    def counts_of_chosen(self) -> dict[str, np.ndarray]:
        """Count the values of facets in which something is chosen, as if it were not."""
        return {
            name: self.census.of(self._chosen(self.masks.together(but=name)), name)
            for name in self.masks.chosen
        }

    def stances(self, about: About) -> Stances:
        """Count the stances on a value among what all the other choices keep."""
        facet, value = about
        documents = self._chosen(self.masks.together(but=about))
        total = self.collection.live_count if documents is None else len(documents)
        counts = self.collection.codes.named(facet, self.census.of(documents, facet))
        return stances(counts, value, total)

    def silent(self, answered: Answered, documents: np.ndarray) -> frozenset[int]:
        """Return the ids of those of some documents that say neither yes nor no."""
        places = documents if self.base is None else np.searchsorted(self.base, documents)
        silent = ~(answered.yes | answered.no).take(places)
        return frozenset(self.collection.all_ids[documents[silent]].tolist())

    def _chosen(self, kept: np.ndarray | None) -> np.ndarray | None:
        """Return the documents of the base that a mask of it keeps; None means every document."""
        if kept is None:
            return self.base
        if self.base is None:
            live = self.collection.live
            return np.flatnonzero(kept if live is None else kept & live)
        chosen: np.ndarray = self.base.take(np.flatnonzero(kept))
        return chosen


def counted_parts(parts: Parts, numbers: np.ndarray) -> dict[str, int]:
    """Return how many of the documents with these numbers of parts stand in each."""
    counted = np.bincount(numbers, minlength=len(parts)).tolist()
    return dict(zip(parts, counted, strict=True))
