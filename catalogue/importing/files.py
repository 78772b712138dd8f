"""Read an uploaded file of entries: CSV, Excel or JSON in, rows and problems out."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from rapidfuzz import process

from catalogue.exporting.cells import undo
from catalogue.exporting.columns import COLUMNS
from catalogue.exporting.formats import title
from catalogue.exporting.kinds import Choice
from catalogue.exporting.record import SEAL
from catalogue.exporting.workbook import SHEET, TOO_LONG
from catalogue.importing.rows import Finding

LARGEST = 20_000_000
_LARGEST_UNPACKED = 300_000_000
MOST_ROWS = 20_000
_TOLD = {"basis", "documented_fields", "published_at", "changed_at"}  # the catalogue's own business
_NAMES = ("id", "source", "source_id", *COLUMNS, SEAL)
_NUMBERS = {"nr", "nr.", "löpnr", "löpnr.", "löpnummer", "lnr"}
_FORMULA = "=\N{FULLWIDTH EQUALS SIGN}"


@dataclass(frozen=True)
class Given:
    """One entry as a file gives it."""

    position: int
    """Its row in the table, the headings being 1; its place in a JSON list, from 1."""
    cells: dict[str, str] = field(default_factory=dict)
    """What stands in the cells, by column."""
    values: dict[str, Any] = field(default_factory=dict)
    """Lasting values, where the file holds those."""

    @property
    def name(self) -> str:
        """Return what the file calls it."""
        return str(self.cells.get("name") or self.values.get("name") or "")[:80]


@dataclass
class Contents:
    """What a file holds, and what is wrong with it."""

    rows: list[Given] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


class _RefusedError(Exception):
    """The file cannot be read at all; the message says why."""


def read_upload(content: bytes, file_name: str) -> Contents:
    """Return what the file holds; its beginning and its name tell which kind it is."""
    try:
        if len(content) > LARGEST:
            raise _RefusedError(f"är större än {LARGEST // 1_000_000} MB.")
        if content[:4] == b"PK\x03\x04":
            return _from_table(_workbook_rows(content))
        text = _decode(content)
        if file_name.casefold().endswith(".json") or text.lstrip()[:1] in {"[", "{"}:
            return _from_json(text)
        return _from_table(_csv_rows(text))
    except _RefusedError as reason:
        return Contents(problems=[Finding(0, "", "", str(reason))])


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4] == b"\xd0\xcf\x11\xe0":
            raise _RefusedError("är i ett äldre format. Spara den som .xlsx i Excel.") from None
        raise _RefusedError(
            f"är inte UTF-8 (byte {error.start + 1}). Spara den som ”CSV UTF-8” i Excel."
        ) from None


def _from_json(text: str) -> Contents:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise _RefusedError(
            f"är inte giltig JSON (rad {error.lineno}, tecken {error.colno})."
        ) from None
    except (RecursionError, ValueError):
        raise _RefusedError("är inte giltig JSON.") from None
    if not isinstance(content, list) or not content:
        raise _RefusedError("ska vara en JSON-lista med minst en insats.")
    contents = Contents()
    unknown: set[str] = set()
    for position, entry in enumerate(content, start=1):
        if not isinstance(entry, dict):
            contents.problems.append(Finding(position, "", "", "ska vara ett objekt med fält."))
            continue
        if "kommuner" in entry and "region" in entry:
            raise _RefusedError(
                "innehåller faktablad; de läses in med manage.py import_interventions."
            )
        unknown |= {name for name in entry if name not in {*_NAMES, *_TOLD}}
        values = {name: value for name, value in entry.items() if name in _NAMES}
        contents.rows.append(Given(position, values=values))
    contents.warnings += [_unread(f"Fältet ”{name[:80]}”") for name in sorted(unknown)]
    return _limited(contents)


def _from_table(table: Iterable[list[str]]) -> Contents:
    rows = iter(table)
    head = next(rows, [])
    contents = Contents()
    names = _columns(head)
    known = [name for name in names if name]
    if "name" not in known and "id" not in known and "source_id" not in known:
        raise _RefusedError(
            "saknar rubriker på första raden. Utgå från en mall, eller kalla en kolumn ”namn”."
        )
    for name in dict.fromkeys(known):
        if known.count(name) > 1:
            raise _RefusedError(f"har två kolumner med rubriken ”{title(name)}”.")
    for cell, name in zip(head, names, strict=True):
        if cell.strip() and not name:
            contents.warnings.append(_unread(f"Kolumnen ”{cell.strip()[:80]}”", _hint(cell)))
    for position, row in enumerate(rows, start=2):
        cells = {}
        for name, cell in zip(names, row, strict=False):
            if name and cell != TOO_LONG:
                if cell.lstrip()[:1] in _FORMULA and cell.strip():
                    reason = "innehåller en formel. Klistra in den som värde."
                    contents.problems.append(Finding(position, "", title(name), reason))
                cells[name] = undo(cell)
        if _says_something(cells):
            contents.rows.append(Given(position, cells=cells))
    if not contents.rows:
        raise _RefusedError("innehåller inga insatser.")
    return _limited(contents)


def _limited(contents: Contents) -> Contents:
    if len(contents.rows) > MOST_ROWS:
        raise _RefusedError(f"har {len(contents.rows)} rader; högst {MOST_ROWS} läses på en gång.")
    return contents


def _says_something(cells: dict[str, str]) -> bool:
    """Tell whether there is more in a row than choices that a template has filled in."""
    return any(
        cell.strip()
        for name, cell in cells.items()
        if name not in COLUMNS or not isinstance(COLUMNS[name].kind, Choice)
    )


def _csv_rows(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise _RefusedError(f"går inte att läsa vid rad {reader.line_num}: {error}.") from None


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    broken = (
        zipfile.BadZipFile,
        InvalidFileException,
        DefusedXmlException,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
                raise _RefusedError("blir för stor när den packas upp.")
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet: Any = workbook[SHEET] if SHEET in workbook.sheetnames else workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says about its own size need not be true
        for row in sheet.iter_rows(values_only=True):
            yield [_text(value) for value in row]
    except broken:
        raise _RefusedError(
            "går inte att läsa som en Excelfil. Spara den på nytt i Excel."
        ) from None


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return str(value)


def _columns(head: list[str]) -> list[str]:
    """Return the column that each heading means, or an empty string."""
    names = [_HEADINGS.get(_folded(cell), "") for cell in head]
    if "id" not in names:  # a list from elsewhere has its own word for its numbers
        at = next((at for at, cell in enumerate(head) if _folded(cell) in _NUMBERS), None)
        if at is not None:
            names[at] = "id"
    return names


def _folded(heading: str) -> str:
    return " ".join(unicodedata.normalize("NFC", heading).split()).casefold()


def _hint(heading: str) -> str:
    nearest = process.extractOne(_folded(heading), list(_HEADINGS), score_cutoff=75)
    return f" Menades ”{nearest[0]}”?" if nearest else ""


def _unread(what: str, hint: str = "") -> Finding:
    return Finding(0, "", "", f"{what} känns inte igen och läses inte.{hint}")


_HEADINGS = {_folded(title(name)): name for name in _NAMES} | {name: name for name in _NAMES}
