"""The entrances and the visitor's own list, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from catalogue.visitor.shortlist import list_address
from tests.browser.pages import comparison, long_shortlist, meeting_sheet
from tests.browser.waiting import until
from tests.factories import make_contact, make_intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = "JSON.parse(localStorage['insatskatalogen.lista'])"  # the list that the browser keeps


def listed(page="/lista/"):
    """The address of four entries, one of them ended."""
    return comparison().replace("/lista/jamfor/", page)


@pytest.fixture
def plain(browser):
    """A page in a browser without scripts, as narrow as a small phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    yield context.new_page()
    context.close()


class TestWithoutScripts:
    def test_five_questions_lead_to_entries_that_say_why(self, site, plain):
        plain.goto(site + "/hitta/")
        plain.get_by_label("I vilken kommun bor du?").fill("vasteras")
        plain.get_by_role("button", name="Nästa fråga").click()
        plain.get_by_label("Hur gammal är du?").fill("24")
        plain.get_by_role("button", name="Nästa fråga").click()
        plain.get_by_label("Jag är ung och vill ha stöd.").check()
        plain.get_by_role("button", name="Nästa fråga").click()
        plain.get_by_role("link", name="Hoppa över").click()
        plain.get_by_label("Diagnos").check()
        plain.get_by_role("button", name="Visa insatser").click()

        expect(plain.locator("h1")).to_contain_text("kan passa dina svar")
        reason = plain.locator(".card-reason").first
        expect(reason).to_contain_text("Passar: gäller i Västerås")

    def test_going_back_undoes_one_answer(self, site, plain):
        plain.goto(site + "/hitta/")
        plain.get_by_label("I vilken kommun bor du?").fill("Åmål")
        plain.get_by_role("button", name="Nästa fråga").click()
        plain.get_by_role("link", name="Förra frågan").click()

        expect(plain.get_by_label("I vilken kommun bor du?")).to_have_value("Åmål")

    def test_the_needs_are_narrowed_and_what_is_ticked_goes_along(self, site, plain):
        plain.goto(site + "/hitta/?fraga=behov&kommun=vasteras")
        plain.get_by_label("Jag är ung och vill ha stöd.").check()
        plain.get_by_label("Visa bara det som handlar om").fill("skuld")
        plain.keyboard.press("Enter")

        expect(plain.locator("h1")).to_have_text("Vad gäller det?")
        expect(plain.locator(".ask-form input[type=checkbox]")).to_have_count(2)
        expect(plain.get_by_label("Jag är ung och vill ha stöd.")).to_be_checked()
        assert plain.evaluate("document.documentElement.scrollWidth") <= 320
        plain.get_by_label("Jag har skulder och behöver hjälp.").check()
        plain.get_by_role("button", name="Nästa fråga").click()
        expect(plain).to_have_url(re.compile("behov=unga.*behov=skulder|behov=skulder.*behov=unga"))
        expect(plain.get_by_text("Skulder och ekonomiska svårigheter")).to_be_visible()

    def test_back_and_forward_keep_the_answers(self, site, plain):
        plain.goto(site + "/hitta/?fraga=behov&kommun=vasteras")
        plain.get_by_label("Jag söker jobb.").check()
        plain.get_by_role("button", name="Nästa fråga").click()
        expect(plain.locator("h1")).to_have_text("Vad lever du på?")
        plain.go_back()
        expect(plain.get_by_label("Jag söker jobb.")).to_be_checked()
        plain.go_forward()

        expect(plain.locator(".given")).to_contain_text("Söker arbete")
        expect(plain.locator(".given")).to_contain_text("Västerås")

    def test_a_misspelt_kommun_is_chosen_by_a_link(self, site, plain):
        plain.goto(site + "/hitta/")
        plain.get_by_label("I vilken kommun bor du?").fill("Vesterås")
        plain.get_by_role("button", name="Nästa fråga").click()
        plain.get_by_role("link", name="Västerås", exact=True).click()

        expect(plain).to_have_url(re.compile("kommun=vasteras"))
        expect(plain.get_by_label("Hur gammal är du?")).to_be_visible()

    def test_a_list_is_built_compared_and_printed(self, site, plain):
        plain.goto(site + "/lista/")
        for words in ("arbetsträning", "boendestöd"):
            plain.get_by_label("Sök en insats att lägga till").fill(words)
            plain.get_by_role("button", name="Sök", exact=True).click()
            plain.get_by_role("button", name=re.compile("Lägg i min lista")).first.click()
        expect(plain).to_have_url(re.compile("i=.*i="))
        plain.get_by_role("link", name="Jämför sida vid sida").click()
        expect(plain.get_by_role("row").nth(3)).to_be_visible()
        plain.get_by_role("link", name="Blad till mötet").click()

        expect(plain.locator(".sheet-entry")).to_have_count(2)
        plain.wait_for_load_state()
        expect(plain.get_by_role("button", name="Skriv ut")).to_have_count(0)

    def test_a_kommun_is_reached_from_the_list(self, site, plain):
        plain.goto(site + "/kommuner/")
        plain.locator("#alla").get_by_role("link", name="Åmål").click()

        expect(plain).to_have_url(re.compile("/kommuner/amal/$"))


