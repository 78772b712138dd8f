"""Mark what matched in a text, also inside compounds."""

from collections.abc import Collection, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalogue.search.language import Analyser, Token, tokenise

SHORTEST_COMPOUND = 6


def highlight(text: str, terms: Collection[str], analyser: Analyser) -> SafeString:
    """Return the text as safe HTML with `<mark>` around what has any of the terms."""
    pieces, done = [], 0
    for start, end in _matches(text, terms, analyser):
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    pieces.append(escape(text[done:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def _matches(text: str, terms: Collection[str], analyser: Analyser) -> Iterator[tuple[int, int]]:
    if not terms:
        return
    for token in tokenise(text):
        whole = analyser.terms_of(token)
        if not whole or terms.isdisjoint(whole):
            continue
        if analyser.key(token.word) in terms or len(token.word) < SHORTEST_COMPOUND:
            yield token.start, token.end
        else:
            yield _part(token, terms, analyser)


def _part(token: Token, terms: Collection[str], analyser: Analyser) -> tuple[int, int]:
    """Return where in a compound the matching part stands; the whole word if it cannot be told."""
    parts = analyser.lexicon.split(token.word)
    start = token.start
    for part in parts:
        end = start + len(part)
        if {analyser.key(part), analyser.key(analyser.lexicon.base(part))} & set(terms):
            return start, end
        start = end
    return token.start, token.end
