"""Whether values differ, and how: for a program in a few signs, for a person in words."""

import base64
import difflib
import hashlib
import json
import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from catalogue.values.fields import FIELDS
from catalogue.values.registers import Book

Values = Mapping[str, Any]
"""Lasting values by the names of their fields."""
Digests = Mapping[str, str]

DIGEST = 6
"""How many signs a digest has."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4_000  # beyond this a text is shown whole, not word by word


def same(name: str, one: Any, other: Any) -> bool:
    """Tell whether two values of a field say the same."""
    comparable = FIELDS[name].kind.comparable
    return bool(one == other or comparable(one) == comparable(other))


def changed(before: Values, after: Values) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name in FIELDS if not same(name, before[name], after[name])]


def digest(name: str, value: Any) -> str:
    """Return a few signs that differ where values of a field differ."""
    text = json.dumps(FIELDS[name].kind.comparable(value), ensure_ascii=True, sort_keys=True)
    number = zlib.crc32(text.encode()).to_bytes(4, "big")
    return base64.b64encode(number)[:DIGEST].decode()


def digests(values: Values) -> dict[str, str]:
    """Return the digest of each field."""
    return {name: digest(name, values[name]) for name in FIELDS}


def imprint(values: Values, beside: Collection[Any] = ()) -> str:
    """Return a hash of an entry's values, and of what else is to be as it was."""
    text = json.dumps([values, list(beside)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class Piece(NamedTuple):
    """Some words, and whether the other side has them."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """One field that says two things, as people read them."""

    title: str
    before: str
    after: str
    moved: bool = False
    """Whether the left-hand side has changed since the right-hand side was begun."""

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Return both sides, word by word."""
        one, other = _WORDS.findall(self.before), _WORDS.findall(self.after)
        if len(one) + len(other) > _MOST_WORDS:
            return [Piece(self.before, True)], [Piece(self.after, True)]
        left, right = [], []
        steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        for kind, i1, i2, j1, j2 in steps:
            differs = kind != "equal"
            left.append(Piece("".join(one[i1:i2]), differs))
            right.append(Piece("".join(other[j1:j2]), differs))
        return [piece for piece in left if piece.text], [piece for piece in right if piece.text]


def difference(
    name: str, before: Any, after: Any, book: Book, moved: Collection[str] = ()
) -> Difference:
    """Return two values of a field in the words of the book."""
    field = FIELDS[name]
    return Difference(
        field.title, field.kind.show(before, book), field.kind.show(after, book), name in moved
    )


def differences(
    before: Values, after: Values, book: Book, moved: Collection[str] = ()
) -> list[Difference]:
    """Return the fields that differ, in the order of the page."""
    return [
        difference(name, before[name], after[name], book, moved) for name in changed(before, after)
    ]


def titles(names: Collection[str]) -> str:
    """Return what the fields are called, in a row."""
    return ", ".join(FIELDS[name].title for name in names)
