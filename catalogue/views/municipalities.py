"""The entrance by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, Municipality


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """List all 290 kommuner by county, with how many entries each has of its own."""
    places = Municipality.objects.with_published_count().select_related("county")
    counties: dict[str, list[Municipality]] = {}
    for place in places.order_by("county__name", "name"):
        counties.setdefault(place.county.name, []).append(place)
    return render(request, "municipality_list.html", {"counties": counties}, using="public")


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is in one kommun, the county's and the nation's included."""
    place = get_object_or_404(Municipality.objects.select_related("county"), slug=slug)
    entries = (
        Intervention.objects.current()
        .in_scope(Intervention.Scope.INDIVIDUAL)
        .available_in(place)
        .with_facet_relations()
        .order_by("name")
    )
    context = {
        "place": place,
        "own": [entry for entry in entries if not entry.nationwide],
        "nationwide": [entry for entry in entries if entry.nationwide],
        "neighbours": place.neighbours.order_by("name"),
    }
    return render(request, "municipality_detail.html", context, using="public")
