"""Open an Excel file from a stranger: the rows of one sheet, and what else the file holds."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalogue.exchange.contents import RefusedError, rows_in_words
from catalogue.exchange.excel_out import GUIDE, LISTS, SHEET

_LARGEST_UNPACKED = 300_000_000
_BROKEN = (
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
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER, _HIDDEN = re.compile(rb'\br="([0-9]{1,7})"'), re.compile(rb'\bhidden="(?:1|true)"')
_PIECE = 1_000_000


def workbook_rows(content: bytes, account: list[str]) -> Iterator[list[Any]]:
    """Yield the rows of the sheet that is read; tell of hidden rows and of the other sheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
                raise RefusedError(_("blir för stor när den packas upp."))
            if "opendocument" in _kind(archive):
                raise RefusedError(
                    _(
                        "är i OpenDocument-format (.ods). "
                        "Spara den som Excel (.xlsx) och välj den på nytt."
                    )
                )
        workbook: Any = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        ours = SHEET in workbook.sheetnames
        sheet = workbook[SHEET] if ours else workbook.worksheets[0]
        account += _others(workbook, sheet, {GUIDE, LISTS} if ours else set())
        if hidden := list(_hidden_rows(sheet)):
            account.append(
                _("Dolda rader läses också: %(hidden)s.") % {"hidden": rows_in_words(hidden)}
            )
        for row in _rows(sheet):
            yield list(row)
    except _BROKEN:
        raise RefusedError(
            _("går inte att läsa som en Excelfil. Spara den på nytt i Excel.")
        ) from None


def _kind(archive: zipfile.ZipFile) -> str:
    """Return what an OpenDocument file says of itself; nothing for others."""
    if "mimetype" not in archive.namelist():
        return ""
    with archive.open("mimetype") as told:
        return told.read(100).decode("ascii", "replace")


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a file says about its own size need not be true
    yield from sheet.iter_rows(values_only=True)


def _others(workbook: Any, read: Any, known: set[str]) -> Iterator[str]:
    """Yield what to tell of each sheet that is not read though something stands in it."""
    for sheet in workbook.worksheets:
        if sheet is read or sheet.title in known:
            continue
        filled = sum(any(cell not in {None, ""} for cell in row) for row in _rows(sheet))
        if filled:
            yield (
                _(
                    "Bladet ”%(title)s” läses inte (rader med innehåll: %(filled)s), bara bladet "
                    "”%(read)s”. Lägg raderna där, eller i en egen fil."
                )
                % {"title": sheet.title[:80], "filled": filled, "read": read.title[:80]}
            )


def _hidden_rows(sheet: Any) -> Iterator[int]:
    """Yield the hidden rows below the headings, by looking for the mark in the sheet's own text."""
    with sheet._get_source() as source:  # openpyxl passes by what is hidden
        rest = b""
        while piece := source.read(_PIECE):
            text = rest + piece
            end = text.rfind(b">") + 1
            for tag in _ROW.findall(text[:end]):
                number = _NUMBER.search(tag)
                if number and _HIDDEN.search(tag) and int(number[1]) > 1:
                    yield int(number[1])
            rest = text[end:][-10_000:]
