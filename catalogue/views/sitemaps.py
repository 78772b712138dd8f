"""The map for search engines: every page that stays, and when it changed."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.models import Intervention, NeedGroup, Organisation
from catalogue.search.areas import covered
from catalogue.search.sync import current


class _Pages(Sitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return the names of their addresses."""
        return [
            "home",
            "find",
            "need_group_list",
            "organisation_list",
            "municipality_list",
            "about",
            "accessibility_statement",
            "privacy",
        ]

    def location(self, item: str) -> str:
        """Return one address."""
        return reverse(item)


class _Entries(Sitemap):
    """The entries that run, or are about to."""

    def items(self) -> QuerySet[Intervention]:
        """Return them in a lasting order."""
        return Intervention.objects.current().order_by("pk")

    def lastmod(self, item: Intervention) -> datetime.datetime:
        """Return when it was changed."""
        return item.changed_at


class _NeedGroups(Sitemap):
    """A page for each need."""

    def items(self) -> QuerySet[NeedGroup]:
        """Return those that somebody meets."""
        return NeedGroup.objects.with_published_count().filter(published__gt=0).order_by("pk")


class _Organisations(Sitemap):
    """A page for each organisation."""

    def items(self) -> QuerySet[Organisation]:
        """Return those that run something."""
        return Organisation.objects.with_published_count().filter(published__gt=0).order_by("pk")


class _Municipalities(Sitemap):
    """A page for each kommun."""

    def items(self) -> list[str]:
        """Return those with something of their own."""
        return [slug for slug, _ in covered(current())]

    def location(self, item: str) -> str:
        """Return one address."""
        return reverse("municipality_detail", args=[item])


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "sidor": _Pages,
    "insatser": _Entries,
    "behov": _NeedGroups,
    "organisationer": _Organisations,
    "kommuner": _Municipalities,
}


@require_safe
@cache_control(max_age=3_600, public=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every lasting address for search engines."""
    return sitemap_views.sitemap(request, SITEMAPS)
