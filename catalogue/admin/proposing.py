"""Propose a change of what others keep: any published entry, by any editor."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalogue.models import Intervention, Suggestion, User
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.suggestion import LONGEST

MOST = 30  # entries shown for a search


class SearchForm(forms.Form):
    """Which entry it is about."""

    q = forms.CharField(label="Insatsens eller organisationens namn", required=False)


class ProposalForm(forms.Form):
    """What should be different."""

    text = forms.CharField(
        label="Vad bör ändras?",
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        validators=[MaxLengthValidator(LONGEST), refuse_personal_numbers],
        error_messages={"required": "Skriv vad som bör ändras."},
    )


class ProposingMixin(admin.ModelAdmin):
    """Pages that find an entry and take in a proposal, which its keepers get as a message."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the pages."""
        search = self.admin_site.admin_view(self.propose_search_view)
        propose = self.admin_site.admin_view(self.propose_view)
        return [
            path("foresla/", search, name="catalogue_intervention_propose_search"),
            path("<int:pk>/foresla/", propose, name="catalogue_intervention_propose"),
            *super().get_urls(),
        ]

    def propose_search_view(self, request: HttpRequest) -> HttpResponse:
        """Find a published entry, whosever it is."""
        self._refuse_strangers(request)
        form = SearchForm(request.GET or None)
        words = form.cleaned_data["q"].strip() if form.is_valid() else ""
        named = Q(name__icontains=words) | Q(organisation__name__icontains=words)
        rows = Intervention.objects.published().filter(named).select_related("organisation")
        found = list(rows.order_by("name", "pk")[: MOST + 1]) if words else []
        context = {"form": form, "words": words, "found": found[:MOST], "more": len(found) > MOST}
        return self._page(request, "Föreslå en ändring", "propose_search", context)

    def propose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take in what should be different, with the editor as its sender."""
        self._refuse_strangers(request)
        entry = get_object_or_404(Intervention.objects.published(), pk=pk)
        form = ProposalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            _store(entry, cast(User, request.user), form.cleaned_data["text"])
            told = f"Tack. De som ansvarar för ”{entry}” har ditt förslag i sin lista."
            self.message_user(request, told, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:catalogue_intervention_propose_search"))
        contacts = list(entry.contacts.order_by("function"))
        for contact in contacts:
            contact.hide_person_after_time(timezone.localdate())
        context = {"form": form, "entry": entry, "contacts": contacts}
        return self._page(request, f"Föreslå en ändring av {entry}", "propose", context)

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, title: str, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "media": self.media,
        }
        template = f"admin/catalogue/intervention/{name}.html"
        return TemplateResponse(request, template, {**shared, **context})


def _store(entry: Intervention, user: User, text: str) -> None:
    """Store it; the same words by the same person are stored once."""
    content = "\0".join([str(user.pk), str(entry.pk), text])
    imprint = salted_hmac("catalogue.proposing", content.encode("utf-8", "replace"))
    Suggestion.objects.get_or_create(
        imprint=imprint.hexdigest(),
        defaults={
            "kind": Suggestion.Kind.WRONG,
            "text": text,
            "email": user.email,
            "intervention": entry,
            "proposed_by": user,
        },
    )
