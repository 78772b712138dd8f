"""Which searches may be counted: whole ones, short, about nobody, and never in a crisis."""

from catalogue.models.search_count import LONGEST
from catalogue.search.groups import Plan
from catalogue.search.language import Token, tokenise
from catalogue.search.language.tokens import pieces
from catalogue.search.reading import Reader
from catalogue.searching.catalogue import Catalogue
from catalogue.searching.facets import DEFAULT_CHOICES
from catalogue.searching.query import Query

MOST_WORDS = 6


def countable_words(query: Query, catalogue: Catalogue) -> str:
    """Return the words to count, all spelled the same way; empty if the search is not counted."""
    if query != Query(words=query.words, chosen=DEFAULT_CHOICES) or _tells_too_much(query.words):
        return ""
    plan = catalogue.plan(query)
    tokens = list(tokenise(query.words))
    if plan.crisis or plan.shortened or len(tokens) > MOST_WORDS:
        return ""
    if _may_be_about_somebody(tokens, plan, catalogue):
        return ""
    cased = catalogue.vocabulary.cased  # SE is not se
    words = " ".join(token.surface if cased(token.surface) else token.word for token in tokens)
    return words if len(words) <= LONGEST else ""  # one letter may be spelled out in eighteen


def _tells_too_much(words: str) -> bool:
    """Tell whether there may be a number, an address or a story in the words."""
    return len(words) > LONGEST or "@" in words or any(letter.isnumeric() for letter in words)


def _may_be_about_somebody(tokens: list[Token], plan: Plan, catalogue: Catalogue) -> bool:
    """Tell whether a word may be somebody's name.

    A word that neither the catalogue nor the dictionary knows is counted only when it stands
    alone: it may be what a need is called, and names seldom stand alone.
    """
    reader = Reader(catalogue.index, catalogue.vocabulary)
    lexicon = catalogue.index.analyser.lexicon
    places = {token.word for name in plan.recognised for token in tokenise(name.typed)}
    ours = [
        token.word in places or reader.is_useful(token.word) or bool(reader.known_parts(token.word))
        for token in tokens
    ]
    for number, (token, is_ours) in enumerate(zip(tokens, ours, strict=True)):
        if is_ours:
            continue
        written_as_name = number > 0 and token.surface.istitle()
        words = pieces(token.word) or (token.word,)
        if written_as_name or any(lexicon.is_name(word) for word in words):
            return True
        alone = len(tokens) == len(words) == 1
        known = all(lexicon.is_common(word) or reader.with_marks(word) for word in words)
        if not alone and not known:
            return True
    return False
