"""Sending the reminders: at most one letter a person and day, and in the end every one of them.

The row of a letter is committed before the letter is handed to the mail server, and marked as sent
after. If the command dies in between nobody knows whether it left: that day it is not sent again,
but the next day its entries count as untold. So a person never gets two letters on a day, however
often the command runs or dies; at worst the same entries stand in the letters of two days. A
letter that the server refused has certainly not left, and is tried again at the next run.
"""

import datetime
import logging
import smtplib
from collections import Counter

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalogue.models import RemindedEntry, Reminder, User
from catalogue.upkeep.letters import letter
from catalogue.upkeep.link import imprint_of
from catalogue.upkeep.mailing import connected, hand_over, hang_up, opened
from catalogue.upkeep.recipients import Due, reminders_for
from catalogue.upkeep.rounds import Round

log = logging.getLogger("catalogue.upkeep")
State = Reminder.State


def send_all(today: datetime.date, letters: Round | None = None) -> Counter[str]:
    """Send what is due today; return how many letters came to which end.

    Each letter stands for itself: the round counts those that somebody must look at.
    """
    letters = letters or Round("brev")
    outcome: Counter[str] = Counter()
    unreachable = ""
    with connected() as connection:
        for user, dues in reminders_for(today).items():
            with letters.step(user.get_username()):
                reminder = _claim(user, dues, today)
                if reminder is None:
                    outcome["waiting"] += 1  # has had a letter today
                    continue
                unreachable = unreachable or opened(connection)
                state = _note(reminder, unreachable or _sent(reminder, connection))
                outcome[state] += 1
                if state != State.SENT:
                    letters.fail(user.get_username())
    return outcome


def _claim(user: User, dues: list[Due], today: datetime.date) -> Reminder | None:
    """Return the person's letter of today, ours to send; none if it has left or may have."""
    with transaction.atomic():
        reminder, is_new = Reminder.objects.get_or_create(
            user=user, day=today, defaults={"email": user.email}
        )
        if not is_new:
            refused = Reminder.objects.filter(pk=reminder.pk, state=State.FAILED)
            claimed = refused.update(
                state=State.SENDING, attempts=F("attempts") + 1, email=user.email, problem=""
            )
            if not claimed:
                return None
            reminder.refresh_from_db()
            reminder.entries.all().delete()
        RemindedEntry.objects.bulk_create(
            RemindedEntry(
                reminder=reminder,
                intervention=due.entry,
                due_on=due.due_on,
                stage=due.stage,
                imprint=imprint_of(due.entry),
            )
            for due in dues
        )
    return reminder


def _sent(reminder: Reminder, connection: BaseEmailBackend) -> str | None:
    """Write the letter and hand it over; return what stopped it, or None if nobody knows."""
    try:
        message = _written(reminder, connection)
    except Exception as broken:
        log.exception("The letter to user %s could not be written", reminder.user_id)
        return f"Brevet gick inte att skriva ({type(broken).__name__})."
    try:
        return hand_over(message)
    except (OSError, smtplib.SMTPException) as broken:
        what = type(broken).__name__  # the rest may name the editor
        log.error("The letter to user %s may or may not have left: %s", reminder.user_id, what)
        hang_up(connection)
        return None


def _written(reminder: Reminder, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    lines = list(
        reminder.entries.select_related("intervention__organisation")
        .prefetch_related("intervention__contacts")
        .order_by("intervention__name", "pk")
    )
    return letter(reminder, lines, connection)


def _note(reminder: Reminder, problem: str | None) -> str:
    """Write what became of the letter, and return it."""
    state, sent_at = State.FAILED, None
    if problem is None:
        state, problem = State.SENDING, "Förbindelsen bröts medan brevet skickades."
    elif problem:
        log.error("The letter to user %s was not sent: %s", reminder.user_id, problem)
    else:
        state, sent_at = State.SENT, timezone.now()
    Reminder.objects.filter(pk=reminder.pk).update(
        state=state, problem=problem[:300], sent_at=sent_at
    )
    return str(state.value)
