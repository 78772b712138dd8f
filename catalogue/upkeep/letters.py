"""The letter of one person: text and HTML with the same words."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from catalogue.models import Intervention, RemindedEntry, Reminder
from catalogue.upkeep.confirming import has_expired
from catalogue.upkeep.link import DAYS, address_of

INTRODUCTIONS = {
    RemindedEntry.Stage.LEAD: gettext_lazy("Ingen har granskat de här. Snart ser besökarna det"),
    RemindedEntry.Stage.LAST: gettext_lazy("En månad försenade"),
    RemindedEntry.Stage.AGAIN: gettext_lazy("Två veckor försenade"),
    RemindedEntry.Stage.DUE: gettext_lazy("Dags att granska"),
}


def letter(
    reminder: Reminder, lines: Sequence[RemindedEntry], connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    """Return the letter about these entries; each line has its intervention along."""
    number = len(lines)
    subject = _("%(number)s insatser väntar på granskning") % {"number": number}
    if number == 1:
        subject = _("Stämmer uppgifterna om %(name)s fortfarande?") % {
            "name": lines[0].intervention.name
        }
    context = {
        "groups": _grouped(lines, reminder.day),
        "number": number,
        "days": DAYS,
        "name": reminder.user.first_name,
        "site_name": settings.SITE_NAME,
        "site_owner": settings.SITE_OWNER,
        "site_email": settings.SITE_EMAIL,
        "desk": settings.SITE_URL + reverse("admin:index"),
        "subject": subject,
    }
    with override(settings.LANGUAGE_CODE):
        text = render_to_string("mail/reminder.txt", context, using="django")
        rich = render_to_string("mail/reminder.html", context, using="django")
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        text,
        to=[reminder.email],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    message.attach_alternative(rich, "text/html")
    return message


def _grouped(lines: Sequence[RemindedEntry], today: datetime.date) -> list[dict[str, Any]]:
    """Put the longest waiting first."""
    return [
        {
            "title": title,
            "entries": [_told(line, today) for line in lines if line.stage == stage],
        }
        for stage, title in INTRODUCTIONS.items()
        if any(line.stage == stage for line in lines)
    ]


def _told(line: RemindedEntry, today: datetime.date) -> dict[str, Any]:
    entry = line.intervention
    return {
        "entry": entry,
        "due_on": line.due_on,
        "waited": (today - line.due_on).days,
        "facts": _facts(entry),
        "expired": has_expired(entry),
        "confirm": address_of(line),
        "change": settings.SITE_URL
        + reverse("admin:catalogue_intervention_change", args=[entry.pk]),
    }


def _facts(entry: Intervention) -> list[tuple[str, str]]:
    """Return what is confirmed, in short; the page behind the link says it again, and more."""
    contacts = [
        ", ".join(filter(None, [one.function, one.number, one.email]))
        for one in entry.contacts.all()
        if one.works
    ]
    rows = [
        (_("Status"), entry.get_status_display()),
        (_("Vägen in"), entry.get_access_display()),
        (_("Kontakt"), "; ".join(contacts)),
        (_("Senast granskad"), str(entry.reviewed_on or "")),
    ]
    return [(label, value) for label, value in rows if value]
