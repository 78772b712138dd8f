"""The search page and the page of one entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from catalogue.filters import ORDERS, InterventionFilter, plain_search
from catalogue.models import Intervention
from catalogue.searching.options import load_options
from catalogue.searching.query import PAGE_SIZE
from catalogue.searching.results import Found, Results


@require_safe
@vary_on_headers("HX-Request")  # or a cache could serve the fragment as a page
def intervention_list(request: HttpRequest) -> HttpResponse:
    """List the published entries that match the visitor's words and choices."""
    options = load_options()
    query = InterventionFilter(request.GET, options).query()
    ids, counts = plain_search(query, options)
    first = (min(query.page, max(1, -(-len(ids) // PAGE_SIZE))) - 1) * PAGE_SIZE
    found = Found(len(ids), ids[first : first + PAGE_SIZE], counts)
    template = "_search.html" if request.htmx else "intervention_list.html"
    context = {"results": Results(query, found, options), "orders": ORDERS}
    return render(request, template, context, using="public")


@require_safe
def intervention_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show one entry; a draft is not there, and an old slug leads to the present one."""
    entry = get_object_or_404(Intervention.objects.published().with_page_relations(), pk=pk)
    if slug != entry.slug:
        return redirect(entry, permanent=True)
    context = {
        "entry": entry,
        "before": entry.comes_from.between_published().order_by("before__name"),
        "after": entry.continues_to.between_published().order_by("after__name"),
        "today": timezone.localdate(),
    }
    return render(request, "intervention_detail.html", context, using="public")
