"""Judge one row of a file against the entry that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue.exchange.accidents import accident
from catalogue.exchange.contents import Given
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.keys import seal_of
from catalogue.models.named_persons import refuse_named_persons
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.values.changing import EntryChange
from catalogue.values.differing import same
from catalogue.values.fields import COLUMNS
from catalogue.values.kinds import LEAVE, Kind, UnreadableError
from catalogue.values.record import is_sealed, read_seal
from catalogue.values.registers import Book


@dataclass
class Unit(EntryChange):
    """One row of a file on its way into the catalogue."""

    given: Given
    incoming: dict[str, Any] = field(default_factory=dict)
    """The lasting values that the file gives."""

    @cached_property
    def seal(self) -> dict[str, str]:
        """Return the digests that the row was exported with."""
        return {} if self.new else read_seal(seal_of(self.given), self.row.pk)

    @cached_property
    def sealed(self) -> bool:
        """Tell whether the row was exported from here and is a person's work."""
        return not self.new and is_sealed(seal_of(self.given), self.row.pk)

    @property
    def findings(self) -> list[Finding]:
        """Return what is wrong with the row, and where in the file it stands."""
        called = self.given.name or self.row.name
        return [
            Finding(self.given.position, called, problem.title, problem.reason)
            for problem in self.problems
        ]


def read_values(unit: Unit, book: Book) -> None:
    """Fill in what the file gives; only what differs from the entry is judged."""
    for name, value in _values(unit, book):
        kind = COLUMNS[name].kind
        try:
            unchanged = not unit.new and same(name, value, unit.present[name])
        except (TypeError, ValueError, KeyError, AttributeError):
            unchanged = False
        try:
            if not unchanged:
                kind.check(value, book)
        except UnreadableError as reason:
            unit.problem(name, str(reason))
            continue
        if not unchanged:
            _judge_words(unit, name, value)
        unit.incoming[name] = value
    _judge_whole(unit)


def _values(unit: Unit, book: Book) -> Iterator[tuple[str, Any]]:
    for name, value in unit.given.values.items():
        if name in COLUMNS:
            yield name, value
    for name, cell in unit.given.cells.items():
        if name not in COLUMNS or (unit.new and not cell.strip()):
            continue
        try:
            value = _read_cell(COLUMNS[name].kind, cell, unit, name, book)
        except UnreadableError as reason:
            unit.problem(name, str(reason))
            continue
        if value is not LEAVE:
            yield name, value


def _read_cell(kind: Kind, cell: str, unit: Unit, name: str, book: Book) -> Any:
    """Return what a cell says; one that shows the present value says just that."""
    if not unit.new and cell == kind.show(unit.present[name], book):
        return unit.present[name]
    return kind.parse(cell, book)


def _judge_whole(unit: Unit) -> None:
    if unit.new:
        for name in ("name", "organisation"):
            told = any(problem.field == name for problem in unit.problems)
            if name not in unit.incoming and not told:
                unit.problem(name, _("saknas. Det behövs på en ny insats."))


def _judge_words(unit: Unit, name: str, value: Any) -> None:
    """Refuse what points out a person, and what a spreadsheet has spoilt."""
    kind = COLUMNS[name].kind
    before = "" if unit.new else "\n".join(kind.words(unit.present[name]))
    for text in kind.words(value):
        if spoilt := accident(text):
            unit.problem(name, spoilt)
        try:
            refuse_personal_numbers(text)
            refuse_named_persons(text, before)
        except ValidationError as refusal:
            unit.problem(name, " ".join(refusal.messages))
            return
