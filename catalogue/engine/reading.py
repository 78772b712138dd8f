"""Read one typed word: as itself, with its å ä ö put back, as its parts, or as a misspelling."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from catalogue.engine.dictionary import Dictionary
from catalogue.engine.groups import Kind
from catalogue.engine.language import family, fold
from catalogue.engine.spelling import tolerance
from catalogue.engine.vocabulary import Vocabulary

UNKNOWN_FOLDED, KNOWN_FOLDED = 0.98, 0.5
ONE_EDIT, TWO_EDITS = 0.85, 0.7
MOST_READINGS = 4
SHORTEST_PIECE = 3
LINKS = ("och", "för", "med", "på", "av", "till", "utan", "i")  # between words run together
LONG = 8
SHORTEST_FOREIGN = 6  # a shorter word is not taken for one of another language
SHORTEST_OTHER_SCRIPT = 7  # a shorter word in other letters than ours is not corrected
LAST_LATIN = "\u024f"
SHORTEST_CLIPPED = 8  # a shorter beginning could be that of anything
SHORTEST_STEM, SHARE_OF_STEM, LONGEST_ENDING = 4, 0.75, 6  # of a word of another language
ARTICLE = "ال"  # the Arabic article, written together with its noun


class Reading(NamedTuple):
    """One way to understand a typed word."""

    word: str
    kind: Kind
    boost: float


class Reader:
    """Reads words against the catalogue and the vocabulary."""

    def __init__(self, index: Dictionary, vocabulary: Vocabulary) -> None:
        self.index, self.vocabulary, self.analyser = index, vocabulary, index.analyser

    def in_catalogue(self, word: str) -> bool:
        """Tell whether a document has the word, alone or as a part of a compound."""
        return self.index.has(self.analyser.key(word))

    def is_useful(self, word: str) -> bool:
        """Tell whether the word leads to anything."""
        return self.in_catalogue(word) or self.vocabulary.has_word(self.analyser.key(word))

    def is_swedish(self, word: str) -> bool:
        """Tell whether the dictionary has the word, or parts that make it up."""
        lexicon = self.analyser.lexicon
        return lexicon.knows(word) or len(lexicon.split(word)) > 1

    def read(self, word: str) -> tuple[list[Reading], bool]:
        """Return how to understand a word, best first, and whether that is only a guess.

        No reading at all means that the word leads nowhere.
        """
        asked = word, self.vocabulary.version
        known: tuple[list[Reading], bool] | None = self.index.memory.get(asked)
        if known is None:
            known = self._read(word)
            self.index.memory.put(asked, known)
        return known

    def _read(self, word: str) -> tuple[list[Reading], bool]:
        mates = self.with_marks(word)
        if self.is_useful(word):
            kept = [Reading(mate, "fold", KNOWN_FOLDED) for mate in mates[:MOST_READINGS]]
            own, right = Reading(word, "exact", 1.0), self.respelled(word)
            listed = self.vocabulary.tongues.lists_in_swedish(word)
            return [*([*right, own] if listed else [own, *right]), *kept], False
        bare = word.removeprefix(ARTICLE)
        if bare != word and self.is_useful(bare):
            return [Reading(bare, "exact", 1.0)], False
        corrected, weak = self.corrections(word)
        close = [reading for reading in corrected if reading.boost == ONE_EDIT]
        if mates:
            found = [Reading(mate, "fold", UNKNOWN_FOLDED) for mate in mates[:MOST_READINGS]]
            if not any(self.in_catalogue(mate) for mate in mates):
                found += [reading for reading in close if self.in_catalogue(reading.word)]
            return found, False
        if self.known_parts(word):
            return [*close, Reading(word, "exact", 1.0)], False
        inflected = None if close else self.clipped(word) or self.inflected(word)
        return ([inflected], False) if inflected else (corrected, weak)

    def inflected(self, word: str) -> Reading | None:
        """Return the word of another language that differs from this one in its ending only."""
        bare = fold(word)
        if len(bare) < SHORTEST_STEM or self.is_swedish(word):
            return None
        alike = [
            (stem, -len(found), found)
            for found in self.vocabulary.spelling.beginning(bare[:SHORTEST_STEM])
            if self.vocabulary.tongues.is_foreign(found) and self.is_useful(found)
            for stem in [Prefix.similarity(bare, fold(found))]
            if stem >= SHARE_OF_STEM * len(found) and len(bare) - stem <= LONGEST_ENDING
        ]
        return Reading(max(alike)[2], "typo", ONE_EDIT) if alike else None

    def clipped(self, word: str) -> Reading | None:
        """Return the shortest word that a typed one is the beginning of ("rehabkoord")."""
        bare = fold(word)
        if len(bare) < SHORTEST_CLIPPED or self.is_swedish(word):
            return None
        whole = filter(self.is_useful, self.vocabulary.spelling.beginning(bare))
        found = min(whole, key=lambda longer: (len(longer), longer), default="")
        return Reading(found, "typo", ONE_EDIT) if found else None

    def respelled(self, word: str) -> list[Reading]:
        """Return the right spelling of a misspelling that the vocabulary lists."""
        if len(word) < LONG or self.in_catalogue(word) or self.is_swedish(word):
            return []
        corrected, _ = self.corrections(word)
        return [r for r in corrected[:1] if r.boost == ONE_EDIT and self.in_catalogue(r.word)]

    def with_marks(self, word: str) -> list[str]:
        """Return the useful words that a word without (all) its å, ä and ö may stand for."""
        bare = fold(word)
        candidates = dict.fromkeys(self.index.fold_mates(bare))
        candidates |= dict.fromkeys(self.vocabulary.spelling.fold_mates(bare))
        lexicon = self.analyser.lexicon
        if not lexicon.is_common(word):  # "altan" is not "ältan"
            candidates |= dict.fromkeys(lexicon.with_marks(bare))
        kept: dict[str, str] = {}
        own = self.analyser.key(word)
        for mate in candidates:
            key = self.analyser.key(mate)
            # Only marks may be added: a word typed with its marks means what it says.
            if mate == word or key == own or key in kept or not adds_marks(word, mate):
                continue
            if self.is_useful(mate) or self.known_parts(mate):
                kept[key] = mate
        return list(kept.values()) or self.compounds_with_marks(word)

    def compounds_with_marks(self, word: str) -> list[str]:
        """Return the compounds of useful parts that an unknown word without marks may stand for."""
        if self.is_useful(word) or self.is_swedish(word) or not word.isalpha():
            return []
        lexicon, kept = self.analyser.lexicon, []
        for cut in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1):
            first, second = word[:cut], word[cut:]
            heads = [second, *lexicon.with_marks(second)]
            firsts = [first, *lexicon.with_marks(first)]
            kept += [a + b for a in firsts for b in heads if self.known_parts(a + b)]
        return kept[:MOST_READINGS]

    def known_parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound if all of them lead somewhere, otherwise nothing."""
        parts = self.analyser.parts(word)
        return parts if parts and all(self.is_useful(part) for part in parts) else ()

    def family(self, word: str) -> list[str]:
        """Return the words of the catalogue that name what a verb does, or do what a noun names."""
        lemma = self.analyser.lemma(word)
        knows = self.analyser.lexicon.is_common
        return [w for w in family(lemma) if knows(w) and self.in_catalogue(w)]

    def run_together(self, word: str) -> tuple[str, str] | None:
        """Return two useful words that were written as one ("psykiskohälsa", "skuldochbudget")."""
        known = self.analyser.lexicon.knows(word)
        if known or len(word) < 2 * SHORTEST_PIECE + 1 or not word.isalpha():
            return None
        pairs = (
            (word[:cut], word[cut:].removeprefix(link))
            for cut in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1)
            for link in ("", *LINKS)
            if word.startswith(link, cut)
        )
        whole = [pair for pair in pairs if all(map(self.is_whole, pair))]
        return min(whole, key=lambda pair: abs(len(pair[0]) - len(pair[1])), default=None)

    def is_whole(self, word: str) -> bool:
        """Tell whether the word is one that people write, and leads somewhere."""
        return self.is_swedish(word) and self.is_useful(word)

    def corrections(self, word: str) -> tuple[list[Reading], bool]:
        """Return the words that a misspelled one may stand for, and whether that is a wild guess.

        A word that Swedish has means what it says, but for a letter single or double
        ("utmatning"), and that too only as a guess. So for what could be a compound: one edit.
        """
        if not word.isalpha() or tolerance(word) == 0:
            return [], False
        if max(word) > LAST_LATIN and len(word) < SHORTEST_OTHER_SCRIPT:
            return [], False
        swedish = self.is_swedish(word)
        bare = fold(word)
        near = {*self.index.near(bare), *self.known_near(bare)}
        if self.analyser.lexicon.knows(word):
            near = {pair for pair in near if undoubled(fold(pair[1])) == undoubled(bare)}
        limit = 1 if swedish else 2
        ranked = sorted(
            (edits + 0.5 * (fold(found)[0] != bare[0]), -self._weight(found), found)
            for edits, found in near
            if 0 < edits <= limit
        )
        if not ranked:
            return [], False
        nearest = ranked[0][0]
        kept: dict[str, Reading] = {}
        for distance, _, found in ranked:
            if distance <= nearest + 0.4 and len(kept) < MOST_READINGS:
                boost = ONE_EDIT if distance <= 1 else TWO_EDITS
                kept.setdefault(self.analyser.key(found), Reading(found, "typo", boost))
        # With the first letter and one more wrong, it is anybody's guess what was meant.
        return list(kept.values()), swedish or nearest > 2

    def known_near(self, bare: str) -> Iterator[tuple[int, str]]:
        """Yield the words of the vocabulary near one; of other languages, only by one edit."""
        for edits, found in self.vocabulary.spelling.near(bare):
            foreign = self.vocabulary.tongues.is_foreign(found)
            if not foreign or (edits == 1 and len(bare) >= SHORTEST_FOREIGN):
                yield edits, found

    def _weight(self, word: str) -> int:
        key = self.analyser.key(word)
        return 2 * self.index.frequency(key) + self.vocabulary.has_word(key)


def undoubled(word: str) -> str:
    """Return the word with every double letter single."""
    return "".join(letter for letter, _ in groupby(word))


def adds_marks(typed: str, mate: str) -> bool:
    """Tell whether `mate` is `typed` with å, ä or ö put where the bare letter stood."""
    return len(typed) == len(mate) and all(
        a == b or (a in "aoe" and b in "åäö") for a, b in zip(typed, mate, strict=True)
    )


def unique(values: Iterable[str]) -> list[str]:
    """Return the values in order, each once."""
    return list(dict.fromkeys(values))
