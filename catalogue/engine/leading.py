"""The other way round: which words of a searcher lead to what a text says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from catalogue.engine.language import cased_term, tokenise
from catalogue.engine.vocabulary import Keys, Vocabulary, WordGroup

LONGEST = 4  # words of a term that are looked for together
_BETWEEN = re.compile(r"[.!?:;\n]+")


class Leading(NamedTuple):
    """What a text says, and what people may write instead."""

    said: str
    words: tuple[str, ...]


def leading_words(text: str, vocabulary: Vocabulary) -> list[Leading]:
    """Return the reviewed words that lead to the terms of a text, in the order of the text.

    Blunt words lead too; they are never named.
    """
    groups = _groups_by_term(vocabulary)
    present = dict.fromkeys(_keys(text, vocabulary))
    found: dict[int, Leading] = {}
    for keys in present:
        for said, group in groups.get(keys, ()):
            words = tuple(
                word
                for word in dict.fromkeys((*group.lay, *group.terms))
                if not _is_there(word, group, vocabulary, present)
            )
            if words:
                found.setdefault(id(group), Leading(said, words))
    return list(found.values())


@lru_cache(maxsize=2)
def _groups_by_term(vocabulary: Vocabulary) -> dict[Keys, list[tuple[str, WordGroup]]]:
    """Return the groups by the keys of what they lead to: terms, or else broader words."""
    found: dict[Keys, list[tuple[str, WordGroup]]] = defaultdict(list)
    for group in vocabulary.groups:
        for term in group.terms or group.broader:
            keys = vocabulary.phrase(term, term in group.case_sensitive).keys
            if not vocabulary.is_hidden(keys):
                found[keys].append((term, group))
    return dict(found)


def _keys(text: str, vocabulary: Vocabulary) -> Iterator[Keys]:
    """Yield the keys of every word, and of every few words that stand together."""
    for part in _BETWEEN.split(text):
        tokens = list(tokenise(part))
        for start, token in enumerate(tokens):
            cased = cased_term(token.surface)
            if cased:
                yield (cased,)
            for size in range(1, LONGEST + 1):
                words = [other.word for other in tokens[start : start + size]]
                if len(words) == size:
                    yield vocabulary.keys(words)


def _is_there(
    word: str, group: WordGroup, vocabulary: Vocabulary, present: dict[Keys, None]
) -> bool:
    """Tell whether a word need not, or must not, be named."""
    keys = vocabulary.phrase(word, word in group.case_sensitive).keys
    return keys in present or vocabulary.is_hidden(keys)
