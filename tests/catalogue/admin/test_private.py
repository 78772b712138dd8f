"""What the desk leans on that Django does not promise: this tells when it has moved.

Where one of these fails after Django was raised, read what changed there, bring the code that is
named beside it along, and write the new figure here.
"""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.options import ModelAdmin

# Followed step by step by catalogue/admin/entry/edit.py and page.py.
FOLLOWED = {
    "_changeform_view": "e40ac45556bc",
    "_create_formsets": "fafc73bde469",
}
# Called there, though Django's documentation does not name them.
CALLED: list[tuple[Callable[..., Any], list[str]]] = [
    (ModelAdmin.to_field_allowed, ["self", "request", "to_field"]),
    (ModelAdmin.get_preserved_filters, ["self", "request"]),
    (ModelAdmin.save_form, ["self", "request", "form", "change"]),
    (
        ModelAdmin.get_inline_formsets,
        ["self", "request", "formsets", "inline_instances", "obj"],
    ),
    (
        ModelAdmin.render_change_form,
        ["self", "request", "context", "add", "change", "form_url", "obj"],
    ),
    (
        ModelAdmin.construct_change_message,
        ["self", "request", "form", "formsets", "add"],
    ),
    (
        helpers.AdminForm.__init__,
        ["self", "form", "fieldsets", "prepopulated_fields", "readonly_fields", "model_admin"],
    ),
    (helpers.AdminErrorList.__init__, ["self", "form", "inline_formsets"]),
]
# Replaced by code of ours: in common/rights.py, and in common/forms.py.
REPLACED = {
    "_get_obj_does_not_exist_redirect": ["self", "request", "opts", "object_id"],
    "_post_clean": ["self"],
    "_update_errors": ["self", "errors"],
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_is_followed_says_the_same(name: str) -> None:
    source = inspect.getsource(getattr(ModelAdmin, name))

    assert hashlib.sha256(source.encode()).hexdigest()[:12] == FOLLOWED[name]


@pytest.mark.parametrize(("function", "parameters"), CALLED)
def test_what_is_called_takes_the_same(function: Callable[..., Any], parameters: list[str]) -> None:
    assert list(inspect.signature(function).parameters)[: len(parameters)] == parameters


@pytest.mark.parametrize("name", REPLACED)
def test_what_is_replaced_is_there(name: str) -> None:
    owner = ModelAdmin if hasattr(ModelAdmin, name) else forms.ModelForm

    assert list(inspect.signature(getattr(owner, name)).parameters) == REPLACED[name]


def test_nothing_else_is_replaced() -> None:
    found = set()
    for desk in admin.site._registry.values():
        for owner in (desk, desk.form, *desk.inlines):
            found |= _replaced(owner if isinstance(owner, type) else type(owner))

    assert found == set(REPLACED)


def _replaced(ours: type) -> set[str]:
    """Return Django's private methods that classes of the catalogue have in its place."""
    of_django = {
        name
        for kind in ours.__mro__
        if kind.__module__.startswith("django.")
        for name in vars(kind)
    }
    return {
        name
        for kind in ours.__mro__
        if kind.__module__.startswith("catalogue.")
        for name, value in vars(kind).items()
        if name in of_django and callable(value) and name.startswith("_") and name[1] != "_"
    }
