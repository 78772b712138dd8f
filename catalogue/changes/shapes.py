"""Which models have versions, and what belongs to one of their entries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from catalogue.models import (
    Assignment,
    Contact,
    ContactClosure,
    ContactHours,
    Intervention,
    NeighbouringService,
    Organisation,
    ServiceSource,
    SynonymGroup,
)
from catalogue.values.fields import ROWS
from catalogue.values.sections import LINES

NEVER = {
    "id",
    "changed_at",  # follows from the change itself
    # Personal data with an end date; a version has none.
    "person_name",
    "person_reason",
    "person_until",
}


@dataclass(frozen=True)
class Lines:
    """Rows of another table that belong to an entry, as the ways in do."""

    name: str
    """The relation's name on the entry."""
    model: type[models.Model]
    key: tuple[str, ...]
    """What tells one line from the other lines of its entry."""

    @cached_property
    def owner(self) -> str:
        """Return the field that points at the entry."""
        return next(
            field.name
            for field in self.model._meta.fields
            if field.remote_field and field.remote_field.get_accessor_name() == self.name
        )

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Return its own fields by name."""
        return {
            name: field for name, field in _own_fields(self.model).items() if name != self.owner
        }

    @cached_property
    def many(self) -> dict[str, Any]:
        """Return its many-to-many fields by name."""
        return _many_fields(self.model)


@dataclass(frozen=True)
class Shape:
    """What makes up an entry of one model."""

    model: type[models.Model]
    label: tuple[str, ...]
    """The fields that name it, the first that says something."""
    lines: tuple[Lines, ...] = ()

    @property
    def subject(self) -> str:
        """Return what the triggers call the model."""
        return str(self.model._meta.model_name)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Return its own fields by name."""
        return _own_fields(self.model)

    @cached_property
    def many(self) -> dict[str, Any]:
        """Return its many-to-many fields by name."""
        return _many_fields(self.model)


def _own_fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field for field in model._meta.fields if field.name not in NEVER}


def _many_fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field for field in model._meta.many_to_many}


SHAPES: dict[str, Shape] = {
    shape.subject: shape
    for shape in (
        Shape(
            Intervention,
            ("name",),
            tuple(Lines(LINES[name], ROWS[name].model, ROWS[name].once) for name in LINES),
        ),
        Shape(Organisation, ("name",)),
        Shape(
            Contact,
            ("function",),
            (
                Lines("opening_hours", ContactHours, ("weekday", "opens", "valid_from")),
                Lines("closed_periods", ContactClosure, ("first_day", "last_day", "note")),
            ),
        ),
        Shape(SynonymGroup, ("terms", "broader")),
        Shape(
            NeighbouringService,
            ("name",),
            (Lines("sources", ServiceSource, ("address", "says")),),
        ),
        Shape(Assignment, ("role",)),
    )
}
