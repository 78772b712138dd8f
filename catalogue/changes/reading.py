"""Read entries whole, many at a time, without making an object of each."""

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from catalogue.changes.shapes import Lines, Shape

Snapshot = dict[str, Any]
"""`pk`, `fields` by name (rows of other tables by number) and `lines` by relation."""


def snapshots(shape: Shape, numbers: Collection[int]) -> dict[int, str]:
    """Return each entry that is there as text; equal texts mean equal entries."""
    fields = _rows(shape.model, "pk", shape.fields, numbers)
    many = _many(shape.model, shape.many, numbers)
    lines = [(each.name, _lines(each, numbers)) for each in shape.lines]
    return {
        number: _text(
            {
                "model": shape.model._meta.label_lower,
                "pk": number,
                "fields": values | many[number],
                "lines": {name: found[number] for name, found in lines},
            }
        )
        for number, values in fields.items()
    }


def parse(text: str) -> Snapshot:
    """Return what a version holds."""
    found: Snapshot = json.loads(text)[0]
    return found


def _text(snapshot: Snapshot) -> str:
    # A list of one, as Django's own serialiser writes and django-reversion reads.
    return json.dumps([snapshot], cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)


def _rows(
    model: type[models.Model], key: str, fields: dict[str, Any], numbers: Collection[int]
) -> dict[int, dict[str, Any]]:
    rows = model._base_manager.filter(**{f"{key}__in": numbers})
    columns = [field.attname for field in fields.values()]
    return {
        number: dict(zip(fields, values, strict=True))
        for number, *values in rows.values_list("pk", *columns)
    }


def _many(
    model: type[models.Model], fields: dict[str, Any], numbers: Collection[int]
) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = {
        number: {name: [] for name in fields} for number in numbers
    }
    for name, field in fields.items():
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through = field.remote_field.through._base_manager.filter(**{f"{here}__in": numbers})
        for one, other in through.values_list(here, there).order_by(there):
            found[one][name].append(other)
    return found


def _lines(lines: Lines, numbers: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the lines of each entry without their own numbers: a restored one has another."""
    owner = lines.model._meta.get_field(lines.owner)
    rows = _rows(lines.model, lines.owner, {"": owner} | lines.fields, numbers)
    many = _many(lines.model, lines.many, rows)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, values in rows.items():
        found[values.pop("")].append(values | many[number])
    for each in found.values():
        each.sort(key=lambda line: json.dumps(line, cls=DjangoJSONEncoder, sort_keys=True))
    return found
