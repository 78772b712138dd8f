"""Fill in an entry's form as it was in a version, so that restoring is saving."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, QueryDict

from catalogue.changes.reading import Snapshot
from catalogue.changes.shapes import Lines, Shape

RESTORED = "_restored"  # what was true once is not asked whether it is to come


def form_data(
    desk: admin.ModelAdmin, request: HttpRequest, row: models.Model, shape: Shape, was: Snapshot
) -> QueryDict:
    """Return what a browser would send, had somebody typed the version into the form.

    Fields that the form does not have keep what they hold now.
    """
    data = request.POST.copy()  # reads the request, which must not be read again over this
    data.clear()
    form = desk.get_form(request, row, change=True)(instance=row)
    for name, field in form.fields.items():
        value = was["fields"].get(name, form.get_initial_for_field(field, name))
        _put(data, name, field, value)
    known = {lines.name: lines for lines in shape.lines}
    taken: dict[str, int] = {}
    for formset_class, inline in desk.get_formsets_with_inlines(request, row):
        prefix = formset_class.get_default_prefix()
        taken[prefix] = taken.get(prefix, 0) + 1
        if taken[prefix] > 1:
            prefix = f"{prefix}-{taken[prefix]}"
        rows = inline.get_queryset(request)
        formset = formset_class(instance=row, prefix=prefix, queryset=rows)
        if prefix in known and prefix in was["lines"]:
            _put_lines(data, formset, known[prefix], was["lines"][prefix])
        else:
            _keep_lines(data, formset)
    data["_save"], data[RESTORED] = "1", "1"
    return data


def _keep_lines(data: QueryDict, formset: forms.BaseInlineFormSet) -> None:
    """Leave the lines as they are: they are no part of a version, as roads from other entries."""
    present = formset.initial_forms
    for form in present:
        for name, field in form.fields.items():
            _put(data, form.add_prefix(name), field, form.get_initial_for_field(field, name))
        data[form.add_prefix("id")] = str(form.instance.pk)
    _put_counts(data, str(formset.prefix), len(present), len(present))


def _put_lines(
    data: QueryDict, formset: forms.BaseInlineFormSet, lines: Lines, wanted: list[dict[str, Any]]
) -> None:
    """Change the lines that are there still, delete those that were not, add the rest."""
    # A version holds days and times as text.
    waiting = {tuple(str(line[part]) for part in lines.key): line for line in wanted}
    present = formset.initial_forms
    for form in present:
        key = tuple(
            str(_plain(lines.fields[part].value_from_object(form.instance))) for part in lines.key
        )
        line = waiting.pop(key, None)
        data[form.add_prefix("id")] = str(form.instance.pk)
        _put_line(data, form, lines, line)
        if line is None:
            data[form.add_prefix("DELETE")] = "on"
    for at, line in enumerate(waiting.values(), len(present)):
        form = formset.empty_form
        form.prefix = formset.add_prefix(at)
        _put_line(data, form, lines, line)
    _put_counts(data, str(formset.prefix), len(present) + len(waiting), len(present))


def _put_line(data: QueryDict, form: Any, lines: Lines, line: dict[str, Any] | None) -> None:
    for name, field in form.fields.items():
        if name in {"id", "DELETE"}:
            continue
        value = form.get_initial_for_field(field, name)
        if line is not None and name != lines.owner:
            value = line.get(name, value)
        _put(data, form.add_prefix(name), field, value)


def _put(data: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    """Write a value as the field's own widget sends it."""
    if isinstance(field, forms.BooleanField):
        if value:
            data[name] = "on"
    elif isinstance(value, list | tuple | set | models.QuerySet):
        data.setlist(name, [str(_plain(part)) for part in value])
    elif value is not None:
        data[name] = str(_plain(value))


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _put_counts(data: QueryDict, prefix: str, total: int, initial: int) -> None:
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(total), str(initial)
