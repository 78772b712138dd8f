"""Mark what matched in a text, also inside compounds."""

from collections.abc import Iterator, Set
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from catalogue.engine.language import Analyser, Token, tokenise

SHORTEST_COMPOUND = 6
SHORTEST_WORD = 3  # a shorter one was part of a phrase; abbreviations are marked all the same

Analysed = tuple[frozenset[str], list[tuple[Token, frozenset[str]]]]
NOTHING: Analysed = frozenset(), []


def highlight(text: str, terms: Set[str], analyser: Analyser) -> SafeString:
    """Return the text as safe HTML with `<mark>` around what has any of the terms."""
    pieces, done = [], 0
    for start, end in _matches(text, terms, analyser):
        pieces.append(f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>")
        done = end
    pieces.append(escape(text[done:]))
    return mark_safe("".join(pieces))  # noqa: S308 # nosec B308 B703 - escaped piece by piece


def _matches(text: str, terms: Set[str], analyser: Analyser) -> Iterator[tuple[int, int]]:
    every, words = _analysed(text, analyser) if terms else NOTHING
    if terms.isdisjoint(every):
        return
    for token, whole in words:
        if terms.isdisjoint(whole):
            continue
        if len(token.word) < SHORTEST_WORD and not token.surface.isupper():
            continue
        if analyser.key(token.word) in terms or len(token.word) < SHORTEST_COMPOUND:
            yield token.start, token.end
        else:
            yield _part(token, terms, analyser)


@lru_cache(maxsize=4_000)  # the same entries are shown again and again
def _analysed(text: str, analyser: Analyser) -> Analysed:
    """Return every term of a text, and its words with the terms of each."""
    found = [(token, frozenset(analyser.terms_of(token))) for token in tokenise(text)]
    return frozenset().union(*(terms for _, terms in found)), [row for row in found if row[1]]


def _part(token: Token, terms: Set[str], analyser: Analyser) -> tuple[int, int]:
    """Return where in a compound the matching part stands; the whole word if it cannot be told."""
    parts = analyser.lexicon.split(token.word)
    start = token.start
    for part in parts:
        end = start + len(part)
        if {analyser.key(part), analyser.key(analyser.lexicon.base(part))} & terms:
            return start, end
        start = end
    return token.start, token.end
