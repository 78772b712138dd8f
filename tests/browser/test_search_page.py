"""The search page as people use it: by keyboard, without scripts, back and forth."""

import random
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import Municipality, NeedGroup, Requirement
from catalogue.search.facets import ACCESS, FINANCING
from tests.browser.waiting import SETTLED, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def names(page: Page) -> list[str]:
    return page.locator("#results .card-title").all_inner_texts()


def counts(page: Page) -> dict[str, str]:
    """Every box of the facets with its count and whether it is ticked."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#facets label")]
          .filter(label => label.querySelector("input[type=checkbox]"))
          .map(label => {
            const box = label.querySelector("input");
            const count = label.querySelector("b").textContent;
            return [`${box.name}=${box.value}`, count + (box.checked ? " ticked" : "")];
          }))"""
    )


def total(page: Page) -> str:
    return page.locator("#results-title").inner_text()


def tick(page: Page, value: str) -> None:
    with page.expect_response(lambda response: "/insatser/" in response.url):
        page.locator(f"#facets input[value='{value}']").check()
    until(page, SETTLED)


class TestScripts:
    def test_a_tick_updates_hits_counts_button_title_address_and_status(self, visit):
        page = visit("/insatser/?q=arbetstr%C3%A4ning")
        before = counts(page)

        tick(page, "egen-ansokan")

        found = total(page)
        expect(page.locator("#show")).to_have_text(f"Visa {found}")
        expect(page.locator("#search-status")).to_have_text(f"{found}.")
        expect(page).to_have_title(re.compile(found))
        asked = "/insatser/?q=arbetstr%C3%A4ning&tilltrade=egen-ansokan"
        expect(page).to_have_url(re.compile(re.escape(asked) + "$"))
        assert counts(page) != before

    def test_the_focus_stays_on_the_ticked_box_and_the_facets_as_they_were(self, visit):
        page = visit("/insatser/")
        page.locator("#facet-form summary").click()
        page.locator("#facet-behov summary").first.click()

        tick(page, "egen-ansokan")

        expect(page.locator("#facets input[value='egen-ansokan']")).to_be_focused()
        assert page.locator("#facet-form").evaluate("details => details.open")
        assert not page.locator("#facet-behov").evaluate("details => details.open")

    def test_typing_narrows_a_long_list_and_searches_nothing(self, visit, page_errors):
        page = visit("/insatser/")
        asked = [response.url for response in page_errors.responses if "insatser" in response.url]

        page.locator("#narrow-kommun").fill("köp")

        rows = page.locator("#facet-kommun li:visible")
        expect(rows.nth(1)).to_be_visible()
        assert all("köp" in text.lower() for text in rows.all_inner_texts())
        assert asked == [r.url for r in page_errors.responses if "insatser" in r.url]

    @pytest.mark.parametrize("typed", ["amal", "AMAL", "A\u030ama\u030al", "Åmåls kommun"])
    def test_a_place_is_found_however_it_is_written(self, visit, typed):
        page = visit("/insatser/")

        page.locator("#narrow-kommun").fill(typed)

        expect(page.locator("#facet-kommun li:visible")).to_have_text([re.compile("Åmål")])

    def test_a_list_in_which_nothing_has_the_name_says_so(self, visit):
        page = visit("/insatser/")

        page.locator("#narrow-kommun").fill("xyz")

        expect(page.locator("#facet-kommun [role=status]")).to_contain_text("Inget i listan")

    def test_a_narrowed_list_stays_so_after_a_tick(self, visit):
        page = visit("/insatser/")
        page.locator("#narrow-kommun").fill("köp")

        tick(page, "koping")

        expect(page.locator("#narrow-kommun")).to_have_value("köp")
        assert page.locator("#facet-kommun li:visible").count() < 10

    def test_back_forward_and_reload_restore_state_and_scroll(self, visit):
        page = visit("/insatser/")
        first = (names(page), counts(page))
        # Where the page stands as the box changes: the click itself may scroll to it.
        page.locator("#facets input[value='egen-ansokan']").evaluate(
            "box => box.addEventListener('change', () => { window.place = scrollY; })"
        )
        tick(page, "egen-ansokan")
        place = page.evaluate("window.place")
        assert place > 50
        second = (names(page), counts(page))

        page.go_back()
        expect(page.locator("#results-title")).to_have_text(re.compile("insatser"))
        until(page, "!document.querySelector('#facets input[value=egen-ansokan]').checked")
        until(page, f"Math.abs(scrollY - {place}) < 50")  # the layout settles around it
        assert (names(page), counts(page)) == first
        page.go_forward()
        until(page, "document.querySelector('#facets input[value=egen-ansokan]').checked")
        assert (names(page), counts(page)) == second
        page.reload()
        assert (names(page), counts(page)) == second

    def test_an_address_that_is_shared_shows_the_same(self, visit, context):
        page = visit("/insatser/?q=utmattning")
        tick(page, "egen-ansokan")
        page.locator("#sortera").select_option("namn")
        page.wait_for_url("**sortera=namn")
        until(page, SETTLED)

        other = context.new_page()
        other.goto(page.url)

        assert names(other) == names(page)
        assert counts(other) == counts(page)

    def test_on_a_phone_the_filters_open_and_the_button_leads_to_the_hits(self, visit):
        page = visit("/insatser/", width=360)
        expect(page.locator("#facets")).to_be_hidden()

        page.get_by_role("button", name="Filtrera").click()
        tick(page, "egen-ansokan")
        page.locator("#show").click()

        expect(page.locator("#facets")).to_be_hidden()
        expect(page.locator("#results-title")).to_be_focused()

    def test_the_help_box_comes_first_also_when_the_words_change(self, visit):
        page = visit("/insatser/")

        page.locator("#q").fill("vill ta självmord")
        with page.expect_response(lambda response: "/insatser/?" in response.url):
            page.keyboard.press("Enter")
        until(page, SETTLED)

        expect(page.get_by_role("heading", name="Du kan få hjälp nu")).to_be_visible()
        order = "a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING"
        script = f"() => {{ const [a, b] = [crisis, results]; return !!({order}); }}"
        assert page.evaluate(script)


