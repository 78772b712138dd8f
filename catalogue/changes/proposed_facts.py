"""Accept or refuse what was read out of prose: what nobody has accepted is never shown."""

import json
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.changes.copies import Present, present, save_copy
from catalogue.changes.noting import noting
from catalogue.changes.one_entry import write
from catalogue.changes.required import keeping_facts
from catalogue.models import Intervention, ProposedFact, User
from catalogue.models.working_copy import State
from catalogue.values.fields import FIELDS

Verdict = ProposedFact.Verdict


def accept(number: int, user: User) -> bool:
    """Let the entry say it; tell whether it is out, or waits in a working copy for approval.

    Raise ValidationError where it cannot be said.
    """
    with noting(user, "Godtog en utläst uppgift"):
        fact = _waiting(number)
        here = present(fact.intervention_id, held=True)
        if here is None:
            raise ValidationError(_("Insatsen finns inte längre."))
        mine = bool(Intervention.objects.writable_by(user).filter(pk=here.row.pk).exists())
        with keeping_facts([here.row.pk]):
            _write(here, fact, user) if mine else _send(here, fact, user)
        _settle(fact, Verdict.ACCEPTED, user)
        told = _told("Godtog" if mine else "Skickade för granskning", fact)
        LogEntry.objects.log_actions(user.pk, [here.row], CHANGE, told)
    return mine


def refuse(number: int, user: User) -> None:
    """Note that it is not so; it is not proposed again."""
    with noting(user, "Avvisade en utläst uppgift"):
        fact = _waiting(number)
        _settle(fact, Verdict.REFUSED, user)
        LogEntry.objects.log_actions(user.pk, [fact.intervention], CHANGE, _told("Avvisade", fact))


def _waiting(number: int) -> ProposedFact:
    fact: ProposedFact = ProposedFact.objects.select_for_update().get(pk=number)
    if fact.verdict != Verdict.OPEN:
        raise ValidationError(_("Uppgiften är redan avgjord."))
    return fact


def _write(here: Present, fact: ProposedFact, user: User) -> None:
    write(here.row, _with(here.stored, fact), user)
    if here.copy and fact.field in here.copy.values:
        here.copy.values = _with(here.copy.values, fact)
        here.copy.save(update_fields=["values"])


def _send(here: Present, fact: ProposedFact, user: User) -> None:
    save_copy(here, _with(here.shown, fact), user, State.REVIEW)


def _with(values: dict[str, Any], fact: ProposedFact) -> dict[str, Any]:
    present = values[fact.field]
    if not isinstance(present, list):
        return {**values, fact.field: fact.value}
    parts = [*present, *(part for part in fact.value if part not in present)]
    return {**values, fact.field: sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))}


def _settle(fact: ProposedFact, verdict: str, user: User) -> None:
    fact.verdict, fact.decided_at, fact.decided_by = verdict, timezone.now(), user
    fact.save(update_fields=["verdict", "decided_at", "decided_by"])


def _told(what: str, fact: ProposedFact) -> str:
    return f"{what} en utläst uppgift: {FIELDS[fact.field].title}."
