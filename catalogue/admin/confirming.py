"""Stämmer fortfarande: one click in the list of interventions."""

import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from catalogue.admin.rights import RightsAdmin
from catalogue.models import Intervention, User
from catalogue.models.conditions import SOON_DAYS
from catalogue.upkeep.confirming import (
    NOTHING_TO_CONFIRM,
    confirm,
    has_expired,
    may_be_confirmed,
)

EXPIRED = (
    "”{}” är noterad som granskad i dag, men giltighetstiden gick ut {}. Öppna insatsen och ange "
    "hur länge den gäller nu."
)


class ConfirmingMixin(RightsAdmin, admin.ModelAdmin):
    """A button in each row of the list that is due, and the address that it posts to."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the button."""
        view = self.admin_site.admin_view(self.confirm_view)
        name = "catalogue_intervention_confirm"
        return [path("<int:pk>/stammer/", view, name=name), *super().get_urls()]

    @method_decorator(require_POST)
    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that one entry is still true, and return to the list as it was filtered."""
        entry = cast(Intervention, self.row_of_theirs(request, pk))
        if may_be_confirmed(entry):
            confirm(entry, cast(User, request.user))
            if has_expired(entry):
                told = EXPIRED.format(entry.name, entry.valid_until)
                self.message_user(request, told, messages.WARNING)
            else:
                told = f"”{entry.name}” är granskad i dag."
                self.message_user(request, told, messages.SUCCESS)
        else:
            told = f"”{entry.name}” {NOTHING_TO_CONFIRM}."
            self.message_user(request, told, messages.WARNING)
        home = reverse("admin:catalogue_intervention_changelist")
        return HttpResponseRedirect(list_as_it_was(request, home) or home)

    @admin.display(description="stämmer fortfarande?")
    def still_true(self, row: Intervention) -> str:
        """Return the button for what is due within a month."""
        due = row.review_due_on
        soon = timezone.localdate() + datetime.timedelta(days=SOON_DAYS)
        if due is None or due > soon or not may_be_confirmed(row):
            return "–"
        return format_html(
            '<button type="submit" class="button still-true" formaction="{}">Stämmer'
            '<span class="visually-hidden"> fortfarande: {}</span></button>',
            reverse("admin:catalogue_intervention_confirm", args=[row.pk]),
            row.name,
        )


def list_as_it_was(request: HttpRequest, home: str) -> str:
    """Return the list with the filters that a button stood among; nothing if it was elsewhere."""
    came_from: Any = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or came_from.path != home:
        return ""
    return f"{home}?{came_from.query}" if came_from.query else home
