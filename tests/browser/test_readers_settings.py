"""How the pages bear what a reader sets: large text, few colours, a low window, a narrow one."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES, address, entry
from tests.browser.test_every_page import SIDEWAYS, SPACED
from tests.browser.waiting import until
from tests.sample import sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SAMPLE = sample(PAGES)
STYLED = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet]; }"""
# What a box cuts off; a box for words scrolls by itself.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(e => {
  if (!e.checkVisibility({checkVisibilityCSS: true})) return false;
  if (e.matches("input") || e.closest(".visually-hidden, .whose, svg, .skip, .trap")) return false;
  const style = getComputedStyle(e);
  return (["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
    || (["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => `${e.tagName}.${e.className}`)"""
# WCAG 2.4.11: what has the focus, if nothing of it can be seen; null where the page ends.
HIDDEN = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  if (e.closest(".visually-hidden")) return "";
  const own = spot => spot && (e.contains(spot) || [...e.labels ?? []].some(l => l.contains(spot)));
  const parts = [0.1, 0.5, 0.9];
  for (const box of e.getClientRects())
    for (const x of parts) for (const y of parts)
      if (own(document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)))
        return "";
  return `${e.tagName} ${e.textContent.trim().slice(0, 30)} ${e.name ?? ""}`;
}"""
MENU = "document.getElementById('sprak')"
OPEN = f"{MENU}.matches(':popover-open')"
BOX = f"(b => [b.left, b.right, b.top, b.bottom])({MENU}.getBoundingClientRect())"


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "reduced_motion": "reduce"}


def hidden_stops(page: Page, most: int) -> list[str]:
    """Walk forwards and then back, and return what had the focus without being seen."""
    hidden = []
    for key in ["Tab", "Shift+Tab"]:
        for _ in range(most):
            page.keyboard.press(key)
            told = page.evaluate(HIDDEN)
            if told is None:
                break
            hidden.append(told)
    return [told for told in hidden if told]


@pytest.mark.parametrize(("name", "page_address"), SAMPLE, ids=[name for name, _ in SAMPLE])
class TestEachPage:
    @pytest.mark.slow
    def test_hides_no_focus_in_a_low_window_and_cuts_no_large_text(self, visit, name, page_address):
        page = visit(address(page_address), width=320)
        page.set_viewport_size({"width": 320, "height": 480})

        assert hidden_stops(page, 80) == []

        page.evaluate(STYLED, "html { font-size: 200% }")
        page.set_viewport_size({"width": 640, "height": 800})
        assert (page.evaluate(SIDEWAYS), page.evaluate(CLIPPED)) == ([], [])

        page.evaluate(STYLED, SPACED)
        assert page.evaluate(CLIPPED) == []


class TestFilters:
    @pytest.mark.parametrize("size", [(320, 480), (320, 640), (640, 360)])
    def test_are_never_hidden_by_the_bar_that_shows_the_hits(self, visit, size):
        page = visit("/insatser/?kommun=vasteras", width=320)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.locator(".filter-button").click()
        # The end of the layer leads on to the browser's own buttons, not behind it: see there.
        hidden = []
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('#filters') !== null"):
                hidden.append(page.evaluate(HIDDEN))

        assert len(hidden) > 20
        assert [told for told in hidden if told] == []


class TestLanguages:
    @pytest.mark.parametrize("start", ["/", "/ar/", "/en/insatser/"])
    def test_hang_within_the_screen(self, visit, start):
        page = visit(start)
        for width, height in [(320, 480), (360, 700), (412, 700), (768, 900), (1280, 800)]:
            page.set_viewport_size({"width": width, "height": height})
            page.locator(".tongues").click()
            left, right, top, bottom = page.evaluate(BOX)

            assert (left >= 0, top >= 0, right <= width, bottom <= height) == (True,) * 4, width
            page.keyboard.press("Escape")

    def test_close_by_escape_which_gives_the_focus_back(self, visit):
        page = visit("/")
        page.locator(".tongues").press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.lang") == "sv"
        page.keyboard.press("Escape")

        assert not page.evaluate(OPEN)
        assert page.evaluate("document.activeElement.className") == "tongues"

    def test_close_by_a_tap_outside(self, visit):
        page = visit("/", width=360)
        page.locator(".tongues").click()
        assert page.evaluate(OPEN)
        page.mouse.click(350, 780)

        until(page, f"!{OPEN}")

    def test_lead_on_without_scripts(self, site, browser):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(site + "/behov/")
        page.locator(".tongues").click()
        page.get_by_role("link", name="English").click()

        assert page.url == site + "/en/behov/"
        context.close()


class TestLargeText:
    @pytest.mark.parametrize("page_address", ["/", "/insatser/?q=arbete", entry, "/sag-till/"])
    def test_fits_on_a_phone_though_it_is_twice_as_large(
        self, site, browser_type, browser_type_launch_args, page_address
    ):
        # The reader's own setting, which `@media (width < 15rem)` hears too.
        own = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
        phone = browser_type.launch(**{**browser_type_launch_args, "args": own})
        page = phone.new_page(viewport={"width": 320, "height": 800})
        page.goto(site + address(page_address))

        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate(SIDEWAYS) == []
        phone.close()


class TestForcedColours:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_leave_the_map_its_five_shades_from_least_to_most(self, visit, scheme):
        page = visit("/kommuner/")
        page.emulate_media(forced_colors="active", color_scheme=scheme)

        def shades(selector, colour):
            return [
                page.locator(f"{selector}.shade-{number}").first.evaluate(
                    f"e => getComputedStyle(e).{colour}"
                )
                for number in range(5)
                if page.locator(f"{selector}.shade-{number}").count()
            ]

        legend, drawn = shades(".swatch", "backgroundColor"), shades("path", "fill")
        assert len(set(legend)) == 5
        assert len(drawn) > 2
        assert set(drawn) <= set(legend)

    def test_leave_a_mark_where_colour_alone_told_the_state(self, visit):
        page = visit("/hitta/?fraga=behov")
        page.emulate_media(forced_colors="active")
        done, left = (
            page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
            for selector in [".ask-bar .done", ".ask-bar span:not(.done)"]
        )

        assert done != left


@pytest.mark.parametrize("page_address", ["/", "/kommuner/", "/hitta/"])
def test_paper_has_no_colour_of_the_dark(visit, page_address):
    page = visit(page_address)
    tokens = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
      .flatMap(rule => [...(rule.cssText.match(/--[a-z-]+(?=:)/g) ?? [])])
      .map(name => name + getComputedStyle(document.documentElement).getPropertyValue(name))"""
    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate(tokens)
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(tokens) == light


class TestMissingPage:
    def test_says_ways_on_with_room_between(self, visit):
        page = visit("/finns-inte/", width=320)
        lead, box, way = (
            page.locator(selector).first.bounding_box()
            for selector in [".lead", "main .searchbox", ".ways-on"]
        )

        assert box["y"] - lead["y"] - lead["height"] >= 16
        assert way["y"] - box["y"] - box["height"] >= 16
        assert page.locator("main li a").count() == 4
