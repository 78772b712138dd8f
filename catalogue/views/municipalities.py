"""The entrance by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Municipality
from catalogue.search.areas import AreaCounts, running_by_kommun
from catalogue.search.sync import current
from catalogue.views.outlines import draw, view_box
from catalogue.visitor.kommun_page import kommun_context

MOST_RICH = 12


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """List all 290 kommuner by county, with how many entries each has of its own, and a map."""
    counts = running_by_kommun(current())
    places = Municipality.objects.select_related("county").order_by("county__name", "name")
    rows = [(place, counts[place.slug]) for place in places if place.slug in counts]
    counties: dict[str, list[tuple[Municipality, AreaCounts]]] = {}
    for place, counted in rows:
        counties.setdefault(place.county.name, []).append((place, counted))
    outlines = draw((place.slug, place.name, counted) for place, counted in rows)
    context = {
        "counties": counties,
        "everywhere": rows[0][1].nation if rows else 0,
        "richest": sorted(
            ((place, counted) for place, counted in rows if counted.own),
            key=lambda row: -row[1].own,
        )[:MOST_RICH],
        "outlines": outlines,
        "view_box": view_box(outlines),
    }
    return render(request, "municipality_list.html", context, using="public")


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is in one kommun, the county's and the nation's included."""
    places = Municipality.objects.select_related("county")
    place = get_object_or_404(places, slug=slug)
    context = kommun_context(place, current())
    return render(request, "municipality_detail.html", context, using="public")
