"""How many messages readers have sent, and what became of them."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from catalogue.admin.common.pages import page, require
from catalogue.models import Suggestion, User
from catalogue.upkeep.statistics import by_kind, by_month


def show_statistics(request: HttpRequest) -> HttpResponse:
    """Count what the person may see, by month and by kind."""
    require(request, Suggestion, "view")
    counted = ("kind", "status", "sent_at", "handled_at", "answered_at")
    rows = Suggestion.objects.visible_to(cast(User, request.user)).only(*counted)
    tables = [
        (_("Per månad"), _("Månad"), by_month(rows)),
        (_("Per slag"), _("Slag"), by_kind(rows)),
    ]
    template = "admin/catalogue/suggestion/statistics.html"
    return page(request, Suggestion, _("Statistik över meddelanden"), template, {"tables": tables})
