"""What search engines and browsers read of the site agrees with what its pages say."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings

from catalogue.languages import offers
from catalogue.models import Intervention
from catalogue.urls import pages
from tests.factories import make_intervention
from tests.sample import sample

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
CODES = [code for code, _ in settings.LANGUAGES]
NOINDEX = re.compile(r'<meta name="robots" content="noindex')
CANONICAL = re.compile(r'rel="canonical" href="([^"]*)"')
ALTERNATES = re.compile(r'rel="alternate" hreflang="([^"]*)" href="([^"]*)"')


def page(client, address):
    return client.get(address).content.decode()


def mapped(client):
    """Return every address of the sitemap, with the languages that it is said to be in."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    rows = {}
    for row in tree:
        place = next(part.text for part in row if part.tag.endswith("loc"))
        links = [part for part in row if part.tag.endswith("link")]
        rows[place] = {link.get("hreflang"): link.get("href") for link in links}
    return rows


@pytest.fixture
def entry(reference):
    return make_intervention("Huset", need_groups=["Utmattning"], municipalities=["Köping"])


class TestSitemap:
    @pytest.mark.slow
    def test_has_every_page_that_may_be_listed_in_every_language(self, client, entry):
        plain = [row.name for row in pages if "<" not in str(row.pattern) and row.name]
        plain.remove("completion_list")  # no page
        known = mapped(client)

        for code in CODES:
            prefix = "" if code == "sv" else f"/{code}"
            for row in pages:
                if row.name not in plain or not offers(code, row.name):
                    continue
                address = f"{prefix}/{row.pattern}"
                listed = not NOINDEX.search(page(client, f"{address}"))
                if row.name != "shortlist":
                    assert (HOST + address in known) == listed, address

    def test_has_each_language_of_a_page_with_parts_and_no_other(self, client, entry):
        known = mapped(client)

        for address in [entry.get_absolute_url(), "/behov/utmattning/", "/ar/behov/utmattning/"]:
            assert HOST + address in known
        assert f"{HOST}/en/kommuner/koping/" in known
        for place in sample(known):
            assert client.get(place.removeprefix(HOST)).status_code == 200, place

    def test_says_the_same_of_languages_as_the_pages(self, client, entry):
        known = mapped(client)

        for address in ["/", "/ar/", "/en/insatser/", "/behov/utmattning/", "/en/kommuner/koping/"]:
            assert dict(ALTERNATES.findall(page(client, address))) == known[HOST + address]


class TestHead:
    @pytest.mark.parametrize(
        "address",
        ["/insatser/?q=huset&kommun=koping", "/en/insatser/?q=a", "/ar/hitta/?fraga=behov", "/om/"],
    )
    def test_the_address_itself_is_among_its_languages(self, client, entry, address):
        text = page(client, address)
        others = dict(ALTERNATES.findall(text))
        (itself,) = CANONICAL.findall(text)

        assert itself == HOST + address.partition("?")[0]
        assert itself in others.values()
        assert not [other for other in others.values() if "?" in other]
        for other in others.values():
            theirs = page(client, other.removeprefix(HOST))
            assert CANONICAL.findall(theirs) == [other]
            assert dict(ALTERNATES.findall(theirs)) == others


def test_robots_may_read_that_a_page_is_not_to_be_listed(client, entry):
    told = page(client, "/robots.txt")
    forbidden = re.findall(r"^Disallow: (\S+)", told, re.MULTILINE)

    for address in [
        "/insatser/?q=a", "/hitta/?fraga=svar", "/lista/?i=1", "/lista/jamfor/?i=1", "/stammer/",
        "/lista/blad/?i=1", f"/sag-till/?slag=fel&insats={entry.pk}", "/sag-till/tack/",
    ]:  # fmt: skip
        assert NOINDEX.search(page(client, address)), address
        assert not [start for start in forbidden if address.startswith(start)], address


def test_the_short_name_is_a_whole_word_wherever_room_is_short(client):
    tree = ElementTree.fromstring(client.get("/opensearch.xml").content)  # noqa: S314 - our own
    (in_the_browser,) = [part.text for part in tree if part.tag.endswith("ShortName")]

    assert in_the_browser == "Insatser"
    assert client.get("/manifest.webmanifest").json()["short_name"] == "Insatser"


def test_what_has_ended_is_nowhere_told_of_as_something_to_turn_to(client, entry):
    Intervention.objects.filter(pk=entry.pk).update(status="ended", nothing_replaces=True)
    address = entry.get_absolute_url()

    assert HOST + address not in mapped(client)
    assert "application/ld+json" not in page(client, address)
