"""Tell a hit from what is only near it.

What counts is how the best hit was found: how well it meets each thing that was asked for, what it
has nothing of, and whether the text as a whole sounds like it. One stray word beside a near match
is no doubt; a broader word alone is. The weights were fitted to the judged sets and are data: where
they come from, what they do and how to fit them anew is told in docs/search.md.
"""

import math
from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from catalogue.engine.explaining import Met
from catalogue.engine.groups import Group, Plan

BROADER = 0.5  # what a broader word is worth beside the word itself
PLAIN = 0.3  # how much of a word one is that the vocabulary does not know, beside a phrase
FEW = 3  # of so few words, each is what was meant


class Nearness(Enum):
    """How far the best hit is what was asked for."""

    HIT = "hit"
    PARTLY = "partly"
    ABSENT = "absent"


class HitSigns(NamedTuple):
    """What is seen of the best hit, or what each sign weighs."""

    met: float  # how well it meets what was asked for, word by word
    told: float  # how much that says in all
    missed: float  # the share that it has nothing of; where the whole sounds like it: no entry
    unheard: float  # of few words, the share that no entry has anything of
    guessed: float  # whether it was found by a guess at what was meant


WEIGHTS = HitSigns(met=5.24, told=1.52, missed=-1.25, unheard=-1.64, guessed=-1.34)
BIAS = -2.18
HIT, ABSENT = 0.7, -1.03  # from where up it is a hit, and below which nothing was found


def judge(signs: HitSigns) -> Nearness:
    """Tell what the best hit is by what is seen of it."""
    sure = BIAS + sum(sign * weight for sign, weight in zip(signs, WEIGHTS, strict=True))
    if sure >= HIT:
        return Nearness.HIT
    return Nearness.PARTLY if sure >= ABSENT else Nearness.ABSENT


def signs_of(plan: Plan, met: Collection[Met], told: float) -> HitSigns:
    """Return what is seen of the best hit."""
    values = {each.group: _worth(each) for each in met}
    asked = plan.asked
    led = any(" " in group.typed for group in asked)
    sizes = {group: _size(group, led) for group in asked}
    whole = sum(sizes.values())
    sounds_like_it = any(each.group.overall and is_near(each) for each in met)
    missed = sum(size for group, size in sizes.items() if group not in values)
    nowhere = sum(size for group, size in sizes.items() if not group.alternatives)
    unheard = sum(not group.alternatives for group in asked)
    words = sum(group.typed.count(" ") + 1 for group in asked)
    return HitSigns(
        met=sum(size * values.get(group, 0) for group, size in sizes.items()) / whole,
        told=math.log1p(told),
        missed=(nowhere if sounds_like_it else missed) / whole,
        unheard=unheard / len(asked) if words <= FEW else 0,
        guessed=any(group.weak for group in asked),
    )


def _size(group: Group, led: bool) -> float:
    """Return how many words a group is."""
    if group.plain:
        return PLAIN if led else 1
    return group.typed.count(" ") + 1


def _worth(met: Met) -> float:
    return met.value if is_near(met) else met.value * BROADER


def is_near(met: Met) -> bool:
    """Tell whether it was met by more than a broader word."""
    return met.evidence.kind != "broader"
