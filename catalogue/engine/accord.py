"""Lift the hits that are about what the search is about, whatever words they say it in.

What a sentence and an entry are about was learnt from phrases (language/sense). It is sure of no
word, so it finds nothing: it only tells which of the hits are meant.
"""

from typing import Protocol

import numpy as np

from catalogue.engine.groups import Plan
from catalogue.engine.language.sense import nearness
from catalogue.engine.ordering import page

HEARD = 200  # so many of the best hits can rise
LIFT = 1.0  # for each thing asked, what a hit gains that is about just that: its own score ...
MOST = 4  # ... but no more than for so many: the more words, the more is met by chance


class Sensed(Protocol):
    """What lifting needs of an index."""

    @property
    def all_ids(self) -> np.ndarray:
        """The id of each document."""

    def senses_of(self, documents: np.ndarray) -> np.ndarray:
        """Return what each of the documents is about."""


def in_accord(index: Sensed, documents: np.ndarray, scores: np.ndarray, plan: Plan) -> np.ndarray:
    """Return the scores of documents, the best raised by how near they are to what is asked."""
    if not plan.sense:
        return scores
    best = page(np.arange(len(documents)), (-scores, index.all_ids[documents]), 0, HEARD)
    near = nearness(index.senses_of(documents[best]), np.frombuffer(plan.sense, np.int8))
    raised = scores.copy()
    raised[best] *= 1 + LIFT * min(len(plan.groups), MOST) * near
    return raised
