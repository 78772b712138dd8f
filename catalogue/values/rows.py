"""Rows of another table that belong to an entry: ways in, notices, results, what follows.

Such a table is declared by its model and the names of its parts, in `fields`. How rows are read,
shown in a cell, parsed, checked and compared is the same for all, and stands here; `writing_rows`
writes them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from catalogue.models import Continuation
from catalogue.values.cells import join_parts, split_parts
from catalogue.values.field_kinds import kind_of
from catalogue.values.kinds import LEAVE, Kind, UnreadableError
from catalogue.values.registers import Book
from catalogue.values.relations import NUMBERED, Many, One

Line = Mapping[str, Any]
"""The lasting value of one row, by the names of its parts; a part that it lacks says nothing."""


@dataclass(frozen=True)
class RowPart:
    """One field of such a row."""

    name: str
    """Its name in JSON."""
    field: Any
    kind: Kind

    @property
    def title(self) -> str:
        """Return what an editor calls it."""
        return str(self.field.verbose_name)

    @cached_property
    def empty(self) -> Any:
        """Return the lasting value that says nothing."""
        if self.field.many_to_many:
            return []
        value = self.field.get_default()
        return str(value) if isinstance(value, str) else value

    def read(self, row: models.Model) -> Any:
        """Return the lasting value of a row; the number of an entry is read without the entry."""
        if isinstance(self.kind, One) and self.kind.register == "entries":
            return getattr(row, self.field.attname)
        value: Any = getattr(row, self.field.name)
        return self.kind.lasting(value.all() if self.field.many_to_many else value)

    def parse(self, cell: str, book: Book) -> Any:
        """Return the lasting value of what stands between two bars."""
        value = self.kind.parse(cell, book)
        return self.empty if value is LEAVE else value

    def check(self, value: Any, book: Book) -> None:
        """Refuse what the field cannot hold."""
        if value == self.empty and not (self.field.blank or self.field.has_default()):
            raise UnreadableError(_("saknas."))
        self.kind.check(value, book)


@dataclass(frozen=True, kw_only=True)
class Rows(Kind):
    """Rows of a table; in a cell, one a line with bars between the parts."""

    model: type[models.Model]
    names: tuple[str, ...]
    """Its fields in the order of a line; new ones come last, for lists that were written before."""
    owner: str = "intervention"
    """The field that points at the entry."""

    @cached_property
    def parts(self) -> tuple[RowPart, ...]:
        """Return the parts of a line."""
        return tuple(self._part(name) for name in self.names)

    @cached_property
    def once(self) -> tuple[str, ...]:
        """Return the fields by which a row is told from the others of its entry."""
        rules = self.model._meta.constraints
        fields = next(rule.fields for rule in rules if isinstance(rule, models.UniqueConstraint))
        return tuple(name for name in fields if name != self.owner)

    @property
    def help(self) -> str:
        """Return how to write a cell."""
        titles = " | ".join(part.title for part in self.parts)
        return _("En per rad: %(titles)s. Det som saknas sist kan utelämnas.") % {"titles": titles}

    def lasting(self, value: Any) -> Any:
        """Return each row as a dictionary."""
        return self._sorted({part.name: part.read(row) for part in self.parts} for row in value)

    def show(self, value: Any, book: Book) -> str:
        """Return a line for each."""
        return "\n".join(join_parts(*self._cells(self.whole(line), book)) for line in value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read the lines; what comes last in them may be left out."""
        lines, reasons = [], []
        for at, text in enumerate(filter(str.strip, cell.splitlines()), start=1):
            cells, line = self._divided(text), {}
            if len(cells) > len(self.parts):
                reasons.append(about(at, "", _("har för många delar.") + f" {self.help}"))
            cells += [""] * (len(self.parts) - len(cells))
            for part, one in zip(self.parts, cells, strict=False):
                try:
                    line[part.name] = part.parse(one, book)
                except UnreadableError as reason:
                    reasons.append(about(at, part.title, str(reason)))
            lines.append(line)
        _refuse(reasons)
        return lines

    def check(self, value: Any, book: Book) -> None:
        """Refuse what a row cannot hold, and the same row twice."""
        if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
            told = {"rows": self.model._meta.verbose_name_plural}
            raise UnreadableError(_("ska vara en lista med %(rows)s.") % told)
        _refuse([*self._unfit(value, book)])
        _refuse([*self._doubled(value)])

    def comparable(self, value: Any) -> Any:
        """Return what the lines say, without regard to order, line ends and what says nothing."""
        silent = {part.name: part.empty for part in self.parts}
        lines = [
            line | {part.name: part.kind.comparable(line[part.name]) for part in self.parts}
            for line in map(self.whole, value)
        ]
        return [
            {name: said for name, said in line.items() if silent.get(name, LEAVE) != said}
            for line in self._sorted(lines)
        ]

    def words(self, value: Any) -> Iterator[str]:
        """Yield what somebody has written in words of their own."""
        for line in map(self.whole, value):
            for part in self.parts:
                yield from part.kind.words(line[part.name])

    def of(self, numbers: Collection[int]) -> models.QuerySet[Any]:
        """Return the rows of some entries, with all that their values are read from."""
        rows = self.model._default_manager.filter(**{f"{self.owner}__in": numbers})
        one = [part.field.name for part in self.parts if isinstance(part.kind, One)]
        many = [part.field.name for part in self.parts if isinstance(part.kind, Many)]
        return (rows.select_related(*one) if one else rows).prefetch_related(*many)

    def whole(self, line: Line) -> dict[str, Any]:
        """Return a line with all its parts."""
        return {**{part.name: part.empty for part in self.parts}, **line}

    def mark(self, line: Line) -> str:
        """Return a text that is the same for lines that say the same."""
        return json.dumps(self.comparable([line]), sort_keys=True)

    def _part(self, name: str) -> RowPart:
        field = self.model._meta.get_field(name)
        return RowPart(name, field, kind_of(field, separator="; "))

    def _sorted(self, lines: Iterable[Line]) -> list[Line]:
        def order(line: Line) -> list[tuple[bool, Any]]:
            values = [line[part.name] for part in self.parts]
            return [(v is None, v if isinstance(v, int) else str(v)) for v in values]

        return sorted(lines, key=order)

    def _cells(self, line: Line, book: Book) -> list[str]:
        return [part.kind.show(line[part.name], book) for part in self.parts]

    def _divided(self, text: str) -> list[str]:
        return split_parts(text)

    def _unfit(self, value: list[Line], book: Book) -> Iterator[str]:
        names = [part.name for part in self.parts]
        for at, line in enumerate(value, start=1):
            if not {*line} <= {*names}:
                told = {"fields": ", ".join(names)}
                yield about(at, "", _("ska ha just fälten %(fields)s.") % told)
            for part in self.parts:
                try:
                    part.check(self.whole(line)[part.name], book)
                except UnreadableError as reason:
                    yield about(at, part.title, str(reason))

    def _doubled(self, value: list[Line]) -> Iterator[str]:
        telling = [part for part in self.parts if part.field.name in self.once]
        same = {"same": _(" och ").join(part.title for part in telling)}
        seen: set[str] = set()
        for at, line in enumerate(map(self.whole, value), start=1):
            key = json.dumps([part.kind.comparable(line[part.name]) for part in telling])
            if key in seen:
                yield about(at, "", _("har samma %(same)s som en annan.") % same)
            seen.add(key)


class Roads(Rows):
    """Roads to other entries; in a cell, one a line: number | name | what is handed over."""

    def __init__(self, *, there: str, owner: str) -> None:
        super().__init__(model=Continuation, names=(there, "handover"), owner=owner)

    @property
    def help(self) -> str:
        """Return how to write a cell."""
        return _("En per rad: nummer eller namn | överlämning.")

    def _part(self, name: str) -> RowPart:
        field: Any = self.model._meta.get_field(name)
        return RowPart("id" if field.is_relation else name, field, kind_of(field))

    def _cells(self, line: Line, book: Book) -> list[str]:
        name = book.label("entries", line["id"]).partition(" | ")[2]
        return [str(line["id"]), name, line["handover"]]

    def _divided(self, text: str) -> list[str]:
        """Return the number or name and the handover; a name after the number is for people."""
        head, *rest = split_parts(text)
        return [head, *(rest[1:] if NUMBERED.match(head) else rest)]


def about(at: int, title: str, reason: str) -> str:
    """Return what is wrong with a row, and with which of its parts."""
    return _("nr %(at)s %(reason)s") % {"at": at, "reason": f"{title} {reason}".strip()}


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise UnreadableError(" ".join(reasons))
