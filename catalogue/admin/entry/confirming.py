"""Stämmer fortfarande: one click in the list of interventions."""

import datetime
from typing import cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import list_as_it_was, row_of_theirs
from catalogue.models import Intervention, User
from catalogue.models.conditions import SOON_DAYS
from catalogue.upkeep.confirming import (
    NOTHING_TO_CONFIRM,
    confirm,
    has_expired,
    may_be_confirmed,
)

EXPIRED = _(
    "”{}” är noterad som granskad i dag, men giltighetstiden gick ut {}. Öppna insatsen och ange "
    "hur länge den gäller nu."
)


@require_POST
def confirm_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one entry is still true, and return to the list as it was filtered."""
    entry: Intervention = row_of_theirs(request, Intervention, pk)
    if may_be_confirmed(entry):
        confirm(entry, cast(User, request.user))
        if has_expired(entry):
            messages.warning(request, EXPIRED.format(entry.name, entry.valid_until))
        else:
            messages.success(request, _("”%(entry)s” är granskad i dag.") % {"entry": entry.name})
    else:
        messages.warning(request, f"”{entry.name}” {NOTHING_TO_CONFIRM}.")
    home = reverse("admin:catalogue_intervention_changelist")
    return HttpResponseRedirect(list_as_it_was(request, home) or home)


@admin.display(description=_("stämmer?"))
def still_true(row: Intervention) -> str:
    """Return the button for what is due within a month."""
    due = row.review_due_on
    soon = timezone.localdate() + datetime.timedelta(days=SOON_DAYS)
    if due is None or due > soon or not may_be_confirmed(row):
        return "–"
    return format_html(
        '<button type="submit" class="button still-true" formaction="{}">{}'
        '<span class="visually-hidden"> {}</span></button>',
        reverse("admin:catalogue_intervention_confirm", args=[row.pk]),
        _("Stämmer"),
        _("fortfarande: %(entry)s") % {"entry": row.name},
    )
