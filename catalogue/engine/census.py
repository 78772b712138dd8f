"""Count the facet values of any documents of a collection."""

from functools import cached_property

import numpy as np

from catalogue.engine.collection import Collection


class Census:
    """Counts in one state of a collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.codes = collection, collection.codes

    def of(self, documents: np.ndarray | None, facet: str | None = None) -> np.ndarray:
        """Return how many of the documents, or of all, have each value, or those of one facet."""
        if documents is None:
            return self._everything
        live, live_count = self.collection.live, self.collection.live_count
        if len(documents) * 2 > live_count:  # fewer are missing than there are
            missing = np.ones(self.collection.size, bool) if live is None else live.copy()
            missing[documents] = False
            rest: np.ndarray = self._everything - self._counted(np.flatnonzero(missing), facet)
            return rest
        return self._counted(documents, facet)

    def _counted(self, documents: np.ndarray, facet: str | None = None) -> np.ndarray:
        number = None if facet is None else self.codes.names.index(facet)
        counts = np.zeros(len(self.codes), np.int64)
        excess = np.zeros(len(self.codes), np.int64)
        parts = self.collection.parts
        for segment, start, _ in parts:
            if len(parts) == 1:
                mine = documents
            else:
                first, last = np.searchsorted(documents, (start, start + segment.size))
                mine = documents[first:last] - start
            if len(mine):
                counts += segment.count(mine, len(self.codes), number)
                over = segment.count_excess(mine, len(self.codes))
                if over is not None:
                    excess += over.astype(np.int64)
        counts[0] = 0
        return self.codes.with_broader(counts) - excess

    @cached_property
    def _everything(self) -> np.ndarray:
        return self._counted(self.collection.everyone)
