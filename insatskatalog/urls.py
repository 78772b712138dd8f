"""The addresses of the whole installation."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from catalogue.urls import machines, pages

urlpatterns = [
    path("admin/", include("catalogue.signin.urls")),
    path("admin/", admin.site.urls),
    path("", include(machines)),
    *i18n_patterns(path("", include(pages)), prefix_default_language=False),
]

handler400 = "catalogue.views.errors.bad_request"
handler403 = "catalogue.views.errors.forbidden"
handler404 = "catalogue.views.errors.not_found"
handler500 = "catalogue.views.errors.server_error"
