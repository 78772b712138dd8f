"""Make out the words of a search text: join what was torn apart, split what ran together."""

from typing import NamedTuple

from catalogue.engine.language import Token
from catalogue.engine.reading import Reader, Reading
from catalogue.engine.vocabulary import Phrase

JOINED = 0.95
SHORTEST_JOINED = 6
SHORTEST_PART = 3
SHORT_ABBREVIATION = 4


class Word(NamedTuple):
    """A typed word and how it is read."""

    token: Token
    readings: tuple[Reading, ...]
    weak: bool = False
    cased: Phrase | None = None  # a case-sensitive term, written in its exact case
    joined: str | None = None  # with the next or last word: the compound they make
    otherwise: "tuple[Word, ...]" = ()  # how it is read where no phrase takes it
    deed: str = ""  # what it is compared by, if the text tells who does it

    @property
    def best(self) -> str:
        """The word it is taken for."""
        return self.readings[0].word if self.readings else self.token.word


class Wording:
    """Reads the tokens of a search text in view of their neighbours."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.analyser, self.vocabulary = reader, reader.analyser, reader.vocabulary

    def words(self, tokens: list[Token]) -> list[Word]:
        """Read each token, join what was torn apart and split what was run together."""
        words: list[Word] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            torn = self.torn(token, following) if following else None
            if torn and following:
                whole = Token(
                    torn[0].word, f"{token.surface} {following.surface}", token.start, following.end
                )
                words.append(Word(whole, tuple(torn)))
                place += 2
                continue
            words += self.read(token)
            place += 1
        return self.with_deeds(self.with_compounds(words))

    def with_deeds(self, words: list[Word]) -> list[Word]:
        """Mark what the text tells who does, and to whom."""
        told = self.vocabulary.deeds.read([word.best for word in words])
        return [word._replace(deed=told.get(at, "")) for at, word in enumerate(words)]

    def read(self, token: Token) -> list[Word]:
        """Read one token; a word that holds two, run together, gives both."""
        word = token.word
        cased = self.vocabulary.cased(token.surface)
        if cased:
            return [Word(token, (Reading(word, "exact", 1.0),), cased=cased)]
        if self.analyser.is_stop_word(word):
            return [Word(token, (Reading(word, "exact", 1.0),))]
        likely = len(word) <= SHORT_ABBREVIATION or not self.analyser.lexicon.knows(word)
        if likely and not self.reader.is_useful(word):
            uncased = self.vocabulary.uncased(word)
            if uncased:
                return [Word(token, (Reading(word, "exact", 1.0),), cased=uncased)]
        if not self.stands_as_typed(word):
            return self.read_alone(token)
        as_typed = Word(token, (Reading(word, "exact", 1.0),))
        if self.says_nothing(word) or not self.reader.is_swedish(word):
            return [as_typed]
        alone = self.read_alone(token)
        certain = (w for w in alone if not (w.readings and w.readings[0].kind == "typo"))
        return [as_typed._replace(otherwise=tuple(certain))]

    def read_alone(self, token: Token) -> list[Word]:
        """Read a token that no phrase takes."""
        word = token.word
        readings, weak = self.reader.read(word)
        whole = readings[0].word if readings and readings[0].kind != "typo" else word
        if self.means_more_than_its_parts(whole):
            return [Word(token, (Reading(whole, "exact", 1.0),), weak=True)]
        if not readings or weak or readings[0].kind == "typo":
            pair = self.reader.run_together(word)
            if pair:
                return [
                    Word(token._replace(word=piece), (Reading(piece, "exact", 1.0),))
                    for piece in pair
                ]
            parts = self.useful_parts(word) if weak or not readings else ()
            if parts:
                return [
                    Word(token._replace(word=part), tuple(self.reader.read(part)[0]))
                    for part in parts
                ]
        elif not self.reader.is_useful(readings[0].word):
            # A compound that no document has: its parts are asked for, each by itself.
            found = self.reader.known_parts(readings[0].word)
            # A part that only the vocabulary knows says little of what was meant.
            guess = not all(self.reader.in_catalogue(part) for part in found)
            return [
                Word(token._replace(word=part), (Reading(part, "exact", readings[0].boost),), guess)
                for part in found
            ]
        return [Word(token, tuple(readings), weak)]

    def stands_as_typed(self, word: str) -> bool:
        """Tell whether a word that leads nowhere by itself is right as it stands.

        It leads somewhere together with others ("agar sina barn"), or says nothing of the matter.
        """
        if self.reader.is_useful(word):
            return False
        of_phrase = self.vocabulary.has_in_phrase(self.analyser.key(word))
        return of_phrase or self.says_nothing(word)

    def says_nothing(self, word: str) -> bool:
        """Tell whether a word says for whom something is sought, or fills out another language."""
        return self.analyser.is_foreign_filler(word) or self.analyser.is_about_whom(word)

    def means_more_than_its_parts(self, word: str) -> bool:
        """Tell whether a compound that leads nowhere is a word of the dictionary ("bygglov").

        That means something of its own: it is found only where all its parts stand.
        """
        lexicon = self.analyser.lexicon
        compound = lexicon.knows(word) and len(lexicon.split(word)) > 1
        return compound and not self.reader.is_useful(word)

    def useful_parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound of which the first, which tells most, leads somewhere."""
        parts = self.analyser.parts(word)
        return parts if parts and self.reader.is_useful(parts[0]) else ()

    def torn(self, first: Token, second: Token) -> list[Reading] | None:
        """Return readings of a compound that was written as two words, one of them no word."""
        joined = first.word + second.word
        if len(joined) < SHORTEST_JOINED or not joined.isalpha():
            return None
        if len(first.word) == 1 and self.vocabulary.has_word(self.analyser.key(joined)):
            return [Reading(joined, "exact", JOINED)]  # "a kassa"
        if not self.looks_torn(first.word) and not self.looks_torn(second.word):
            return None
        if self.reader.is_useful(joined):
            return [Reading(joined, "exact", JOINED)]
        mates = self.reader.with_marks(joined)
        if mates:
            return [Reading(mate, "fold", JOINED) for mate in mates]
        if clipped := self.reader.clipped(joined):
            return [clipped]
        if not self.looks_torn(second.word) or self.reader.corrections(second.word)[0]:
            return None
        readings, weak = self.reader.corrections(joined)
        return None if weak else readings or None

    def looks_torn(self, word: str) -> bool:
        """Tell whether something is no word of its own: unknown, or the joint form of one."""
        if self.stands_as_typed(word):
            return False
        if self.analyser.is_stop_word(word) or self.reader.is_useful(word):
            lexicon = self.analyser.lexicon
            base = lexicon.base(word)
            genitive = word.endswith("s") and base == word[:-1]
            return genitive or (base != word and not lexicon.knows(word))
        return not self.analyser.lexicon.knows(word) and not self.reader.with_marks(word)

    def with_compounds(self, words: list[Word]) -> list[Word]:
        """Mark neighbours that make a compound that documents have ("grupp verksamhet")."""
        marked = list(words)
        for place in range(len(words) - 1):
            first, second = words[place], words[place + 1]
            if first.readings and second.readings and not (first.cased or second.cased):
                joined = self.compound_of(first.best, second.best)
                if joined:
                    marked[place] = marked[place]._replace(joined=joined)
                    marked[place + 1] = marked[place + 1]._replace(joined=joined)
        return marked

    def compound_of(self, first: str, second: str) -> str | None:
        """Return a compound that leads somewhere and that two words make, in either order."""
        if not (first + second).isalpha() or len(first + second) < SHORTEST_JOINED:
            return None
        if any(len(w) < SHORTEST_PART and self.analyser.is_stop_word(w) for w in (first, second)):
            return None
        for joined in (first + second, f"{first}s{second}", second + first, f"{second}s{first}"):
            key = self.analyser.key(joined)
            if self.reader.index.has(key) or self.vocabulary.has_word(key):
                return joined
        return None
