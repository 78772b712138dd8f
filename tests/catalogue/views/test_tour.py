"""The start page of the demo leads to the exemplary förbund first."""

import pytest

from catalogue.exchange.demo.forbund import TOUR
from catalogue.models import Intervention

pytestmark = pytest.mark.django_db
HEADING = "Börja i exempelförbundet"


def test_the_start_page_leads_to_the_forbund_before_all_else(client, exemplary):
    page = client.get("/").text
    tour = page.partition(HEADING)[2].partition("Börja där du är")[0]
    links = [Intervention.objects.get(source_id=key).get_absolute_url() for key in TOUR]

    assert "/organisationer/exempelforbundet-tva-sjoar/" in tour
    assert [tour.index(link) for link in links] == sorted(tour.index(link) for link in links)


def test_a_catalogue_without_it_says_nothing_of_it(client, demo):
    assert HEADING not in client.get("/").text
