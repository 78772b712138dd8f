"""What the names in a posted form stand for."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def field_of(model: type[models.Model], name: str) -> Any:
    """Return the field of the model, or of a row on its page (routes-0-how); None if none is."""
    row, _, field = name.rpartition("-")
    try:
        if row:
            related = model._meta.get_field(row.rpartition("-")[0]).related_model
            model = related if isinstance(related, type) else model
        return model._meta.get_field(field)
    except FieldDoesNotExist:
        return None


def is_text(field: Any) -> bool:
    """Tell whether it holds words that somebody writes, rather than a choice."""
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def label_of(model: type[models.Model], name: str) -> str:
    """Return what the field is called on the page."""
    field = field_of(model, name)
    label = str(getattr(field, "verbose_name", "Text"))
    return label[:1].upper() + label[1:]
