"""What a field may point at: what its choices offer, and what an address may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from catalogue.models import (
    Assignment,
    Association,
    Contact,
    Continuation,
    Contribution,
    Intervention,
    Membership,
    Organisation,
    ReferralRoute,
    Venue,
)
from tests.catalogue.admin.forms import NONSENSE
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_rights import (
    ADDED_BY_OTHERS,
    CHANGE,
    CLOSED_FIELD,
    KEPT,
    PUBLIC,
    RELATIONS,
    expected,
)

pytestmark = pytest.mark.usefixtures("ready_index")


def choices(client: Client, source: type[models.Model], name: str) -> set[str] | None:
    target = source._meta.get_field(name).remote_field.model
    question = {"app_label": "catalogue", "model_name": source._meta.model_name, "field_name": name}
    answer = client.get(address(target, "choices"), question)
    if answer.status_code != 200:
        return None
    return {result["id"] for result in answer.json()["results"]}


@pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
class TestChoosing:
    @pytest.mark.parametrize(
        ("source", "name", "target"),
        [
            (Intervention, "organisation", "Organisation"),
            (Intervention, "contacts", "Contact"),
            (Intervention, "venues", "Venue"),
            (Contact, "organisation", "Organisation"),
            (Venue, "organisation", "Organisation"),
            (Organisation, "parent", "Organisation"),
            (ReferralRoute, "intervention", "Intervention"),
            (Intervention, "replaced_by", "Intervention"),  # the foreign one is a draft
            (Continuation, "after", "Intervention"),
        ],
    )
    def test_offers_one_s_own_only(
        self,
        client: Client,
        role: str,
        north: Side,
        south: Side,
        source: Any,
        name: str,
        target: str,
    ) -> None:
        offered = choices(client, source, name)

        assert offered is not None
        assert str(north[target].pk) in offered
        assert str(south[target].pk) not in offered

    @pytest.mark.parametrize(
        ("source", "name", "target"),
        [
            (Intervention, "participants", "Organisation"),
            (Contribution, "organisation", "Organisation"),
            (Intervention, "replaced_by", "later"),
            (Intervention, "also_replaced_by", "later"),
            (Continuation, "after", "later"),
            (Intervention, "municipalities", "Municipality"),
            (Intervention, "need_groups", "NeedGroup"),
            (Intervention, "funded_by", "Association"),
        ],
    )
    def test_offers_what_is_public(
        self, client: Client, role: str, south: Side, source: Any, name: str, target: str
    ) -> None:
        offered = choices(client, source, name)

        assert offered is not None
        assert str(south[target].pk) in offered

    @pytest.mark.parametrize(
        ("source", "name"), [(Assignment, "user"), (Assignment, "organisation"),
                             (Membership, "organisation"), (Association, "organisation")],
    )  # fmt: skip
    def test_answers_nothing_for_forms_that_are_closed(
        self, client: Client, role: str, source: Any, name: str
    ) -> None:
        assert choices(client, source, name) is None

    def test_answers_nothing_backwards(self, client: Client, role: str, south: Side) -> None:
        question = {"app_label": "catalogue", "model_name": "organisation"}

        answer = client.get(
            address(Intervention, "choices"), question | {"field_name": "interventions"}
        )

        assert answer.status_code == 403


FORMS = [model for model in admin.site._registry if model.__name__ not in ADDED_BY_OTHERS]


def relations_of(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        if field.is_relation:
            yield RELATIONS[f"{model.__name__}.{field.name}"], field


@pytest.mark.alike("role")
class TestTheAddressOfAnAddPage:
    @pytest.mark.slow
    @pytest.mark.parametrize("popup", [{}, {"_popup": "1"}])
    @pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
    def test_never_names_what_may_not_be_chosen(
        self, client: Client, role: str, north: Side, south: Side, popup: dict[str, str]
    ) -> None:
        for model in FORMS:
            plain = client.get(address(model, "add"), popup)
            for kind, field in relations_of(model):
                foreign = south.rows.get(field.related_model.__name__)
                if kind not in {KEPT, PUBLIC} or foreign is None:
                    continue
                given = f"{foreign.pk}" if not field.many_to_many else f"{foreign.pk},{foreign.pk}"

                asked = client.get(address(model, "add"), {field.name: given, **popup})

                assert asked.status_code == plain.status_code, field
                assert str(foreign) not in asked.content.decode(), field

    @pytest.mark.slow
    @pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
    def test_chooses_what_may_be_chosen(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for model in FORMS:
            if expected(model.__name__, role, "own") != CHANGE:
                continue
            for kind, field in relations_of(model):
                name = field.related_model.__name__
                row = south["later"] if kind == PUBLIC else north.rows.get(name)
                if kind == CLOSED_FIELD or row is None:
                    continue

                page = client.get(address(model, "add"), {field.name: row.pk})

                initial = page.context["adminform"].form.initial
                assert initial[field.name] in (str(row.pk), [str(row.pk)]), field

    @pytest.mark.slow
    @pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
    @pytest.mark.parametrize("nonsense", NONSENSE)
    def test_may_hold_nonsense(self, client: Client, role: str, nonsense: str) -> None:
        for model in FORMS:
            fields = [field.name for field in [*model._meta.fields, *model._meta.many_to_many]]
            page = client.get(address(model, "add"), dict.fromkeys([*fields, nonsense], nonsense))

            assert page.status_code in {200, 403}, model
