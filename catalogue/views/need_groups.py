"""The entrance by need."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, NeedGroup, Step


@require_safe
def need_group_list(request: HttpRequest) -> HttpResponse:
    """List the needs, each with how many entries meet it."""
    groups = NeedGroup.objects.with_published_count().order_by("order", "name")
    return render(request, "need_group_list.html", {"groups": groups}, using="public")


@require_safe
def need_group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one need, with its entries on the steps of the staircase."""
    group = get_object_or_404(NeedGroup, slug=slug)
    entries = list(
        Intervention.objects.current()
        .in_scope(Intervention.Scope.INDIVIDUAL)
        .filter(need_groups=group)
        .with_facet_relations()
        .order_by("name")
    )
    steps = [
        (step, [entry for entry in entries if entry.step_id == step.pk])
        for step in Step.objects.order_by("number")
    ]
    context = {
        "group": group,
        "steps": steps,
        "across": [entry for entry in entries if entry.step_id is None],
        "total": len(entries),
    }
    return render(request, "need_group_detail.html", context, using="public")
