"""All that an entry's page says, as values that can be kept, compared and brought together."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.models import Intervention
from catalogue.values.fields import COLUMNS, Column
from catalogue.values.record import digest as column_digest
from catalogue.values.record import same as same_in_column
from catalogue.values.registers import Book
from catalogue.values.relations import Follows

Values = Mapping[str, Any]
Digests = Mapping[str, str]
BEFORE = "comes_from"


class Precedes(Follows):
    """What can come before; the same links, seen from their other end."""

    def lasting(self, value: Any) -> Any:
        """Return each as a dictionary."""
        links = [{"id": link.before_id, "handover": link.handover} for link in value]
        return sorted(links, key=lambda link: int(link["id"]))


FIELDS: Mapping[str, Column] = {
    **COLUMNS,
    BEFORE: Column(BEFORE, "kommer från", "", Precedes()),
}
"""Every field of the page: the columns of a file, and what comes before, which files leave out."""

_SIGNS = 6  # of a digest


def read(row: Intervention) -> dict[str, Any]:
    """Return the values that the entry has now."""
    return {name: column.read(row) for name, column in FIELDS.items()}


def fresh(number: int) -> Intervention:
    """Return the entry as it stands in the database, with all that `read` asks for."""
    row: Intervention = Intervention.objects.with_exchange_relations().get(pk=number)
    return row


def same(name: str, one: Any, other: Any) -> bool:
    """Tell whether two values of a field say the same."""
    return same_in_column(_column(name), one, other)


def digests(values: Values) -> dict[str, str]:
    """Return a few signs for each field, which differ where values differ."""
    return {name: column_digest(_column(name), values[name]) for name in FIELDS}


def changed(before: Values, after: Values) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name in FIELDS if not same(name, before[name], after[name])]


def _column(name: str) -> str:
    return "leads_to" if name == BEFORE else name


@dataclass(frozen=True)
class Seen:
    """What a page showed when it was opened; it travels with the form and back."""

    logged: int = -1
    """The newest line of the entry's history; -1 when that is not known."""
    entry: str = ""
    """A checksum of the published entry, which the page may have shown a working copy of."""
    fields: Digests = field(default_factory=dict)

    @classmethod
    def of(cls, logged: int, stored: Values, shown: Values) -> "Seen":
        """Return the mark of a page that shows these values."""
        return cls(logged, _checksum(stored), digests(shown))

    @classmethod
    def parse(cls, text: str) -> "Seen":
        """Read it back; from a page that is too old or broken comes one that fits nothing."""
        logged, _, rest = text.partition(".")
        entry, _, signs = rest.partition(".")
        if not logged.isdecimal() or len(logged) > 18 or len(signs) != _SIGNS * len(FIELDS):
            return cls()
        parts = {name: signs[_SIGNS * at :][:_SIGNS] for at, name in enumerate(FIELDS)}
        return cls(int(logged), entry, parts)

    def __str__(self) -> str:
        return f"{self.logged}.{self.entry}.{''.join(self.fields[name] for name in FIELDS)}"

    def fits(self, stored: Values, shown: Values) -> bool:
        """Tell whether nothing has changed since."""
        return self.entry == _checksum(stored) and self.fields == digests(shown)


def _checksum(values: Values) -> str:
    return f"{zlib.crc32(''.join(digests(values).values()).encode()):08x}"


@dataclass(frozen=True)
class Joined:
    """Two people's changes, brought together."""

    values: dict[str, Any]
    theirs: list[str]
    """Fields that only the other one has changed; the other's value stands."""
    both: list[str]
    """Fields that both have changed, differently; one's own value stands until one decides."""


def join(base: Digests, mine: Values, theirs: Values) -> Joined:
    """Bring one's own values and the stored ones together, by what both began with."""
    values, only_theirs, both = {}, [], []
    own, others = digests(mine), digests(theirs)
    for name in FIELDS:
        values[name] = mine[name]
        if same(name, mine[name], theirs[name]) or others[name] == base.get(name):
            continue
        if own[name] == base.get(name):
            values[name] = theirs[name]
            only_theirs.append(name)
        else:
            both.append(name)
    return Joined(values, only_theirs, both)


@dataclass(frozen=True)
class Difference:
    """One field in two versions, as people read them."""

    title: str
    before: str
    after: str
    moved: bool = False
    """Whether the left-hand side has changed since the right-hand side was begun."""


def differences(
    before: Values, after: Values, book: Book, moved: list[str] | None = None
) -> list[Difference]:
    """Return the fields that differ, in the order of the page, in the words of the book."""
    return [
        Difference(
            FIELDS[name].title,
            FIELDS[name].kind.show(before[name], book),
            FIELDS[name].kind.show(after[name], book),
            name in (moved or []),
        )
        for name in changed(before, after)
    ]


def titles(names: list[str]) -> str:
    """Return what the fields are called, in a row."""
    return ", ".join(FIELDS[name].title for name in names)
