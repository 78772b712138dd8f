"""Turn words into the terms of the index.

A term is one of three: the key of a whole word (`träning`), the key of a compound's part
(`~träning`), or a short word in its exact case (`^SE`).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from catalogue.search.language import lists
from catalogue.search.language.lexicon import Lexicon
from catalogue.search.language.stemming import stem
from catalogue.search.language.tokens import Token, pieces, tokenise

VERSION = 1  # raise when the same text gives other terms
PART, CASED = "~", "^"
LONGEST_CASED = 6
REMEMBERED = 1 << 14
SHORTEST_SPLIT = 6
ELISION = frozenset({"och", "eller", "samt", "respektive"})


class Analysis(NamedTuple):
    """The terms of one field's text, its length in content words, and its spellings."""

    terms: list[str]
    length: int
    spellings: list[str]


class Analyser:
    """Swedish text analysis; one instance may serve all threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.version = f"{VERSION}-{lexicon.version}"
        self.stop_words = lists.words("stop_words")
        self.filler_words = lists.words("filler_words")
        self._overrides = lists.pairs("overrides")
        self._heads = lists.pairs("heads")
        self.key = lru_cache(REMEMBERED)(self._key)
        self.part_terms = lru_cache(REMEMBERED)(self._part_terms)
        self._terms_of_word = lru_cache(REMEMBERED)(self._whole_terms)

    def lemma(self, word: str) -> str:
        """Return the dictionary form; an unknown compound takes that of its head."""
        override = self._overrides.get(word)
        if override:
            return override
        if self.lexicon.knows(word):
            return self.lexicon.lemma(word)
        if word.endswith("s") and len(word) > 4 and self.lexicon.knows(word[:-1]):
            return self._overrides.get(word[:-1]) or self.lexicon.lemma(word[:-1])
        *modifiers, head = self.lexicon.split(word)
        if not modifiers:
            return word
        base = self._heads.get(head) or self._overrides.get(head) or self.lexicon.lemma(head)
        return "".join(modifiers) + base

    def _key(self, word: str) -> str:
        """Return what all inflections of a canonical word share."""
        return stem(self.lemma(word.replace("-", "")))

    def is_stop_word(self, word: str) -> bool:
        """Tell whether the word carries no meaning of its own."""
        return word in self.stop_words

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the dictionary forms of a compound's top-level parts; empty if it is none."""
        *modifiers, head = self.lexicon.split(word)
        if not modifiers:
            return ()
        return (*(self.lexicon.base(part) for part in modifiers), self._heads.get(head, head))

    def _part_terms(self, word: str) -> tuple[str, ...]:
        """Return the terms of what a compound contains: constituents and sub-compounds."""
        if len(word) < SHORTEST_SPLIT:
            return ()
        split = self.lexicon.split(word)
        if len(split) < 2:
            return ()
        found = {self.key(atom) for part in self.parts(word) for atom in self._atoms(part)}
        found.update(self.key(part) for part in self.parts(word))
        for start, end in combinations(range(len(split) + 1), 2):
            if 1 < end - start < len(split):
                last = split[end - 1]
                head = last if end == len(split) else self.lexicon.base(last)
                found.add(self.key("".join(split[start : end - 1]) + head))
        found.discard(self.key(word))
        return tuple(PART + key for key in sorted(found))

    def _atoms(self, word: str) -> Iterator[str]:
        parts = self.parts(word)
        if len(parts) < 2:
            yield word
        for part in parts:
            # A part may not be its own whole: that would never end.
            if len(part) < len(word):
                yield from self._atoms(part)

    def _whole_terms(self, word: str) -> tuple[str, ...]:
        if word in self.stop_words:
            return ()
        joined = pieces(word)
        if not joined:
            return (self.key(word), *self.part_terms(word))
        terms = [self.key(word)]
        for piece in joined:
            if len(piece) > 1 and piece not in self.stop_words:
                terms += (self.key(piece), *self.part_terms(piece))
        return tuple(dict.fromkeys(terms))

    def terms_of(self, token: Token) -> tuple[str, ...]:
        """Return every term under which a word of a text is found; empty for a stop word."""
        terms = self._terms_of_word(token.word)
        cased = cased_term(token.surface)
        return (*terms, cased) if cased else terms

    def analyse(self, text: str) -> Analysis:
        """Return the terms of a text, once for each time they occur."""
        tokens = list(tokenise(text))
        terms: list[str] = []
        spellings: list[str] = []
        length = 0
        for number, token in enumerate(tokens):
            found = self.terms_of(token)
            if not found:
                continue
            terms += found
            length += 1
            spellings.append(token.word)
            spellings += (piece for piece in pieces(token.word) if len(piece) > 2)
            if text[token.end : token.end + 1] == "-" and number + 2 < len(tokens):
                whole = self._elided(token.word, tokens[number + 1].word, tokens[number + 2].word)
                if whole:
                    terms += self._terms_of_word(whole)
                    spellings.append(whole)
        return Analysis(terms, length, spellings)

    def _elided(self, first: str, conjunction: str, second: str) -> str | None:
        """Complete "budget- och skuldrådgivning" into "budgetrådgivning"."""
        if conjunction not in ELISION:
            return None
        split = self.lexicon.split(second)
        return first + "".join(split[1:]) if len(split) > 1 else None


def cased_term(surface: str) -> str | None:
    """Return the exact-case term of a short word written with a capital, otherwise None."""
    if 1 < len(surface) <= LONGEST_CASED and surface != surface.lower():
        return CASED + surface
    return None
