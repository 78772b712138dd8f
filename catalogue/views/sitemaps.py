"""The map for search engines: every page that stays in every language, and when it changed."""

import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.languages import offers
from catalogue.models import Intervention, NeedGroup, Organisation
from catalogue.search.areas import covered
from catalogue.search.sync import current


class _Addresses(Sitemap):
    """Pages of one kind, each in every language that has it, and told of the others."""

    i18n = alternates = True
    page = ""  # the name of their address, where it is one for all

    def get_languages_for_item(self, item: object) -> list[str]:
        """Return the languages that a page is there in."""
        page = self.page or str(item)
        return [code for code, _name in settings.LANGUAGES if offers(code, page)]


class _Pages(_Addresses):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return the names of their addresses."""
        return [
            "home",
            "intervention_list",
            "find",
            "need_group_list",
            "organisation_list",
            "municipality_list",
            "about",
            "accessibility_statement",
            "privacy",
            "suggestion_form",
        ]

    def location(self, item: str) -> str:
        """Return one address."""
        return reverse(item)


class _Entries(_Addresses):
    """The entries that run, or are about to."""

    page = "intervention_detail"

    def items(self) -> QuerySet[Intervention]:
        """Return them in a lasting order."""
        return Intervention.objects.current().order_by("pk")

    def lastmod(self, item: Intervention) -> datetime.datetime:
        """Return when it was changed."""
        return item.changed_at


class _NeedGroups(_Addresses):
    """A page for each need."""

    page = "need_group_detail"

    def items(self) -> QuerySet[NeedGroup]:
        """Return those that somebody meets."""
        return NeedGroup.objects.with_published_count().filter(published__gt=0).order_by("pk")


class _Organisations(_Addresses):
    """A page for each organisation."""

    page = "organisation_detail"

    def items(self) -> QuerySet[Organisation]:
        """Return those that run something."""
        return Organisation.objects.with_published_count().filter(published__gt=0).order_by("pk")


class _Municipalities(_Addresses):
    """A page for each kommun."""

    page = "municipality_detail"

    def items(self) -> list[str]:
        """Return those with something of their own."""
        return [slug for slug, _ in covered(current())]

    def location(self, item: str) -> str:
        """Return one address."""
        return reverse(self.page, args=[item])


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
