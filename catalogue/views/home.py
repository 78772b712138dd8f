"""The start page, and the small pages that belong to no subject."""

from django.db import connection
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, Municipality, NeedGroup


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor: a search box, entrances by need, and how fresh the catalogue is."""
    published = Intervention.objects.current().in_scope(Intervention.Scope.INDIVIDUAL)
    context = {
        "entrances": NeedGroup.objects.exclude(entrance="").order_by("order", "name"),
        "municipalities": Municipality.objects.with_published().order_by("name"),
        "total": published.count(),
        "changed_at": published.aggregate(latest=Max("changed_at"))["latest"],
    }
    return render(request, "home.html", context, using="public")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Tell a watchman that the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
