"""Write the rows of entries: what is wanted is made or left standing, the rest is taken away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.values.field_kinds import register_of
from catalogue.values.registers import Book
from catalogue.values.relations import Many, One
from catalogue.values.rows import Line, RowPart, Rows, about

Lines = Sequence[Line]


def write_rows(kind: Rows, wanted: Mapping[int, Lines], book: Book) -> None:
    """Make the rows of some entries, by their numbers, those that are wanted."""
    waiting = {(pk, kind.mark(line)): line for pk, lines in wanted.items() for line in lines}
    gone = []
    for row in kind.of(wanted.keys()):
        (line,) = kind.lasting([row])
        if waiting.pop((getattr(row, f"{kind.owner}_id"), kind.mark(line)), None) is None:
            gone.append(row.pk)
    kind.model._default_manager.filter(pk__in=gone).delete()
    rows = [_made(kind, pk, line, book) for (pk, _mark), line in waiting.items()]
    kind.model._default_manager.bulk_create(rows, batch_size=1000)
    for part in kind.parts:
        if isinstance(part.kind, Many):
            _point(part, zip(rows, waiting.values(), strict=True), book)


def faults(kind: Rows, lines: Lines, book: Book) -> Iterator[str]:
    """Yield what the fields' own rules say of the rows: days and addresses that cannot be."""
    pointers = {field.name for field in kind.model._meta.fields if field.is_relation}
    titles = {part.field.name: part.title for part in kind.parts}
    for at, line in enumerate(lines, start=1):
        try:
            _made(kind, None, line, book).clean_fields(exclude=pointers)
        except ValidationError as broken:
            for name, messages in broken.message_dict.items():
                yield about(at, titles[name], " ".join(messages))


def broken_rules(kind: Rows, number: int | None, lines: Lines, book: Book) -> Iterator[str]:
    """Yield the rules of the database that the rows break, in the words that an editor gets."""
    rules = kind.model._meta.constraints
    for at, line in enumerate(lines, start=1):
        row = _made(kind, number, line, book)
        for rule in rules:
            if isinstance(rule, models.CheckConstraint):
                try:
                    rule.validate(kind.model, row)
                except ValidationError as broken:
                    yield about(at, "", " ".join(broken.messages))


def _made(kind: Rows, number: int | None, line: Line, book: Book) -> Any:
    """Return a row of the entry with the number, not stored yet."""
    values = {f"{kind.owner}_id": number}
    for part in kind.parts:
        given = kind.whole(line)[part.name]
        if isinstance(part.kind, One):
            values[part.field.attname] = book.number(part.kind.register, given)
        elif not isinstance(part.kind, Many):
            values[part.field.name] = part.kind.stored(given)
    return kind.model(**values)


def _point(part: RowPart, rows: Iterable[tuple[Any, Line]], book: Book) -> None:
    """Let new rows point at others."""
    field, register = part.field, register_of(part.field)
    through = field.remote_field.through
    here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    links = [
        through(**{here: row.pk, there: book.number(register, key)})
        for row, line in rows
        for key in line.get(part.name, part.empty)
    ]
    through.objects.bulk_create(links, batch_size=2000)
