"""A page asks the database as often for 200 rows as for 10."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.models import Intervention, Organisation
from tests.catalogue.admin.conftest import fill
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import MODELS, address
from tests.factories import make_intervention

LIST = reverse("admin:catalogue_intervention_changelist")


@pytest.fixture
def count(desk: Client) -> Callable[[str], int]:
    """Return a function that counts the queries of a page."""

    def _count(url: str, query: dict[str, Any] | None = None) -> int:
        desk.get(url, query)  # content types are remembered from here on
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(url, query).status_code == 200
        return len(asked)

    return _count


def add_interventions(full: Intervention, number: int) -> None:
    """Store interventions in places of their own, as a real list has."""
    places = list(full.municipalities.all())
    rows = Intervention.objects.bulk_create(
        Intervention(
            name=f"Insats {at}",
            slug="insats",
            organisation=Organisation.objects.create(name=f"Ö {at}", slug=f"o-{at}"),
            step=full.step,
            replaced_by=full,
        )
        for at in range(number)
    )
    for row in rows:
        row.municipalities.set(places[:2])


class TestInterventionList:
    def test_asks_as_often_for_200_rows_as_for_10(
        self, count: Callable[..., int], full: Intervention
    ) -> None:
        add_interventions(full, 10)
        few = count(LIST, {"all": ""})
        Intervention.objects.filter(name__startswith="Insats").update(name="Gammal")
        Organisation.objects.filter(name__startswith="Ö").update(name=models.F("slug"))
        Organisation.objects.filter(name__startswith="o-").update(
            slug=models.functions.Concat(models.Value("g"), "slug")
        )
        add_interventions(full, 170)

        many = count(LIST, {"all": ""})

        assert many == few
        assert many <= 12

    def test_searches_in_as_few(self, count: Callable[..., int], full: Intervention) -> None:
        add_interventions(full, 20)

        assert count(LIST, {"q": "insats ö"}) <= 12

    @pytest.mark.parametrize(
        "choice",
        [
            {"granskning": "forsenad"},
            {"saknar": "kontakt"},
            {"lan": "77"},
            {"status__exact": "open"},
        ],
    )
    def test_filters_in_as_few(
        self, count: Callable[..., int], full: Intervention, choice: dict[str, str]
    ) -> None:
        add_interventions(full, 20)

        assert count(LIST, choice) <= 13


class TestInterventionForm:
    @pytest.mark.slow
    def test_asks_as_often_however_much_it_shows(
        self, count: Callable[..., int], full: Intervention
    ) -> None:
        url = address(Intervention, "change", full.pk)
        few = count(url)
        fill(full, 11)
        fill(full, 21)

        many = count(url)

        assert many == few
        assert many <= 61  # half of them read what the page shows, to know it again on saving

    def test_adds_in_few(self, count: Callable[..., int], full: Intervention) -> None:
        assert count(address(Intervention, "add")) <= 8


@pytest.mark.slow
class TestEveryList:
    def test_asks_as_often_for_more_rows(
        self, count: Callable[..., int], full: Intervention, settled: None
    ) -> None:
        lists = [address(model, "changelist") for model in MODELS]
        few = {url: count(url) for url in lists}
        fill(full, 11)
        fill(full, 21)

        assert {url: count(url) for url in lists} == few
        assert max(few.values()) <= 12


@pytest.mark.slow
@pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
class TestEveryListOfAPerson:
    def test_asks_as_often_for_more_rows(
        self, client: Client, role: str, north: Side, ready_index: None
    ) -> None:
        def counts() -> dict[str, int]:
            found = {}
            for model in MODELS:
                url = address(model, "changelist")
                if client.get(url).status_code == 200:
                    with CaptureQueriesContext(connection) as asked:
                        client.get(url, {"all": ""})
                    found[model.__name__] = len(asked)
            return found

        few = counts()
        fill(north["Intervention"], 11)
        fill(make_intervention("En till", organisation=north["home"]), 21)

        assert counts() == few
        assert max(few.values()) <= 15


class TestChoices:
    @pytest.mark.parametrize(
        ("model", "field"),
        [("intervention", "contacts"), ("intervention", "venues"), ("continuation", "after")],
    )
    def test_asks_as_often_for_more_rows(
        self, count: Callable[..., int], full: Intervention, model: str, field: str
    ) -> None:
        source = Intervention if model == "intervention" else full.continues_to.model
        url = address(source._meta.get_field(field).remote_field.model, "choices")
        question = {"app_label": "catalogue", "model_name": model, "field_name": field}
        few = count(url, question)
        fill(full, 11)

        assert count(url, question) == few <= 8
