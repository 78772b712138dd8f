"""Write one entry's values, through the same code as an import does."""

from typing import Any

from django.core.exceptions import ValidationError

from catalogue.models import Intervention, User
from catalogue.values.changing import EntryChange
from catalogue.values.differing import Values, changed
from catalogue.values.fields import BEFORE, FIELDS, ROWS
from catalogue.values.kinds import UnreadableError
from catalogue.values.merging import Merged
from catalogue.values.record import read
from catalogue.values.registers import Book
from catalogue.values.storing import Storer
from catalogue.values.writing_rows import write_rows


def write(row: Intervention, values: Values, user: User) -> list[str]:
    """Write what differs and return the names of those fields; the row is stale afterwards.

    Raise ValidationError, with every reason, where a value no longer fits or a rule forbids it.
    Call it in a transaction that is undone then.
    """
    present = read(row)
    names = changed(present, values)
    refuse_lost(values, names)
    merged = Merged(write={name: values[name] for name in names})
    change = EntryChange(row, new=False, present=present, merged=merged)
    Storer(Book(), user).store([change])
    if change.problems:
        raise ValidationError([f"{each.title} {each.reason}".strip() for each in change.problems])
    return names


def refuse_lost(values: Values, names: list[str]) -> None:
    """Refuse values that point at what is gone, as a contact with a new name."""
    book, reasons = Book(), []
    for name in names:
        try:
            FIELDS[name].kind.check(values[name], book)
        except UnreadableError as reason:
            reasons.append(f"{FIELDS[name].title}: {reason}")
    if reasons:
        raise ValidationError(reasons)


def write_before(row: Intervention, wanted: list[dict[str, Any]]) -> None:
    """Write the roads into an entry, whosever they are."""
    write_rows(ROWS[BEFORE], {row.pk: wanted}, Book())
