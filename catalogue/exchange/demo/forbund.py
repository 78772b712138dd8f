"""The exemplary förbund: an invented one, whole, from the files in `fixtures/exempelforbund/`.

The files name the models and their fields as the models do, so a new field needs nothing here.
"""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, models
from django.utils import timezone

from catalogue.changes.noting import noting
from catalogue.exchange.demo.moments import settle
from catalogue.models import (
    County,
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    Requirement,
    Step,
)

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "exempelforbund"
SOURCE = "exempelforbund"
ASSOCIATION = "exempelforbundet-tva-sjoar"
# What shows most of it: all filled in, all parties, prices by sender, one that is full, one over.
TOUR = ("utsikten", "samordningsteamet", "grona-grinden", "yrkessparet", "kontakt-tva-sjoar")
BASIS = "Påhittat, för att visa allt som katalogen kan säga."
# What the files call a row of these by; a row of the files' own is called by its `id`.
_KEYS: dict[type[models.Model], str] = {
    Step: "number",
    **dict.fromkeys((Municipality, County, Organisation, NeedGroup, InterventionType), "slug"),
    **dict.fromkeys((DeliveryForm, Requirement, IncomeSupport, Language), "slug"),
}
Values = dict[str, Any]


class ExampleError(ValueError):
    """A row of the files that the catalogue cannot hold; the message says which, and why."""


def is_loaded() -> bool:
    """Tell whether the förbund is there."""
    return Intervention.objects.filter(source=SOURCE).exists()


def load_forbund() -> int:
    """Store the förbund, all of it or nothing, and return how many entries that made."""
    with noting(None, "Inläst som exempeldata"):
        try:
            _load()
        except (FieldDoesNotExist, LookupError, tomllib.TOMLDecodeError) as misspelt:
            raise ExampleError(str(misspelt)) from misspelt
    return Intervention.objects.filter(source=SOURCE).count()


def _load() -> None:
    loader = _Loader(timezone.localdate())
    for path in sorted(FOLDER.glob("*.toml")):
        for name, rows in tomllib.loads(path.read_text("utf-8")).items():
            for values in rows:
                loader.add(apps.get_model("catalogue", name), values)
    loader.join()


class _Loader:
    """Make rows in the order of the files, then join them: a road may lead to a later one."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today
        self._rows: dict[tuple[type[models.Model], Any], models.Model] = {}
        self._waiting: list[tuple[str, models.Model, Values]] = []

    def add(self, model: type[models.Model], values: Values) -> None:
        """Make a row; what joins it to many others waits until all are there."""
        key = values.pop("id", values.get("slug", ""))
        if model is Intervention:
            values |= {"source": SOURCE, "source_id": key, "basis": BASIS, "example": True}
        many = {name: values.pop(name) for name in [*values] if _leads_to_many(model, name)}
        row = self._made(key, model, values)
        self._rows[model, key] = row
        self._waiting.append((key, row, many))

    def join(self) -> None:
        """Join every row to the many others that it names, and make the rows that it holds."""
        for key, row, many in self._waiting:
            for name, values in many.items():
                relation: Any = row._meta.get_field(name)
                if relation.many_to_many:
                    found = [self._found(relation.related_model, other) for other in values]
                    getattr(row, name).set(found)
                else:
                    self._make_held(key, row, relation, values)

    def _make_held(self, key: str, row: models.Model, relation: Any, values: list[Values]) -> None:
        model = relation.related_model
        for held in (each for every in values for each in _by_weekday(every)):
            many = {name: held.pop(name) for name in [*held] if _leads_to_many(model, name)}
            child = self._made(key, model, {relation.field.name: row, **held})
            for name, others in many.items():
                target = model._meta.get_field(name).related_model
                getattr(child, name).set(self._found(target, other) for other in others)

    def _made(self, key: str, model: type[models.Model], values: Values) -> Any:
        row = model(**{name: self._value(model, name, value) for name, value in values.items()})
        pointers = {field.name for field in model._meta.fields if field.is_relation}
        try:
            row.clean_fields(exclude=pointers)  # those are rows already
            row.clean()
            row.save()  # the rules of the database are asked once, by the database
        except (ValidationError, DatabaseError) as broken:
            raise ExampleError(f"{model.__name__} {key}: {broken}") from broken
        return row

    def _value(self, model: type[models.Model], name: str, value: Any) -> Any:
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and not isinstance(value, models.Model):
            return self._found(field.related_model, value)
        return settle(value, self._today)

    def _found(self, model: Any, key: Any) -> Any:
        if (model, key) not in self._rows:
            if model not in _KEYS:
                raise ExampleError(f"{model.__name__} {key} finns inte i filerna.")
            try:
                self._rows[model, key] = model._default_manager.get(**{_KEYS[model]: key})
            except model.DoesNotExist as missing:
                raise ExampleError(f"{model.__name__} {key} finns inte.") from missing
        return self._rows[model, key]


def _leads_to_many(model: type[models.Model], name: str) -> bool:
    relation = model._meta.get_field(name)
    return bool(relation.many_to_many or relation.one_to_many)


def _by_weekday(values: Values) -> Iterator[Values]:
    """Yield a row for each weekday that the files name in one: the same hours on several days."""
    days = values.get("weekday")
    if isinstance(days, list):
        yield from (values | {"weekday": day} for day in days)
    else:
        yield dict(values)
