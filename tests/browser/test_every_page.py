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


@pytest.mark.slow
@pytest.mark.parametrize(("name", "page_address"), SAMPLE, ids=[name for name, _ in SAMPLE])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_is_accessible_in_any_light_easy_to_press_and_fits(visit, name, page_address, width):
    """Opened once for each width: what opens it is most of the work."""
    page = visit(address(page_address), width=width)

    assert page.evaluate(SMALL) == []
    assert violations(page, "light", EVERY_RULE) == set()
    assert violations(page, "dark", COLOURS) == set()
    if width == 320:
        assert page.evaluate(SIDEWAYS) == []
        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            " document.adoptedStyleSheets = [sheet]; }",
            SPACED,
        )
        assert page.evaluate(SIDEWAYS) == []


def violations(page, scheme, rules):
    """Return what axe finds in the light or in the dark."""
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return {
        (rule["id"], node["html"][:120])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    }
