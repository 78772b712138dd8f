"""The entrance by need."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import NeedGroup, Step
from catalogue.search.areas import covered
from catalogue.search.cards import make_cards
from catalogue.search.filters import read_parameter
from catalogue.search.query import Query
from catalogue.search.state import RUNNING
from catalogue.search.sync import current


@require_safe
def need_group_list(request: HttpRequest) -> HttpResponse:
    """List the needs, the narrower ones under the wider, each with how many entries meet it."""
    families = NeedGroup.objects.with_published_count().families()
    return render(request, "need_group_list.html", {"families": families}, using="public")


@require_safe
def need_group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one need, with its entries on the steps of the staircase, perhaps in one kommun."""
    group = get_object_or_404(NeedGroup.objects.select_related("parent"), slug=slug)
    catalogue = current()
    chosen = {"behov": frozenset({group.slug}), "lage": RUNNING}
    kommun = min(read_parameter("kommun", request.GET, catalogue.options), default="")
    everywhere = catalogue.entries(chosen)
    here = catalogue.entries({**chosen, "kommun": frozenset({kommun})}) if kommun else everywhere
    cards = make_cards(catalogue, here)
    words = Query(words=f"{group.name} {group.search_words}")
    context = {
        "group": group,
        "kommun": kommun,
        "place": catalogue.options.label("kommun", kommun) if kommun else "",
        "unknown": "" if kommun else request.GET.get("kommun", "")[:60],
        "places": covered(catalogue),
        "steps": [
            (step, [card for card in cards if card.entry.step_id == step.pk])
            for step in Step.objects.order_by("number")
        ],
        "across": [card for card in cards if card.entry.step_id is None],
        "total": len(cards),
        "everywhere": len(everywhere),
        "narrower": group.children.with_published_count().order_by("order", "name"),
        "distress": catalogue.plan(words).distress,
    }
    return render(request, "need_group_detail.html", context, using="public")