class TestKeyboard:
    def test_answers_and_goes_on(self, site, page):
        page.goto(site + "/hitta/")
        page.get_by_label("I vilken kommun bor du?").focus()
        page.keyboard.type("Åmål")
        page.keyboard.press("Enter")
        page.wait_for_url("**fraga=alder")
        page.get_by_label("Hur gammal är du?").focus()
        page.keyboard.type("30")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Nästa fråga")).to_be_focused()
        page.keyboard.press("Enter")

        page.wait_for_url("**kommun=amal&alder=30**")

    def test_never_hides_what_has_focus_under_the_way_on(self, site, page):
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": 360, "height": 700})
        page.goto(site + "/hitta/?fraga=behov")
        page.locator("input[type=checkbox]").first.focus()

        for _ in range(25):
            page.keyboard.press("Tab")
            covered = page.evaluate(
                """() => { const box = document.activeElement.getBoundingClientRect();
                const bar = document.querySelector('.ask-go');
                if (bar.contains(document.activeElement)) return false;
                return box.top >= bar.getBoundingClientRect().top; }"""
            )
            assert not covered

    @pytest.mark.parametrize("typed", ["vaxjo", "va\u0308xjo\u0308", "Växjö kommun", "kronoberg"])
    def test_finds_a_kommun_however_it_is_written_and_by_its_county(self, site, page, typed):
        page.goto(site + "/kommuner/")
        page.locator("#hitta").fill(typed)

        expect(page.locator("#alla a:visible", has_text="Växjö")).to_have_count(1)

    def test_says_that_no_kommun_has_the_name(self, site, page):
        page.goto(site + "/kommuner/")
        page.locator("#hitta").fill("xyz")

        expect(page.locator("[data-narrowed]")).to_contain_text("Inget i listan")

    def test_passes_the_map_by(self, site, page):
        page.goto(site + "/kommuner/")

        stops = page.evaluate(
            "[...document.querySelectorAll('.map a')].filter((a) => a.tabIndex >= 0).length"
        )

        expect(page.locator(".map a")).to_have_count(290)
        assert stops == 0

    def test_points_out_on_the_map_what_has_focus_in_the_list(self, site, page):
        page.goto(site + "/kommuner/")
        page.locator("#alla").get_by_role("link", name="Åmål").focus()

        expect(page.locator(".map .pointed title")).to_have_text(re.compile("^Åmål"))


class TestLongLists:
    def test_are_narrowed_by_typing_without_marks(self, site, page):
        page.goto(site + "/kommuner/")
        page.get_by_label("Hitta din kommun").fill("vaster")

        shown = page.locator("#alla [data-narrow-row]:visible a")
        expect(shown).to_have_text(["Västervik", "Västerås"])
        expect(page.locator("[data-narrowed]")).to_have_text("2 visas")


