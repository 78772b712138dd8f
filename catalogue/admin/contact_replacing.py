"""Replace a contact in all entries that use it; the page first says what would happen."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.admin.common.pages import desk_of, page, require
from catalogue.admin.common.rights import not_theirs
from catalogue.changes.contact_replacing import Replaced, replace, uses_of
from catalogue.models import Contact, User


class _ContactField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.function} – {obj.organisation}"


class ReplaceForm(forms.Form):
    """Which contact comes in its place."""

    new = _ContactField(
        label=gettext_lazy("Ersätt med"),
        queryset=Contact.objects.none(),
        empty_label=gettext_lazy("Välj en kontakt"),
        error_messages={
            "required": gettext_lazy("Välj den kontakt som ska stå i stället."),
            "invalid_choice": gettext_lazy(
                "Välj en kontakt i listan: en som är din och som fungerar."
            ),
        },
    )

    def __init__(self, data: Any, contact: Contact, user: User) -> None:
        super().__init__(data)
        offered = Contact.objects.linkable(user).working().exclude(pk=contact.pk)
        offered = offered.select_related("organisation").order_by("organisation__name", "function")
        self.fields["new"].queryset = offered  # type: ignore[attr-defined]


def replace_everywhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the entries and what would become of each; do it when asked to."""
    user = cast(User, request.user)
    contact = desk_of(Contact).get_object(request, str(pk))
    if contact is None:
        return not_theirs(request, Contact, str(pk))
    require(request, Contact, "change", contact)
    form = ReplaceForm(request.POST or None, contact, user)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["new"]
        _tell(request, contact, new, replace(contact, new, user))
        address = reverse("admin:catalogue_contact_change", args=[pk])
        return HttpResponseRedirect(address)
    context = {"contact": contact, "uses": uses_of(contact, user), "form": form}
    template = "admin/catalogue/contact/replace.html"
    return page(request, Contact, _("Ersätt %(contact)s") % {"contact": contact}, template, context)


def _tell(request: HttpRequest, old: Contact, new: Contact, done: Replaced) -> None:
    rows = [*done.changed, *done.sent]
    if rows:
        line = f"Ersatte kontakten ”{old}” med ”{new}”."
        LogEntry.objects.log_actions(cast(User, request.user).pk, rows, CHANGE, line)
    told = _("”%(old)s” är ersatt med ”%(new)s” i %(entries)s.") % {
        "old": old,
        "new": new,
        "entries": _many(len(done.changed)),
    }
    if done.sent:
        told += _(" För %(entries)s ligger en arbetskopia för granskning.") % {
            "entries": _many(len(done.sent))
        }
    messages.add_message(request, messages.SUCCESS if rows else messages.WARNING, told)
    for row, reasons in done.refused.items():
        messages.warning(
            request,
            _("”%(row)s” är inte ändrad: %(reasons)s") % {"row": row, "reasons": " ".join(reasons)},
        )


def _many(count: int) -> str:
    return ngettext("%(count)s insats", "%(count)s insatser", count) % {"count": count}
