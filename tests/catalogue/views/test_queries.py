import re

import pytest

from catalogue.models import Intervention
from catalogue.search.sync import follower
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def catalogue(client):
    """Thirty entries, and a process that has already read them."""
    for number in range(30):
        make_intervention(
            f"Insats {number}",
            need_groups=["Unga", f"Behov {number}"],
            municipalities=["Köping", "Arboga", "Sala"],
            types=["praktik"],
        )
    client.get("/insatser/")
    yield
    follower.forget()


class TestSearchPage:
    @pytest.mark.parametrize(
        "address",
        [
            "",
            "?q=insats",
            "?q=insats&behov=unga&kommun=koping&lage=oppen",
            "?sida=2",
            "?q=xyzzy",
            "?q=insats köping",
            "?q=insats för unga i skövde",
            "?q=gratis insats utan remiss 22 år arboga",
            "?q=god man köping",
        ],
    )
    def test_asks_the_database_at_most_three_times(
        self, client, catalogue, django_assert_max_num_queries, address
    ):
        with django_assert_max_num_queries(3):
            client.get(f"/insatser/{address}")

    def test_suggestions_ask_once(self, client, catalogue, django_assert_num_queries):
        with django_assert_num_queries(1):
            client.get("/insatser/forslag/?q=prak")


class TestEntrancesAndLists:
    @pytest.mark.parametrize(
        ("address", "most"),
        [
            ("/hitta/", 1),
            ("/hitta/?fraga=behov", 2),
            ("/hitta/?fraga=svar&kommun=koping&behov=unga&alder=20", 7),
            ("/lista/?i=1&i=2&i=3&q=insats", 4),
            ("/lista/jamfor/?i=1&i=2&i=3&i=4", 15),
            ("/lista/blad/?i=1&i=2&i=3&i=4&i=5&i=6", 15),
            ("/behov/", 2),
            ("/behov/unga/?kommun=koping", 7),
            ("/kommuner/", 2),
            ("/organisationer/", 2),
        ],
    )
    def test_ask_the_database_a_fixed_number_of_times(
        self, client, catalogue, django_assert_max_num_queries, address, most
    ):
        first = Intervention.objects.order_by("pk").values_list("pk", flat=True)[0]
        address = re.sub(r"i=(\d)", lambda number: f"i={first + int(number[1])}", address)

        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
