"""From the search to the printed sheet by keyboard alone, and a search as it is read aloud."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_STOPS = 40
NAME = """() => {
  const focused = document.activeElement;
  return focused.labels?.[0]?.textContent.trim() || focused.textContent.trim();
}"""


def tab_to(page: Page, name: str) -> int:
    """Press Tab until something of that name has the focus; return how many stops it took."""
    for stop in range(1, MOST_STOPS + 1):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(name):
            return stop
    raise AssertionError(f"{name} is more than {MOST_STOPS} stops away")


class TestByKeyboard:
    def test_the_sheet_is_at_most_forty_stops_from_the_start_page(self, visit):
        page = visit("/")
        stops = tab_to(page, "Vad behövs?")
        page.keyboard.type("skuldrådgivning")
        page.keyboard.press("Enter")
        page.wait_for_url("**/insatser/?q=**")

        stops += tab_to(page, "Hoppa till träffarna")
        page.keyboard.press("Enter")
        stops += tab_to(page, "Lägg i min lista")
        page.keyboard.press("Enter")
        picked = page.get_by_role("link", name="I listan (1)").first
        expect(picked).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/lista/**")
        stops += tab_to(page, "Blad till mötet")
        page.keyboard.press("Enter")
        page.wait_for_url("**/lista/blad/**")
        stops += tab_to(page, "Skriv ut")

        assert stops <= MOST_STOPS


class TestReadAloud:
    def test_a_search_says_what_it_found_and_whom_to_call(self, visit):
        page = visit("/insatser/?q=skuldr%C3%A5dgivning+V%C3%A4xj%C3%B6")

        told = Path(__file__).with_name("read_aloud.yaml").read_text(encoding="utf-8")
        expect(page.locator("body")).to_match_aria_snapshot(told)
