"""What a first visit costs, measured as it comes over the wire."""

import gzip

import pytest

from tests.browser.pages import address, entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def weigh(watch) -> tuple[int, int]:
    """Return bytes (compressed as the site compresses, at gzip's level 6) and requests."""
    bodies = [response.body() for response in watch.responses]
    return sum(len(gzip.compress(body, 6)) for body in bodies), len(bodies)


@pytest.mark.parametrize(
    ("page_address", "most_bytes"),
    [("/", 40_000), ("/insatser/", 60_000), ("/insatser/?q=arbete", 60_000), (entry, 40_000)],
    ids=["start", "search", "search with words", "entry"],
)
class TestFirstVisit:
    def test_it_is_light_and_asks_for_little(
        self, visit, page_errors, page_address, most_bytes, record_property
    ):
        page = visit(address(page_address))
        page.wait_for_load_state("networkidle")

        weight, requests = weigh(page_errors)

        record_property("bytes", weight)
        record_property("requests", requests)
        assert weight <= most_bytes
        assert requests <= 6
