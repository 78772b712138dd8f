"""Every page of the desk answers, for every model."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from catalogue.models import (
    AccessibilityStatement,
    Change,
    ContactClosure,
    ContactHours,
    Contribution,
    DailySalt,
    ImportConflict,
    ImportedValues,
    ImportRun,
    Intervention,
    LinkCheck,
    Notice,
    PostingCount,
    ProposedFact,
    RemindedEntry,
    Reminder,
    Result,
    Revision,
    SearchCount,
    ServiceSource,
    Suggestion,
    Touched,
    UnsavedText,
    UsedToken,
    VenueClosure,
    VenueHours,
    WorkingCopy,
)
from tests.catalogue.admin.forms import form_values

pytestmark = pytest.mark.usefixtures("ready_index")

# Written by the site, for no editor to touch.
LOG = {
    Change,
    Revision,
    Touched,
    DailySalt,
    PostingCount,
    UsedToken,
    ImportedValues,
    LinkCheck,
    RemindedEntry,
}
LOG |= {UnsavedText}  # and for nobody but its writer to see
LOG |= {ProposedFact}  # and decided on the page of its entry
# Written on the pages of the rows that they belong to.
ROWS = {ContactClosure, ContactHours, Contribution, Notice, Result, VenueClosure, VenueHours}
ROWS |= {ServiceSource}
# Made by imports and by commands; their pages are tried elsewhere.
READ = {ImportConflict, ImportRun, Reminder, WorkingCopy}
ADDED_BY_OTHERS = {Suggestion, AccessibilityStatement, SearchCount, *READ}  # by readers, the site
OURS = [
    model
    for model in apps.get_app_config("catalogue").get_models()
    if not model._meta.auto_created and model not in LOG | ROWS
]
MODELS = OURS
WRITTEN = [model for model in MODELS if model not in READ]
CHOSEN_FROM = sorted(
    {
        (type_.model._meta.model_name, name)
        for type_ in [*admin.site._registry.values()]
        for name in type_.autocomplete_fields
    }
)


def address(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def row(full: Intervention, request: pytest.FixtureRequest) -> models.Model:
    model: type[models.Model] = request.param
    if model is Intervention:
        return full
    found = model._default_manager.order_by("pk").first()
    assert found is not None
    return found


every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
every_written_row = pytest.mark.parametrize(
    "row", WRITTEN, indirect=True, ids=lambda model: model.__name__
)
every_row = pytest.mark.parametrize("row", MODELS, indirect=True, ids=lambda model: model.__name__)


class TestDesk:
    @every_model
    def test_has_pages_for_the_model(self, model: type[models.Model]) -> None:
        assert admin.site.is_registered(model)

    def test_lists_the_models_in_swedish(self, desk: Client) -> None:
        page = desk.get(reverse("admin:index"))

        assert page.status_code == 200
        for model in MODELS:
            title = str(model._meta.verbose_name_plural)
            assert f">{title[0].upper()}{title[1:]}</a>" in page.content.decode()
        assert "Insatskatalogen – redaktionen" in page.content.decode()

    def test_lists_one_app(self, desk: Client) -> None:
        assert desk.get(reverse("admin:app_list", args=["catalogue"])).status_code == 200

    def test_sends_strangers_to_the_login(self, client: Client) -> None:
        assert client.get(reverse("admin:index")).status_code == 302

    def test_has_a_login_without_english(self, db: None, client: Client) -> None:
        assert "Logga in" in client.get(reverse("admin:login"), follow=True).content.decode()


class TestList:
    @every_row
    def test_answers(self, desk: Client, row: models.Model) -> None:
        assert desk.get(address(type(row), "changelist")).status_code == 200

    @every_row
    def test_searches(self, desk: Client, row: models.Model) -> None:
        page = desk.get(address(type(row), "changelist"), {"q": "Prov å"})

        assert page.status_code == 200
        assert admin.site.get_model_admin(type(row)).search_fields

    @every_row
    def test_sorts_by_every_column(self, desk: Client, row: models.Model) -> None:
        for column in range(1, 9):
            page = desk.get(address(type(row), "changelist"), {"o": f"-{column}"})
            assert page.status_code == 200

    @every_row
    def test_answers_with_each_filter(self, desk: Client, row: models.Model) -> None:
        changelist = desk.get(address(type(row), "changelist")).context["cl"]
        for spec in changelist.filter_specs:
            for choice in spec.choices(changelist):
                page = desk.get(address(type(row), "changelist") + choice["query_string"])
                assert page.status_code == 200
                assert page.context["cl"].filter_specs

    @every_model
    def test_says_its_order(self, model: type[models.Model]) -> None:
        assert admin.site.get_model_admin(model).ordering

    @pytest.mark.parametrize("bad", ["\x00", "%FF", "x" * 10_000, "å" * 2000])
    def test_survives_a_bad_search(self, desk: Client, full: Intervention, bad: str) -> None:
        assert desk.get(address(Intervention, "changelist"), {"q": bad}).status_code == 200


class TestForms:
    @every_model
    def test_offers_to_add(
        self, desk: Client, full: Intervention, model: type[models.Model]
    ) -> None:
        expected = 403 if model in ADDED_BY_OTHERS else 200

        assert desk.get(address(model, "add")).status_code == expected

    @every_row
    def test_shows_a_row(self, desk: Client, row: models.Model) -> None:
        assert desk.get(address(type(row), "change", row.pk)).status_code == 200

    @every_written_row
    def test_saves_what_it_showed(self, desk: Client, row: models.Model) -> None:
        posted = form_values(desk.get(address(type(row), "change", row.pk)))

        saved = desk.post(address(type(row), "change", row.pk), posted)

        assert saved.status_code == 302, saved.context["errors"]
        again = form_values(desk.get(address(type(row), "change", row.pk)))
        again.pop("_seen", None), posted.pop("_seen", None)  # it knows the history
        assert again == posted

    @every_row
    def test_shows_its_history(self, desk: Client, row: models.Model) -> None:
        assert desk.get(address(type(row), "history", row.pk)).status_code == 200


class TestChoices:
    @pytest.mark.parametrize(("model_name", "field"), CHOSEN_FROM)
    def test_answers_what_is_typed(
        self, desk: Client, full: Intervention, model_name: str, field: str
    ) -> None:
        source = apps.get_model("catalogue", model_name)
        target = source._meta.get_field(field).remote_field.model
        question = {
            "app_label": "catalogue",
            "model_name": model_name,
            "field_name": field,
            "term": "",
        }

        answer = desk.get(address(target, "choices"), question)
        djangos = desk.get(reverse("admin:autocomplete"), question)

        assert answer.status_code == djangos.status_code == 200
        assert answer.json()["results"]

    def test_tells_namesakes_apart(self, desk: Client, full: Intervention) -> None:
        question = {
            "app_label": "catalogue",
            "model_name": "continuation",
            "field_name": "after",
            "term": "kafé",
        }

        answer = desk.get(address(Intervention, "choices"), question).json()

        assert answer["results"][0]["text"] == "Arbetsträning i kafé – Ängsby kommun"

    def test_survives_what_postgresql_refuses(self, desk: Client, full: Intervention) -> None:
        question = {
            "app_label": "catalogue",
            "model_name": "continuation",
            "field_name": "after",
            "term": "kafé\x00",
        }

        answer = desk.get(address(Intervention, "choices"), question).json()

        assert len(answer["results"]) == 1

    def test_is_closed_to_strangers(self, client: Client) -> None:
        assert client.get(address(Intervention, "choices")).status_code == 302
