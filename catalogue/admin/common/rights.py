"""Rights on the pages of the desk; the rule itself is in `catalogue.models.rights`."""

from typing import Any, cast

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Intervention, User
from catalogue.models.rights import LOST, Reach, RightsQuerySet, Verb

FOREIGN = _(
    "Det här finns inte, eller hör till någon annan. Du kan ändra det som hör till dina egna "
    "uppdrag."
)
FOREIGN_ENTRY = _("Insatsen hör till någon annan. Du kan ändra det som hör till dina egna uppdrag.")


def reach_of(request: HttpRequest) -> Reach:
    """Return what the signed-in person may keep; nothing for a stranger."""
    return request.user.reach if isinstance(request.user, User) else Reach()


class RightsMixin(BaseModelAdmin):
    """Asks the rule before a page shows or changes anything."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model on the first page when some row of it may be seen."""
        return reach_of(request).may("view", self.model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show a row to those who see it in the list."""
        return self._may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let those add who keep rows of this kind, on a page that is theirs."""
        return self._may(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let its keepers change a row."""
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let its keepers delete a row, where rows are deleted at all."""
        return self._may(request, "delete", obj)

    def _may(self, request: HttpRequest, verb: Verb, row: models.Model | None) -> bool:
        """Answer for the row; for an inline the row is the one whose page it stands on."""
        reach = reach_of(request)
        if reach.everything:
            return True
        if not reach.may(verb, self.model):
            return False
        return row is None or row.pk is None or _is_theirs(request, verb, row)

    def get_field_queryset(
        self, db: Any, db_field: Any, request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """Offer, and accept, only what the person may choose in this field."""
        rows = super().get_field_queryset(db, db_field, request)
        if reach_of(request).everything:
            return rows
        offered = db_field.remote_field.model._default_manager.all() if rows is None else rows
        if isinstance(offered, RightsQuerySet):
            return offered.choosable_by(cast(User, request.user), db_field)
        return offered.none()


class RightsAdmin(RightsMixin):
    """The same for the pages of a model: its list, its history, an address that was typed."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Keep what the person sees in the lists."""
        rows = super().get_queryset(request)
        if reach_of(request).everything:
            return rows
        if isinstance(rows, RightsQuerySet):
            return rows.visible_to(cast(User, request.user))
        return rows.none()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new row with what the address says, as far as the form would accept it.

        Every value passes its own field: an address never offers, shows or tells of anything
        that the person could not have chosen, and nonsense in it is left out.
        """
        asked: dict[str, Any] = super().get_changeform_initial_data(request)  # type: ignore[misc]
        if not asked:
            return asked
        fields = self.get_form(request).base_fields  # type: ignore[attr-defined]
        return {
            name: value
            for name, value in asked.items()
            if name in fields and is_accepted(fields[name], value)
        }

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Answer as everywhere on the desk, and not as Django does."""
        return not_theirs(request, self.model, object_id)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Refuse, at the end of the transaction, what would no longer be the person's own."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if reach_of(request).everything:
            return
        user = User.objects.get(
            pk=cast(User, request.user).pk
        )  # asked anew: a new unit may be their own
        mine = type(form.instance)._default_manager.editable_by(user)
        if not mine.filter(pk=form.instance.pk).exists():
            raise PermissionDenied(LOST)


def not_theirs(request: HttpRequest, model: type[models.Model], object_id: str) -> HttpResponse:
    """Answer alike for what is somebody else's and what is not there: numbers tell nothing.

    Only where visitors can read an entry is the way to propose something for it shown.
    """
    number = int(object_id) if object_id.isdecimal() and len(object_id) <= 18 else 0
    if model is Intervention and Intervention.objects.published().filter(pk=number):
        suggest = reverse("admin:catalogue_intervention_propose", args=[number])
        told = {"exception": FOREIGN_ENTRY, "suggest": suggest}
        return render(request, "403.html", told, status=403)
    raise PermissionDenied(FOREIGN)


def is_accepted(field: forms.Field, value: Any) -> bool:
    """Tell whether a field takes a value that somebody put in an address."""
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True


def _is_theirs(request: HttpRequest, verb: Verb, row: models.Model) -> bool:
    """Ask the database once a request; the admin asks many times."""
    known: dict[tuple[str, Any, bool], bool] = request.__dict__.setdefault("_rights", {})
    key = (row._meta.label, row.pk, verb == "view")
    if key not in known:
        rows = type(row)._default_manager.all()
        user = cast(User, request.user)
        if not isinstance(rows, RightsQuerySet):
            return False
        mine = rows.visible_to(user) if verb == "view" else rows.editable_by(user)
        known[key] = mine.filter(pk=row.pk).exists()
    return known[key]
