"""The entrance by need."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import NeedGroup, Step
from catalogue.searching.cards import make_cards
from catalogue.searching.facets import RUNNING
from catalogue.searching.sync import current


@require_safe
def need_group_list(request: HttpRequest) -> HttpResponse:
    """List the needs, each with how many entries meet it."""
    groups = NeedGroup.objects.with_published_count().order_by("order", "name")
    return render(request, "need_group_list.html", {"groups": groups}, using="public")


@require_safe
def need_group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one need, with its entries on the steps of the staircase."""
    group = get_object_or_404(NeedGroup, slug=slug)
    catalogue = current()
    chosen = {"behov": frozenset({group.slug}), "lage": RUNNING}
    cards = make_cards(catalogue, catalogue.entries(chosen))
    context = {
        "group": group,
        "steps": [
            (step, [card for card in cards if card.entry.step_id == step.pk])
            for step in Step.objects.order_by("number")
        ],
        "across": [card for card in cards if card.entry.step_id is None],
        "total": len(cards),
    }
    return render(request, "need_group_detail.html", context, using="public")
