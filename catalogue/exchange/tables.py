"""Read a table: headings, and a row an entry. Every cell is read, refused or told of as left."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from rapidfuzz import process

from catalogue.exchange.accidents import is_moment, made_a_date
from catalogue.exchange.contents import Contents, Given, RefusedError, rows_in_words
from catalogue.exchange.excel_out import TOO_LONG
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.formats import title
from catalogue.values.cells import undo
from catalogue.values.fields import COLUMNS, KEYS
from catalogue.values.kinds import Choice, Day
from catalogue.values.letters import alike
from catalogue.values.record import SEAL

NAMES = (*KEYS, *COLUMNS, SEAL)
_NUMBERS = {"nr", "nr.", "löpnr", "löpnr.", "löpnummer", "lnr"}
_FORMULA = "=\N{FULLWIDTH EQUALS SIGN}"
_EMPTY, _CHOICES, _UNREAD = (
    gettext_noop("Tomma rader"),
    gettext_noop("Rader med bara val ur en mall"),
    gettext_noop("Rader utan något som läses"),
)
_MOST_CELLS = 8


def from_table(table: Iterable[list[Any]], account: list[str]) -> Contents:
    """Return what the rows say; the first holds the headings."""
    rows = iter(table)
    reader = _TableReader([_text(cell) for cell in next(rows, [])], account)
    for position, row in enumerate(rows, start=2):
        reader.read(position, row)
    return reader.finish()


class _TableReader:
    """Read row by row, and keep account of what is left."""

    def __init__(self, head: list[str], account: list[str]) -> None:
        self._contents = Contents(account=account)
        self._heads = [cell.strip() for cell in head]
        self._names = _columns(head)
        self._judge_headings(head)
        self._width = max(at for at, cell in enumerate(self._heads, start=1) if cell)
        self._nameless: dict[int, list[int]] = defaultdict(list)
        self._left: dict[str, list[int]] = defaultdict(list)
        self._last = 1

    def read(self, position: int, row: list[Any]) -> None:
        """Read one row."""
        texts = [_text(value) for value in row]
        filled = [at for at, text in enumerate(texts) if text.strip()]
        if not filled:
            self._left[_EMPTY].append(position)
            return
        self._last = position
        cells = {}
        for name, value, text in zip(self._names, row, texts, strict=False):
            if name and text != TOO_LONG:
                self._judge_cell(position, name, value, text)
                cells[name] = undo(text)
        given = Given(position, cells=cells)
        self._judge_rest(given, filled)
        if _says_something(cells):
            self._contents.rows.append(given)
        elif any(cell.strip() for cell in cells.values()):
            self._left[_CHOICES].append(position)
        else:
            self._left[_UNREAD].append(position)

    def finish(self) -> Contents:
        """Return everything, with the account of what was left."""
        if not self._contents.rows:
            raise RefusedError(_("innehåller inga insatser."))
        for why, positions in self._left.items():
            inside = [position for position in positions if position < self._last]
            positions = inside if why == _EMPTY else positions
            if positions:
                told = _("%(why)s hoppas över (%(count)s): %(positions)s.") % {
                    "why": _(why),
                    "count": len(positions),
                    "positions": rows_in_words(positions),
                }
                self._contents.account.append(told)
        for at, positions in sorted(self._nameless.items()):
            letter = get_column_letter(at + 1)
            told = ", ".join(f"{letter}{position}" for position in positions[:_MOST_CELLS])
            more = len(positions) - _MOST_CELLS
            self._contents.account.append(
                (
                    _("Kolumn %(letter)s saknar rubrik och läses inte: cell %(told)s")
                    % {"letter": letter, "told": told}
                )
                + (f" och {more} till." if more > 0 else ".")
            )
        return self._contents.limited(self._last - 1, _("Rader under rubrikerna"))

    def _judge_headings(self, head: list[str]) -> None:
        known = [name for name in self._names if name]
        if not {"name", "id", "source_id"} & set(known):
            raise RefusedError(
                _(
                    "saknar rubriker på första raden. Utgå från en mall, eller kalla en "
                    "kolumn ”namn”."
                )
            )
        for name in dict.fromkeys(known):
            if known.count(name) > 1:
                raise RefusedError(
                    _("har två kolumner med rubriken ”%(name)s”.") % {"name": title(name)}
                )
        for cell, name in zip(head, self._names, strict=True):
            if cell.strip() and not name:
                what = _("Kolumnen ”%(name)s”") % {"name": cell.strip()[:80]}
                self._contents.warnings.append(unread(what, _hint(cell)))

    def _judge_cell(self, position: int, name: str, value: Any, text: str) -> None:
        if text.strip() and text.lstrip()[:1] in _FORMULA:
            reason = _("innehåller en formel. Klistra in den som värde.")
        elif is_moment(value) and not _is_day(name):
            reason = made_a_date(value)
        else:
            return
        self._contents.problems.append(Finding(position, "", title(name), reason))

    def _judge_rest(self, given: Given, filled: list[int]) -> None:
        """Refuse cells beyond the last heading; remember those under no heading."""
        beyond = [at for at in filled if at >= self._width]
        if beyond:
            cells = ", ".join(f"{get_column_letter(at + 1)}{given.position}" for at in beyond[:4])
            reason = _(
                "har mer än det finns rubriker för (cell %(cells)s). Ge kolumnen en rubrik "
                "eller töm den. I en CSV-fil: sätt citattecken runt en text som har semikolon i "
                "sig."
            ) % {"cells": cells}
            self._contents.problems.append(Finding(given.position, given.name, "", reason))
        for at in filled:
            if at < self._width and not self._heads[at]:
                self._nameless[at].append(given.position)


def unread(what: str, hint: str = "") -> Finding:
    """Return what to tell of something that the catalogue has no field for."""
    return Finding(
        0,
        "",
        "",
        _("%(what)s känns inte igen och läses inte.%(hint)s") % {"what": what, "hint": hint},
    )


def _is_day(name: str) -> bool:
    return name in COLUMNS and isinstance(COLUMNS[name].kind, Day)


def _says_something(cells: dict[str, str]) -> bool:
    """Tell whether there is more in a row than choices that a template has filled in."""
    return any(
        cell.strip()
        for name, cell in cells.items()
        if name not in COLUMNS or not isinstance(COLUMNS[name].kind, Choice)
    )


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
        case ArrayFormula() | DataTableFormula():
            return "="  # over many cells; what it gives does not stand in the file's cell
    return str(value)


def _columns(head: list[str]) -> list[str]:
    """Return the column that each heading means, or an empty string."""
    names = [_HEADINGS.get(alike(cell), "") for cell in head]
    if "id" not in names:  # a list from elsewhere has its own word for its numbers
        at = next((at for at, cell in enumerate(head) if alike(cell) in _NUMBERS), None)
        if at is not None:
            names[at] = "id"
    return names


def _hint(heading: str) -> str:
    nearest = process.extractOne(alike(heading), list(_HEADINGS), score_cutoff=75)
    return _(" Menades ”%(nearest)s”?") % {"nearest": nearest[0]} if nearest else ""


_HEADINGS = {alike(title(name)): name for name in NAMES} | {name: name for name in NAMES}
