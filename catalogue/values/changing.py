"""What is to be written in one entry, and what stands in the way."""

from dataclasses import dataclass, field
from typing import NamedTuple

from catalogue.models import Intervention
from catalogue.values.differing import Values
from catalogue.values.fields import FIELDS
from catalogue.values.merging import Merged


class Problem(NamedTuple):
    """Why a field cannot say what it was to say; no field where it is the whole entry."""

    field: str
    reason: str

    @property
    def title(self) -> str:
        """Return the field as the form and the files call it."""
        return FIELDS[self.field].title if self.field in FIELDS else self.field


@dataclass
class EntryChange:
    """An entry on its way to say something else."""

    row: Intervention
    new: bool
    present: Values
    """The lasting values that the entry has now."""
    merged: Merged = field(default_factory=Merged, kw_only=True)
    beside: list[str] = field(default_factory=list, kw_only=True)
    """Fields that the row already has new values in, and that neither files nor forms write."""
    problems: list[Problem] = field(default_factory=list, kw_only=True)

    def hold(self) -> None:
        """Let everything that differs wait for a person's decision."""
        self.problems.clear()
        self.merged.hold()
        self.beside.clear()
        self.row.refresh_from_db()

    def problem(self, name: str, reason: str) -> None:
        """Note what is wrong with one field."""
        self.problems.append(Problem(name, reason))
