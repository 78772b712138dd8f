"""The desk speaks Swedish."""

import re

import pytest
from django.contrib import admin
from django.db import models

from catalogue.admin.entry.fieldsets import FIELDSETS
from catalogue.models import Intervention
from catalogue.models.rights import Rights, rights_of
from tests.catalogue.admin.test_pages import OURS, READ

FIELDS = [
    field
    for model in OURS
    for field in [*model._meta.fields, *model._meta.many_to_many]
    if not isinstance(field, models.AutoField)
]
ENGLISH = re.compile(
    r"\b(the|and|of|name|order|code|date|number|code|phone|active|status code|superuser|staff|"
    r"groups?|permissions?|password|login|email|user|with|for|from|is|kind|type|note|until|on|by)\b",
    re.IGNORECASE,
)
FILLED_IN = [  # by editors and the förbund's staff; administrators keep the rest
    model
    for model in OURS
    if rights_of(model) in {Rights.OWN, Rights.SHARED, Rights.ASSOCIATION} and model not in READ
]
ALIKE_IN_BOTH = {"status", "start", "organisation"}
KEPT_ACRONYMS = (
    "tidigare SUS-nummer",
    "id i Uppföljning Finsam",
    "ESF i Uppföljning Finsam",
)


class TestFieldNames:
    def test_are_written_out_in_swedish(self) -> None:
        english = [
            str(field)
            for field in FIELDS
            if ENGLISH.search(str(field.verbose_name))
            or (field.verbose_name == field.name.replace("_", " ") not in ALIKE_IN_BOTH)
        ]

        assert english == []

    def test_are_in_lower_case(self) -> None:
        names = {str(field): str(field.verbose_name) for field in FIELDS}
        capital = [f for f, name in names.items() if name not in {name.lower(), *KEPT_ACRONYMS}]

        assert capital == []

    def test_have_help_and_choices_in_swedish(self) -> None:
        def said(field: models.Field) -> str:
            return " ".join(
                [str(field.help_text), *(str(label) for _, label in field.choices or [])]
            )

        assert [str(field) for field in FIELDS if ENGLISH.search(said(field))] == []

    @pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
    def test_go_with_a_model_name_in_lower_case(self, model: type[models.Model]) -> None:
        names = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]

        assert names == [name.lower() for name in names]
        assert model.__name__.lower() not in names or model.__name__ == "Organisation"

    @pytest.mark.parametrize("model", FILLED_IN, ids=lambda model: model.__name__)
    def test_have_help_with_an_example_where_somebody_fills_them_in(
        self, model: type[models.Model]
    ) -> None:
        desk = admin.site.get_model_admin(model)
        filled_in = [
            model._meta.get_field(name)
            for name in admin.utils.flatten_fieldsets(desk.fieldsets)
            if name not in desk.readonly_fields
        ]

        assert filled_in
        assert [f.name for f in filled_in if "Till exempel" not in str(f.help_text)] == []


class TestColumns:
    @pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
    def test_have_swedish_heads(self, model: type[models.Model]) -> None:
        desk = admin.site.get_model_admin(model)

        heads = [
            str(admin.utils.label_for_field(column, model, desk)) for column in desk.list_display
        ]

        assert not [head for head in heads if ENGLISH.search(head)]


class TestFieldsets:
    def test_hold_every_field_of_an_intervention_once(self) -> None:
        placed = [
            name
            for _, part in FIELDSETS
            for group in part["fields"]
            for name in ([group] if isinstance(group, str) else group)
        ]
        fields = [*Intervention._meta.fields, *Intervention._meta.many_to_many]
        expected = {field.name for field in fields} - {"id", "slug", "documented_fields"}

        assert sorted(placed) == sorted(expected | {"documented"})

    @pytest.mark.parametrize(
        "model", sorted({*OURS} - READ, key=str), ids=lambda model: model.__name__
    )
    def test_hold_every_editable_field_of_the_model(self, model: type[models.Model]) -> None:
        desk = admin.site.get_model_admin(model)
        placed = admin.utils.flatten_fieldsets(desk.fieldsets)
        skipped = {"documented_fields", "user_permissions", "groups", "is_staff", "members"}

        left_out = {
            field.name
            for field in [*model._meta.fields, *model._meta.many_to_many]
            if field.editable and not field.primary_key and field.name not in placed
        }

        assert left_out <= skipped

    def test_say_in_a_sentence_what_belongs_there(self) -> None:
        for title, part in FIELDSETS:
            assert title
            assert part["description"].endswith(".")
