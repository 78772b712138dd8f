"""Read an uploaded file of entries: CSV, Excel or JSON in, rows and problems out."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalogue.exchange.contents import Contents, Given, RefusedError
from catalogue.exchange.excel_in import workbook_rows
from catalogue.exchange.factsheets.rows import Fields, Finding, as_fields
from catalogue.exchange.tables import NAMES, from_table, unread

LARGEST = 20_000_000
_TOLD = {"basis", "documented_fields", "published_at", "changed_at"}  # the catalogue's own business


def read_upload(content: bytes, file_name: str) -> Contents:
    """Return what the file holds; its beginning and its name tell which kind it is."""
    try:
        if len(content) > LARGEST:
            raise RefusedError(
                _("är större än %(largest)s MB.") % {"largest": LARGEST // 1_000_000}
            )
        if content[:4] == b"PK\x03\x04":
            account: list[str] = []
            return from_table(workbook_rows(content, account), account)
        text = _decode(content)
        if file_name.casefold().endswith(".json") or text.lstrip()[:1] in {"[", "{"}:
            return _from_json(text)
        return from_table(_csv_rows(text), [])
    except RefusedError as reason:
        return Contents(problems=[Finding(0, "", "", str(reason))])


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4] == b"\xd0\xcf\x11\xe0":
            raise RefusedError(_("är i ett äldre format. Spara den som .xlsx i Excel.")) from None
        raise RefusedError(
            _("är inte UTF-8 (byte %(byte)s). Spara den som ”CSV UTF-8” i Excel.")
            % {"byte": error.start + 1}
        ) from None


def _from_json(text: str) -> Contents:
    try:
        content = json.loads(text, object_pairs_hook=as_fields)
    except json.JSONDecodeError as error:
        raise RefusedError(
            _("är inte giltig JSON (rad %(lineno)s, tecken %(colno)s).")
            % {"lineno": error.lineno, "colno": error.colno}
        ) from None
    except (RecursionError, ValueError):
        raise RefusedError(_("är inte giltig JSON.")) from None
    if not isinstance(content, list) or not content:
        raise RefusedError(_("ska vara en JSON-lista med minst en insats."))
    contents = Contents()
    unknown: set[str] = set()
    for position, entry in enumerate(content, start=1):
        if not isinstance(entry, dict):
            contents.problems.append(Finding(position, "", "", _("ska vara ett objekt med fält.")))
            continue
        if "kommuner" in entry and "region" in entry:
            raise RefusedError(
                _("innehåller faktablad; de läses in med manage.py import_interventions.")
            )
        unknown |= {name for name in entry if name not in {*NAMES, *_TOLD}}
        values = {name: value for name, value in entry.items() if name in NAMES}
        for name in _repeated(entry):
            contents.problems.append(Finding(position, "", name[:80], _("står två gånger.")))
        contents.rows.append(Given(position, values=values))
    contents.warnings += [
        unread(_("Fältet ”%(name)s”") % {"name": name[:80]}) for name in sorted(unknown)
    ]
    return contents.limited(len(content), _("Poster i filen"))


def _repeated(value: Any) -> Iterator[str]:
    """Yield the names that are written twice in an object, or in one inside it."""
    if isinstance(value, Fields):
        yield from value.repeated
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _repeated(part)


def _csv_rows(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise RefusedError(
            _("går inte att läsa vid rad %(line_num)s: %(error)s.")
            % {"line_num": reader.line_num, "error": error}
        ) from None
