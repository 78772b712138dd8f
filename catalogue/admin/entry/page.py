"""The page of an entry with its form, as Django's own view of a form would show it."""

from typing import Any, cast

from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from catalogue.admin.entry.edit import Edit
from catalogue.admin.entry.suggested import asked
from catalogue.admin.entry.unsaved import told_of_kept
from catalogue.admin.entry.writing import beside
from catalogue.values.fields import BEFORE
from catalogue.values.sections import LINES, SECTIONS

ROADS = {"continues_to", BEFORE}  # last on the page: they lead away from it


def page(edit: Edit) -> TemplateResponse:
    """Return the page with the form as it was last filled in."""
    desk, request = edit.desk, edit.request
    row = None if edit.new else edit.form.instance
    told = {
        **desk.admin_site.each_context(request),
        **_shown(edit, row),
        "subtitle": str(row) if row else None,
        "object_id": None if edit.new else edit.number,
        "original": row,
        "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
        "to_field": edit.to_field,
        "preserved_filters": desk.get_preserved_filters(request),
        "suggestion": asked(request, edit.number),
        "unsaved": told_of_kept(request, row.pk if row else None, edit.kept),
        **beside([edit.form, *rows_of(edit)], edit.posted, edit.advice),
        **edit.told,
        **edit.extra,
    }
    add = edit.number is None
    answer = desk.render_change_form(request, told, add, not add, edit.form_url, row)
    return cast(TemplateResponse, answer)


def _shown(edit: Edit, row: Any) -> dict[str, Any]:
    """Return the form in its groups, its rows, what was wrong with them, and their title."""
    desk, request = edit.desk, edit.request
    groups = desk.get_fieldsets(request, row)
    changes = edit.new or desk.has_change_permission(request, row)
    plain = desk.get_readonly_fields(request, row) if changes else flatten_fieldsets(groups)
    form = helpers.AdminForm(edit.form, list(groups), {}, plain, model_admin=desk)
    rows = desk.get_inline_formsets(request, edit.formsets, edit.inlines, row)
    title = "Add %s" if edit.new else "Change %s" if changes else "View %s"
    return {
        "title": gettext(title) % desk.opts.verbose_name,
        "adminform": form,
        "inline_admin_formsets": rows,
        "parts": _parts(form, rows),
        "roads": [part for part in rows if part.formset.prefix in ROADS],
        "errors": helpers.AdminErrorList(edit.form, edit.formsets),
        "media": sum((part.media for part in rows), desk.media + form.media),
    }


def rows_of(edit: Edit) -> list[Any]:
    """Return the forms of the rows that the page shows."""
    return [form for formset in edit.formsets for form in formset.forms]


def _parts(form: helpers.AdminForm, rows: list[Any]) -> list[dict[str, Any]]:
    """Return the parts of the form in their order, each with the rows that belong to it."""
    there = {part.formset.prefix: part for part in rows}
    return [
        {
            "fieldset": fieldset,
            "rows": [
                there[LINES[name]]
                for name in section.names
                if name in LINES and LINES[name] in there.keys() - ROADS
            ],
        }
        for fieldset, section in zip(form, SECTIONS, strict=True)
    ]
