"""Noting that the facts of an entry are still true."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.changes.noting import noting
from catalogue.models import Intervention, User

ON_THE_DESK = "Granskad: stämmer fortfarande."
NOTHING_TO_CONFIRM = _(
    "kan inte bekräftas: bara det som besökarna ser, och som inte har upphört, kan stämma "
    "fortfarande"
)


def confirm(entry: Intervention, user: User, told: str = ON_THE_DESK) -> None:
    """Write who found the facts right today, in the entry and in its history."""
    now = timezone.now()
    values: dict[str, Any] = {"reviewed_on": timezone.localdate(now), "reviewed_by": user}
    with noting(user, told):
        Intervention.objects.filter(pk=entry.pk).update(changed_at=now, **values)
        LogEntry.objects.log_actions(user.pk, [entry], CHANGE, told)


def may_be_confirmed(entry: Intervention) -> bool:
    """Tell whether there is anything to confirm: what visitors see and what still runs."""
    return entry.is_public and not entry.is_over


def has_expired(entry: Intervention) -> bool:
    """Tell whether a new last day must be given, which takes more than a yes."""
    return entry.valid_until is not None and entry.valid_until < timezone.localdate()
