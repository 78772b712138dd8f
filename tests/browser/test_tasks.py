"""Twelve questions of a handläggare: each is answered in few actions, and none ends in nothing.

A search typed and sent is one action, a press another. Scripts are off: nobody may need them.
"""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NUMBER = r"(?:0\d+-\d[\d ]+\d|1177)"


class Walk:
    """Somebody at work, whose actions are counted."""

    def __init__(self, page, site):
        self.page, self.actions = page, 0
        page.goto(site + "/")

    def search(self, words):
        self.actions += 1
        self.page.locator("input[name=q]").first.fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile("q="))
        return self

    def press(self, locator):
        self.actions += 1
        locator.click()
        self.page.wait_for_load_state()
        return self

    def open_first(self):
        return self.press(self.page.locator(".card-title a").first)

    def told(self, selector="main"):
        return re.sub(r"\s+", " ", self.page.locator(selector).first.inner_text())


@pytest.fixture
def walk(site, browser):
    context = browser.new_context(java_script_enabled=False)
    yield Walk(context.new_page(), site)
    context.close()


@pytest.mark.parametrize(
    ("words", "where", "answer", "opened"),
    [
        ("samordningsteam", ".card", NUMBER, False),  # vem ringer jag
        ("arbetsträning", "main", "[Dd]en som remitterar", True),
        ("arbetsträning", ".card", "veckors kö|Fråga om .*kö", False),  # finns det kö
        ("utan remiss i Kinda", "main", "säger inget om remiss.*I Kinda", False),
        ("på arabiska", "main", r"\d+ insatser.*Arabiska", False),
        ("för en 17-åring", "main", r"är för andra åldrar än 17 år.*säger inget om åldern", False),
        ("arbetsträna med SGI", ".card", "Kräver|Säger inget", False),
        ("samordningsteam", "main", "Före och efter|vad som kan komma efter", True),
        ("samordningsteam", ".card", r"Granskad \d|Inte granskad ännu", False),
    ],
)
def test_a_search_answers(walk, words, where, answer, opened):
    walk.search(words)
    if opened:
        walk.open_first()

    assert re.search(answer, walk.told(where)), walk.told(where)[:1500]
    assert walk.actions == 1 + opened


def test_a_sip_comes_on_paper(walk):
    walk.search("SIP")
    walk.press(walk.page.get_by_role("button", name=re.compile("Lägg i min lista")).first)
    walk.press(walk.page.get_by_role("link", name=re.compile(r"^I listan \(1\)")).first)
    walk.press(walk.page.get_by_role("link", name="Blad till mötet"))

    assert "SIP" in walk.told(".sheet-entry")
    assert re.search(NUMBER, walk.told(".sheet-entry"))
    assert walk.actions == 4


def test_a_sheet_to_take_home(walk):
    walk.search("boendestöd")
    walk.press(walk.page.get_by_role("button", name=re.compile("Lägg i min lista")).first)
    walk.press(walk.page.get_by_role("link", name=re.compile(r"^I listan \(1\)")).first)
    walk.press(walk.page.get_by_role("link", name="Blad till mötet"))

    assert re.search(NUMBER, walk.told(".sheet-entry"))
    assert walk.actions == 4


def test_what_the_kommun_beside_has(walk, site):
    walk.page.goto(site + "/kommuner/kinda/")
    walk.press(walk.page.locator("a[href^='/kommuner/']", has_text="Linköping").first)

    assert re.search(r"Ring eller skriv till kommunen.*insatser", walk.told())
    assert walk.actions == 1


def test_what_nobody_has_said_of_cost_and_sequel_is_asked_about(walk):
    walk.search("arbete vid syn- eller hörselnedsättning").open_first()

    told = walk.told()
    line = told[told.index("Det här vet vi inte") :]
    assert "Vad det kostar den som remitterar" in line
    assert "vad som kan komma efter" in line
    assert re.search(rf"Fråga [^.]*{NUMBER}", line)
