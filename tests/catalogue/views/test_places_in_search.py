"""A search with a place: what holds there first, the rest under a heading, nothing silent."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags

from catalogue.search.parts import of_the_place
from catalogue.search.sync import current
from tests.catalogue.search.helpers import ask
from tests.factories import make_county, make_intervention, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    kronoberg, skane = make_county("Kronobergs län", "07"), make_county("Skåne län", "12")
    vaxjo = make_municipality("Växjö", kronoberg)
    alvesta = make_municipality("Alvesta", kronoberg)
    lund = make_municipality("Lund", skane)
    vaxjo.neighbours.add(alvesta)
    return {"vaxjo": vaxjo, "alvesta": alvesta, "lund": lund, "kronoberg": kronoberg}


@pytest.fixture
def entries(places):
    make_intervention("Skuldråd i Alvesta", content="skulder", municipalities=["Alvesta"])
    county = make_intervention("Skulder i länet")
    county.counties.add(places["kronoberg"])
    make_intervention("Allmänt om skulder skulder", nationwide=True)
    make_intervention("Skulder i Växjö", municipalities=["Växjö"])
    make_intervention(
        "Skulder förr", municipalities=["Växjö"], status="ended", nothing_replaces=True
    )
    make_intervention("Cykelskola", municipalities=["Alvesta"])
    return places


def found(client, words, **more):
    return client.get("/insatser/", {"q": words, **more}, HTTP_HX_REQUEST="true")


def results(client, words, **more):
    """Return what the page says of the hits, without the marks, on one line."""
    page = found(client, words, **more).text
    return re.sub(r"\s+", " ", strip_tags(page[page.index('id="results"') :]))


def titles(client, words, **more):
    page = found(client, words, **more).text
    return [strip_tags(t) for t in re.findall(r'class="card-title">(.*?)</h3>', page, re.S)]


@pytest.mark.usefixtures("entries")
class TestParts:
    @pytest.mark.parametrize("order", ["relevans", "namn", "granskad", "ko"])
    def test_show_what_holds_for_the_place_first_in_every_order(self, client, order):
        shown = titles(client, "skulder Växjö", sortera=order)

        assert shown[:3] == ["Skulder i Växjö", "Skulder i länet", "Allmänt om skulder skulder"]
        assert shown[3:] == ["Skuldråd i Alvesta", "Skulder förr"]

    def test_have_headings_with_counts_that_make_up_the_whole(self, client):
        page = results(client, "skulder Växjö")

        assert "5 insatser" in page
        assert "I Växjö (3)" in page
        assert "1 just där, 2 som gäller i hela länet eller hela landet." in page
        assert "På andra orter (1)" in page
        assert "1 avslutad, varav 1 i Växjö" in page

    def test_are_told_to_those_who_hear_the_page(self, client):
        page = found(client, "skulder Växjö").text
        status = page[page.index("search-status") :]

        assert "I Växjö: 3." in status
        assert "På andra orter: 1." in status
        assert "1 avslutad" in status

    def test_fold_what_has_ended_unless_nothing_else_is_there(self, client):
        assert '<details class="ended"><summary>' in found(client, "skulder").text
        assert '<details class="ended" open><summary>' in found(client, "förr").text

    def test_have_no_heading_without_a_place(self, client):
        assert "part-title" not in found(client, "skulder").text

    def test_leave_browsing_and_a_chosen_state_as_they_are(self, client):
        assert 'class="ended"' not in found(client, "").text
        assert 'class="ended"' not in found(client, "skulder", lage="avslutad").text

    def test_go_on_over_pages_with_the_heading_again(self, client):
        for number in range(25):
            make_intervention(f"Skulder {number}", municipalities=["Alvesta"])

        page = found(client, "skulder Växjö", sida="2").text

        assert "På andra orter" in page
        assert '<ol class="cards" start="21">' in page
        assert "I Växjö <" not in page

    def test_stand_in_the_json_too(self):
        out = StringIO()
        call_command("search", "skulder Växjö", "--json", stdout=out)

        told = json.loads(out.getvalue())
        assert told["hits"][0]["name"] == "Skulder i Växjö"
        assert [name["value"] for name in told["recognised"]] == ["vaxjo"]
        assert told["hits"][-1]["name"] == "Skulder förr"


@pytest.mark.usefixtures("entries")
class TestPlace:
    def test_by_itself_shows_what_people_there_can_use(self, client):
        page = results(client, "i Växjö")

        assert set(titles(client, "i Växjö")) == {
            "Skulder i Växjö",
            "Skulder i länet",
            "Allmänt om skulder skulder",
            "Skulder förr",
        }
        assert "På andra orter" not in page

    def test_is_a_chip_that_takes_the_word_away(self, client):
        assert 'href="?q=skulder"' in found(client, "skulder i Växjö").text

    def test_agrees_with_the_facet(self):
        there = current().search(ask("skulder Växjö"))

        assert there.counts["kommun"]["vaxjo"] == of_the_place(there.parts) + 1  # the ended one

    def test_with_nothing_of_it_says_so_and_where_the_nearest_is(self, client):
        page = results(client, "cykelskola Växjö")

        assert "Inget i Växjö passar det du söker." in page
        assert "Alvesta (1)" in page
        assert "Kronobergs län (1)" in page
        assert "Så når du kommunen Växjö" in page
        assert "På andra orter (1)" in page
        assert "Ingen insats passar allt du skrev." not in page

    def test_names_whom_to_call(self, client, places):
        make_organisation(
            "Växjö kommun", kind="municipality", municipality=places["vaxjo"], phone="0470-410 00"
        )

        assert "Ring Växjö kommun, 0470-410 00" in results(client, "cykelskola Växjö")

    def test_that_the_catalogue_does_not_cover_is_told_as_such(self, client):
        assert "inga egna insatser från Lund än" in results(client, "skulder i Lund")
        assert "inga egna insatser" not in results(client, "skulder i Växjö")

    def test_that_is_unknown_is_another_message(self, client):
        page = results(client, "skulder i Gamleby")

        assert "Vi känner inte igen platsen ”Gamleby”." in page
        assert "Inget i" not in page

    def test_without_any_hit_is_told_of_both(self, client):
        page = results(client, "kosmonaut Växjö")

        assert "0 insatser" in page
        assert "Inget i Växjö passar det du söker." in page

    def test_that_is_a_word_shows_its_reading_and_offers_the_other(self, client):
        page = results(client, "skulder i Lund")

        assert "”Lund” är också ett vanligt ord. Vi läste det som kommunen Lund." in page
        assert "ordagrant=ja" in found(client, "skulder i Lund").text

    def test_that_was_read_as_a_word_is_offered(self, client):
        make_municipality("Mark")

        page = results(client, "jobba med mark")

        assert "Mark är också en kommun." in page
        assert "kommun=mark" in found(client, "jobba med mark").text

    @pytest.mark.parametrize("words", ["skulder Vaxjo", "växjöbo skulder", "skulder Växjös"])
    def test_is_heard_as_people_write_it(self, client, words):
        assert "I Växjö (3)" in results(client, words)

    def test_that_is_misspelt_is_told(self, client):
        make_municipality("Göteborg")

        assert "Visar träffar för Göteborg" in results(client, "skulder Göteborj")

    def test_may_be_two(self, client):
        assert "I Växjö och Lund (3)" in results(client, "skulder Växjö och Lund")

    def test_may_be_a_county(self, client):
        assert "I Kronobergs län (4)" in results(client, "skulder Kronobergs län")

    def test_takes_in_its_neighbours_when_that_is_asked(self, client):
        page = results(client, "skulder nära Växjö")

        assert "I Växjö (3)" in page
        assert "I grannkommunerna (1)" in page

    def test_in_the_name_of_an_entry_finds_it_first(self, client):
        make_intervention("Samordningsteam Växjö", municipalities=["Växjö"])
        make_intervention("Samordningsteam", content="samordningsteam", municipalities=["Växjö"])

        assert titles(client, "Samordningsteam Växjö")[0] == "Samordningsteam Växjö"

    def test_adds_no_hits(self):
        catalogue = current()

        for words in ("skulder", "cykelskola", "skulder cykelskola"):
            alone, there = (catalogue.search(ask(w)) for w in (words, f"{words} Växjö"))
            assert sorted(alone.ids) == sorted(there.ids)
            assert sum(there.parts.values()) == there.total


class TestPartOfWhatIsAsked:
    def test_comes_along_in_the_place_alone_and_is_told(self, client, places):
        for number in range(9):
            make_intervention(f"Trädgård och snickeri {number}", municipalities=["Lund"])
        make_intervention("Snickeri och trädgård", municipalities=["Växjö"])
        make_intervention("Bara trädgård", municipalities=["Växjö"])
        make_intervention("Enbart trädgård", municipalities=["Lund"])

        told = results(client, "trädgård snickeri Växjö")

        assert "I Växjö (2)" in told
        assert "1 av dem passar allt du skrev. De andra passar en del av det." in told
        assert "På andra orter (9)" in told
        assert "av dem passar" not in results(client, "trädgård Växjö")
