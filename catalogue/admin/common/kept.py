"""What every page of the desk has in common: nothing is deleted, everything is chosen by typing."""

from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest

from catalogue.admin.common.choices import (
    LabelledSelect,
    LabelledSelectMultiple,
    RowsField,
)
from catalogue.admin.common.forms import DeskForm
from catalogue.admin.common.noted import VersionsAdmin
from catalogue.admin.common.rights import RightsAdmin, RightsMixin, reach_of


class DeskMixin(RightsMixin):
    """Common ground of pages and inlines."""

    form: Any = DeskForm
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Choose one of many by typing."""
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LabelledSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Choose several of many by typing."""
        kwargs.setdefault("form_class", RowsField)
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LabelledSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ChosenAdmin(VersionsAdmin):
    """A model whose rows are chosen among by typing."""

    choice_related: list[str] = []  # what the label of a choice reads

    class Media:
        """Room for long words and names for search boxes; the site allows neither in a page."""

        css = {"all": ["desk.css"]}
        js = ["desk.js", "unsaved.js"]

    def choice_label(self, row: Any) -> str:
        """Return the words by which an editor picks this row out among its namesakes."""
        return str(row)


class DeskAdmin(DeskMixin, RightsAdmin, ChosenAdmin):
    """The pages of one model."""

    list_per_page = 50
    show_full_result_count = False  # saves a count of the whole table

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Let the form know whether its choices are narrowed."""
        form = super().get_form(request, obj, change, **kwargs)
        form.narrowed = not reach_of(request).everything  # type: ignore[attr-defined]
        return form

    def is_public(self, row: Any) -> bool:
        """Tell whether visitors can see a page about this row."""
        return hasattr(row, "get_absolute_url")

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Link only to what visitors may see."""
        return obj.get_absolute_url() if obj is not None and self.is_public(obj) else None


class KeptAdmin(DeskAdmin):
    """The pages of a model whose rows are never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: rows are ended or replaced."""
        return False


class AddressedAdmin(KeptAdmin):
    """The pages of a model whose name for the address is set once, from its name."""

    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Hold the address once it is out among people."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggest an address for a new row only."""
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))


class DeskInline(DeskMixin):
    """Rows that belong to another row, on its page."""

    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Let the forms know whether their choices are narrowed."""
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        formset.form.narrowed = not reach_of(request).everything
        return formset


class KeptInline(DeskInline):
    """The same, for rows that are never deleted."""

    can_delete = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody."""
        return False
