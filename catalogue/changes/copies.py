"""Entries as they are, and working copies beside them."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.changes.one_entry import refuse_lost
from catalogue.models import Intervention, User, WorkingCopy
from catalogue.models.working_copy import State
from catalogue.values.differing import changed, digests
from catalogue.values.merging import join
from catalogue.values.record import fresh, read


@dataclass
class Present:
    """An entry and the working copy that waits beside it, if one does."""

    row: Intervention
    stored: dict[str, Any]
    copy: WorkingCopy | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    """What its page shows: the working copy where there is one."""
    moved: list[str] = field(default_factory=list)
    """Fields of the entry that have changed since the working copy was compared with it."""
    lost: list[str] = field(default_factory=list)
    """Why values of the working copy had to be left out."""


def present(number: int, *, held: bool = False) -> Present | None:
    """Return an entry as it is now; `held`, nobody else can change it in this transaction."""
    rows = Intervention.objects.filter(pk=number)
    if held:
        rows = rows.select_for_update(of=("self",))
    if not list(rows.values_list("pk", flat=True)):
        return None
    row = fresh(number)
    stored = read(row)
    copy = WorkingCopy.objects.unsettled().filter(intervention=row).select_related("author").first()
    here = Present(row, stored, copy, stored)
    if copy:
        _lay(here, copy)
    return here


def _lay(here: Present, copy: WorkingCopy) -> None:
    """Lay the copy's changes over the entry as it is now."""
    values = {name: copy.values.get(name, value) for name, value in here.stored.items()}
    for name in changed(here.stored, values):
        try:
            refuse_lost(values, [name])
        except ValidationError as gone:
            here.lost += gone.messages
            values[name] = here.stored[name]
    now = digests(here.stored)
    here.moved = [name for name in now if now[name] != copy.based_on.get(name)]
    here.shown = join(copy.based_on, values, here.stored).values


def save_copy(here: Present, values: dict[str, Any], user: User, state: str) -> WorkingCopy:
    """Keep the values as the entry's working copy, compared with the entry as it is now."""
    copy = here.copy or WorkingCopy(intervention=here.row)
    copy.values, copy.based_on = values, digests(here.stored)
    copy.author, copy.state = user, state
    copy.save()
    return copy


def settle(copy: WorkingCopy, state: str, user: User) -> None:
    """Close it: what was approved stays to be read, what was thrown away goes."""
    copy.state, copy.settled_by, copy.settled_at = state, user, timezone.now()
    if state == State.DISCARDED:
        copy.values, copy.based_on, copy.comment = {}, {}, ""
    copy.save()


def send_back(copy: WorkingCopy, comment: str) -> None:
    """Let its author know what to change."""
    copy.state, copy.comment = State.RETURNED, comment
    copy.save(update_fields=["state", "comment", "changed_at"])
