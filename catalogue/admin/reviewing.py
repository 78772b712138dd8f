"""Stämmer fortfarande: one click in the list of organisations."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import list_as_it_was, row_of_theirs
from catalogue.changes.noting import noting
from catalogue.models import Organisation, User
from catalogue.upkeep.confirming import ON_THE_DESK


@require_POST
def confirm_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that what is said of one organisation is right, and return to the list as it was."""
    body: Organisation = row_of_theirs(request, Organisation, pk)
    user = cast(User, request.user)
    with noting(user, ON_THE_DESK):
        body.reviewed_on = timezone.localdate()
        body.save(update_fields=["reviewed_on"])
        LogEntry.objects.log_actions(user.pk, [body], CHANGE, ON_THE_DESK)
    messages.success(request, _("”%(body)s” är granskad i dag.") % {"body": body})
    home = reverse("admin:catalogue_organisation_changelist")
    return HttpResponseRedirect(list_as_it_was(request, home) or home)


@admin.display(description=gettext_lazy("stämmer?"))
def still_right(row: Organisation) -> str:
    """Return the button for what is due."""
    due, today = row.review_due_on, timezone.localdate()
    if (due and due >= today) or (row.valid_to and row.valid_to < today):
        return "–"
    return format_html(
        '<button type="submit" class="button still-true" formaction="{}">{}'
        '<span class="visually-hidden"> {}</span></button>',
        reverse("admin:catalogue_organisation_confirm", args=[row.pk]),
        _("Stämmer"),
        _("fortfarande: %(body)s") % {"body": row},
    )