class TestWhatIsHeard:
    """A blind visitor hears all that changes the meaning of the hits."""

    def search(self, page: Page, words: str) -> None:
        page.locator("#q").fill(words)
        with page.expect_response(lambda response: "/insatser/?" in response.url):
            page.keyboard.press("Enter")
        until(page, SETTLED)

    @pytest.mark.parametrize(
        ("words", "heard"),
        [
            ("vill ta självmord", "Du kan få hjälp nu: telefonnummer står före träffarna."),
            ("jag orkar inte mer", "Någon att prata med: telefonnummer står före träffarna."),
            ("kanelbullar recept", "Ingen insats säger något om ”kanelbullar”."),
            ("arbetsträming", "Visar träffar för arbetsträning."),
        ],
    )
    def test_is_all_that_is_seen(self, visit, words, heard):
        page = visit("/insatser/")

        self.search(page, words)

        expect(page.locator("#search-status")).to_contain_text(heard)

    def test_the_keyboard_goes_on_from_the_hits_when_what_was_pressed_is_gone(self, visit):
        page = visit("/insatser/?q=arbetsträming&ordagrant=ja")
        box = page.get_by_label("Sök på orden exakt som jag skrev dem")
        box.focus()

        with page.expect_response(lambda response: "/insatser/?" in response.url):
            page.keyboard.press("Space")
        until(page, SETTLED)

        expect(box).to_have_count(0)
        expect(page.locator("#results-title")).to_be_focused()


