"""The start page, and the small pages that belong to no subject."""

import datetime

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.exchange.demo.forbund import SOURCE, TOUR
from catalogue.models import Intervention, NeedGroup
from catalogue.search.areas import covered
from catalogue.search.extent import extent_of
from catalogue.views.standing import current_if_any

ENTRANCES = 12
LATEST = 5
RECENT_DAYS = 182


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor: a search box, entrances by need, and how fresh the catalogue is."""
    published = Intervention.objects.current().in_scope(Intervention.Scope.INDIVIDUAL)
    catalogue = current_if_any()
    recently = timezone.localdate() - datetime.timedelta(days=RECENT_DAYS)
    context = {
        "tour": _tour(),
        "entrances": _entrances(),
        "municipalities": covered(catalogue) if catalogue else [],
        "extent": extent_of(catalogue) if catalogue else None,
        "reviewed": published.filter(reviewed_on__gte=recently).count(),
        "latest": published.select_related("organisation").order_by("-changed_at", "-pk")[:LATEST],
        "changed_at": published.aggregate(latest=Max("changed_at"))["latest"],
    }
    return render(request, "home.html", context, using="public")


def _tour() -> list[Intervention]:
    """Return what shows most of the exemplary förbund; nothing where it is not loaded."""
    rows = Intervention.objects.published().filter(source=SOURCE, source_id__in=TOUR)
    shown = rows.select_related("funded_by__organisation")
    return sorted(shown, key=lambda entry: TOUR.index(entry.source_id))


def _entrances() -> list[NeedGroup]:
    """Return the widest needs with most to offer, in the order of the list."""
    groups = NeedGroup.objects.with_published_count().filter(parent=None).exclude(entrance="")
    fullest = groups.order_by("-published", "order")[:ENTRANCES]
    return sorted(fullest, key=lambda group: (group.order, group.name))
