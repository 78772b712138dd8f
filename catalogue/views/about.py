"""What the catalogue is, how accessible it is, and what it knows about its visitors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import AccessibilityStatement, Shortcoming
from catalogue.search.extent import extent_of
from catalogue.views.standing import current_if_any


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell who publishes the catalogue, whom it is for and how its facts are kept true."""
    catalogue = current_if_any()
    context = _publisher() | {"extent": extent_of(catalogue) if catalogue else None}
    return render(request, "about.html", context, using="public")


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement, with every part that the law asks for."""
    statement = AccessibilityStatement.objects.present()
    context = _publisher() | {
        "statement": statement,
        "shortcomings": statement.remaining(Shortcoming.Kind.SHORTCOMING),
        "burdens": statement.remaining(Shortcoming.Kind.BURDEN),
        "outside": statement.remaining(Shortcoming.Kind.OUTSIDE),
        "supervisor_name": settings.SUPERVISOR_NAME,
        "supervisor_url": settings.SUPERVISOR_URL,
    }
    return render(request, "accessibility_statement.html", context, using="public")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is stored and what is not, on what ground and for how long."""
    context = _publisher() | {
        "data_protection_email": settings.DATA_PROTECTION_EMAIL,
        "suggestion_days": settings.SUGGESTION_DAYS,
        "search_statistics": settings.SEARCH_STATISTICS,
        "search_months": settings.SEARCH_STATISTICS_MONTHS,
    }
    return render(request, "privacy.html", context, using="public")


def _publisher() -> dict[str, object]:
    return {"site_email": settings.SITE_EMAIL, "answer_days": settings.ANSWER_DAYS}
