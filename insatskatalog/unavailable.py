"""The page for when the search cannot work, with the reason in the log in one sentence."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from catalogue.search.language import LexiconError
from catalogue.views.errors import search_unavailable

logger = logging.getLogger(__name__)


class SearchUnavailableMiddleware:
    """Answer 503 where the lexicon is missing or damaged, rather than with a wrong result."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Take care of one kind of exception; leave the others."""
        if not isinstance(exception, LexiconError):
            return None
        logger.error("%s", exception)
        return search_unavailable(request)
