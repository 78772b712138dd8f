"""Which searches may be counted: whole ones, short, about nobody, and never in a crisis."""

import re

from catalogue.engine.groups import Plan
from catalogue.engine.language import Token, fold, tokenise
from catalogue.engine.language.tokens import pieces
from catalogue.engine.reading import Reader
from catalogue.models.search_count import LONGEST
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.query import Query

MOST_WORDS = 6
ADDRESS = re.compile(r"[@_]|\w\.\w")


def countable_words(query: Query, catalogue: Catalogue) -> str:
    """Return the words to count, all spelled the same way; empty if the search is not counted."""
    if query != Query(words=query.words, chosen=DEFAULT_CHOICES):
        return ""
    if ADDRESS.search(query.words) or any(letter.isnumeric() for letter in query.words):
        return ""
    plan = catalogue.plan(query)
    tokens = list(tokenise(query.words))
    if plan.distress or plan.shortened or plan.is_idle or len(tokens) > MOST_WORDS:
        return ""
    cased = catalogue.vocabulary.cased  # SE is not se
    words = " ".join(token.surface if cased(token.surface) else token.word for token in tokens)
    if len(words) > LONGEST or _may_be_about_somebody(tokens, plan, catalogue):
        return ""
    return words


def _may_be_about_somebody(tokens: list[Token], plan: Plan, catalogue: Catalogue) -> bool:
    """Tell whether a word may be somebody's name.

    A word that neither the catalogue nor the dictionary knows is counted only when it stands
    alone: it may be what a need is called, and names seldom stand alone.
    """
    ours = _words_of_ours(tokens, plan, catalogue)
    lexicon = catalogue.index.analyser.lexicon
    for number, token in enumerate(tokens):
        if token.word in ours:
            continue
        if number and token.surface.istitle():
            return True
        words = pieces(token.word) or (token.word,)
        if any(lexicon.is_name(word) for word in words):
            return True
        alone = len(tokens) == len(words) == 1
        if not alone and not all(
            lexicon.is_common(word) or lexicon.with_marks(fold(word)) for word in words
        ):
            return True
    return False


def _words_of_ours(tokens: list[Token], plan: Plan, catalogue: Catalogue) -> set[str]:
    """Return the words that the catalogue holds, the vocabulary leads from, or a place is called.

    The names of places and organisations are public.
    """
    reader, vocabulary = Reader(catalogue.index, catalogue.vocabulary), catalogue.vocabulary
    named = {token.word for name in plan.named for token in tokenise(name.typed)}
    return named | {
        word
        for word in (token.word for token in tokens)
        if reader.is_useful(word)
        or reader.known_parts(word)
        or vocabulary.has_in_phrase(reader.analyser.key(word))
    }
