"""Which searches find an entry: a page of its own, reached from the page of the entry."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from catalogue.admin.rights import RightsAdmin
from catalogue.models import Intervention
from catalogue.models.search_count import READABLE
from catalogue.search.outcomes import BEST, found_by, search_for


class FoundByMixin(RightsAdmin, admin.ModelAdmin):
    """Adds the page to those of the interventions."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the page."""
        view = self.admin_site.admin_view(require_safe(self.found_by_view))
        name = "catalogue_intervention_found_by"
        return [path("<int:pk>/sokningar/", view, name=name), *super().get_urls()]

    def found_by_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the searches of this month and the last that have the entry among the first hits."""
        entry: Intervention = self.row_of_theirs(request, pk, "view")
        page = reverse("intervention_list")
        found = found_by(entry)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Sökningar som hittar {entry.name}",
            "entry": entry,
            "searches": [(each, page + search_for(each.words).querystring()) for each in found],
            "best": BEST,
            "least": READABLE,
            "counts": settings.SEARCH_STATISTICS,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalogue/intervention/found_by.html", context)
