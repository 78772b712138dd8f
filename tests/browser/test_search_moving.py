"""Where a reader of the search page stands: by wheel, keyboard, layer, back and forward."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import SETTLED, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TOP = "box => box.getBoundingClientRect().top"
# What the keyboard stands on, in a word or two.
FOCUS = "document.activeElement.id || document.activeElement.className"


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "reduced_motion": "reduce"}


class TestScrolled:
    @pytest.mark.parametrize("width", [1280, 800])
    @pytest.mark.parametrize("value", ["egen-ansokan", "koping", "psykisk-ohalsa"])
    def test_a_tick_moves_nothing(self, visit, value, width):
        page = visit("/insatser/", width=width)
        if width < 960:
            page.get_by_role("button", name="Filtrera").click()
        box = page.locator(f"#facets input[value='{value}']").first
        box.evaluate("box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 300)")
        box.scroll_into_view_if_needed()
        # Where all stands as the box changes: the click itself may scroll to it.
        noted = f"window.at = [scrollY, ({TOP})(box)];"
        box.evaluate(f"box => box.addEventListener('change', () => {{ {noted} }})")

        with page.expect_response(lambda response: "/insatser/?" in response.url):
            box.check()
        until(page, SETTLED)
        page.wait_for_timeout(200)  # the browser moves a page when it has drawn it

        scrolled, top = page.evaluate("window.at")
        assert abs(page.evaluate("scrollY") - scrolled) < 80
        assert abs(box.evaluate(TOP) - top) < 2

    def test_the_wheel_goes_on_where_a_long_list_ends(self, visit):
        page = visit("/insatser/")
        long = page.locator("#facet-kommun .choices-long").first
        long.scroll_into_view_if_needed()
        long.evaluate("list => { list.scrollTop = list.scrollHeight; }")
        before = page.evaluate("scrollY")
        long.hover()

        for _ in range(4):
            page.mouse.wheel(0, 200)
            page.wait_for_timeout(100)

        until(page, f"scrollY > {before} + 100")


class TestKeys:
    def test_no_single_key_moves_the_focus(self, visit):
        page = visit("/insatser/?q=st%C3%B6d")
        page.locator("#results .card-title a").first.focus()

        for key in "/?abcdefghijklmnopqrstuvwxyz0123456789.,-+*":
            page.keyboard.press(key)

        expect(page.locator("#results .card-title a").first).to_be_focused()
        expect(page.locator("#q")).to_have_value("stöd")


class TestLayer:
    def open(self, page: Page) -> None:
        page.get_by_role("button", name="Filtrera").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#facets")).to_be_visible()

    @pytest.mark.parametrize("back", [False, True])
    def test_holds_the_keyboard(self, visit, back):
        page = visit("/insatser/?q=sj%C3%A4lvmord", width=360)
        self.open(page)
        expect(page.get_by_role("button", name="Stäng")).to_be_focused()

        for _ in range(90):
            page.keyboard.press("Shift+Tab" if back else "Tab")
            inside = page.evaluate(
                "document.activeElement === document.body"
                " || Boolean(document.activeElement.closest('#filters'))"
            )
            assert inside, page.evaluate(FOCUS)

    def test_is_all_that_a_screen_reader_finds(self, visit):
        page = visit("/insatser/?q=sj%C3%A4lvmord", width=360)
        self.open(page)

        heard = page.locator("body").aria_snapshot()

        assert "Egen ansökan" in heard or "Ansök själv" in heard
        assert "Du kan få hjälp nu" not in heard
        assert "Min lista" not in heard
        assert "contentinfo" not in heard

    @pytest.mark.parametrize("scripts", [True, False])
    def test_is_closed_by_escape_and_the_keyboard_comes_back(self, site, browser, scripts):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(site + "/insatser/")
        self.open(page)

        page.keyboard.press("Escape")

        expect(page.locator("#facets")).to_be_hidden()
        expect(page.get_by_role("button", name="Filtrera")).to_be_focused()
        context.close()


class TestAddressIsTheState:
    def test_a_page_that_the_browser_kept_shows_what_its_address_says(self, visit):
        page = visit("/insatser/?q=st%C3%B6d")
        page.evaluate(
            """() => { const box = document.querySelector("#facets input[value='egen-ansokan']");
            box.checked = true; document.getElementById("q").value = "annat";
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })); }"""
        )

        expect(page.locator("#facets input[value='egen-ansokan']")).not_to_be_checked()
        expect(page.locator("#q")).to_have_value("stöd")

    @pytest.mark.parametrize("scripts", [True, False])
    def test_what_was_pressed_and_not_searched_is_not_restored(self, site, browser, scripts):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site + "/insatser/?q=st%C3%B6d")
        page.locator("#q").fill("något annat")
        if not scripts:
            page.locator("#facets input[value='egen-ansokan']").check()
        page.locator("#results .card-title a").first.click()
        page.wait_for_url(re.compile(r"/insatser/\d+-"))

        page.go_back()

        expect(page.locator("#q")).to_have_value("stöd")
        expect(page.locator("#facets input[value='egen-ansokan']")).not_to_be_checked()
        page.reload()
        expect(page.locator("#q")).to_have_value("stöd")
        context.close()


class TestDefault:
    @pytest.mark.parametrize("scripts", [True, False])
    def test_is_shown_can_be_taken_away_and_says_what_it_hides(self, site, browser, scripts):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site + "/insatser/")
        hidden = page.locator("#results").get_by_text("för yrkesverksamma visas inte")
        expect(page.locator(".chip", has_text="För enskilda")).to_be_visible()
        expect(hidden).to_be_visible()
        page.locator("#facet-inriktning summary").click()

        page.locator("#facets input[value='individ']").uncheck()
        if not scripts:
            page.locator("#show").click()

        expect(page).to_have_url(re.compile("inriktning=alla"))
        expect(page.locator("#facets input[value='individ']")).not_to_be_checked()
        expect(page.locator(".chip", has_text="För enskilda")).to_have_count(0)
        expect(hidden).to_have_count(0)
        page.reload()
        expect(page.locator("#facets input[value='individ']")).not_to_be_checked()
        context.close()


class TestWayToTheHits:
    @pytest.mark.parametrize(
        "address", ["/insatser/", "/insatser/?q=arbetsträming&tilltrade=egen-ansokan&kommun=amal"]
    )
    def test_is_five_stops_at_most_from_the_top(self, visit, address):
        page = visit(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Hoppa till träffarna")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#traffar")).to_be_focused()

        first = page.locator("#results .card-title a").first
        for _ in range(3):
            page.keyboard.press("Tab")
            if first.evaluate("link => link === document.activeElement"):
                break

        expect(first).to_be_focused()


class TestHeader:
    def test_leads_to_the_same_search_in_other_languages(self, visit):
        page = visit("/insatser/?q=arbetstr%C3%A4ning")
        page.locator("#facets input[value='egen-ansokan']").check()
        page.wait_for_url("**egen-ansokan")
        until(page, SETTLED)

        tongues = page.locator("a[hreflang]")

        same = "link => link.search === location.search"
        assert all(link.evaluate(same) for link in tongues.all())
        page.go_back()
        until(page, "document.querySelector('a[hreflang=en]').search === location.search")
