"""Which searches find an entry: a page of its own, reached from the page of the entry."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.admin.common.pages import page, row_of_theirs
from catalogue.models import Intervention
from catalogue.models.search_count import READABLE
from catalogue.search.lookups import BEST, found_by, search_for


@require_safe
def show_searches(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the searches of this month and the last that have the entry among the first hits."""
    entry: Intervention = row_of_theirs(request, Intervention, pk, "view")
    address = reverse("intervention_list")
    found = found_by(entry)
    context: dict[str, Any] = {
        "entry": entry,
        "searches": [(each, address + search_for(each.words).querystring()) for each in found],
        "best": BEST,
        "least": READABLE,
        "counts": settings.SEARCH_STATISTICS,
    }
    title = _("Sökningar som hittar %(entry)s") % {"entry": entry.name}
    template = "admin/catalogue/intervention/found_by.html"
    return page(request, Intervention, title, template, context)
