"""Write out a reading as the alternatives by which documents may match it."""

from collections.abc import Iterable, Iterator, Sequence

from catalogue.engine.groups import Alternative, Kind, Member
from catalogue.engine.language.analyser import CASED
from catalogue.engine.language.tokens import pieces
from catalogue.engine.reading import Reader, Reading
from catalogue.engine.vocabulary import Expansion, Phrase, Stand

TYPED = frozenset(("exact", "part", "fold", "typo"))
EVERYWHERE, FEW = 0.2, 20  # a word of this share of the documents, and of more than so many
ALL_PARTS = 0.7
FAMILY = 0.6
OTHER_SIDE = 0.75  # how much more than what was sought must say that it is for somebody else
JOINED_PIECES = 0.9
MOST_ALTERNATIVES = 12
MOST_IN_MEMBER = 4


class Alternatives:
    """Turns words and phrases into alternatives, leaving out what no document has."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.index, self.analyser = reader, reader.index, reader.analyser

    def member(self, word: str) -> Member:
        """Return the term of a word, if some document has it."""
        key = self.analyser.key(word)
        return ((key, 1.0),) if self.index.has(key) else ()

    def of_word(
        self, word: str, kind: Kind, boost: float, shown: bool = True
    ) -> tuple[Alternative, ...]:
        """Return the ways to find one word: itself, all its parts, its pieces."""
        asked = (word, kind, boost, shown)
        known: tuple[Alternative, ...] | None = self.index.memory.get(asked)
        if known is None:
            known = tuple(self._of_word(*asked))
            self.index.memory.put(asked, known)
        return known

    def _of_word(self, word: str, kind: Kind, boost: float, shown: bool) -> Iterator[Alternative]:
        member = self.member(word)
        if member:
            yield Alternative(kind, word, boost, (member,), None, shown)
        parts_of = self.analyser.parts(word)
        if parts_of and kind not in TYPED and self.is_everywhere(parts_of[0]):
            parts_of = ()  # "arbetsbrist" that nobody typed is not any "arbete" and some "brist"
        for parts, weight in ((parts_of, ALL_PARTS), (pieces(word), JOINED_PIECES)):
            members = self.members(parts)
            if len(members) > 1:
                parts_kind: Kind = "parts" if kind == "exact" else kind
                yield Alternative(parts_kind, word, boost * weight, members, None, shown)

    def is_everywhere(self, word: str) -> bool:
        """Tell whether so many documents have a word that it tells them from no other."""
        return self.index.frequency(self.analyser.key(word)) > max(
            EVERYWHERE * self.index.live_count, FEW
        )

    def rich_member(self, word: str) -> Member:
        """Return the terms of a word and of the single words that mean the same."""
        terms = dict(self.member(word))
        for phrase, weight, _, _ in self.reader.vocabulary.expansions((self.analyser.key(word),)):
            if phrase.cased or len(phrase.words) == 1:
                found = ((phrase.cased, 1.0),) if phrase.cased else self.member(phrase.words[0])
                for term, own in found:
                    if self.index.has(term):
                        terms.setdefault(term, own * weight)
        return tuple(list(terms.items())[:MOST_IN_MEMBER])

    def members(self, words: Sequence[str]) -> tuple[Member, ...]:
        """Return a member for each word; none at all unless some document has each."""
        members = tuple(self.member(word) for word in words)
        return members if all(members) else ()

    def of_phrase(
        self, phrase: Phrase, kind: Kind, boost: float, shown: bool = True
    ) -> Iterator[Alternative]:
        """Yield the ways to find a phrase: an exact-case term, a word, or all of several words."""
        if phrase.cased:
            if self.index.has(phrase.cased):
                yield Alternative(kind, phrase.text, boost, (((phrase.cased, 1.0),),), None, shown)
        elif len(phrase.words) == 1:
            yield from self.of_word(phrase.words[0], kind, boost, shown)
        else:
            members = self.members(phrase.words)
            if members:
                yield Alternative(kind, phrase.text, boost, members, None, shown)

    def expansions(self, keys: tuple[str, ...], boost: float = 1.0) -> tuple[Alternative, ...]:
        """Return what the vocabulary adds to a phrase with these keys."""
        asked = (keys, boost, self.reader.vocabulary.version)
        known: tuple[Alternative, ...] | None = self.index.memory.get(asked)
        if known is None:
            known = tuple(self._expansions(keys, boost))
            self.index.memory.put(asked, known)
        return known

    def _expansions(self, keys: tuple[str, ...], boost: float) -> Iterator[Alternative]:
        yield from self.of_expansions(self.reader.vocabulary.expansions(keys), boost)

    def of_expansions(
        self, expansions: Iterable[Expansion], boost: float = 1.0
    ) -> Iterator[Alternative]:
        """Yield the ways to find what the vocabulary adds."""
        for phrase, weight, broader, shown in expansions:
            kind: Kind = "broader" if broader else "synonym"
            yield from self.of_phrase(phrase, kind, boost * weight, shown)

    def against(
        self, stands: Iterable[Stand], sought: Iterable[Alternative]
    ) -> tuple[Alternative, ...]:
        """Return how to tell what is for the other side, unless that is sought too."""
        phrases = self.reader.vocabulary.against(sorted(stands))
        known = {each.members for each in sought if each.kind != "broader"}
        ways = (way for p in phrases for way in self.of_phrase(p, "synonym", OTHER_SIDE))
        return best_each(way for way in ways if way.members not in known)

    def of_readings(self, readings: Iterable[Reading]) -> Iterator[Alternative]:
        """Yield everything that the readings of a typed word lead to."""
        for word, kind, boost in readings:
            keys = (self.analyser.key(word),)
            yield from self.of_word(word, kind, boost, self.may_show(keys))
            if not self.reader.vocabulary.tongues.is_another_languages(word):
                yield from self.expansions(keys, boost)
            for relative in self.reader.family(word):
                yield from self.of_word(relative, "synonym", boost * FAMILY)

    def may_show(self, keys: tuple[str, ...]) -> bool:
        """Tell whether a word or phrase may be repeated to the visitor: a blunt one may not."""
        return not self.reader.vocabulary.is_hidden(keys)

    def of_cased(self, phrase: Phrase) -> Iterator[Alternative]:
        """Yield everything that a case-sensitive term leads to."""
        yield from self.of_phrase(phrase, "exact", 1.0)
        yield from self.expansions(phrase.keys)


def best_each(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return the alternatives, each set of terms once, up to twelve.

    The heaviest come first, and what says less than was asked for comes last.
    """
    kept: dict[object, Alternative] = {}
    for alternative in sorted(alternatives, key=lambda a: (a.kind == "broader", -a.boost)):
        terms = tuple(tuple(term for term, _ in member) for member in alternative.members)
        kept.setdefault((terms, alternative.facet), alternative)
    return tuple(list(kept.values())[:MOST_ALTERNATIVES])


def cased_word(surface: str) -> str:
    """Return the exact-case term of a surface form."""
    return CASED + surface
