"""The page of one entry on a phone, on paper, without scripts and in one's own colours."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from catalogue.models import Intervention
from tests.browser.conftest import serving
from tests.browser.test_every_page import EVERY_RULE, SIDEWAYS, SMALL, SPACED

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Where the focus stands, and how much of it the bar at the foot covers.
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".call-bar").getBoundingClientRect();
  const inside = document.activeElement.closest(".call-bar");
  return !inside && box.height < 200 && box.bottom > bar.top + 1 && box.top < bar.bottom - 1;
}"""

SPACE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet]; }"""


@pytest.fixture(scope="module")
def site(prepared, django_db_blocker):
    """A site with the exemplary förbund, where every field is filled."""
    with django_db_blocker.unblock():
        yield from serving(prepared["exemplary"])


def rich_entry() -> str:
    """An entry with hours, results, parts, a queue, prices by sender and an easy text."""
    told = Intervention.objects.exclude(easy_how="").filter(status="open", queue_days__gt=0)
    told = told.filter(results__isnull=False, contributions__isnull=False, venues__isnull=False)
    return told.filter(contacts__opening_hours__isnull=False)[0].get_absolute_url()


@pytest.fixture
def phone(visit):
    return visit(rich_entry(), width=320)


class TestTheBarAtTheFoot:
    def test_is_in_sight_all_the_way_down_and_dials(self, phone):
        bar = phone.locator(".call-bar")

        for share in (0, 0.5):
            phone.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
            expect(bar).to_be_in_viewport(ratio=1)
        assert bar.locator("a").first.get_attribute("href").startswith("tel:+46")

    def test_never_covers_what_has_the_focus(self, phone):
        phone.emulate_media(reduced_motion="reduce")  # or it is still on its way there
        covered = []
        for _ in range(70):
            phone.keyboard.press("Tab")
            if phone.evaluate(COVERED):
                covered.append(phone.evaluate("document.activeElement.outerHTML.slice(0, 90)"))

        assert covered == []

    def test_gives_way_on_a_wide_and_on_a_low_screen(self, visit):
        page = visit(rich_entry())
        expect(page.locator(".call-bar")).to_be_hidden()

        page.set_viewport_size({"width": 600, "height": 320})

        expect(page.locator(".call-bar")).to_be_hidden()
        expect(page.locator(".call-number")).to_be_visible()

    def test_is_not_on_paper_nor_is_what_holds_only_now(self, phone):
        phone.emulate_media(media="print")

        expect(phone.locator(".call-bar")).to_be_hidden()
        expect(phone.locator(".call-number")).to_be_visible()
        for state in phone.locator(".open-state").all():
            expect(state).to_be_hidden()


class TestTheCourse:
    def test_is_a_list_in_its_order(self, phone):
        treads = phone.locator("ol.course > li")

        assert treads.count() >= 4
        tops = [tread.bounding_box()["y"] for tread in treads.all()]
        assert tops == sorted(tops)

    def test_rises_on_a_wide_screen_and_keeps_its_words_inside(self, visit):
        page = visit(rich_entry())
        boxes = [tread.bounding_box() for tread in page.locator("ol.course > li").all()]

        assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
        assert [box["y"] for box in boxes] == sorted((box["y"] for box in boxes), reverse=True)
        end = page.locator("ol.course").bounding_box()
        assert all(box["y"] + box["height"] <= end["y"] + end["height"] + 1 for box in boxes)

    def test_is_seen_in_ones_own_colours(self, visit):
        page = visit(rich_entry())
        page.emulate_media(forced_colors="active")

        edge = "e => getComputedStyle(e).borderBlockStartStyle"
        styles = {tread.evaluate(edge) for tread in page.locator("ol.course > li").all()}
        assert styles == {"solid", "dashed"}
        assert (
            page.locator(".call").evaluate("e => getComputedStyle(e).borderInlineStartWidth")
            == "1px"
        )


class TestWithoutScripts:
    def test_one_can_call_read_the_easy_text_and_put_it_on_a_list(self, browser, site, page_errors):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(site + rich_entry())

        expect(page.locator(".call-bar a").first).to_be_visible()
        page.get_by_role("link", name="Läs på lätt svenska").click()
        expect(page.get_by_role("link", name="Läs hela texten")).to_be_visible()
        page.locator(".call .pick").click()
        expect(page).to_have_url(re.compile(r"/sv-simple/insatser/.*\?i="))
        expect(page.locator(".call")).to_contain_text("I listan (1)")
        context.close()


@pytest.mark.parametrize("language", ["", "/ar", "/sv-simple"])
class TestAnEntryThatSaysMuch:
    @pytest.mark.slow
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 1280])
    def test_has_no_fault_that_axe_finds(self, visit, language, scheme, width):
        page = visit(language + rich_entry(), width=width)
        # As high as the page: what the call bar lies over is reached by scrolling.
        page.set_viewport_size({"width": width, "height": 6000})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

        options = {"runOnly": EVERY_RULE, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]

        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []

    def test_fits_a_narrow_screen_with_large_enough_targets(self, visit, language):
        page = visit(language + rich_entry(), width=320)

        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(SMALL) == []

        page.evaluate(SPACE, SPACED)

        assert page.evaluate(SIDEWAYS) == []