class TestHelplines:
    LEFT_TO_RIGHT = """link => {
      const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let text = texts.nextNode();
      while (!/\\d/.test(text.data)) text = texts.nextNode();
      const at = n => {
        range.setStart(text, n);
        range.setEnd(text, n + 1);
        return range.getBoundingClientRect().left;
      };
      const digits = [...text.data].flatMap((sign, n) => (/\\d/.test(sign) ? [at(n)] : []));
      return digits.every((left, n) => n === 0 || left > digits[n - 1]);
    }"""

    @pytest.mark.parametrize(
        "address", ["/ar/", "/ar/hitta/", "/ar/behov/", "/insatser/?q=överdos"]
    )
    def test_are_links_whose_digits_stand_in_order_in_every_direction(self, visit, address):
        links = visit(address).locator("a[href^='tel:']")

        numbers = links.all_inner_texts()
        assert {"112", "1177", "90 101", "020-50 50 50"} <= set(numbers)
        assert all(link.evaluate(self.LEFT_TO_RIGHT) for link in links.all())


class TestKeyboard:
    def test_one_can_search_filter_and_open_an_entry_without_a_mouse(self, visit):
        page = visit("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        self.tab_to(page, "#q")
        page.keyboard.type("arbetsträning")
        page.keyboard.press("Enter")
        page.wait_for_url("**/insatser/**")

        self.tab_to(page, "#facets input[value='egen-ansokan']")
        with page.expect_response(lambda response: "tilltrade" in response.url):
            page.keyboard.press("Space")
        until(page, SETTLED)
        self.tab_to(page, "#results .card-title a")
        page.keyboard.press("Enter")

        page.wait_for_url(re.compile(r"/insatser/\d+-"))
        self.tab_to(page, "a[href^='tel:']")

    @staticmethod
    def tab_to(page: Page, selector: str, most: int = 250) -> None:
        """Press Tab until the element has focus, seeing the focus all the way."""
        for _ in range(most):
            page.keyboard.press("Tab")
            seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}.")


@pytest.fixture
def plain(browser, site):
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=site)
    yield context.new_page()
    context.close()


class TestWithoutScripts:
    def test_a_fact_among_the_words_can_be_taken_away_and_put_back(self, plain):
        plain.goto("/insatser/?q=%C3%A5ngest+58+%C3%A5r")
        left_out = plain.locator("#results .hint", has_text="andra åldrar än 58 år")
        expect(left_out).to_be_visible()
        some = int(total(plain).split()[0])

        plain.locator(".chip", has_text="58 år").filter(has_not_text="ångest").click()

        expect(plain).to_have_url(re.compile(r"q=%C3%A5ngest\+58\+%C3%A5r&bortse=alder$"))
        expect(left_out).to_have_count(0)
        assert int(total(plain).split()[0]) > some
        plain.get_by_label("Sortera inte på ålder").uncheck()
        plain.locator("#show").click()
        expect(left_out).to_be_visible()

    def test_the_same_search_by_form(self, plain):
        plain.set_viewport_size({"width": 1280, "height": 800})
        plain.goto("/")
        plain.locator("#q").fill("arbetsträning")
        plain.get_by_role("button", name="Sök", exact=True).click()
        plain.locator("#facets input[value='egen-ansokan']").check()
        plain.locator("#sortera").select_option("namn")
        plain.get_by_role("button", name=re.compile("^Visa ")).click()

        expect(plain).to_have_url(re.compile("tilltrade=egen-ansokan"))
        expect(plain.locator("#facets input[value='egen-ansokan']")).to_be_checked()
        plain.wait_for_load_state()
        shown = plain.locator("#results .card-title").all_inner_texts()
        assert shown
        plain.locator("#results .card-title a").first.click()
        expect(plain.get_by_role("heading", level=1)).to_have_text(shown[0])

    def test_the_filters_open_on_a_phone(self, plain):
        plain.set_viewport_size({"width": 360, "height": 780})
        plain.goto("/insatser/")

        plain.get_by_role("button", name="Filtrera").click()

        expect(plain.locator("#facets input[value='egen-ansokan']")).to_be_visible()

    def test_what_only_scripts_can_do_is_not_shown(self, plain):
        plain.goto("/insatser/")

        expect(plain.locator(".narrow:visible")).to_have_count(0)


