import pytest

from catalogue.searching.sync import follower
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
        ["", "?q=insats", "?q=insats&behov=unga&kommun=koping&lage=oppen", "?sida=2", "?q=xyzzy"],
    )
    def test_asks_the_database_at_most_three_times(
        self, client, catalogue, django_assert_max_num_queries, address
    ):
        with django_assert_max_num_queries(3):
            client.get(f"/insatser/{address}")

    def test_suggestions_ask_once(self, client, catalogue, django_assert_num_queries):
        with django_assert_num_queries(1):
            client.get("/insatser/forslag/?q=prak")
