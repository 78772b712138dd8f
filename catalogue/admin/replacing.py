"""Replace a contact in all entries that use it; the page first says what would happen."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from catalogue.changes.replacing import Replaced, replace, uses_of
from catalogue.models import Contact, User


class _ContactField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.function} – {obj.organisation}"


class ReplaceForm(forms.Form):
    """Which contact comes in its place."""

    new = _ContactField(
        label="Ersätt med",
        queryset=Contact.objects.none(),
        empty_label="Välj en kontakt",
        error_messages={
            "required": "Välj den kontakt som ska stå i stället.",
            "invalid_choice": "Välj en kontakt i listan: en som är din och som fungerar.",
        },
    )

    def __init__(self, data: Any, contact: Contact, user: User) -> None:
        super().__init__(data)
        offered = Contact.objects.linkable(user).working().exclude(pk=contact.pk)
        offered = offered.select_related("organisation").order_by("organisation__name", "function")
        self.fields["new"].queryset = offered  # type: ignore[attr-defined]


class ReplacingMixin(admin.ModelAdmin):
    """The page that names the entries, and changes them."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the page."""
        view = self.admin_site.admin_view(self.replace_view)
        page = path("<int:pk>/ersatt/", view, name="catalogue_contact_replace")
        return [page, *super().get_urls()]

    def replace_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Name the entries and what would become of each; do it when asked to."""
        user = cast(User, request.user)
        contact = self.get_object(request, str(pk))
        if contact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))  # type: ignore[attr-defined,no-any-return]
        if not self.has_change_permission(request, contact):
            raise PermissionDenied
        form = ReplaceForm(request.POST or None, contact, user)
        if request.method == "POST" and form.is_valid():
            new = form.cleaned_data["new"]
            self._tell(request, contact, new, replace(contact, new, user))
            address = reverse("admin:catalogue_contact_change", args=[pk])
            return HttpResponseRedirect(address)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Ersätt {contact}",
            "contact": contact,
            "uses": uses_of(contact, user),
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalogue/contact/replace.html", context)

    def _tell(self, request: HttpRequest, old: Contact, new: Contact, done: Replaced) -> None:
        rows = [*done.changed, *done.sent]
        if rows:
            line = f"Ersatte kontakten ”{old}” med ”{new}”."
            LogEntry.objects.log_actions(cast(User, request.user).pk, rows, CHANGE, line)
        told = f"”{old}” är ersatt med ”{new}” i {_many(len(done.changed))}."
        if done.sent:
            told += f" För {_many(len(done.sent))} ligger en arbetskopia för granskning."
        self.message_user(request, told, messages.SUCCESS if rows else messages.WARNING)
        for row, reasons in done.refused.items():
            text = f"”{row}” är inte ändrad: {' '.join(reasons)}"
            self.message_user(request, text, messages.WARNING)


def _many(count: int) -> str:
    return "1 insats" if count == 1 else f"{count} insatser"
