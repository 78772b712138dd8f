"""The kinds of value that point at rows of other tables: one of them, or many."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.values.kinds import LEAVE, Kind, UnreadableError
from catalogue.values.registers import REGISTERS, Book, Key

NUMBERED = re.compile(r"^\s*(?:[Nn]r\s*)?([0-9]{1,18})\s*(?:\||$)")


@dataclass(frozen=True)
class One(Kind):
    """One row of another table, or none."""

    register: str = ""

    def lasting(self, value: Any) -> Any:
        """Return the key of a row."""
        return None if value is None else key_of(value, self.register)

    def show(self, value: Any, book: Book) -> str:
        """Return its name."""
        return "" if value is None else book.label(self.register, value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read a name."""
        if not cell.strip():
            return LEAVE if self.required else None
        return find(cell, self.register, book)

    def check(self, value: Any, book: Book) -> None:
        """Refuse a key that nobody has."""
        if value is None and not self.required:
            return
        _check_key(value, self.register, book)

    def choices(self, book: Book) -> list[str]:
        """Return every name."""
        return [] if self.register == "entries" else book.labels(self.register)


@dataclass(frozen=True)
class Many(Kind):
    """Any number of rows of another table; in a cell, one a line."""

    register: str = ""
    separator: str = "\n"
    """What stands between their names."""

    def lasting(self, value: Any) -> Any:
        """Return the keys of the rows, in an order of their own."""
        return sorted((key_of(row, self.register) for row in value), key=str)

    def show(self, value: Any, book: Book) -> str:
        """Return their names."""
        return self.separator.join(book.label(self.register, key) for key in value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read names, one a line; semicolons and commas do as well."""
        keys = [key for line in cell.splitlines() for key in self._line(line, book)]
        return sorted(_once(keys), key=str)

    def check(self, value: Any, book: Book) -> None:
        """Refuse a key that nobody has."""
        if not isinstance(value, list):
            raise UnreadableError(_("ska vara en lista."))
        for key in value:
            _check_key(key, self.register, book)

    def comparable(self, value: Any) -> Any:
        """Return it without regard to order."""
        return sorted(value, key=str)

    def choices(self, book: Book) -> list[str]:
        """Return every name."""
        return [] if self.register == "entries" else book.labels(self.register)

    def _line(self, line: str, book: Book) -> list[Key]:
        for separator in ("\n", ";", ","):
            names = [name for name in line.split(separator) if name.strip()]
            found = [book.named(self.register, name) for name in names]
            if all(len(keys) == 1 for keys in found):
                return [keys[0] for keys in found]
        separator = ";" if ";" in line else ","
        whole = [line] if separator not in line else line.split(separator)
        return [find(name, self.register, book) for name in whole if name.strip()]


def key_of(row: Any, register: str) -> Key:
    """Return the lasting key of a row, by its attributes."""
    parts = {}
    for name, lookup in REGISTERS[register].key.items():
        value = row
        for attribute in lookup.split("__"):
            value = getattr(value, attribute)
        parts[name] = value
    return parts if len(parts) > 1 else next(iter(parts.values()))


def find(name: str, register: str, book: Book) -> Key:
    """Return the key of the one row that the words mean."""
    numbered = NUMBERED.match(name)
    if register == "entries" and numbered:
        return int(numbered[1])
    keys = book.named(register, name)
    if len(keys) == 1:
        return keys[0]
    title = REGISTERS[register].title
    if keys:
        raise UnreadableError(
            _("”%(name)s” kan vara flera (%(register)s); skriv hela raden ur listan.")
            % {"name": name.strip(), "register": title}
        )
    raise UnreadableError(
        _("”%(name)s” finns inte i katalogen (%(register)s).")
        % {"name": name.strip(), "register": title}
    )


def _check_key(value: Any, register: str, book: Book) -> None:
    title = REGISTERS[register].title
    simple = isinstance(value, str | int) and not isinstance(value, bool)
    nested = isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
    if not (simple or nested) or book.number(register, value) is None:
        raise UnreadableError(
            _("”%(name)s” finns inte i katalogen (%(register)s).")
            % {"name": value, "register": title}
        )


def _once(keys: list[Key]) -> list[Key]:
    return list({str(key): key for key in keys}.values())
