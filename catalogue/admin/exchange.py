"""Out of the catalogue and into it by file: what a list shows, templates, and handing a file in."""

from typing import cast

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
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.admin.common.pages import desk_of, page, require
from catalogue.admin.handing_in import UploadForm
from catalogue.admin.import_page import decide, show
from catalogue.exchange.excel_out import TEMPLATES, export_workbook, template_workbook
from catalogue.exchange.formats import to_csv, to_json
from catalogue.models import ImportRun, Intervention, User
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.values.record import records

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"


def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with exactly the rows that the list with the same query string shows."""
    if request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    require(request, Intervention, "view")
    try:
        rows = desk_of(Intervention).get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return HttpResponseRedirect(reverse("admin:catalogue_intervention_changelist"))
    user = cast(User, request.user)
    found = records(cast(InterventionQuerySet, rows), staff=True)
    match form:
        case "xlsx":
            return _file(HttpResponse(export_workbook(found, user), content_type=EXCEL), form)
        case "csv" | "csv-utan-bom":
            parts = to_csv(found, user, bom=form == "csv")
            return _file(StreamingHttpResponse(parts, content_type=CSV), "csv")
        case "json":
            return _file(StreamingHttpResponse(to_json(found), content_type=JSON), form)
    raise Http404


def template(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with an empty Excel file to fill in."""
    require(request, Intervention, "change")
    if slug not in TEMPLATES:
        raise Http404
    content = template_workbook(TEMPLATES[slug], cast(User, request.user))
    answer = HttpResponse(content, content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="mall-{slug}.xlsx"'
    return answer


def hand_in(request: HttpRequest) -> HttpResponseBase:
    """Take a file in and go on to its preview; nothing is changed yet."""
    require(request, Intervention, "change")
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
    context = {"form": form, "templates": TEMPLATES.values()}
    template = "admin/catalogue/intervention/import.html"
    return page(request, Intervention, _("Läs in insatser från fil"), template, context)


def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what the file would do, or do it."""
    require(request, Intervention, "change")
    run = ImportRun.objects.visible_to(cast(User, request.user)).filter(pk=pk).first()
    if run is None:
        raise Http404
    return decide(request, run) if request.method == "POST" else show(request, run)


def _file(answer: HttpResponseBase, ending: str) -> HttpResponseBase:
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="insatser-{day}.{ending}"'
    return answer
