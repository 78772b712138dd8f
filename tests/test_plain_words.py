"""The words of the interface are plain Swedish: klarspråk, measured."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates" / "public").glob("*.html"))
MARKED = re.compile(r'(?:\b_|in_danger)\("((?:[^"\\]|\\.)*)"|ngettext\("[^"]*", "([^"]*)"')
HARDEST = 35  # LIX: 30–40 reads like an ordinary newspaper, under 30 like fiction


def texts(path: Path) -> list[str]:
    """Every text of a template that is marked for translation."""
    found = [one or other for one, other in MARKED.findall(path.read_text(encoding="utf-8"))]
    return [re.sub(r"%\(\w+\)s", "3", text) for text in found]


def lix(text: str) -> float:
    """Björnsson's index: words a sentence, plus the share of words over six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    long = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long / len(words)


def sentences_of(path: Path) -> str:
    """The running text: what is long enough to be read rather than pressed."""
    running = [text for text in texts(path) if len(text.split()) >= 4]
    return " ".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in running)


class TestTheWordsOfTheInterface:
    def test_the_whole_is_easy_to_read(self):
        assert lix(" ".join(sentences_of(path) for path in TEMPLATES)) <= HARDEST

    @pytest.mark.parametrize("name", ["home", "intervention_list", "_results", "_crisis"])
    def test_each_page_that_people_meet_first_is(self, name):
        path = settings.BASE_DIR / "templates" / "public" / f"{name}.html"

        assert lix(sentences_of(path)) <= HARDEST

    def test_no_sentence_is_long(self):
        long = [
            sentence
            for path in TEMPLATES
            for text in texts(path)
            for sentence in re.split(r"(?<=[.!?:])\s", text)
            if len(sentence.split()) > 32
        ]

        assert long == []

    def test_nobody_is_blamed(self):
        blame = re.compile(r"\b(felaktig|ogiltig|otillåten|du måste|misslyckades|obs!)", re.I)

        assert [t for path in TEMPLATES for t in texts(path) if blame.search(t)] == []
