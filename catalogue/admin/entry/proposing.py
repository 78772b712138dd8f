"""Propose a change of what others keep: any published entry, by any editor."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.pages import page, require
from catalogue.models import Intervention, User
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.suggestion import LONGEST
from catalogue.upkeep.proposals import store_proposal

FOLDER = "admin/catalogue/intervention"
MOST = 30  # entries shown for a search


class SearchForm(forms.Form):
    """Which entry it is about."""

    q = forms.CharField(label="Insatsens eller organisationens namn", required=False)


class ProposalForm(forms.Form):
    """What should be different."""

    text = forms.CharField(
        label=_("Vad bör ändras?"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        validators=[MaxLengthValidator(LONGEST), refuse_personal_numbers],
        error_messages={"required": _("Skriv vad som bör ändras.")},
    )


def propose_search(request: HttpRequest) -> HttpResponse:
    """Find a published entry, whosever it is."""
    require(request, Intervention, "view")
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    named = Q(name__icontains=words) | Q(organisation__name__icontains=words)
    rows = Intervention.objects.published().filter(named).select_related("organisation")
    found = list(rows.order_by("name", "pk")[: MOST + 1]) if words else []
    context = {"form": form, "words": words, "found": found[:MOST], "more": len(found) > MOST}
    return page(
        request,
        Intervention,
        str(_("Föreslå en ändring")),
        f"{FOLDER}/propose_search.html",
        context,
    )


def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in what should be different, with the editor as its sender."""
    require(request, Intervention, "view")
    entry = get_object_or_404(Intervention.objects.published(), pk=pk)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        store_proposal(entry, cast(User, request.user), form.cleaned_data["text"])
        told = _("Tack. De som ansvarar för ”%(entry)s” har ditt förslag i sin lista.")
        messages.success(request, told % {"entry": entry})
        return HttpResponseRedirect(reverse("admin:catalogue_intervention_propose_search"))
    contacts = list(entry.contacts.order_by("function"))
    for contact in contacts:
        contact.hide_person_after_time(timezone.localdate())
    context = {"form": form, "entry": entry, "contacts": contacts}
    title = _("Föreslå en ändring av %(entry)s") % {"entry": entry}
    return page(request, Intervention, title, f"{FOLDER}/propose.html", context)