class TestRemembering:
    def test_begins_with_a_press_and_ends_with_another(self, site, page):
        page.goto(site + listed())
        assert page.evaluate("localStorage.length") == 0

        page.get_by_role("button", name="Kom ihåg listan på den här enheten").click()
        until(page, f"{KEPT}?.length == 4")

        page.get_by_role("button", name="Glöm listan på den här enheten").click()
        until(page, "localStorage.length == 0")
        told = page.locator("[data-said]")
        expect(told).to_have_text("Listan är glömd på den här enheten.")

    def test_follows_what_is_taken_off(self, site, page):
        page.goto(site + listed())
        page.get_by_role("button", name="Kom ihåg listan på den här enheten").click()
        page.get_by_role("link", name=re.compile("Ta bort från listan")).first.click()

        until(page, f"{KEPT}?.length == 3")

    def test_puts_a_new_entry_on_the_kept_list(self, site, page):
        page.goto(site + listed())
        page.get_by_role("button", name="Kom ihåg listan på den här enheten").click()
        page.goto(site + "/hitta/?fraga=svar")
        button = page.locator("[data-pick] button").last
        number = button.get_attribute("value")

        button.click()

        until(page, f"{KEPT}?.includes({number})")
        assert page.evaluate(f"{KEPT}?.length") >= 4

    def test_never_lets_a_shared_link_replace_the_kept_list(self, site, page):
        page.goto(site + listed())
        page.get_by_role("button", name="Kom ihåg listan på den här enheten").click()
        kept = page.evaluate("localStorage['insatskatalogen.lista']")

        page.goto(site + long_shortlist().replace("?i=", "?x=", 1))

        assert page.evaluate("localStorage['insatskatalogen.lista']") == kept
        expect(page.get_by_role("link", name="Lägg ihop listorna")).to_be_visible()

    def test_survives_what_others_have_put_there(self, site, page):
        said = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(site + "/lista/")
        page.evaluate("localStorage['insatskatalogen.lista'] = '{\"x\": [1'")

        page.goto(site + listed())

        assert said == []
        expect(
            page.get_by_role("button", name="Kom ihåg listan på den här enheten")
        ).to_be_visible()


class TestSheet:
    def test_is_two_pages_of_a4_for_four_entries(self, site, page):
        page.goto(site + meeting_sheet())

        assert pages_of(page) <= 2

    @pytest.mark.parametrize(("count", "pages"), [(2, 1), (3, 1), (4, 2), (6, 2)])
    def test_is_one_page_or_two_however_much_the_entries_say(self, live_server, page, count, pages):
        long = "Ett långt ord om arbetslivsinriktad rehabilitering. " * 10
        contact = make_contact(
            f"Samordnaren {count}",
            phone="021-12 34 56",
            best_way=long[:150],
            phone_hours=long[:100],
            email="samordnaren@exempel.se",
        )
        entries = [
            make_intervention(
                f"{number} {long[:190]}", need_groups=[f"Behov {n} {long[:60]}" for n in range(5)],
                requirements=[f"Krav {n} {long[:60]}" for n in range(4)], summary=long[:200],
                municipalities=["Hallstahammar", "Skinnskatteberg", "Kungsör", "Arboga"],
                referral=long, cost=long[:300], income_note=long[:300], intake=long[:200],
                queue_days=30, organisation=f"Organisation {long[:150]}", age_from=16, age_to=29,
            )
            for number in range(count)
        ]  # fmt: skip
        for entry in entries:
            entry.contacts.add(contact)
            entry.notices.create(text=long[:300], starts_on="2000-01-01", ends_on="2099-01-01")

        chosen = [entry.pk for entry in entries]
        page.goto(live_server.url + list_address(chosen, "shortlist_sheet"))

        expect(page.locator(".sheet-entry")).to_have_count(count)
        assert pages_of(page) <= pages


def pages_of(page):
    """Return on how many sheets of paper a page prints."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))
