"""Whether a row that has found its entry still speaks of it."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalogue.changes.noting import versions_of
from catalogue.changes.reading import parse
from catalogue.changes.shapes import SHAPES
from catalogue.exchange.namesakes import folded_name, strangeness
from catalogue.exchange.units import Unit
from catalogue.models import Intervention
from catalogue.values.differing import digest
from catalogue.values.registers import Book

_NUMBERED = re.compile(r"^\s*(?:[Nn]r\s*)?([0-9]{1,18})\s*(?:\||$)(.*)", re.MULTILINE)
_LISTED = re.compile(
    r"(?:^|[;,])\s*(?:[Nn]r\s*)?([0-9]{1,18})\s*(?:\|(.*)|(?=[;,]|$))", re.MULTILINE
)
_POINTING = {"leads_to": _NUMBERED, "replaced_by": _NUMBERED, "also_replaced_by": _LISTED}
"""The fields that point at entries, each with how numbers stand in its cell."""


def speaks_of_its_entry(unit: Unit) -> bool:
    """Tell whether a sealed row still has the name of its entry, now, then or at the export.

    A row in which nothing but the name has been changed since the export has been renamed. Where
    more has been changed, somebody may have written another entry over it, or sorted half a table.
    """
    name = unit.incoming.get("name")
    if name is None or folded_name(name) == folded_name(unit.row.name):
        return True
    changed = {
        field
        for field, value in unit.incoming.items()
        if digest(field, value) != unit.seal.get(field)
    }
    if unit.seal and changed <= {"name"}:
        return True
    return folded_name(name) in set(map(folded_name, _former_names(unit.row)))


def _former_names(row: Intervention) -> Iterator[str]:
    yield from row.other_names.splitlines()
    for version in versions_of(SHAPES["intervention"], row.pk):
        yield str(parse(version.serialized_data)["fields"].get("name", ""))


def strangely_changed(unit: Unit, book: Book) -> str:
    """Return what to tell of a row whose entry has both another name and another organisation."""
    before, after = unit.present, {**unit.present, **unit.incoming}
    return strangeness(
        (before["name"], book.label("organisations", before["organisation"])),
        (after["name"], book.label("organisations", after["organisation"])),
    )


def pointed_at(unit: Unit, book: Book) -> Iterator[str]:
    """Yield what to tell of entries that a row without a seal points at by number alone."""
    if unit.sealed:
        return
    for name in _POINTING:
        if name not in unit.merged.write and name not in unit.merged.conflicts:
            continue
        before = _keys(unit.present[name])
        for number, called in _numbers(unit, name):
            title = book.label("entries", number).partition(" | ")[2]
            if folded_name(called) != folded_name(title) and number not in before:
                yield _(
                    "pekar på nr %(number)s, som i katalogen är ”%(title)s”. Är det rätt insats?"
                ) % {"number": number, "title": title}


def _numbers(unit: Unit, name: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers that the row gives, each with the name that stands beside it."""
    if name in unit.given.cells:
        for number, rest in _POINTING[name].findall(unit.given.cells[name]):
            yield int(number), rest.partition("|")[0]
        return
    for number in _keys(unit.incoming[name]):
        yield int(number), ""


def _keys(value: Any) -> list[int]:
    """Return the numbers in a value: of one entry, of many, or of roads."""
    listed = value if isinstance(value, list) else [value]
    keys = [each["id"] if isinstance(each, dict) else each for each in listed]
    return [key for key in keys if key is not None]
