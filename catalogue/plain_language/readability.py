"""Measure how hard a Swedish text is to read (LIX, Björnsson 1968)."""

import re

EASY = 30  # what an easy text (lätt text) aims at: no more
HARD = 40  # from here on, newspapers rather than everyday Swedish
LONG_SENTENCE = 25  # words; longer ones are read twice
_LONG = 6
_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_END = re.compile(r"[.!?:…]+(?=\s|$)|\n+")
_ENOUGH_WORDS = 25
_LEVELS = [
    (30, "mycket lättläst"),
    (40, "lättläst"),
    (50, "medelsvår"),
    (60, "svår"),
]


def lix(text: str) -> int | None:
    """Return words per sentence plus the percentage of words longer than six letters.

    A line of its own, such as a point of a list, counts as a sentence. Texts under 25 words give
    `None`: one long word would decide.
    """
    words = _WORD.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return None
    sentences = sum(1 for part in _END.split(text) if _WORD.search(part))
    long_words = sum(1 for word in words if len(word) > _LONG)
    return round(len(words) / sentences + 100 * long_words / len(words))


def long_sentences(text: str) -> list[tuple[str, int]]:
    """Return how each sentence of more than 25 words begins, and how many words it has."""
    found = []
    for sentence in _END.split(text):
        words = _WORD.findall(sentence)
        if len(words) > LONG_SENTENCE:
            found.append((" ".join(sentence.split()[:6]), len(words)))
    return found


def level(value: int) -> str:
    """Return what the figure means, in a word or two."""
    return next((name for limit, name in _LEVELS if value < limit), "mycket svår")
