"""Turn words into the terms of the index.

A term is a key (`träning`), which a compound's parts share with the words they are, or a short
word in its exact case (`^SE`).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from catalogue.engine.language import lists
from catalogue.engine.language.folding import canonical
from catalogue.engine.language.lexicon import Lexicon
from catalogue.engine.language.stemming import stem
from catalogue.engine.language.tokens import Token, pieces, tokenise

VERSION = 4  # raise when the same text gives other terms
CASED = "^"
LONGEST_CASED = 6
REMEMBERED = 1 << 16  # words; a catalogue of ten thousand entries has nearly as many
SHORTEST_SPLIT = 6
ELISION = frozenset({"och", "eller", "samt", "respektive"})


class Terms(NamedTuple):
    """The terms of one word: those of the whole, and those of what it contains."""

    whole: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Analysis(NamedTuple):
    """The terms of one field's text, its length in content words, and its spellings."""

    words: list[Terms]
    length: int
    spellings: list[str]


class Analyser:
    """Swedish text analysis; one instance may serve all threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sense = lexicon.sense
        self.version = f"{VERSION}-{lexicon.version}-{lexicon.taught}"
        self.stop_words = lists.words("stop_words")
        self._fillers = lists.words("filler_words")
        self._foreign_fillers = frozenset(map(canonical, lists.words("foreign_fillers")))
        self._overrides = lists.pairs("overrides")
        self._heads = lists.pairs("heads")
        self.key = lru_cache(REMEMBERED)(self._key)
        self.part_keys = lru_cache(REMEMBERED)(self._part_keys)
        self._terms_of_word = lru_cache(REMEMBERED)(self._uncached_terms)
        self._people = frozenset(map(self.key, lists.words("people_words")))

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

    def is_filler(self, word: str) -> bool:
        """Tell whether the word says nothing of what is sought, in whatever language."""
        return word in self._fillers or word in self._foreign_fillers

    def is_foreign_filler(self, word: str) -> bool:
        """Tell whether the word is a filler of another language."""
        return word in self._foreign_fillers

    def is_about_whom(self, word: str) -> bool:
        """Tell whether the word says for whom something is sought: kin, friend, client."""
        return self.key(word) in self._people

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the dictionary forms of a compound's top-level parts; empty if it is none."""
        *modifiers, head = self.lexicon.split(word)
        if not modifiers:
            return ()
        return (*(self.lexicon.base(part) for part in modifiers), self._heads.get(head, head))

    def _part_keys(self, word: str) -> tuple[str, ...]:
        """Return the keys of what a compound contains: constituents and sub-compounds."""
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
        return tuple(sorted(found))

    def _atoms(self, word: str) -> Iterator[str]:
        parts = self.parts(word)
        if len(parts) < 2:
            yield word
        for part in parts:
            # A part may not be its own whole: that would never end.
            if len(part) < len(word):
                yield from self._atoms(part)

    def _uncached_terms(self, word: str) -> Terms:
        if word in self.stop_words:
            return Terms()
        whole, parts = {self.key(word): None}, dict.fromkeys(self.part_keys(word))
        for piece in pieces(word):
            if len(piece) > 1 and piece not in self.stop_words:
                whole[self.key(piece)] = None
                parts |= dict.fromkeys(self.part_keys(piece))
        return Terms(tuple(whole), tuple(key for key in parts if key not in whole))

    def terms_of(self, token: Token) -> tuple[str, ...]:
        """Return every term under which a word of a text is found; none for a stop word."""
        whole, parts = self._by_role(token)
        return (*whole, *parts)

    def _by_role(self, token: Token) -> Terms:
        terms = self._terms_of_word(token.word)
        cased = cased_term(token.surface)
        return Terms((*terms.whole, cased), terms.parts) if cased else terms

    def analyse(self, text: str) -> Analysis:
        """Return the terms of a text, word by word."""
        tokens = list(tokenise(text))
        words: list[Terms] = []
        spellings: list[str] = []
        for token in tokens:
            found = self._by_role(token)
            if not found.whole:
                continue
            words.append(found)
            spellings.append(token.word)
            spellings += (piece for piece in pieces(token.word) if len(piece) > 2)
        length = len(words)
        for number, token in enumerate(tokens[:-2]):
            if text[token.end : token.end + 1] == "-":
                whole = self._elided(token.word, tokens[number + 1].word, tokens[number + 2].word)
                if whole:
                    words.append(self._terms_of_word(whole))
                    spellings.append(whole)
        return Analysis(words, length, spellings)

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
