"""Versions on the desk: noted at every save, listed, compared and restored."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from catalogue.admin.restoring import form_data
from catalogue.changes.comparing import changed, differences, title
from catalogue.changes.noting import note_outside, noting, versions_of
from catalogue.changes.reading import parse
from catalogue.changes.shapes import SHAPES, Shape
from catalogue.models import User

_PAGE = 50
_SHOWN = 6  # fields named in the list; the comparison names them all


class VersionsAdmin(admin.ModelAdmin):
    """Pages that leave a version of whatever they change."""

    object_history_template = "admin/catalogue/versions.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Save, and note the versions in the same transaction."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        how = "Ändrad i redaktionen" if object_id else "Inlagd i redaktionen"
        with noting(cast(User, request.user), how):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Do the same for what is done to many at once."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with noting(cast(User, request.user), "Ändrad i redaktionen, från listan"):
            return super().changelist_view(request, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Do the same for an entry that loses a line of its own."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with noting(cast(User, request.user), "Ändrad i redaktionen"):
            return super().delete_view(request, object_id, extra_context)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that compare and restore."""
        urls = super().get_urls()
        if self._shape is None:
            return urls
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        compare = self.admin_site.admin_view(require_safe(self.versions_view))
        restore = self.admin_site.admin_view(require_POST(self.restore_view))
        return [
            path("<int:number>/versioner/", compare, name=f"{name}_versions"),
            path("<int:number>/versioner/<int:key>/aterstall/", restore, name=f"{name}_restore"),
            *urls,
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """List the versions above what Django itself has written down."""
        number = unquote(object_id)
        if self._shape is None or not number.isdecimal() or len(number) > 18:
            return super().history_view(request, object_id, extra_context)
        note_outside()
        found = versions_of(self._shape, int(number)).select_related("revision__user")
        page = Paginator(found, _PAGE).get_page(request.GET.get("sida"))
        context = {"versions": _listed(self._shape, found, page), "version_page": page}
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    def versions_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show two versions side by side, only what differs."""
        shape, row = self._shape, self._row(request, number)
        if isinstance(row, HttpResponse) or shape is None:
            return cast(HttpResponse, row)
        one, other = (_chosen(shape, number, request.GET.get(name)) for name in ("fran", "till"))
        if one.pk > other.pk:
            one, other = other, one
        rows = differences(shape, parse(one.serialized_data), parse(other.serialized_data))
        order = list(versions_of(shape, number).values_list("pk", flat=True))
        sides = [
            {
                "version": each,
                "number": len(order) - order.index(each.pk),
                "newest": each.pk == order[0],
            }
            for each in (one, other)
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Jämför versioner: {row}",
            "object": row,
            "sides": sides,
            "differences": rows,
            "may_restore": self.has_change_permission(request, row),
            "restore": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalogue/versions_compare.html", context)

    def restore_view(self, request: HttpRequest, number: int, key: int) -> HttpResponse:
        """Save the entry again as it was, through the same form and checks as an editor's save."""
        shape, row = self._shape, self._row(request, number)
        if isinstance(row, HttpResponse) or shape is None:
            return cast(HttpResponse, row)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        version = _chosen(shape, number, str(key))
        place = versions_of(shape, number).filter(pk__lte=version.pk).count()
        was = parse(version.serialized_data)
        data = form_data(self, request, row, shape, was)
        data.update(self.unseen_values(request, row))
        request.POST = data  # type: ignore[assignment]
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        with noting(cast(User, request.user), f"Återställd till version {place}"):
            answer = self.changeform_view(
                request, str(number), reverse(f"{name}_change", args=[number])
            )
        if answer.status_code != 302:
            text = "Versionen kan inte återställas som den är. Rätta det som är markerat och spara."
            messages.warning(request, text)
            return cast(HttpResponse, answer)
        return HttpResponseRedirect(reverse(f"{name}_history", args=[number]))

    def unseen_values(self, request: HttpRequest, row: Any) -> dict[str, str]:
        """Return what the page of the row sends beside what its form shows."""
        return {}

    @property
    def _shape(self) -> Shape | None:
        return SHAPES.get(str(self.opts.model_name))

    def _row(self, request: HttpRequest, number: int) -> Any:
        """Return the row, or the answer to somebody who may not see it."""
        row = self.get_object(request, str(number))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(number))  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row


def _chosen(shape: Shape, number: int, key: str | None) -> Version:
    """Return one version of the entry; a foreign number is no version of it."""
    found = None
    if key and key.isdecimal() and len(key) < 10:
        found = versions_of(shape, number).select_related("revision__user").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _listed(shape: Shape, found: Any, page: Any) -> list[dict[str, Any]]:
    """Return what the list says about each version of a page."""
    first = page.start_index()
    rows = list(found[max(first - 1, 0) : max(first - 1, 0) + _PAGE + 1])
    total = page.paginator.count
    listed = []
    for at, version in enumerate(rows[:_PAGE]):
        before = rows[at + 1] if at + 1 < len(rows) else None
        names = (
            changed(parse(before.serialized_data), parse(version.serialized_data)) if before else []
        )
        listed.append(
            {
                "version": version,
                "number": total - first + 1 - at,
                "before": before,
                "fields": [title(shape, name) for name in names[:_SHOWN]],
                "more": max(len(names) - _SHOWN, 0),
                "chosen_from": at == min(1, len(rows) - 1),
                "chosen_to": at == 0,
            }
        )
    return listed
