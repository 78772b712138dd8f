"""Write lasting values into entries, many entries at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalogue.models import Intervention, Organisation, User
from catalogue.values.changing import EntryChange
from catalogue.values.contradicting import DEMANDING, contradicted
from catalogue.values.fields import COLUMNS, FIELDS, MANY, ONE, ROWS
from catalogue.values.registers import Book
from catalogue.values.writing_rows import broken_rules, faults, write_rows

_POINTERS = [field.name for field in Intervention._meta.fields if field.is_relation]
_SIMPLE_TO_MANY = [name for name in COLUMNS if name in MANY]


class Storer:
    """Write changes; on the first broken rule of the database, say whose it is."""

    def __init__(self, book: Book, user: User | None) -> None:
        self._book = book
        self._user = user

    def store(self, changes: Sequence[EntryChange]) -> None:
        """Write what the changes hold, or give problems to those that cannot be written."""
        for change in changes:
            if not change.problems:
                self._assign(change)
        while sound := [change for change in changes if not change.problems]:
            try:
                with transaction.atomic():
                    self._write(sound)
                return
            except DatabaseError as error:
                self._blame(sound, error)
            # Half a file's row beside a person's edits may break a rule that neither breaks alone.
            held = [change for change in sound if change.problems and change.merged.conflicts]
            if not held:
                return
            for change in held:
                change.hold()

    def _assign(self, change: EntryChange) -> None:
        row, values = change.row, change.merged.write
        for name, value in values.items():
            if name == "organisation":
                row.organisation = self._organisations[self._book.number(ONE[name], value)]
            elif name in ONE:
                number = None if value is None else self._book.number(ONE[name], value)
                setattr(row, f"{name}_id", number)
            elif FIELDS[name].own:
                setattr(row, name, FIELDS[name].kind.stored(value))
        if "reviewed_on" in values:
            row.reviewed_by = self._user if row.reviewed_on else None
        row.settle()
        for name in ROWS.keys() & values.keys():
            for reason in faults(ROWS[name], values[name], self._book):
                change.problem(name, reason)
        if row.pk and row.pk in values.get("also_replaced_by", ()):
            change.problem("also_replaced_by", _("En insats kan inte ersätta sig själv."))
        if {*DEMANDING} & values.keys():
            for slug, reason in contradicted({**change.present, **values}).items():
                change.problem("not_required", f"{self._book.label('requirements', slug)} {reason}")
        try:
            row.clean_fields(exclude=_POINTERS if change.new else _unwritten(values))
            if {"organisation", "scope"} & set(values):
                row.clean()
        except ValidationError as broken:
            for name, messages in broken.message_dict.items():
                change.problem("" if name == "__all__" else name, " ".join(messages))

    @cached_property
    def _organisations(self) -> dict[Any, Organisation]:
        return Organisation.objects.in_bulk()

    def _write(self, changes: Sequence[EntryChange]) -> None:
        Intervention.objects.bulk_create([change.row for change in changes if change.new])
        for change in changes:
            if not change.new and (change.merged.write or change.beside):
                own = [name for name in change.merged.write if FIELDS[name].own]
                extra = ["reviewed_by"] if "reviewed_on" in own else []
                change.row.save(update_fields=[*own, *extra, *change.beside, "changed_at"])
        for name in _SIMPLE_TO_MANY:
            self._relate(name, [change for change in changes if name in change.merged.write])
        for name, kind in ROWS.items():
            wanted = [change for change in changes if name in change.merged.write]
            lines = {change.row.pk: change.merged.write[name] for change in wanted}
            write_rows(kind, lines, self._book)

    def _relate(self, name: str, changes: Iterable[EntryChange]) -> None:
        field: Any = Intervention._meta.get_field(name)
        through, here, there = (
            field.remote_field.through,
            f"{field.m2m_field_name()}_id",
            f"{field.m2m_reverse_field_name()}_id",
        )
        links, gone = [], set()
        for change in changes:
            wanted = self._numbers(name, change.merged.write[name])
            present = self._numbers(name, change.present[name]) if not change.new else set()
            links += [through(**{here: change.row.pk, there: key}) for key in wanted - present]
            gone |= {(change.row.pk, key) for key in present - wanted}
        there_now = through.objects.filter(**{f"{here}__in": {number for number, _ in gone}})
        old = [pk for pk, *pair in there_now.values_list("pk", here, there) if (*pair,) in gone]
        through.objects.filter(pk__in=old).delete()
        through.objects.bulk_create(links, batch_size=2000)

    def _numbers(self, name: str, keys: Iterable[Any]) -> set[int]:
        found = (self._book.number(MANY[name], key) for key in keys)
        return {number for number in found if number is not None}

    def _blame(self, changes: Sequence[EntryChange], error: DatabaseError) -> None:
        """Ask each row which rule it breaks, in the words that an editor gets on the page."""
        for change in changes:
            if change.new:
                change.row.pk, change.row._state.adding = None, True
            try:
                change.row.validate_constraints(exclude={"id"} if change.new else None)
            except ValidationError as broken:
                for message in broken.messages:
                    change.problem("", message)
            for name in ROWS.keys() & change.merged.write.keys():
                lines = change.merged.write[name]
                for reason in broken_rules(ROWS[name], change.row.pk, lines, self._book):
                    change.problem(name, reason)
        if changes and not any(change.problems for change in changes):
            changes[0].problem(
                "",
                _("Databasen tog inte emot raden, eller någon nära den: %(error)s")
                % {"error": error},
            )


def _unwritten(values: dict[str, Any]) -> set[str]:
    """Return what a row is not asked about: what nobody writes may be older than its rule."""
    return {field.name for field in Intervention._meta.fields} - {*values} | {*_POINTERS}
