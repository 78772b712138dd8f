"""Whatever is written in the box, the page is sensible and the work bounded."""

import html
import re
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.engine.plan import MOST_WORDS
from catalogue.search.highlight import highlight
from catalogue.search.query import Query
from catalogue.search.sync import current
from catalogue.search.words import analyser
from tests.factories import make_intervention
from tests.sample import part

MOST_ALTERNATIVES = 20 * MOST_WORDS
BAD = {
    "nothing": "",
    "space": "   \t\n ",
    "stop words only": "och att det som en på är av för",
    "punctuation only": "?!.,;:-–—…\"'()[]{}<>/\\|@#$%^&*_+=~`",
    "ten thousand letters": "a" * 10_000,
    "ten thousand letters in a compound": "arbetsträning" * 800,
    "five hundred words": " ".join(f"ord{number}" for number in range(500)),
    "five hundred known words": "arbetsträning stöd kommun boende " * 125,
    "emoji": "😀👩‍👩‍👧‍👦🏳️‍🌈 hjälp 🆘",
    "right to left": "مساعدة في السكن עזרה",
    "mixed scripts": "аrbetsträning ℌ𝔦𝔩𝔣𝔢 ﬁnska ｓｔöｄ 帮助",
    "turned around": "\u202etsetni\u202c \u200bnoll\u200d\ufeff",
    "control characters": "a\x00b\x01\x1b[31mröd\x7f\x85",
    "half a character": "\ud800 hej",
    "combining marks": "a" + "\u0308" * 500,
    "SQL": "'; DROP TABLE catalogue_intervention; -- \" OR 1=1",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "a template": "{{ 7*7 }} {% include 'x' %} ${7*7} %s %(x)s {0}",
    "a path": "../../../../etc/passwd",
    "a number too large": "9" * 400,
}


@pytest.fixture
def entry(db):
    return make_intervention("Arbetsträning <i>i</i> kafé & kök", summary='Stöd för "alla".')


class TestThePage:
    @pytest.mark.parametrize("words", BAD.values(), ids=BAD)
    def test_is_sensible(self, client, entry, words):
        address = "/insatser/?" + urlencode({"q": words.encode("utf-8", "surrogatepass")})

        response = client.get(address)

        page = response.content.decode()
        assert response.status_code == 200
        assert re.search(r"\d+ insats", page) or "Vi hittar inget sådant" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\x00" not in page

    @pytest.mark.parametrize("words", BAD.values(), ids=BAD)
    def test_of_suggestions_is_sensible(self, client, entry, words):
        address = "/insatser/forslag/?" + urlencode({"q": words.encode("utf-8", "surrogatepass")})

        assert client.get(address).status_code == 200


class TestTheWork:
    @pytest.mark.parametrize("words", BAD.values(), ids=BAD)
    def test_is_bounded_whatever_is_asked(self, entry, words):
        plan = current().plan(Query(words))

        assert len(plan.groups) <= 2 * MOST_WORDS
        assert sum(len(group.alternatives) for group in plan.groups) <= MOST_ALTERNATIVES
        terms = sum(
            len(member)
            for group in plan.groups
            for alternative in group.alternatives
            for member in alternative.members
        )
        assert terms <= 10 * MOST_ALTERNATIVES

    @pytest.mark.slow
    @settings(max_examples=part(40))
    @given(text=st.text(max_size=600))
    def test_never_fails(self, entry, text):
        found = current().search(Query(text))

        assert len(found.plan.groups) <= 2 * MOST_WORDS
        assert found.total in {0, 1}

    def test_says_when_it_read_only_the_beginning(self, entry):
        assert current().plan(Query(BAD["five hundred words"])).shortened


class TestHighlights:
    @pytest.mark.slow
    @settings(max_examples=part(200))
    @given(text=st.text(alphabet=st.sampled_from("arbetsträningkaffe <>&\"'/ å-.\u00ad")))
    def test_hold_the_text_itself_and_no_tag_but_mark(self, text):
        found = analyser().analyse("arbetsträning kaffe träning").words
        terms = frozenset(term for word in found for term in (*word.whole, *word.parts))

        written = highlight(text, terms, analyser())

        bare = re.sub(r"</?mark>", "", written)
        assert html.unescape(bare) == text
        assert "<" not in bare
        assert ">" not in bare
        assert written.count("<mark>") == written.count("</mark>")

    def test_stand_inside_a_compound(self):
        terms = frozenset({analyser().key("träning"), f"~{analyser().key('träning')}"})

        assert highlight("Arbetsträning", terms, analyser()) == "Arbets<mark>träning</mark>"

    def test_leave_out_the_small_words_of_a_phrase_but_not_abbreviations(self):
        terms = frozenset({"må", "^SE"})

        assert highlight("Må bra med SE", terms, analyser()) == "Må bra med <mark>SE</mark>"

    def test_escape_what_they_mark_and_what_they_do_not(self, client, entry):
        page = client.get("/insatser/?q=kafé").content.decode()

        assert "<mark>kafé</mark> &amp; kök" in page
        assert "<i>" not in page
