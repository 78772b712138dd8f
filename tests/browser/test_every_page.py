"""What holds on every page: accessible, narrow, quiet."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES, address
from tests.sample import sample

SAMPLE = sample(PAGES)

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

EVERY_RULE = {
    "type": "tag",
    "values": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549",
    ],
}  # fmt: skip
COLOURS = {"type": "rule", "values": ["color-contrast"]}  # all that the dark changes
# WCAG 1.4.12: no text may be lost when a reader spaces it like this.
SPACED = """
  *, *::before, *::after { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
# What sticks out sideways, apart from tables that scroll by themselves.
SIDEWAYS = """() => {
  const out = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (out <= 0) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(e => e.tagName + "." + e.className);
}"""
# WCAG 2.5.8: 24 × 24, but links inside a running text are free.
SMALL = """() => [...document.querySelectorAll(
    "a, button, input, select, summary, [tabindex='0']")].filter(e => {
  const box = (e.matches("input[type=checkbox]") && e.closest("label") || e)
    .getBoundingClientRect();
  const seen = box.width && e.checkVisibility({checkVisibilityCSS: true});
  if (!seen || e.matches(".skip")) return false;
  // The map repeats the list beside it, which is the real control.
  if (e.closest("svg[aria-hidden=true]")) return false;
  const running = getComputedStyle(e).display === "inline" && e.closest("p, dd, td, li");
  return !running && (box.width < 24 || box.height < 24);
}).map(e => `${e.tagName} ${e.textContent.trim().slice(0, 30)}`)"""


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.mark.parametrize(("name", "page_address"), SAMPLE, ids=[name for name, _ in SAMPLE])
class TestEveryPage:
    @pytest.mark.slow
    def test_axe_finds_nothing_in_any_light_and_width(self, visit, name, page_address):
        page = visit(address(page_address))

        findings = set()
        for scheme, width, rules in [
            ("light", 1280, EVERY_RULE),
            ("light", 320, EVERY_RULE),
            ("dark", 1280, COLOURS),
            ("dark", 320, COLOURS),
        ]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
            findings |= {
                (scheme, width, rule["id"], node["html"][:120])
                for rule in found.response["violations"]
                for node in rule["nodes"]
            }

        assert findings == set()

    def test_it_fits_in_320_pixels_also_when_the_text_is_spaced(self, visit, name, page_address):
        page = visit(address(page_address), width=320)
        assert page.evaluate(SIDEWAYS) == []

        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            " document.adoptedStyleSheets = [sheet]; }",
            SPACED,
        )

        assert page.evaluate(SIDEWAYS) == []

    def test_everything_to_press_is_large_enough(self, visit, name, page_address):
        for width in (1280, 320):
            page = visit(address(page_address), width=width)

            assert page.evaluate(SMALL) == []
