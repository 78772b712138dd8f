"""What documents affirm, what they deny, and what they leave unsaid.

A facet of this kind holds signed values: a document that affirms a value carries it with a plus,
one that denies it with a minus, and one that has said neither carries nothing.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Stance = Literal["yes", "no", "unsaid"]
YES, NO = "+", "-"


class Stances(NamedTuple):
    """How many documents take each stance on a value."""

    yes: int
    no: int
    unsaid: int


def stances(counts: Mapping[str, int], value: str, total: int) -> Stances:
    """Return the stances on a value among `total` documents whose signed values are counted."""
    yes, no = counts.get(YES + value, 0), counts.get(NO + value, 0)
    return Stances(yes, no, total - yes - no)
