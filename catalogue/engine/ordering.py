"""In what order documents are shown, and one page of them."""

from functools import cached_property
from typing import Literal

import numpy as np

from catalogue.engine.collection import Collection

Order = Literal["relevance", "name", "reviewed", "queue"]
SAMPLE = 16  # one of so many is looked at first
STALE = 0.9  # the factor of an entry that nobody has reviewed for too long


class Ordering:
    """Every order of one state of an index. All are total: by name, or by id, in the end."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._trusted: tuple[int, np.ndarray] | None = None

    def by_score(
        self,
        hits: np.ndarray,
        scores: np.ndarray,
        parts: np.ndarray | None,
        offset: int,
        limit: int,
        today: int,
    ) -> np.ndarray:
        """Return a page of the hits, the highest scores first; stale entries score lower."""
        if today and len(hits):
            scores = scores * self._trust(today).take(hits)
        keys = -scores, self.collection.all_ids.take(hits)
        return page_of_parts(hits, keys, parts, offset, limit)

    def _trust(self, today: int) -> np.ndarray:
        """Return the factor of each document on a day, kept till the next day is asked for."""
        trusted = self._trusted
        if trusted is None or trusted[0] != today:
            until = self.collection.trusted_until
            stale = (until > 0) & (until < today)
            self._trusted = trusted = today, np.where(stale, np.float32(STALE), np.float32(1))
        return trusted[1]

    def by_key(
        self,
        hits: np.ndarray | None,
        order: Order,
        parts: np.ndarray | None,
        offset: int,
        limit: int,
    ) -> np.ndarray:
        """Return a page of the hits, or of everything, in an order that needs no words."""
        if hits is None:
            return self._everything(order)[offset : offset + limit]
        keys = tuple(key[hits] for key in self._keys(order))
        return page_of_parts(hits, keys, parts, offset, limit)

    def _keys(self, order: Order) -> tuple[np.ndarray, ...]:
        if order == "reviewed":
            return -self.collection.reviewed, self.collection.name_rank
        if order == "queue":
            return self.collection.queue, self.collection.name_rank
        return (self.collection.name_rank,)

    def _everything(self, order: Order) -> np.ndarray:
        """Return all documents in an order, kept for the next who browses."""
        found = self._kept.get(order)
        if found is None:
            documents = self.collection.everyone
            keys = tuple(values[documents] for values in self._keys(order))
            found = self._kept[order] = documents[np.lexsort(keys[::-1])]
        return found

    @cached_property
    def _kept(self) -> dict[str, np.ndarray]:
        return {}


def page_of_parts(
    documents: np.ndarray,
    keys: tuple[np.ndarray, ...],
    parts: np.ndarray | None,
    offset: int,
    limit: int,
) -> np.ndarray:
    """Return a page of the documents, sorted by their parts and within each by the keys."""
    if parts is None:
        return page(documents, keys, offset, limit)
    shown = [documents[:0]]
    for part, size in enumerate(np.bincount(parts).tolist()):
        first, last = max(offset, 0), min(offset + limit, size)
        if first < last:
            mine = np.flatnonzero(parts == part)
            own = tuple(key.take(mine) for key in keys)
            shown.append(page(documents.take(mine), own, first, last - first))
        offset -= size
    return np.concatenate(shown)


def page(
    documents: np.ndarray, keys: tuple[np.ndarray, ...], offset: int, limit: int
) -> np.ndarray:
    """Return a page of the documents sorted by the keys, without sorting those beyond it."""
    last = offset + limit
    if last <= 0 or limit <= 0:
        return documents[:0]
    first = keys[0]
    # What is on the page is at least as good as the page of a sample would be.
    for step in (SAMPLE, 1):
        if last * step < len(documents):
            edge = np.partition(first[::step], last - 1)[last - 1]
            kept = np.flatnonzero(first <= edge)
            documents, keys = documents.take(kept), tuple(key.take(kept) for key in keys)
            first = keys[0]
    return documents[np.lexsort(keys[::-1])[offset:last]]
