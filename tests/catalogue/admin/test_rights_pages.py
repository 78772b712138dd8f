"""What each role meets on every page of the desk, on rows of its own and of others."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from catalogue import models as catalogue
from catalogue.models import User
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_rights import (
    ADDED_BY_OTHERS,
    CHANGE,
    DELETABLE,
    NONE,
    PAGES_OF,
    SITE_VIEWS,
    TABLE,
    every_role,
    expected,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("ready_index")


@contextmanager
def undone() -> Iterator[None]:
    """Leave the rows as they were for the next model."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.alike("role")
@every_role
class TestRows:
    """Each test walks the models and both sides, since making them is most of its work."""

    @pytest.fixture
    def rows(self, role: str, north: Side, south: Side) -> list[tuple[str, models.Model, str]]:
        return rows_of(PAGES_OF, role, north, south)

    def test_are_shown_to_those_who_see_them(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        for case, row, may in rows:
            listed = client.get(address(type(row), "changelist"), {"all": ""})
            page = client.get(address(type(row), "change", row.pk))
            history = client.get(address(type(row), "history", row.pk))

            if may == NONE:
                closed = listed.status_code in {302, 403}
                assert closed or row not in listed.context["cl"].queryset, case
                assert page.status_code == (302 if role == "unassigned" else 403), case
                assert history.status_code != 200, case
                assert not offered_by_django(client, row), case
            else:
                assert row in listed.context["cl"].queryset, case
                assert page.status_code == history.status_code == 200, case
                assert page.context["has_change_permission"] == (may == CHANGE), case

    def test_are_changed_by_those_who_keep_them(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        boss = Client()
        boss.force_login(User.objects.create_superuser("mall"))
        for case, row, may in rows:
            with undone():
                url = address(type(row), "change", row.pk)
                answer = client.post(url, form_values(boss.get(url)))

                kind = type(row)._meta.model_name
                saved = LogEntry.objects.filter(
                    object_id=str(row.pk), action_flag=2, content_type__model=kind
                )
                assert saved.exists() == (may == CHANGE), case
                if may == CHANGE:
                    assert answer.status_code == 302, (case, answer.context["errors"])
                elif role == "unassigned":  # shown the door, or given back what was written
                    given_back = "signin/ended.html" in {page.name for page in answer.templates}
                    assert answer.status_code == (403 if given_back else 302), case
                else:
                    assert answer.status_code == 403, case

    def test_are_deleted_by_their_keepers_if_at_all(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        for case, row, may in rows:
            with undone():
                client.post(address(type(row), "delete", row.pk), {"post": "yes"})

                gone = not type(row)._default_manager.filter(pk=row.pk).exists()
                deletable = type(row).__name__ in DELETABLE
                assert gone == (deletable and may == CHANGE), case

    def test_are_added_by_those_who_keep_such_rows(self, client: Client, role: str) -> None:
        for model in PAGES_OF:
            page = client.get(address(getattr(catalogue, model), "add"))

            may = expected(model, role, "own") == CHANGE and model not in ADDED_BY_OTHERS
            assert (page.status_code == 200) == may, model


def offered_by_django(client: Client, row: models.Model) -> bool:
    """Tell whether Django's own chooser, which the site's forms do not use, offers the row."""
    for desk in admin.site._registry.values():
        for name in desk.autocomplete_fields:
            if desk.model._meta.get_field(name).remote_field.model is not type(row):
                continue
            source = {"app_label": "catalogue", "model_name": desk.model._meta.model_name}
            url = reverse("admin:autocomplete")
            answer = client.get(url, source | {"field_name": name, "term": ""})
            if answer.status_code == 200:
                return str(row.pk) in {result["id"] for result in answer.json()["results"]}
    return False


@every_role
class TestTheSite:
    @pytest.mark.parametrize("name", sorted(SITE_VIEWS - {"login", "logout", "app_list"}))
    def test_is_closed_without_an_assignment(self, client: Client, role: str, name: str) -> None:
        page = client.get(reverse(f"admin:{name}"))

        assert (page.status_code == 302) == (role == "unassigned")

    def test_lists_what_may_be_seen(self, client: Client, role: str) -> None:
        page = client.get(reverse("admin:index"))

        if role != "unassigned":
            listed = {item["object_name"] for item in page.context["app_list"][0]["models"]}
            assert listed == {model for model in TABLE if expected(model, role, "own") != NONE}

    def test_lets_administrators_set_passwords(
        self, client: Client, role: str, south: Side
    ) -> None:
        page = client.get(reverse("admin:auth_user_password_change", args=[south["User"].pk]))

        assert (page.status_code == 200) == (role == "administrator")


@pytest.mark.alike("role")
@pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
class TestANumber:
    """What is somebody else's and what is not there answer alike, so that nobody can count."""

    @pytest.mark.slow
    def test_tells_nothing(self, client: Client, role: str, south: Side) -> None:
        for model in PAGES_OF:
            row = south[model]
            gone = type(row)._default_manager.order_by("-pk")[0].pk + 1000
            for view in ("change", "history", "delete"):
                there = client.get(address(type(row), view, row.pk))
                missing = client.get(address(type(row), view, gone))
                posted = client.post(address(type(row), view, gone), {"post": "yes"})

                assert missing.status_code == posted.status_code == 403, (model, view)
                if expected(model, role, "foreign") == NONE:
                    assert told(there) == told(missing), (model, view)

    def test_may_be_nonsense(self, client: Client, role: str) -> None:
        for nonsense in ("x", "9" * 20, "9" * 5000, "-1", "%00", "²"):
            answer = client.get(f"/admin/catalogue/intervention/{nonsense}/change/")

            assert answer.status_code == 403, nonsense


def told(page: HttpResponse) -> str:
    """Return a page without the token that differs from one page to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
