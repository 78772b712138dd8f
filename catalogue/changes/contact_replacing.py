"""One contact in the place of another, in every entry that the person keeps."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.changes.copies import Present, present, save_copy
from catalogue.changes.noting import noting
from catalogue.changes.one_entry import write
from catalogue.models import Contact, Intervention, User
from catalogue.models.working_copy import State
from catalogue.values.fields import COLUMNS

FIELD = "contacts"


@dataclass
class Uses:
    """The entries that use a contact, by what may be done to them."""

    direct: list[Intervention] = field(default_factory=list)
    by_approval: list[Intervention] = field(default_factory=list)
    """Published entries whose changes somebody else approves: they get a working copy."""
    foreign: list[Intervention] = field(default_factory=list)
    """Others' published entries, which are theirs to change."""


@dataclass
class Replaced:
    """What became of the entries."""

    changed: list[Intervention] = field(default_factory=list)
    sent: list[Intervention] = field(default_factory=list)
    refused: dict[Intervention, list[str]] = field(default_factory=dict)


def uses_of(contact: Contact, user: User) -> Uses:
    """Return the entries that use the contact; of others' only what is public."""
    rows = contact.interventions.select_related("organisation").order_by("name", "pk")
    mine = set(rows.editable_by(user).values_list("pk", flat=True))
    free = set(rows.publishable_by(user).values_list("pk", flat=True))
    found = Uses()
    for row in rows:
        if row.pk not in mine:
            if row.is_public:
                found.foreign.append(row)
        elif row.is_public and row.pk not in free:
            found.by_approval.append(row)
        else:
            found.direct.append(row)
    return found


def replace(old: Contact, new: Contact, user: User) -> Replaced:
    """Put the one in the place of the other; where somebody approves, in a working copy."""
    done = Replaced()
    with noting(user, f"Kontakten {old} ersatt med {new}"):
        uses = uses_of(old, user)
        for row in [*uses.direct, *uses.by_approval]:
            here = present(row.pk, held=True)
            if here is None:
                continue
            try:
                with transaction.atomic():
                    if row in uses.direct:
                        _write(here, old, new, user)
                        done.changed.append(row)
                    else:
                        _propose(here, old, new, user)
                        done.sent.append(row)
            except ValidationError as refusal:
                done.refused[row] = refusal.messages
    return done


def _write(here: Present, old: Contact, new: Contact, user: User) -> None:
    write(here.row, _swapped(here.stored, old, new), user)
    if here.copy and FIELD in here.copy.values:
        here.copy.values = _swapped(here.copy.values, old, new)
        here.copy.save(update_fields=["values"])


def _propose(here: Present, old: Contact, new: Contact, user: User) -> None:
    state = here.copy.state if here.copy else State.REVIEW
    save_copy(here, _swapped(here.shown, old, new), user, state)


def _swapped(values: dict[str, Any], old: Contact, new: Contact) -> dict[str, Any]:
    kind = COLUMNS[FIELD].kind
    was, comes = kind.lasting([old]), kind.lasting([new])
    if was[0] not in values[FIELD]:
        return values
    others = [key for key in values[FIELD] if key not in [*was, *comes]]
    return {**values, FIELD: sorted([*others, *comes], key=str)}
