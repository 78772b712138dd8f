"""The site's addresses, and one where a fault of every kind can be had."""

from django.urls import path

from insatskatalog.urls import *  # noqa: F403
from tests.serving import faults

urlpatterns = [path("_fel/<slug:kind>/<path:word>", faults.view), *urlpatterns]  # noqa: F405
