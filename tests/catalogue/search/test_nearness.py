"""What the page says of its hits, in words, and aloud."""

import re
from html import unescape

import pytest

from catalogue.models import SynonymGroup
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries():
    make_intervention("Skuldrådgivning", municipalities=["Köping"])
    make_intervention("Boendestöd")
    make_intervention("Grupp för föräldrar")
    for number in range(20):
        make_intervention(f"Kafé {number}")


def seen(client, words, **choices):
    """Return the words of the page's hits, and what is said aloud of them."""
    page = client.get("/insatser/", {"q": words, **choices}).content.decode()
    status = client.get("/insatser/", {"q": words, **choices}, headers={"HX-Request": "true"})
    aloud = re.search(r'id="search-status".*?</', status.content.decode(), re.DOTALL)
    return _bare(page), _bare(aloud[0])


def _bare(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


class TestDoubt:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (
                "skuldrådgivning lasagne",
                "Ingen insats säger något om ”lasagne”. De här passar resten.",
            ),
            ("jag och du", "I ”jag och du” finns inget att söka på. Därför visas allt"),
            ("lasagne", "Vi hittar inget sådant i katalogen. Det betyder inte att det inte finns"),
        ],
    )
    def test_is_told_on_the_page_and_aloud(self, client, words, told):
        page, aloud = seen(client, words)

        assert told in page
        assert told in aloud

    def test_is_told_of_what_only_a_broader_word_finds(self, client):
        SynonymGroup.objects.create(terms="faderskapsbekräftelse", broader="föräldrar")

        page, aloud = seen(client, "faderskapsbekräftelse")

        assert "Grupp för föräldrar" in page
        assert re.search("Vi hittar inget sådant|Det här ligger nära, men", page)
        assert re.search("Vi hittar inget sådant|Det här ligger nära, men", aloud)

    def test_is_not_told_of_a_hit(self, client):
        page, aloud = seen(client, "skuldrådgivning")

        for told in ("inget sådant", "säger något om", "ligger nära", "finns inget att söka"):
            assert told not in page + aloud

    def test_says_when_it_is_the_choices_that_leave_nothing(self, client):
        page, aloud = seen(client, "boendestöd", kommun="koping", lage="planerad")

        assert "Vi hittar ingen insats som passar allt du har valt." in page
        assert "Vi hittar ingen insats som passar allt du har valt." in aloud

    def test_repeats_no_more_of_a_long_text_than_shows_which(self, client):
        page, _ = seen(client, "!?" * 140)

        assert re.search(r"I ”[!?]{39}…” finns inget att söka på", page)


class TestWhatWasNotSought:
    def test_is_named(self, client):
        page, aloud = seen(client, "skuldrådgivning till farmor 84")

        assert "Vi sökte inte på ”farmor” och ”84”." in page
        assert "Vi sökte inte på ”farmor” och ”84”." in aloud

    @pytest.mark.parametrize(
        "words", ["hej jag behöver skuldrådgivning och hjälp", "uppsagd 58", "58", "jag"]
    )
    def test_is_not_what_says_nothing_or_is_all_there_is(self, client, words):
        assert "Vi sökte inte" not in seen(client, words)[0]
