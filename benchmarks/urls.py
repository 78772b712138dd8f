"""The site's addresses, and an empty page behind all of its middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from insatskatalog.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    """Answer as little as a Django view can."""
    return HttpResponse("")


urlpatterns = [path("tom", empty), *site]
