"""Cut text into words, remembering where each stood and how it was written."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from catalogue.engine.language.folding import canonical

# Combining marks and joiners stay inside a word: Arabic and Ge'ez text, decomposed å, soft hyphens.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u08d3-\u08ff\u135d-\u135f\u00ad\u200b-\u200d\u2060\u0640"
)
HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc\u2018\u02bb"  # "здоров'я", "can't"
LETTERS = rf"[^\W_](?:[^\W_]|[{MARKS}])*"
LETTER = r"[^\W\d_]"
# "f.k.", "K.B.T.", "t.ex.", "bl.a.": letters with dots between are one word, that without them.
DOTTED = rf"\b(?:{LETTER}\.)+{LETTER}{{1,2}}\b|\b{LETTER}{{2}}\.{LETTER}\b"
TOKEN = re.compile(
    rf"{DOTTED}|\+\d+\b|\d+\+|{LETTERS}(?:[{HYPHENS}{APOSTROPHES}]{LETTERS})*(?::(?:s|n|t|en|et|ar|er|arna|erna|are)\b)?"
)
PLAIN = str.maketrans(dict.fromkeys("\u2010\u2011", "-") | dict.fromkeys(APOSTROPHES))
LONGEST_WORD = 60


class Token(NamedTuple):
    """One word of a text: canonical form, form as written, and its place in the text."""

    word: str
    surface: str
    start: int
    end: int


def tokenise(text: str) -> Iterator[Token]:
    """Yield the words of a text in order; a word longer than 60 characters is cut there."""
    for match in TOKEN.finditer(text):
        word, surface = spelled(match.group())
        if word:
            start = match.start()
            yield Token(word, surface, start, start + len(match.group().partition(":")[0]))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in their canonical forms: a fifth of the work of `tokenise`."""
    return tuple(word for word, _ in map(spelled, TOKEN.findall(text)) if word)


@lru_cache(maxsize=1 << 16)  # the same words come again and again
def spelled(found: str) -> tuple[str, str]:
    """Return the canonical form of what was found as a word, and the word without its ending."""
    if found.isascii() and found.isalpha():  # most words, and nothing to put right
        return found.lower()[:LONGEST_WORD], found
    surface = found.partition(":")[0].replace(".", "")
    word = canonical(surface.translate(PLAIN))[:LONGEST_WORD].replace("\u0640", "")
    return (word[1:] + "+" if word.startswith("+") else word), surface


def pieces(word: str) -> tuple[str, ...]:
    """Return the words that hyphens join, or the empty tuple for a word without any."""
    return tuple(piece for piece in word.split("-") if piece) if "-" in word else ()
