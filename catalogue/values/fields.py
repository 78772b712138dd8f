"""What each field of an entry is called and which values it has, in the order of `sections`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from catalogue.models import Intervention
from catalogue.values.kinds import Choice, Day, Kind, Number, Whole, YesNo
from catalogue.values.relations import Follows, Many, One, Precedes, Routes
from catalogue.values.sections import LINES, NAMES, UNWRITTEN

ONE = {
    "organisation": "organisations",
    "step": "steps",
    "funded_by": "associations",
    "replaced_by": "entries",
}
MANY = {
    "types": "types",
    "forms": "forms",
    "participants": "organisations",
    "need_groups": "need_groups",
    "requirements": "requirements",
    "not_required": "requirements",
    "income_supports": "income_supports",
    "municipalities": "municipalities",
    "counties": "counties",
    "venues": "venues",
    "languages": "languages",
    "contacts": "contacts",
    "also_replaced_by": "entries",
}
STAFF = {
    *("finsam_number", "finsam_orientation", "finsam_method", "finsam_esf", "sus_number"),
    *("agreement", "review_interval", "editor_note"),
}
KEYS = ("id", "source", "source_id")
BEFORE = "comes_from"


@dataclass(frozen=True)
class Column:
    """One field on its way out or in."""

    name: str
    """Its name in JSON, which is its name on the row but for `leads_to`."""
    title: str
    """Its heading in a table."""
    help: str
    kind: Kind
    staff: bool = False
    """Whether only those who sign in may see it."""

    def read(self, row: Intervention) -> Any:
        """Return the lasting value that the row has."""
        value = getattr(row, LINES.get(self.name, self.name))
        return self.kind.lasting(value.all() if hasattr(value, "all") else value)

    @property
    def own(self) -> bool:
        """Tell whether the value stands in the row itself."""
        return not isinstance(self.kind, Many | Routes | Follows)


def _column(name: str) -> Column:
    if name == "routes":
        return Column(
            name,
            "vägar in",
            "En per rad: vem | hur | kostnad | kostnad med ord | "
            "kommuner. Det som saknas sist kan utelämnas.",
            Routes(),
        )
    if name == "leads_to":
        return Column(
            name,
            "leder vidare till",
            "En per rad: nummer eller namn | överlämning.",
            Follows(),
        )
    field: Any = Intervention._meta.get_field(name)
    title, told = str(field.verbose_name), str(field.help_text)
    return Column(name, title, told, _kind(name, field), name in STAFF)


def _kind(name: str, field: Any) -> Kind:
    if name in MANY:
        return Many(register=MANY[name])
    if name in ONE:
        return One(register=ONE[name], required=not field.null)
    if field.choices:
        return Choice(labels=tuple((value, str(label)) for value, label in field.choices))
    match field:
        case models.BooleanField():
            return YesNo()
        case models.DecimalField():
            return Number()
        case models.DateField():
            return Day()
        case models.PositiveSmallIntegerField():
            most = 120 if name.startswith("age_") else 32_767
            return Whole(most=most, required=not field.null)
    return Kind(longest=field.max_length or 20_000, required=not field.blank)


COLUMNS: Mapping[str, Column] = {name: _column(name) for name in NAMES if name not in UNWRITTEN}
"""What leaves and enters the catalogue by file."""
FIELDS: Mapping[str, Column] = {
    **COLUMNS,
    BEFORE: Column(BEFORE, "kommer från", "", Precedes()),
}
"""All that is written on an entry's page: the columns, and what comes before."""
