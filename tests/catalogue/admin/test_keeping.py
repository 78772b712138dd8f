"""Nothing kept can be deleted from the desk."""

import pytest
from django.db import models
from django.test import Client

from catalogue.models import (
    AccessibilityStatement,
    Continuation,
    Intervention,
    Organisation,
    ReferralRoute,
    Shortcoming,
    Suggestion,
    User,
)
from catalogue.models.kept import Kept
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import MODELS, address

NEVER_BY_HAND = {User, Suggestion, AccessibilityStatement, Shortcoming}
KEPT = [model for model in MODELS if issubclass(model, Kept) or model in NEVER_BY_HAND]


class TestDeleting:
    @pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
    def test_is_impossible_by_address(
        self, desk: Client, full: Intervention, model: type[models.Model]
    ) -> None:
        row = model._default_manager.order_by("pk").first()
        assert row is not None

        answer = desk.post(address(model, "delete", row.pk), {"post": "yes"})

        assert answer.status_code == 403
        assert model._default_manager.filter(pk=row.pk).exists()

    @pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
    def test_is_not_offered(
        self, desk: Client, full: Intervention, model: type[models.Model]
    ) -> None:
        row = model._default_manager.order_by("pk").first()
        assert row is not None

        form = desk.get(address(model, "change", row.pk)).content.decode()
        rows = desk.get(address(model, "changelist")).content.decode()

        assert "/delete/" not in form
        assert "deletelink" not in form
        assert "delete_selected" not in rows

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
    def test_is_never_done_in_bulk(
        self, desk: Client, full: Intervention, model: type[models.Model]
    ) -> None:
        before = model._default_manager.count()
        keys = list(model._default_manager.values_list("pk", flat=True))

        desk.post(
            address(model, "changelist"),
            {"action": "delete_selected", "_selected_action": keys, "post": "yes"},
        )

        assert model._default_manager.count() == before

    def test_takes_a_membership_away_from_no_page(self, desk: Client, full: Intervention) -> None:
        association = full.funded_by
        assert association is not None
        url = address(type(association), "change", association.pk)
        posted = form_values(desk.get(url))

        desk.post(url, posted | {"memberships-0-DELETE": ["on"]})

        assert association.memberships.count() == 1

    @pytest.mark.parametrize("model", [ReferralRoute, Continuation])
    def test_is_possible_for_a_way_in_or_on(
        self, desk: Client, full: Intervention, model: type[models.Model]
    ) -> None:
        row = model._default_manager.order_by("pk").first()
        assert row is not None

        desk.post(address(model, "delete", row.pk), {"post": "yes"})

        assert not model._default_manager.filter(pk=row.pk).exists()


class TestLinkToTheSite:
    def test_is_offered_for_what_is_published(self, desk: Client, full: Intervention) -> None:
        page = desk.get(address(Intervention, "change", full.pk)).content.decode()

        assert f'href="{full.get_absolute_url()}"' in page

    def test_is_not_offered_for_a_draft(self, desk: Client, organisation: Organisation) -> None:
        draft = Intervention.objects.create(name="Utkastet", organisation=organisation)

        page = desk.get(address(Intervention, "change", draft.pk)).content.decode()

        assert draft.get_absolute_url() not in page

    def test_is_offered_for_an_organisation(self, desk: Client, organisation: Organisation) -> None:
        page = desk.get(address(Organisation, "change", organisation.pk)).content.decode()

        assert organisation.get_absolute_url() in page
