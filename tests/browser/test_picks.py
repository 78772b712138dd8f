"""The visitor's list on every page where entries stand, with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import entry
from tests.browser.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = "localStorage['insatskatalogen.lista']"
PAGES = {
    "search": "/insatser/?q=arbetstr%C3%A4ning",
    "search in parts": "/insatser/?q=arbetstr%C3%A4ning+V%C3%A4xj%C3%B6",
    "nearest to what others have": "/insatser/?q=god+man+V%C3%A4ster%C3%A5s",
    "need": "/behov/psykisk-ohalsa/?kommun=vasteras",
    "kommun": "/kommuner/vasteras/",
    "organisation": "/organisationer/vasteras-stad/",
    "entry and those like it": entry,
    "answers": "/hitta/?fraga=svar&kommun=amal&behov=psykisk-ohalsa",
    "search in English": "/en/insatser/?q=utmattning",
}
ON = re.compile(r"(I listan|On the list) \(2\)")


@pytest.fixture(params=["scripts", "plain"])
def reader(request, browser, site) -> Iterator[Page]:
    """A page in a browser that runs scripts, and in one that does not."""
    context = browser.new_context(java_script_enabled=request.param == "scripts", base_url=site)
    page = context.new_page()
    page.said = []
    page.on("console", lambda told: page.said.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    assert page.said == []
    context.close()


def pick(page: Page, place: int) -> str:
    """Put an entry of the page on the list, and return its number."""
    button = page.locator("main [data-pick] button[id^=lista]").nth(place)
    number = str(button.get_attribute("value"))
    button.click()
    expect(page.locator(f"#lista-{number}")).to_have_text(re.compile(r"\(\d+\)"))
    return number


@pytest.mark.parametrize("name", PAGES)
def test_two_picks_stay_on_the_page_and_follow_onward(reader, name):
    address = PAGES[name]
    reader.goto(address if isinstance(address, str) else address())
    path = reader.evaluate("location.pathname")

    first, second = pick(reader, 0), pick(reader, 0)

    assert reader.evaluate("location.pathname") == path
    expect(reader.locator(f"#lista-{first}")).to_have_text(ON)
    expect(reader.locator(f"#lista-{second}")).to_have_text(ON)
    expect(reader.locator(f"#lista-{second}")).to_be_focused()
    reader.get_by_role("link", name=re.compile(r"^(Kommuner|Municipalities)")).first.click()
    reader.get_by_role("link", name=re.compile(r"^(Min lista|My list)")).first.click()
    expect(reader).to_have_url(re.compile(f"/lista/.*i={first}&i={second}"))
    expect(reader.locator(".cards > li")).to_have_count(2)


def test_a_pick_is_taken_back_where_it_stands(reader):
    reader.goto(PAGES["search"])
    first, second = pick(reader, 0), pick(reader, 1)

    reader.locator(f"[data-pick='{first}'] [data-drop]").click()

    expect(reader.locator(f"button#lista-{first}")).to_be_focused()
    expect(reader.locator(f"#lista-{second}")).to_have_text(re.compile(r"I listan \(1\)"))
    reader.locator(f"[data-pick='{second}'] [data-drop]").click()
    expect(reader.locator("main .pick-on")).to_have_count(0)
    expect(reader.get_by_role("link", name="Min lista", exact=True)).to_have_count(1)


def test_a_new_search_keeps_the_list(reader):
    reader.goto(PAGES["search"])
    number = pick(reader, 0)

    reader.locator("#q").fill("boendestöd")
    reader.keyboard.press("Enter")

    expect(reader).to_have_url(re.compile(f"(?=.*q=boendest).*i={number}"))
    reader.locator("#results .card-title a").first.click()
    expect(reader).to_have_url(re.compile(rf"/insatser/\d+-.*i={number}"))


def test_a_pick_is_announced(site, page):
    page.goto(site + PAGES["search"])

    number = pick(page, 0)

    name = page.locator(f"[data-pick='{number}']").get_attribute("data-name")
    told = f"Ligger i din lista: {name}. Listan har 1."
    expect(page.locator("#list-status")).to_have_text(told)


def test_going_back_does_not_lose_a_pick(site, page):
    page.goto(site + PAGES["search"])
    first = pick(page, 0)
    page.locator("#results .card-title a").nth(1).click()
    page.wait_for_url(re.compile(r"/insatser/\d+-"))
    second = pick(page, 0)

    page.go_back()

    expect(page.locator(f"#lista-{first}")).to_have_text(ON)
    until(page, f"location.search.includes('i={second}')")


@pytest.mark.parametrize("name", PAGES)
def test_a_list_that_the_browser_keeps_is_followed(site, page, name):
    page.goto(site + PAGES["search"])
    first = pick(page, 0)
    page.get_by_role("link", name=re.compile("^Min lista")).click()
    page.get_by_role("button", name="Kom ihåg listan på den här enheten").click()
    address = PAGES[name]
    page.goto(site + (address if isinstance(address, str) else address()))
    until(page, f"location.search.includes('i={first}')")

    second = pick(page, 0)

    until(page, f"{KEPT} == '[{first},{second}]'")


def test_a_list_in_the_address_moves_nothing(visit):
    places = [
        visit(page).locator(".search-band").bounding_box()
        for page in ("/insatser/?q=arbete", "/insatser/?q=arbete&i=1")
    ]

    assert places[0] == places[1]
