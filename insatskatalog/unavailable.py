"""A page for when the database or the lexicon is not there, rather than a fault of the code."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from catalogue.views.errors import unavailable
from catalogue.views.unavailable import why_unavailable


class UnavailableMiddleware:
    """Answer 503 where a view cannot do its work just now, rather than with a wrong result."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Take care of what passes; leave the other exceptions."""
        reason = why_unavailable(exception)
        return unavailable(request, reason) if reason else None
