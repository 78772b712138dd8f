"""Choosing among many rows by typing, with labels that tell namesakes apart."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.contrib.admin import AdminSite, site
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from catalogue.models import User
from catalogue.models.intervention import unnamed
from catalogue.models.rights import RightsQuerySet


def choice_label(row: Model, admin_site: AdminSite = site) -> str:
    """Return what an editor sees when choosing this row: what its own admin says, or its name."""
    admin = admin_site.get_model_admin(type(row))
    label: str = admin.choice_label(row) if hasattr(admin, "choice_label") else str(row)
    return label


class ChoicesView(AutocompleteJsonView):
    """Answer what an editor types in a field with the matching rows."""

    def process_request(self, request: HttpRequest) -> tuple[Any, ...]:
        """Read what is typed, without the one character that PostgreSQL refuses."""
        term, target, field, key = super().process_request(request)
        if not isinstance(field, Field):
            raise PermissionDenied
        return term.replace("\x00", ""), target, field, key

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer those who may fill in the field, whether or not they see the target's list."""
        return isinstance(request.user, User) and request.user.reach.may(
            "change", self.source_field.model
        )

    def get_queryset(self) -> QuerySet[Any]:
        """Offer what the person may choose in the field, and the form would accept."""
        user, target = self.request.user, cast(Any, self.model_admin)
        rows = target.model._default_manager.complex_filter(
            self.source_field.get_limit_choices_to()
        )
        if isinstance(rows, RightsQuerySet) and isinstance(user, User):
            rows = rows.choosable_by(user, self.source_field)
        rows = rows.select_related(*target.choice_related)
        found, doubled = target.get_search_results(
            self.request, rows.order_by(*target.get_ordering(self.request)), self.term
        )
        offered: QuerySet[Any] = found.distinct() if doubled else found
        return offered

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Name each row by its label."""
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        return result | {"text": choice_label(obj)}


class RowsField(forms.ModelMultipleChoiceField):
    """A field of many rows that refuses a number larger than any row's, instead of breaking."""

    def clean(self, value: Any) -> Any:
        """Return the rows."""
        try:
            return super().clean(value)
        except OverflowError as unheard_of:  # SQLite holds no number of twenty digits
            raise ValidationError(
                self.error_messages["invalid_list"], "invalid_list"
            ) from unheard_of


class _Labelled:
    """Shows what is already chosen with the rows at hand, instead of asking once a field."""

    field: Any
    admin_site: AdminSite
    choices: Any
    is_required: bool
    allow_multiple_selected: bool
    create_option: Any

    labels: dict[str, str]

    def remember(self, rows: Iterable[Model]) -> None:
        """Keep the labels of rows that the form already holds."""
        self.labels = {str(row.pk): choice_label(row, self.admin_site) for row in rows}

    def remember_unnamed(self, number: int) -> None:
        """Keep the number of an entry that the form holds, and that is for others to name."""
        self.labels = {str(number): unnamed(number)}

    def get_url(self) -> str:
        """Return the address that answers with labels; it belongs to the model chosen from."""
        target = self.field.remote_field.model._meta
        return reverse(f"{self.admin_site.name}:{target.app_label}_{target.model_name}_choices")

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        """Return the chosen rows as options; ask the database only for those not remembered."""
        labels = dict(getattr(self, "labels", {}))
        chosen = [key for key in map(str, value) if key]
        numbers = (key for key in chosen if key.isdecimal() and len(key) <= 18)  # as SQLite holds
        unknown = [key for key in numbers if key not in labels]
        if unknown:
            rows = self.choices.queryset.filter(pk__in=unknown)
            labels |= {str(row.pk): choice_label(row, self.admin_site) for row in rows}
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        options += [
            self.create_option(name, key, labels[key], True, index)
            for index, key in enumerate(chosen, len(options))
            if key in labels
        ]
        return [(None, options, 0)]


class LabelledSelect(_Labelled, AutocompleteSelect):
    """Choose one row."""


class LabelledSelectMultiple(_Labelled, AutocompleteSelectMultiple):
    """Choose several rows; each is taken away by itself."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Leave out the button that clears all: it breaks the list for screen readers."""
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-allow-clear": "false"}
