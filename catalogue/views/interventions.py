"""The search page and the page of one entry."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from catalogue.models import Intervention
from catalogue.search.address import ORDERS
from catalogue.search.cards import Card
from catalogue.search.catalogue import Catalogue
from catalogue.search.completions import complete
from catalogue.search.filters import read_parameter, read_query
from catalogue.search.results import Results
from catalogue.search.sync import current
from catalogue.search.tally import tally
from catalogue.views.caching import unchanged_per_revision
from catalogue.views.linked_data import as_service
from catalogue.views.standing import current_if_any
from catalogue.visitor.entry_page import entry_context, for_own_page, similar_to
from catalogue.visitor.listed import ListInAddress
from catalogue.visitor.qr import qr_svg


class SearchRequest(HttpRequest):
    """A request that passed the middleware of django-htmx and of the visitor's list."""

    htmx: HtmxDetails
    listed: ListInAddress


@require_safe
@vary_on_headers("HX-Request")  # or a cache could serve the fragment as a page
@unchanged_per_revision
def intervention_list(request: SearchRequest, catalogue: Catalogue) -> HttpResponse:
    """List the published entries that match the visitor's words and choices."""
    query = read_query(request.GET, catalogue.options)
    template = "_search.html" if request.htmx else "intervention_list.html"
    results = Results(query, catalogue)
    request.listed = request.listed.at(query.querystring())
    context = {"results": results, "orders": ORDERS}
    response = render(request, template, context, using="public")
    tally.hear(query, catalogue, missed=results.weak)
    if request.htmx:  # the address that others can share, without the empty fields of the form
        response["HX-Push-Url"] = request.path + query.querystring()
    return response


@require_safe
def completion_list(request: HttpRequest) -> JsonResponse:
    """Answer what somebody is typing with phrases that lead somewhere."""
    catalogue = current()
    words = read_parameter("q", request.GET, catalogue.options)
    return JsonResponse(complete(catalogue, words), safe=False)


@require_safe
def intervention_detail(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show one entry; a draft is not there, and any other slug leads to the present one."""
    entry = get_object_or_404(for_own_page(Intervention.objects.published()), pk=pk)
    if slug != entry.slug:
        return redirect(entry, permanent=True)
    address = request.build_absolute_uri(entry.get_absolute_url())
    told = entry_context(entry, _similar(entry.pk))
    service = as_service(entry, told["lists"], told["notices"], request.build_absolute_uri)
    context = told | {"address": address, "qr": qr_svg(address), "linked_data": service}
    return render(request, "intervention_detail.html", context, using="public")


def _similar(number: int) -> list[Card]:
    """Return the neighbours of an entry; none while the search is out of order."""
    catalogue = current_if_any()
    return similar_to(number, catalogue) if catalogue else []
