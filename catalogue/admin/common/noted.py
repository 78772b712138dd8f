"""Versions on the desk: noted at every save, and listed in the history."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.http import HttpRequest

from catalogue.changes.comparing import changed, title
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

    def unseen_values(self, request: HttpRequest, row: Any) -> dict[str, str]:
        """Return what the page of the row sends beside what its form shows."""
        return {}

    @property
    def _shape(self) -> Shape | None:
        return SHAPES.get(str(self.opts.model_name))


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
