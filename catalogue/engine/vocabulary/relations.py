"""Which conditions somebody near may have, and what whoever is near is then helped by."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalogue.engine.vocabulary.groups import CRISIS, WordGroup

FILE = Path(__file__).parent / "relations.toml"
CONDITIONS = frozenset(("behov", "symptom", CRISIS))


class Relation(NamedTuple):
    """Conditions, by the terms of their groups, and the help for whoever is near."""

    ill: frozenset[str]
    near: tuple[str, ...]
    but_not: frozenset[str]

    def concerns(self, group: WordGroup) -> bool:
        """Tell whether a group names one of the conditions."""
        named = not self.ill.isdisjoint((*group.terms, *group.broader))
        return named and self.but_not.isdisjoint(group.terms)

    def helps(self, group: WordGroup) -> bool:
        """Tell whether a group names the help for whoever is near."""
        return not set(group.terms).isdisjoint(self.near)


@cache
def relations() -> tuple[Relation, ...]:
    """Return the reviewed relations."""
    reviewed = tomllib.loads(FILE.read_text(encoding="utf-8"))["relation"]
    return tuple(
        Relation(frozenset(row["ill"]), tuple(row["near"]), frozenset(row.get("not", ())))
        for row in reviewed
    )


def help_for_the_near(group: WordGroup) -> Iterator[str]:
    """Yield what helps whoever is near somebody in the condition of a group."""
    for relation in relations():
        if relation.helps(group) or (group.kind in CONDITIONS and relation.concerns(group)):
            yield from relation.near


def is_for_the_near(group: WordGroup) -> bool:
    """Tell whether the group itself is help for whoever is near."""
    return any(relation.helps(group) for relation in relations())
