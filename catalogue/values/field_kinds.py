"""Which kind of value a field of a model has: told by the field itself."""

from typing import Any

from django.db import models

from catalogue.values.kinds import Choice, Day, Kind, Number, Whole, YesNo
from catalogue.values.registers import REGISTERS
from catalogue.values.relations import Many, One

_MOST = {models.PositiveSmallIntegerField: 32_767, models.PositiveIntegerField: 2_147_483_647}
_REGISTER_OF = {register.model: name for name, register in REGISTERS.items()}


def kind_of(field: Any, separator: str = "\n") -> Kind:
    """Return the kind; in a cell, many values of one field have the separator between them."""
    if field.many_to_many:
        return Many(register=register_of(field), separator=separator)
    if field.is_relation:
        return One(register=register_of(field), required=not field.null)
    if field.choices:
        return Choice(labels=tuple((value, str(label)) for value, label in field.choices))
    match field:
        case models.BooleanField():
            return YesNo()
        case models.DecimalField():
            return Number()
        case models.DateField():
            return Day()
        case models.PositiveSmallIntegerField() | models.PositiveIntegerField():
            most = 120 if field.name.startswith("age_") else _MOST[type(field)]
            return Whole(most=most, required=not field.null)
    return Kind(longest=field.max_length or 20_000, required=not field.blank)


def register_of(field: Any) -> str:
    """Return the register of the rows that a field points at."""
    return _REGISTER_OF[field.related_model]
