"""Say what differs between two versions, in the words of the desk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.changes.reading import Snapshot
from catalogue.changes.shapes import Shape
from catalogue.models import Intervention, User
from catalogue.models.intervention import unnamed
from catalogue.models.telephones import TelephoneField, shown
from catalogue.values.differing import Difference


def changed(one: Snapshot, other: Snapshot) -> list[str]:
    """Return the names of the fields and lines that differ, in the order of the model."""
    names = [*other["fields"], *other["lines"], *one["fields"], *one["lines"]]
    return [name for name in dict.fromkeys(names) if _value(one, name) != _value(other, name)]


def title(shape: Shape, name: str) -> str:
    """Return what the desk calls a field; its name where the catalogue has it no longer."""
    field = shape.fields.get(name) or shape.many.get(name)
    if field is not None:
        return str(field.verbose_name)
    for lines in shape.lines:
        if lines.name == name:
            return str(lines.model._meta.verbose_name_plural)
    return name


def differences(shape: Shape, one: Snapshot, other: Snapshot, reader: User) -> list[Difference]:
    """Return the fields that differ, in the order of the model, as the person may read them."""
    names = changed(one, other)
    values = [(name, _value(each, name)) for each in (one, other) for name in names]
    labels = _Labels(shape, values, reader)
    return [
        Difference(
            title(shape, name),
            labels.show(name, _value(one, name)),
            labels.show(name, _value(other, name)),
        )
        for name in sorted(names, key=_order(shape))
    ]


def _value(snapshot: Snapshot, name: str) -> Any:
    return snapshot["fields"].get(name, snapshot["lines"].get(name))


def _order(shape: Shape) -> Any:
    known = [*(f.name for f in shape.model._meta.get_fields())]
    return lambda name: known.index(name) if name in known else len(known)


class _Labels:
    """Words for values: the names of rows that are pointed at are read once a table."""

    def __init__(self, shape: Shape, values: Iterable[tuple[str, Any]], reader: User) -> None:
        self._shape = shape
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for name, value in values:
            for model, number in self._pointed(name, value):
                wanted[model].add(number)
        self._names = {
            model: {row.pk: str(row) for row in _named(model, numbers)}
            for model, numbers in wanted.items()
        }
        entries = self._names.get(Intervention, {})
        told = Intervention.objects.linkable(reader).filter(pk__in=entries).values_list("pk")
        for number in entries.keys() - {pk for (pk,) in told}:
            entries[number] = unnamed(number)

    def show(self, name: str, value: Any) -> str:
        """Return the value of a field, or of lines, as people read it."""
        for lines in self._shape.lines:
            if lines.name == name:
                fields = lines.fields | lines.many
                return "\n".join(
                    " | ".join(
                        filter(None, (self._one(fields[part], line.get(part)) for part in fields))
                    )
                    for line in value or []
                )
        return self._one(self._shape.fields.get(name) or self._shape.many.get(name), value)

    def _one(self, field: Any, value: Any) -> str:
        if value is None or value == "" or value == []:
            return ""
        if field is not None and field.is_relation:
            names = self._names[field.remote_field.model]
            numbers = value if isinstance(value, list) else [value]
            found = [
                names.get(number, _("nr %(number)s, som inte finns längre") % {"number": number})
                for number in numbers
            ]
            return (", " if len(found) > 1 else "").join(sorted(found))
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, list):
            return "\n".join(str(part) for part in value)
        if field is not None and field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, TelephoneField):
            return shown(value)
        if isinstance(field, models.DateTimeField):
            moment = parse_datetime(value)
            return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else value
        if isinstance(field, models.TimeField):
            return str(value)[:5]
        return str(value)

    def _pointed(self, name: str, value: Any) -> Iterator[tuple[type[models.Model], int]]:
        for lines in self._shape.lines:
            if lines.name == name:
                fields = lines.fields | lines.many
                for line in value or []:
                    for part, field in fields.items():
                        yield from _numbers(field, line.get(part))
                return
        yield from _numbers(self._shape.fields.get(name) or self._shape.many.get(name), value)


def _numbers(field: Any, value: Any) -> Iterator[tuple[type[models.Model], int]]:
    if field is not None and field.is_relation and value is not None:
        for number in value if isinstance(value, list) else [value]:
            yield field.remote_field.model, number


def _named(model: type[models.Model], numbers: set[int]) -> models.QuerySet[Any]:
    rows = model._base_manager.filter(pk__in=numbers)
    has = any(field.name == "organisation" for field in model._meta.fields)
    return rows.select_related("organisation") if has else rows
