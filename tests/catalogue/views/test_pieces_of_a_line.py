"""A line that is put together of several pieces keeps the language and the direction of each."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import translation
from django.utils.translation import gettext

from catalogue.presentation import listed, shortened, swedish
from tests.factories import make_contact, make_intervention, make_organisation

pytestmark = pytest.mark.django_db
OWN_WORDS = (
    "summary", "exclusion", "duration", "extent", "intake", "cost", "income_note", "referral",
)  # fmt: skip
NUMBER = re.compile(r"[+\d][\d ]*\d[ -]\d[\d -]*")


class Lines(HTMLParser):
    """Every text of a page with the language and the direction of the element that it is in."""

    def __init__(self, page):
        super().__init__()
        self.within, self.texts = [("", "", "")], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        _tag, language, direction = self.within[-1]
        if tag in {"meta", "link", "input", "br", "hr", "wbr"}:
            return
        self.within.append((tag, given.get("lang", language), given.get("dir", direction)))

    def handle_startendtag(self, tag, attrs):
        """Pass over what has no text."""

    def handle_endtag(self, tag):
        while self.within.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if text.strip() and self.within[-1][0] not in {"script", "style", "title"}:
            self.texts.append((text.strip(), *self.within[-1]))


def lines(client, address):
    return Lines(client.get(address).content.decode()).texts


@pytest.fixture
def entries(db):
    body = make_organisation("Svenskaorden AB", phone="+4684650041")
    own = {name: f"Svenskaorden om {name}." for name in OWN_WORDS}
    made = [
        make_intervention("Svenskaorden ett", organisation=body, **own),
        make_intervention("Svenskaorden två", organisation=body, access="self", **own),
        make_intervention("Ett tredje"),
    ]
    contact = make_contact("Svenskaorden", organisation=body, phone="021-12 34 56")
    made[0].contacts.add(contact)
    made[0].notices.create(
        text="Svenskaorden just nu", starts_on="2020-01-01", ends_on="2099-01-01"
    )
    return made


def addresses(entries):
    ids = "&".join(f"i={entry.pk}" for entry in entries)
    yield from (f"/lista/?{ids}", f"/lista/jamfor/?{ids}", f"/lista/blad/?{ids}")
    yield from ("/insatser/?q=svenskaorden", "/organisationer/")
    yield from (entries[0].get_absolute_url(), entries[0].organisation.get_absolute_url())


@pytest.mark.parametrize("language", ["en", "ar"])
class TestOnAPageInAnotherLanguage:
    def test_what_somebody_wrote_is_marked_as_swedish(self, client, entries, language):
        unmarked = [
            (address, text)
            for address in addresses(entries)
            for text, tag, spoken, _dir in lines(client, f"/{language}{address}")
            if "Svenskaorden" in text and spoken != "sv" and tag not in {"b", "textarea"}
        ]

        assert unmarked == []

    def test_what_is_ours_is_not(self, client, entries, language):
        ids = "&".join(f"i={entry.pk}" for entry in entries)
        for page in ["jamfor", "blad"]:
            texts = lines(client, f"/{language}/lista/{page}/?{ids}")
            ours = {text for text, _tag, spoken, _dir in texts if spoken == language}

            assert len(ours) > 20
            with translation.override(language):
                assert [text for text in ours if gettext("Ansök själv") in text]

    def test_numbers_with_blanks_stand_in_their_own_order(self, client, entries, language):
        for address in addresses(entries):
            for text, _tag, _spoken, direction in lines(client, f"/{language}{address}"):
                if NUMBER.search(text):
                    assert direction == "ltr", (address, text)


class TestPieces:
    def test_are_joined_each_in_its_language(self):
        with translation.override("en"):
            told = listed(["a diagnosis", swedish("att du <kan> simma")])

        assert told == ('a diagnosis, <span lang="sv" dir="ltr">att du &lt;kan&gt; simma</span>')

    def test_are_shortened_to_a_few(self):
        with translation.override("en"):
            told = shortened([swedish("ett"), "<two>", "three", "four", "five"], 2)

        assert told == '<span lang="sv" dir="ltr">ett</span>, &lt;two&gt; and 3 more'
