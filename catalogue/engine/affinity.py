"""Lift the hits that are about the same things as the best ones.

A sentence matches much by chance. What its best hits have in common, their needs and their kind,
tells what was meant better than one more word that happens to stand in an entry.
"""

from typing import Protocol

import numpy as np

from catalogue.engine.facets import FacetCodes
from catalogue.engine.ordering import page

LIFTED = 30  # so many of the best hits can rise
BEST = 8  # so many speak for what was meant, each with the square of its score
LIFT = 1.0  # what a hit gains that is about just that: its own score once more
DIGITS = 5  # beyond these the order in which numbers were added up would show


class Described(Protocol):
    """What lifting needs of an index."""

    codes: FacetCodes

    @property
    def all_ids(self) -> np.ndarray:
        """The id of each document."""

    def carried(self, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return every code of the documents, each with its document's place among them."""


def lifted(index: Described, documents: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Return the scores of documents, those of the best raised by how much these are alike."""
    best = page(np.arange(len(documents)), (-scores, index.all_ids[documents]), 0, LIFTED)
    owners, codes = index.carried(documents[best])
    about = np.flatnonzero(index.codes.about.take(codes))
    if not len(about):
        return scores
    owners, codes = owners.take(about), codes.take(about)
    own = scores.take(best)
    parts = 1 / np.sqrt(np.bincount(owners, minlength=len(best))).take(owners)
    votes = np.zeros(len(best))
    votes[:BEST] = (own[:BEST] / own[0]) ** 2
    meant = np.bincount(codes, parts * votes.take(owners))
    alike = np.bincount(owners, parts * meant.take(codes), minlength=len(best))
    longest = np.sqrt(meant @ meant) or 1.0
    raised = scores.copy()
    raised[best] = own * (1 + LIFT * np.round(alike / longest, DIGITS))
    return raised
