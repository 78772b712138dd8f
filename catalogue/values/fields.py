"""What each field of an entry is called and which values it has, in the order of `sections`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.models import Contribution, Intervention, Notice, ReferralRoute, Result
from catalogue.values.field_kinds import kind_of
from catalogue.values.kinds import Kind
from catalogue.values.relations import Many, One
from catalogue.values.rows import Roads, Rows
from catalogue.values.sections import LINES, NAMES, UNWRITTEN

STAFF = {
    *("finsam_number", "finsam_orientation", "finsam_method", "finsam_esf", "sus_number"),
    *("agreement", "review_interval", "editor_note"),
}
KEYS = ("id", "source", "source_id")
BEFORE = "comes_from"
ROWS = {
    "notices": Rows(model=Notice, names=("starts_on", "ends_on", "text")),
    "routes": Rows(
        model=ReferralRoute,
        names=(
            *("sender", "how", "cost_kind", "cost", "municipalities"),
            *("link", "form", "before", "enclose", "after", "units"),
        ),
    ),
    "contributions": Rows(
        model=Contribution, names=("organisation", "what", "starts_on", "ends_on")
    ),
    "results": Rows(
        model=Result,
        names=(
            *("year", "started", "finished", "to_work_or_study", "women", "men"),
            *("measured", "source", "source_link"),
        ),
    ),
    "leads_to": Roads(owner="before", there="after"),
    BEFORE: Roads(owner="after", there="before"),
}
"""The tables of rows that belong to an entry."""
_TITLES = {"leads_to": "leder vidare till", "results": "resultat år för år"}


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
        return not isinstance(self.kind, Many | Rows)


def _column(name: str) -> Column:
    if name in ROWS:
        kind = ROWS[name]
        title = _TITLES.get(name) or str(kind.model._meta.verbose_name_plural)
        return Column(name, title, kind.help, kind)
    field: Any = Intervention._meta.get_field(name)
    return Column(
        name, str(field.verbose_name), str(field.help_text), kind_of(field), name in STAFF
    )


COLUMNS: Mapping[str, Column] = {name: _column(name) for name in NAMES if name not in UNWRITTEN}
"""What leaves and enters the catalogue by file."""
FIELDS: Mapping[str, Column] = {
    **COLUMNS,
    BEFORE: Column(BEFORE, "kommer från", "", ROWS[BEFORE]),
}
"""All that is written on an entry's page: the columns, and what comes before."""


def _pointing(kind: type[One | Many]) -> dict[str, str]:
    """Return the columns that point at rows, each with the register of those."""
    kinds = {name: column.kind for name, column in COLUMNS.items()}
    return {name: each.register for name, each in kinds.items() if isinstance(each, kind)}


ONE, MANY = _pointing(One), _pointing(Many)
