"""Two versions of a row: compared side by side, and the row restored to one of them."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from catalogue.admin.common.pages import desk_of, page, require
from catalogue.admin.common.rights import not_theirs
from catalogue.admin.restoring import form_data
from catalogue.changes.comparing import differences
from catalogue.changes.noting import noting, versions_of
from catalogue.changes.reading import parse
from catalogue.changes.shapes import SHAPES, Shape
from catalogue.models import User


@require_safe
def compare(request: HttpRequest, number: int, subject: str) -> HttpResponse:
    """Show two versions side by side, only what differs."""
    shape = SHAPES[subject]
    desk = desk_of(shape.model)
    row = desk.get_object(request, str(number))
    if row is None:
        return not_theirs(request, shape.model, str(number))
    if not desk.has_view_or_change_permission(request, row):
        raise PermissionDenied
    one, other = (_chosen(shape, number, request.GET.get(name)) for name in ("fran", "till"))
    if one.pk > other.pk:
        one, other = other, one
    before, after = (parse(each.serialized_data) for each in (one, other))
    rows = differences(shape, before, after, cast(User, request.user))
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
        "object": row,
        "sides": sides,
        "differences": rows,
        "may_restore": desk.has_change_permission(request, row),
        "restore": f"admin:catalogue_{subject}_restore",
    }
    template = "admin/catalogue/versions_compare.html"
    return page(
        request, shape.model, _("Jämför versioner: %(row)s") % {"row": row}, template, context
    )


@require_POST
def restore(request: HttpRequest, number: int, key: int, subject: str) -> HttpResponse:
    """Save the entry again as it was, through the same form and checks as an editor's save."""
    shape = SHAPES[subject]
    desk = desk_of(shape.model)
    row = desk.get_object(request, str(number))
    if row is None:
        return not_theirs(request, shape.model, str(number))
    require(request, shape.model, "change", row)
    version = _chosen(shape, number, str(key))
    place = versions_of(shape, number).filter(pk__lte=version.pk).count()
    was = parse(version.serialized_data)
    data = form_data(desk, request, row, shape, was)
    data.update(desk.unseen_values(request, row))
    request.POST = data  # type: ignore[assignment]
    name = f"admin:catalogue_{subject}"
    with noting(cast(User, request.user), f"Återställd till version {place}"):
        address = reverse(f"{name}_change", args=[number])
        answer = desk.changeform_view(request, str(number), address)
    if answer.status_code != 302:
        text = _("Versionen kan inte återställas som den är. Rätta det som är markerat och spara.")
        messages.warning(request, text)
        return cast(HttpResponse, answer)
    return HttpResponseRedirect(reverse(f"{name}_history", args=[number]))


def _chosen(shape: Shape, number: int, key: str | None) -> Version:
    """Return one version of the entry; a foreign number is no version of it."""
    found = None
    if key and key.isdecimal() and len(key) < 10:
        found = versions_of(shape, number).select_related("revision__user").filter(pk=key).first()
    if found is None:
        raise Http404
    return found
