"""A search that does not come through: the page says so, and nothing on it says otherwise."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ASKED = "**/insatser/?*"
BOX = "#facets input[value='egen-ansokan']"
FAILINGS = {
    "a fault of ours": lambda route: route.fulfill(status=500, body="<h1>Fel</h1>"),
    "a search out of order": lambda route: route.fulfill(status=503, body="<h1>Stängt</h1>"),
    "a page that is gone": lambda route: route.fulfill(status=404, body=""),
    "no network": lambda route: route.abort("internetdisconnected"),
    "a cut line": lambda route: route.abort("connectionreset"),
    "an answer of somebody else's": lambda route: route.fulfill(
        status=200, content_type="text/html", body="<h1>Logga in på nätet</h1>"
    ),
    "an empty answer": lambda route: route.fulfill(status=200, body=""),
    "no answer": lambda route: None,
}


@pytest.fixture(params=FAILINGS)
def failing(request, site, page: Page) -> Page:
    """The search page, at a site whose next searches fail."""
    page.goto(site + "/insatser/?q=arbetstr%C3%A4ning")
    page.evaluate("htmx.config.timeout = 400")
    page.route(ASKED, FAILINGS[request.param])
    return page


class TestFailing:
    def test_is_said_where_the_hits_are_with_a_plain_link(self, failing):
        hits = failing.locator("#results .card-title").all_inner_texts()

        failing.locator(BOX).click()

        alert = failing.locator("#results").get_by_role("alert")
        expect(alert).to_contain_text("Sökningen kom inte fram.")
        expect(failing.locator(BOX)).not_to_be_checked()
        expect(failing.locator(BOX)).to_be_focused()
        assert failing.locator("#results .card-title").all_inner_texts() == hits
        expect(failing).to_have_url(re.compile(r"\?q=arbetstr%C3%A4ning$"))
        failing.unroute(ASKED)
        alert.get_by_role("link", name="Försök igen med ditt nya val").click()
        expect(failing.locator(BOX)).to_be_checked()
        expect(failing).to_have_url(re.compile("q=arbetstr.*tilltrade=egen-ansokan"))

    def test_never_leaves_the_layer_of_a_phone_above_old_hits(self, failing):
        failing.set_viewport_size({"width": 360, "height": 740})
        failing.get_by_role("button", name="Filtrera").click()

        failing.locator(BOX).click()

        expect(failing.locator("#filters")).to_be_hidden()
        again = failing.get_by_role("link", name="Försök igen med ditt nya val")
        expect(again).to_be_focused()
        expect(again).to_be_in_viewport()

    def test_is_forgotten_when_the_next_search_comes_through(self, failing):
        failing.locator(BOX).click()
        alert = failing.locator("#results").get_by_role("alert")
        expect(alert).to_contain_text("Sökningen")
        failing.unroute(ASKED)

        failing.locator(BOX).click()

        expect(alert).to_be_empty()
        expect(failing.locator(BOX)).to_be_checked()
        expect(failing).to_have_url(re.compile("tilltrade=egen-ansokan"))

    def test_keeps_what_was_written(self, failing):
        failing.locator("#q").fill("utmattning")
        failing.keyboard.press("Enter")

        expect(failing.get_by_role("alert")).to_contain_text("Sökningen kom inte fram.")
        expect(failing.locator("#q")).to_have_value("utmattning")


def test_nobody_waits_for_more_than_twenty_seconds(site, page):
    page.goto(site + "/insatser/")

    config = json.loads(page.locator("meta[name='htmx-config']").get_attribute("content"))

    assert 0 < config["timeout"] <= 20_000


def test_going_back_without_a_network_never_leaves_the_wrong_hits(site, page):
    page.goto(site + "/insatser/")
    page.locator(BOX).check()
    page.wait_for_url("**egen-ansokan")
    failed: list[str] = []

    def refuse(route: Route) -> None:
        failed.append(route.request.resource_type)
        route.abort("internetdisconnected")

    page.route("**/insatser/", refuse)

    with page.expect_event("requestfailed", lambda asked: asked.resource_type == "document"):
        page.evaluate("history.back()")

    assert failed == ["xhr", "document"]


def test_suggestions_that_fail_are_not_missed(site, page):
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/forslag/**", lambda route: route.fulfill(status=200, body="<h1>Nät</h1>"))
    page.goto(site + "/insatser/")

    with page.expect_response(lambda response: "forslag" in response.url):
        page.locator("#q").press_sequentially("prak")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("q=prak"))
    assert said == []
