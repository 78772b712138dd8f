"""The bodies behind the entries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, Organisation
from catalogue.searching.cards import make_cards
from catalogue.searching.sync import current


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List the organisations that run or take part in something, by kind."""
    organisations = Organisation.objects.with_published_count().filter(published__gt=0)
    kinds = [
        (label, [body for body in organisations.order_by("name") if body.kind == kind])
        for kind, label in Organisation.Kind.choices
    ]
    context = {"kinds": [(label, bodies) for label, bodies in kinds if bodies]}
    return render(request, "organisation_list.html", context, using="public")


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation: what it does, what it does not, how to reach it, its entries."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("parent", "replaced_by"), slug=slug
    )
    catalogue = current()
    published = Intervention.objects.published().order_by("name", "pk")
    run = published.run_by(organisation)
    shared = published.filter(participants=organisation)
    context = {
        "organisation": organisation,
        "responsible": make_cards(catalogue, run.values_list("pk", flat=True)),
        "participating": make_cards(catalogue, shared.values_list("pk", flat=True)),
        "units": organisation.units.order_by("name"),
    }
    return render(request, "organisation_detail.html", context, using="public")
