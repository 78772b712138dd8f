"""Answering a reader by mail: at most one letter, and never a text that is lost.

The text is stored before the letter is handed to the mail server. Whoever presses twice finds that
it is taken. Where the connection breaks nobody knows whether it left, and it is not sent again.
"""

import logging
import smtplib

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Intervention, Suggestion, User
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.suggestion import LONGEST
from catalogue.upkeep.mailing import connected, hand_over, opened

log = logging.getLogger("catalogue.upkeep")
Answer = Suggestion.Answer
Status = Suggestion.Status

WORDS = {
    Status.NEW: gettext_lazy("Vi har läst det du skrev och tar hand om det."),
    Status.PROGRESS: gettext_lazy("Vi har läst det du skrev och tar hand om det."),
    Status.HANDLED: gettext_lazy("Vi har ändrat i katalogen utifrån det du skrev."),
    Status.DECLINED: gettext_lazy("Vi har läst det du skrev. Vi ändrar inget just nu."),
}
TAKEN = gettext_lazy("Svaret är redan skickat, eller håller på att skickas. Inget mer skickades.")
UNKNOWN = gettext_lazy(
    "Förbindelsen bröts medan svaret skickades, så vi vet inte om det kom fram. Texten är sparad. "
    "Det skickas inte igen härifrån."
)


class AnswerForm(forms.Form):
    """The words to a reader."""

    answer = forms.CharField(
        label=gettext_lazy("Svar"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        validators=[MaxLengthValidator(LONGEST), refuse_personal_numbers],
        error_messages={"required": gettext_lazy("Skriv ett svar innan du skickar.")},
    )


def words_for(row: Suggestion, user: User) -> str:
    """Return what to begin with: the text that did not leave, or a polite one."""
    if row.answer:
        return row.answer
    entry = _public_entry(row)
    about = _(" om ”%(entry)s”") % {"entry": entry} if entry else ""
    sender = "\n".join(filter(None, [user.get_full_name(), settings.SITE_NAME]))
    return _(
        "Hej!\n\nTack för att du skrev till oss%(about)s.\n\n%(told)s\n\n"
        "Vänliga hälsningar\n%(sender)s"
    ) % {"about": about, "told": WORDS[Status(row.status)], "sender": sender}


def send_answer(row: Suggestion, text: str, user: User) -> str:
    """Send the answer and note what came of it; return what went wrong, or nothing."""
    free = Suggestion.objects.filter(
        pk=row.pk, answer_state__in=["", Answer.FAILED], thinned_on=None
    ).exclude(email="")
    if not free.update(answer=text, answer_state=Answer.SENDING, answered_by=user):
        return str(TAKEN)
    try:
        problem = _send(row, text)
    except (OSError, smtplib.SMTPException) as broken:
        what = type(broken).__name__  # the rest may name the reader
        log.error("The answer to suggestion %s may or may not have left: %s", row.pk, what)
        return str(UNKNOWN)
    row.refresh_from_db()
    if problem:
        log.error("The answer to suggestion %s was not sent", row.pk)
        row.answer_state = Answer.FAILED
        row.save(update_fields=["answer_state"])
        return _("Svaret kom inte i väg. %(problem)s Texten är sparad: försök igen senare.") % {
            "problem": problem
        }
    row.answer_state, row.answered_at = Answer.SENT, timezone.now()
    row.take(row.assigned_to or user)
    row.save(update_fields=["answer_state", "answered_at", "assigned_to", "status"])
    return ""


def _public_entry(row: Suggestion) -> Intervention | None:
    """Return what the message is about, if its name is still for readers to see."""
    entry = row.intervention
    return entry if entry and entry.is_public else None


def _send(row: Suggestion, text: str) -> str:
    entry = _public_entry(row)
    about = _("Svar om %(entry)s") % {"entry": entry} if entry else _("Svar på ditt meddelande")
    with connected() as connection:
        return opened(connection) or hand_over(
            EmailMessage(
                " ".join(f"{about} – {settings.SITE_NAME}".split()),
                text,
                to=[row.email],
                reply_to=[settings.SITE_EMAIL] if settings.SITE_EMAIL else None,
                connection=connection,
            )
        )