class TestBothPaths:
    def test_they_give_the_same_hits_and_counts_for_fifty_states(self, visit, context, site):
        page = visit("/insatser/")
        other = context.new_page()  # asks the plain way: a whole page each time
        read = "document.querySelector('#search-status').textContent"

        for state in _states(50):
            address = f"{site}/insatser/?{urlencode(state)}"
            # The same form as a visitor's, filled in by script and sent by htmx.
            with page.expect_response(lambda response: "/insatser/" in response.url):
                page.evaluate(FILL_AND_SEND, state)
            until(page, SETTLED)
            other.goto(address)

            assert names(page) == names(other), state
            assert counts(page) == counts(other), state
            assert total(page) == total(other), state
            assert page.evaluate(read).startswith(f"{total(page)}."), state


FILL_AND_SEND = """pairs => {
  const form = document.getElementById("search");
  // The choice that is made for the visitor stays.
  const boxes = form.querySelectorAll("input[type=checkbox]");
  for (const box of boxes) box.checked = box.value === "individ";
  form.q.value = ""; form.sortera.value = "relevans";
  const extra = [];
  for (const [name, value] of pairs) {
    const box = form.querySelector(`input[type=checkbox][name="${name}"][value="${value}"]`);
    if (box) { box.checked = true; continue; }
    if (name === "q" || name === "sortera") { form[name].value = value; continue; }
    const input = document.createElement("input");  // a choice that the last state had no room for
    Object.assign(input, {type: "hidden", name, value});
    form.append(input); extra.push(input);
  }
  form.requestSubmit();
  for (const input of extra) input.remove();
}"""


def _states(number: int) -> list[list[tuple[str, str]]]:
    """Random states of the search page, the same every time."""
    chance = random.Random(20261122)
    values = {
        "behov": list(NeedGroup.objects.order_by("slug").values_list("slug", flat=True)),
        "kommun": list(Municipality.objects.order_by("slug").values_list("slug", flat=True)),
        "kraver_inte": list(Requirement.objects.order_by("slug").values_list("slug", flat=True)),
        "tilltrade": list(ACCESS.values()),
        "finansiering": list(FINANCING.values()),
        "steg": ["1", "2", "3", "4", "5", "tvargaende"],
    }
    words = [
        "",
        "",
        "arbetsträning",
        "utmatning",
        "språk Växjö",
        "trädgård",
        "jobb ung",
        "båtplats",
    ]
    orders = ["relevans", "relevans", "namn", "granskad", "ko"]
    states = []
    for _ in range(number):
        state = [("q", chance.choice(words)), ("sortera", chance.choice(orders))]
        for name in chance.sample(sorted(values), chance.randint(0, 3)):
            state += [(name, v) for v in chance.sample(values[name], chance.randint(1, 2))]
        states.append(state)
    return states


class TestSuggestions:
    def test_are_told_and_taken_by_keyboard(self, visit):
        page = visit("/insatser/")
        box = page.get_by_role("combobox", name="Vad behövs?")
        box.press_sequentially("praktik kop")
        first = page.get_by_role("option", name="praktik Köping")
        expect(first).to_be_visible()
        expect(page.locator("#suggestions-status")).to_have_text(re.compile(r"^\d förslag$"))
        expect(box).to_have_attribute("aria-expanded", "true")

        box.press("ArrowDown")

        chosen = page.locator("[role=option][aria-selected=true]")
        expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
        box.press("Enter")
        expect(page).to_have_url(re.compile(r"q=praktik(\+|%20)K%C3%B6ping"))
        expect(page.get_by_role("listbox")).to_be_hidden()

    def test_are_put_away_with_escape_and_the_words_stay(self, visit):
        page = visit("/")
        box = page.get_by_role("combobox")
        box.press_sequentially("prak")
        expect(page.get_by_role("listbox")).to_be_visible()

        box.press("Escape")

        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_have_value("prak")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(page.locator("#suggestions-status")).to_be_empty()

    def test_are_taken_by_a_press(self, visit):
        page = visit("/insatser/")
        page.locator("#q").press_sequentially("praktik kop")

        page.get_by_role("option", name="praktik Köping").click()

        expect(page).to_have_url(re.compile(r"q=praktik(\+|%20)K%C3%B6ping"))
