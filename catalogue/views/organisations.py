"""The bodies behind the entries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, Organisation
from catalogue.search.cards import make_cards
from catalogue.search.organisations import OrganisationFilter
from catalogue.search.sync import current


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List the organisations that run or take part in something, by kind; units under theirs."""
    organisations = Organisation.objects.with_published_count().filter(published__gt=0)
    asked = OrganisationFilter(request.GET, organisations.select_related("parent").order_by("name"))
    rows = list(asked.qs)
    listed = {body.pk for body in rows}
    units: dict[int, list[Organisation]] = {}
    for body in rows:
        if body.parent_id in listed:
            units.setdefault(body.parent_id, []).append(body)
    kinds = [
        (
            label,
            [
                (body, units.get(body.pk, []))
                for body in rows
                if body.kind == kind and body.parent_id not in listed
            ],
        )
        for kind, label in Organisation.Kind.choices
    ]
    context = {
        "kinds": [(label, bodies) for label, bodies in kinds if bodies],
        "total": len(rows),
        "offered": Organisation.Kind.choices,
        "asked": asked,
        "chosen": {"hitta": "", "slag": ""} | asked.form.cleaned_data,
    }
    return render(request, "organisation_list.html", context, using="public")


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation: what it does, what it does not, how to reach it, its entries."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("parent", "replaced_by", "municipality"), slug=slug
    )
    catalogue = current()
    published = Intervention.objects.published().order_by("name", "pk")
    run = make_cards(catalogue, published.run_by(organisation).values_list("pk", flat=True))
    shared = published.filter(participants=organisation).values_list("pk", flat=True)
    context = {
        "organisation": organisation,
        "responsible": [card for card in run if not card.entry.is_over],
        "ended": [card for card in run if card.entry.is_over],
        "participating": [card for card in make_cards(catalogue, shared) if not card.entry.is_over],
        "units": organisation.units.current().with_published_count().order_by("name"),
        "contacts": organisation.contacts.working().order_by("function"),
        "venues": organisation.venues.filter(protected=False).order_by("name"),
        "reviewed_on": max(
            (card.entry.reviewed_on for card in run if card.entry.reviewed_on), default=None
        ),
    }
    return render(request, "organisation_detail.html", context, using="public")
