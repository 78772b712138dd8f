"""The entrance by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Municipality
from catalogue.search.cards import make_cards
from catalogue.search.state import RUNNING
from catalogue.search.sync import current
from catalogue.views.outlines import draw, read_outlines


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """List all 290 kommuner by county, with how many entries each has of its own, and a map."""
    places = Municipality.objects.with_published_count().select_related("county")
    ordered = list(places.order_by("county__name", "name"))
    counties: dict[str, list[Municipality]] = {}
    for place in ordered:
        counties.setdefault(place.county.name, []).append(place)
    context = {
        "counties": [(name, members[0].county.slug, members) for name, members in counties.items()],
        "richest": sorted(
            (place for place in ordered if place.published), key=lambda place: -place.published
        )[:12],
        "outlines": draw((place.slug, place.name, place.published) for place in ordered),
        "view_box": read_outlines()["viewBox"],
    }
    return render(request, "municipality_list.html", context, using="public")


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is in one kommun, the county's and the nation's included."""
    places = Municipality.objects.select_related("county")
    place = get_object_or_404(places, slug=slug)
    catalogue = current()
    chosen = {"kommun": frozenset({place.slug}), "lage": RUNNING}
    cards = make_cards(catalogue, catalogue.entries(chosen))
    context = {
        "place": place,
        "own": [card for card in cards if not card.entry.nationwide],
        "nationwide": [card for card in cards if card.entry.nationwide],
        "neighbours": place.neighbours.with_published_count().order_by("name"),
    }
    return render(request, "municipality_detail.html", context, using="public")
