"""The feedback form as people use it: by keyboard, without scripts, on a phone, refused, sent."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from catalogue.models import Suggestion
from catalogue.upkeep import token
from tests.browser.test_every_page import EVERY_RULE, SIDEWAYS, SMALL
from tests.factories import make_intervention

pytestmark = pytest.mark.browser


@pytest.fixture
def site(live_server):
    """A site of this test's own: what is sent in is stored."""
    return live_server.url


@pytest.fixture
def refused(visit):
    """The form as it comes back with two fields to put right."""

    def open_page(width=1280):
        page = visit("/sag-till/", width=width)
        page.get_by_label("Vad vill du säga?").fill("Kim, 811218-9876, fick nej.")
        page.get_by_label("Din e-postadress").fill("inte-en-adress")
        page.get_by_role("button", name="Skicka").click()
        expect(page.locator(".problems")).to_be_visible()
        page.wait_for_load_state()
        return page

    return open_page


@pytest.fixture
def nobody_waits(monkeypatch):
    """Let the form be sent at once: that it must not be is another test's business."""
    monkeypatch.setattr(token, "LEAST_SECONDS", 0)


class TestRefusedForm:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 1280])
    def test_axe_finds_nothing(self, refused, scheme, width):
        page = refused(width)
        page.emulate_media(color_scheme=scheme)

        options = {"runOnly": EVERY_RULE, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]

        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []

    def test_fits_a_narrow_screen_with_large_enough_targets(self, refused):
        page = refused(320)

        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(SMALL) == []

    def test_begins_reading_at_the_summary_and_leads_to_each_field(self, refused):
        page = refused()

        expect(page.locator(".problems")).to_be_focused()
        page.get_by_role("link", name="Det ser ut att stå ett personnummer").click()
        expect(page.locator("#id_text")).to_be_focused()
        page.get_by_role("link", name="Välj vad meddelandet handlar om.").click()
        expect(page.locator("#id_slag_0")).to_be_focused()

    def test_keeps_what_was_written(self, refused):
        page = refused()

        written = page.get_by_label("Vad vill du säga?")
        expect(written).to_have_value("Kim, 811218-9876, fick nej.")
        expect(page.get_by_label("Din e-postadress")).to_have_value("inte-en-adress")


@pytest.mark.usefixtures("nobody_waits")
class TestSending:
    def test_by_keyboard_alone(self, visit):
        entry = make_intervention()
        page = visit(entry.get_absolute_url())
        link = page.get_by_role("link", name="Stämmer det inte? Säg till")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/sag-till/**")

        page.locator("#id_slag_0").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Öppettiderna saknas.")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # the trap is no stop on the way
        expect(page.get_by_role("button", name="Skicka")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/sag-till/tack/")

        stored = Suggestion.objects.get()
        assert (stored.kind, stored.text) == (Suggestion.Kind.MISSING, "Öppettiderna saknas.")
        assert stored.intervention == entry

    def test_without_scripts_and_without_a_trace(self, site, browser):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{site}/sag-till/?slag=annat")
        page.get_by_label("Vad vill du säga?").fill("Tack för katalogen.")
        page.get_by_role("button", name="Skicka").click()

        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Tack"))
        assert Suggestion.objects.get().text == "Tack för katalogen."
        assert context.cookies() == []
        context.close()


class TestLinkedData:
    def test_breaks_no_rule_of_the_content_policy(self, visit, site):
        with_data = make_intervention().get_absolute_url()
        page = visit("/om/")
        page.add_init_script(
            "window.broken = []; document.addEventListener('securitypolicyviolation',"
            " event => window.broken.push(event.violatedDirective))"
        )

        page.goto(site + with_data)

        expect(page.locator("script[type='application/ld+json']")).to_have_count(1)
        assert page.evaluate("window.broken") == []
