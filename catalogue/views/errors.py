"""The pages for when something went wrong. They touch no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address could not be understood."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not there, and where to go instead."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return render(request, "500.html", status=500)


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the search does not work just now."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "300"
    return response
