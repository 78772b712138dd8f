"""Out of the catalogue and into it by file: what a list shows, templates, and handing a file in."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from catalogue.admin.handing_in import UploadForm
from catalogue.admin.import_page import decide, show
from catalogue.exchange.excel_out import TEMPLATES, export_workbook, template_workbook
from catalogue.exchange.formats import to_csv, to_json
from catalogue.models import ImportRun, User
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.values.record import records

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExchangeMixin(admin.ModelAdmin):
    """Adds the addresses of export and import to the pages of the interventions."""

    def get_urls(self) -> list[URLPattern]:
        """Put the exchange before the addresses of single rows."""
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export/<slug:form>/", wrap(self.export_view), name=f"{name}_export"),
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("import/mall/<slug:slug>.xlsx", wrap(self.template_view), name=f"{name}_template"),
            path("import/<int:pk>/", wrap(self.import_run_view), name=f"{name}_import_run"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Let the list offer to read in a file to those who may."""
        may = {"may_import": self.has_change_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Answer with exactly the rows that the list with the same query string shows."""
        if request.method not in {"GET", "HEAD"} or not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:catalogue_intervention_changelist"))
        user = cast(User, request.user)
        found = records(cast(InterventionQuerySet, rows), staff=True)
        match form:
            case "xlsx":
                return _file(HttpResponse(export_workbook(found, user), content_type=EXCEL), form)
            case "csv" | "csv-utan-bom":
                parts = to_csv(found, bom=form == "csv")
                return _file(StreamingHttpResponse(parts, content_type=CSV), "csv")
            case "json":
                return _file(StreamingHttpResponse(to_json(found), content_type=JSON), form)
        raise Http404

    def template_view(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Answer with an empty Excel file to fill in."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if slug not in TEMPLATES:
            raise Http404
        content = template_workbook(TEMPLATES[slug], cast(User, request.user))
        answer = HttpResponse(content, content_type=EXCEL)
        answer["Content-Disposition"] = f'attachment; filename="mall-{slug}.xlsx"'
        return answer

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """Take a file in and go on to its preview; nothing is changed yet."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        user = cast(User, request.user)
        form = UploadForm(user, request.POST, request.FILES) if sent else UploadForm(user)
        if sent and form.is_valid():
            file = form.cleaned_data["file"]
            run = ImportRun.objects.create(
                file_name=file.name[-200:],
                source=form.chosen,
                content=file.read(),
                handed_in_by=user,
            )
            return HttpResponseRedirect(
                reverse("admin:catalogue_intervention_import_run", args=[run.pk])
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Läs in insatser från fil",
            "form": form,
            "templates": TEMPLATES.values(),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalogue/intervention/import.html", context)

    def import_run_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Show what the file would do, or do it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        run = ImportRun.objects.visible_to(cast(User, request.user)).filter(pk=pk).first()
        if run is None:
            raise Http404
        return decide(self, request, run) if request.method == "POST" else show(self, request, run)


CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"


def _file(answer: HttpResponseBase, ending: str) -> HttpResponseBase:
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="insatser-{day}.{ending}"'
    return answer
