"""What comes out of the printer: whole pages, read back out of the PDF that Chromium makes."""

import re

import pytest

from tests.browser.pages import comparison, meeting_sheet
from tests.browser.paper import COLOURED, is_lying, sheets

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LANGUAGES = ["", "/ar", "/en"]
SEARCH = "/insatser/?q=arbetstr%C3%A4ning&kommun=vasteras"
LISTS = [
    "/behov/psykisk-ohalsa/",
    "/kommuner/vasteras/",
    "/organisationer/vasteras-stad/",
    "/hitta/?fraga=svar&kommun=amal&behov=psykisk-ohalsa",
]


class TestASearchOnPaper:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_begins_with_what_was_sought_the_number_the_day_and_the_address(self, visit, language):
        page = visit(language + SEARCH)

        first = sheets(page)[0]

        top = first[:400]
        assert "arbetsträning" in top
        assert "Västerås" in top
        assert re.search(r"20\d\d", top)
        assert "/insatser/?q=arbetstr%C3%A4ning&kommun=vasteras" in top.replace(" ", "")
        assert page.locator("#results-title").inner_text().split()[0] in top
        assert page.locator(".card-title").first.inner_text()[:12] in first

    def test_tells_what_was_chosen_after_the_page_was_opened(self, visit):
        page = visit("/insatser/?q=arbetstr%C3%A4ning")
        page.locator("input[name=tilltrade][value=egen-ansokan]").evaluate("box => box.click()")
        page.wait_for_url("**tilltrade=egen-ansokan**")

        top = sheets(page)[0][:400]

        assert "tilltrade=egen-ansokan" in top.replace(" ", "")

    def test_has_a_hit_in_a_few_lines_with_whom_to_call(self, visit):
        page = visit("/insatser/?q=arbetstr%C3%A4ning")

        paper = sheets(page)
        hits = page.locator(".card-title").count()

        assert hits >= 15
        assert len(paper) <= 3
        for number in page.locator(".answers a[href^='tel:']").all_inner_texts():
            assert number in " ".join(paper)


@pytest.mark.parametrize("address", [SEARCH, *LISTS])
class TestAListOnPaper:
    def test_has_nothing_to_press_and_no_empty_first_page(self, visit, address):
        page = visit(address)
        page.emulate_media(media="print")

        shown = page.locator("button, input, select, nav a, .pick, .chip .icon")
        assert [e.evaluate("e => e.outerHTML") for e in shown.all() if e.is_visible()] == []
        assert len(sheets(page)[0]) > 900

    def test_is_dark_on_white_also_for_one_who_reads_in_the_dark(self, visit, address):
        page = visit(address)
        page.emulate_media(media="print", color_scheme="dark")

        assert page.evaluate(COLOURED) == []

    def test_tells_its_day_and_address_in_every_language(self, visit, address):
        for language in LANGUAGES:
            page = visit(language + address)

            assert page.url in sheets(page)[0].replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheListOnPaper:
    def test_is_compared_on_lying_sheets_with_every_column_inside(self, visit, language):
        page = visit(language + comparison())

        paper = sheets(page)

        assert is_lying(page)
        assert len(paper) <= 2
        for name in page.locator(".side-by-side thead a").all_inner_texts():
            assert name.split()[-1] in paper[0]

    def test_is_a_sheet_with_room_for_who_gave_it(self, visit, language):
        page = visit(language + meeting_sheet())

        paper = sheets(page)

        assert len(paper) <= 2
        page.emulate_media(media="print")
        assert page.locator(".sheet-from span").count() == 2
        assert page.locator(".sheet-head svg").bounding_box()["width"] < 90
