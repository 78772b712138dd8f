"""Records written as JSON and CSV, piece by piece."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalogue.models import User
from catalogue.values.cells import defuse
from catalogue.values.fields import COLUMNS
from catalogue.values.record import SEAL, Record
from catalogue.values.registers import Book

BOM = "\ufeff"
KEY_TITLES = {"id": "nummer", "source": "hämtad från", "source_id": "nummer i källan"}
SEAL_TITLE = "kontroll (ändra inte)"
SEPARATOR = ";"


def titles(names: Iterable[str]) -> list[str]:
    """Return the headings of a table with these columns."""
    return [title(name) for name in names]


def title(name: str) -> str:
    """Return the heading of one column."""
    if name == SEAL:
        return SEAL_TITLE
    return KEY_TITLES.get(name) or COLUMNS[name].title


def table_names(*, staff: bool = True) -> list[str]:
    """Return the columns of a whole table: keys, fields and the seal."""
    fields = [name for name, column in COLUMNS.items() if staff or not column.staff]
    return [*KEY_TITLES, *fields, *([SEAL] if staff else [])]


def cells(record: Record, names: Iterable[str], book: Book) -> list[str]:
    """Return one row of a table, with nothing that a spreadsheet would reckon."""
    return [defuse(_cell(name, record[name], book)) for name in names]


def to_json(records: Iterable[Record]) -> Iterator[str]:
    """Yield a JSON list, one record a line; the same records give the same bytes."""
    opening = "[\n"
    for record in records:
        yield opening + json.dumps(record, ensure_ascii=False)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def to_csv(
    records: Iterable[Record], user: User | None = None, *, staff: bool = True, bom: bool = True
) -> Iterator[str]:
    """Yield a table with semicolons; the mark at its head tells Excel that it is UTF-8."""
    names = table_names(staff=staff)
    book = Book(user)
    writer = csv.writer(_Echo(), delimiter=SEPARATOR)
    if bom:
        yield BOM
    yield writer.writerow(titles(names))
    for record in records:
        yield writer.writerow(cells(record, names, book))


def _cell(name: str, value: Any, book: Book) -> str:
    column: Mapping[str, Any] = COLUMNS
    return column[name].kind.show(value, book) if name in column else str(value)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
