"""A form for a new entry, sent once more after the browser's way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Intervention, Organisation
from tests.catalogue.admin.forms import form_values

ADD = reverse("admin:catalogue_intervention_add")


@pytest.fixture
def values(desk: Client, organisation: Organisation) -> dict[str, Any]:
    """Return what the browser holds, and will send again."""
    typed = {"name": ["Öppet hus"], "organisation": [str(organisation.pk)], "summary": ["Kom in"]}
    values = form_values(desk.get(ADD)) | typed | {"_save": ["1"]}
    assert desk.post(ADD, values).status_code == 302
    return values


class TestTheSameForm:
    def test_makes_one_entry_and_keeps_what_was_typed(
        self, desk: Client, values: dict[str, Any]
    ) -> None:
        answer = desk.post(ADD, values | {"name": ["ÖPPET  hus"], "summary": ["Något mer"]})

        page = answer.content.decode()
        assert answer.status_code == 200
        assert f"nr {Intervention.objects.get().pk}" in page
        assert "Något mer" in page

    def test_with_another_name_makes_another(self, desk: Client, values: dict[str, Any]) -> None:
        assert desk.post(ADD, values | {"name": ["Öppet hus för unga"]}).status_code == 302

        assert Intervention.objects.count() == 2

    def test_after_a_while_is_a_person_s_own_choice(
        self, desk: Client, values: dict[str, Any]
    ) -> None:
        LogEntry.objects.update(action_time=timezone.now() - timedelta(hours=2))

        assert desk.post(ADD, values).status_code == 302
