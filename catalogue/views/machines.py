"""The small files that browsers and search engines ask for by themselves."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

A_DAY = 86_400
THEME = "#0b4f4a"
PAPER = "#fbfaf6"
per_day = cache_control(max_age=A_DAY, public=True)


@require_safe
@per_day
def robots(request: HttpRequest) -> HttpResponse:
    """Welcome search engines to everything but the admin.

    What is not to be listed says so itself (`noindex`): forbidden to read it, nobody would know.
    """
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@per_day
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer those that ask for an icon at the address browsers have always used."""
    return HttpResponse(_favicon(), content_type="image/x-icon")


@cache
def _favicon() -> bytes:
    picture: bytes = (settings.BASE_DIR / "static" / "catalogue" / "favicon.ico").read_bytes()
    return picture


@require_safe
@per_day
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site to a telephone that keeps it on its home screen."""
    sizes = [
        {
            "src": static(f"catalogue/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
        }
        for size in (192, 512)
    ]
    vector = {"src": static("catalogue/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    content = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_SHORT_NAME,
        "description": _("Sök bland insatser för arbete, hälsa och vardag."),
        "lang": "sv",
        "dir": "ltr",
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "minimal-ui",
        "theme_color": THEME,
        "background_color": PAPER,
        "icons": [vector, *sizes],
        "shortcuts": [{"name": _("Sök insatser"), "url": reverse("intervention_list")}],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@per_day
def opensearch(request: HttpRequest) -> HttpResponse:
    """Tell a browser how to search the catalogue from its address bar."""
    context = {
        "short_name": settings.SITE_SHORT_NAME,
        "search": request.build_absolute_uri(reverse("intervention_list")),
        "icon": request.build_absolute_uri(reverse("favicon")),
        "itself": request.build_absolute_uri(reverse("opensearch")),
    }
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "opensearch.xml", context, content_type=kind, using="public")
