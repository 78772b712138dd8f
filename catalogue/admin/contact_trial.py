"""Fungerar den? One click tells that a contact works, or that it does not any longer."""

from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import list_as_it_was, row_of_theirs
from catalogue.changes.noting import noting
from catalogue.models import Contact, User
from catalogue.models.personal_numbers import refuse_personal_numbers

BUTTON = (
    '<button type="submit" class="button still-true {}" formaction="{}">{}'
    '<span class="visually-hidden"> {}</span></button>'
)


class BrokenForm(forms.Form):
    """What somebody who did not get through wants to say."""

    note = forms.CharField(
        label=gettext_lazy("Vad är det som inte fungerar?"),
        required=False,
        max_length=200,
        validators=[refuse_personal_numbers],
    )


@require_POST
def works(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has tried it today; what was flagged is flagged no more."""
    contact: Contact = row_of_theirs(request, Contact, pk)
    contact.mark_works(timezone.localdate())
    told = "Fungerar: kontrollerad i dag."
    _store(request, contact, told)
    messages.success(request, _("”%(contact)s” är kontrollerad i dag.") % {"contact": contact})
    return _back(request, contact)


@require_POST
def broken(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that nobody gets through; every entry that uses it says so at once."""
    contact: Contact = row_of_theirs(request, Contact, pk)
    form = BrokenForm(request.POST)
    if not form.is_valid():
        for reason in form.errors["note"]:
            messages.error(request, _("Inget är noterat. %(reason)s") % {"reason": reason})
        return _back(request, contact)
    note = form.cleaned_data["note"]
    contact.mark_broken(timezone.localdate(), cast(User, request.user), note)
    _store(request, contact, f"Fungerar inte längre. {note}".strip())
    count = contact.interventions.count()
    many = ngettext("%(count)s insats", "%(count)s insatser", count) % {"count": count}
    told = _(
        "”%(contact)s” är märkt. Den står på %(many)s: besökarna ser att den kontrolleras."
    ) % {"contact": contact, "many": many}
    messages.success(request, told)
    return _back(request, contact)


@admin.display(description=gettext_lazy("fungerar?"))
def trial(row: Contact) -> str:
    """Return the button that changes what the row says."""
    if not row.active:
        return _("ur bruk")
    if row.broken_on:
        address = reverse("admin:catalogue_contact_works", args=[row.pk])
        since = format_html(
            '<span class="broken">{}</span> ', _("inte sedan %(day)s") % {"day": row.broken_on}
        )
        return since + format_html(BUTTON, "", address, _("Fungerar"), row)
    address = reverse("admin:catalogue_contact_broken", args=[row.pk])
    return format_html(BUTTON, "still-quiet", address, _("Fungerar inte"), row)


def _store(request: HttpRequest, contact: Contact, told: str) -> None:
    user = cast(User, request.user)
    with noting(user, told):
        contact.save(update_fields=["verified_on", "broken_on", "broken_by", "broken_note"])
        LogEntry.objects.log_actions(user.pk, [contact], CHANGE, told)


def _back(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Return to where the button was pressed."""
    home = reverse("admin:catalogue_contact_changelist")
    page = reverse("admin:catalogue_contact_change", args=[contact.pk])
    return HttpResponseRedirect(list_as_it_was(request, home) or page)
