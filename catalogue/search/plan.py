"""Understand a search text: each thing asked for becomes a group of alternatives.

Phrases of the vocabulary and names come before single words; the work is bounded whatever is
typed: 500 characters, 32 words, 20 alternatives a group.
"""

from itertools import combinations
from typing import NamedTuple

from catalogue.search.alternatives import Writer, best_each
from catalogue.search.groups import Alternative, Correction, Group, Plan, Recognised
from catalogue.search.language import Token, tokenise
from catalogue.search.names import Names
from catalogue.search.reading import Dictionary, Reader, Reading
from catalogue.search.vocabulary import Phrase, Vocabulary

MOST_CHARACTERS = 500
MOST_WORDS = 32
LONGEST_PHRASE = 6
SKIPPING = range(2, 5)  # sizes of phrases that may have one foreign word inside
PLACE_BOOST = 0.9
JOINED = 0.95
WORD_OF_PHRASE = 0.5
WORDS_OF_PHRASE = 0.9
SHORTEST_JOINED = 6
SHORTEST_PART = 3


class Word(NamedTuple):
    """A typed word and how it is read."""

    token: Token
    readings: tuple[Reading, ...]
    weak: bool = False
    cased: Phrase | None = None  # a case-sensitive term, written in its exact case
    joined: str | None = None  # with the next or last word: the compound they make

    @property
    def best(self) -> str:
        """The word it is taken for."""
        return self.readings[0].word if self.readings else self.token.word


def make_plan(
    text: str, index: Dictionary, vocabulary: Vocabulary, names: Names | None = None
) -> Plan:
    """Return what the text asks for. Never fails; text beyond the caps is left out."""
    return Planner(index, vocabulary, names or Names({})).plan(text)


class Planner:
    """Makes plans against one state of an index."""

    def __init__(self, index: Dictionary, vocabulary: Vocabulary, names: Names) -> None:
        self.reader = Reader(index, vocabulary)
        self.writer = Writer(self.reader)
        self.analyser, self.vocabulary, self.names = index.analyser, vocabulary, names

    def plan(self, text: str) -> Plan:
        """Return the plan of a text."""
        tokens = list(tokenise(text[:MOST_CHARACTERS]))
        shortened = len(text) > MOST_CHARACTERS or len(tokens) > MOST_WORDS
        words = self.words(tokens[:MOST_WORDS])
        groups: list[Group] = []
        recognised: list[Recognised] = []
        crisis = False
        for words_left, name in self.without_names(words):
            if name is not None:
                recognised.append(name)
                groups.append(self.name_group(name, words_left))
                crisis = crisis or self.vocabulary.is_crisis(
                    self.vocabulary.keys(word.best for word in words_left)
                )
                continue
            found, is_crisis = self.phrases_and_words(words_left)
            groups += found
            crisis = crisis or is_crisis
        corrections = tuple(
            Correction(word.token.surface, word.best, word.weak)
            for word in words
            if word.readings and word.readings[0].kind == "typo"
        )
        kept = [group for group in groups if not group.filler] or groups
        return Plan(text, tuple(dict.fromkeys(kept)), corrections, tuple(recognised), crisis, shortened)

    # -- words ----------------------------------------------------------------------------------

    def words(self, tokens: list[Token]) -> list[Word]:
        """Read each token, join what was torn apart and split what was run together."""
        words: list[Word] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            torn = self.torn(token, following) if following else None
            if torn and following:
                whole = Token(torn[0].word, f"{token.surface} {following.surface}", token.start,
                              following.end)
                words.append(Word(whole, tuple(torn)))
                place += 2
                continue
            words += self.read(token)
            place += 1
        return self.with_compounds(words)

    def read(self, token: Token) -> list[Word]:
        """Read one token; a word that holds two, run together, gives both."""
        word = token.word
        cased = self.vocabulary.cased(token.surface)
        if cased:
            return [Word(token, (Reading(word, "exact", 1.0),), cased=cased)]
        if self.analyser.is_stop_word(word):
            return [Word(token, (Reading(word, "exact", 1.0),))]
        if not self.reader.in_catalogue(word) and not self.analyser.lexicon.knows(word):
            uncased = self.vocabulary.uncased(word)
            if uncased:
                return [Word(token, (Reading(word, "exact", 1.0),), cased=uncased)]
        readings, weak = self.reader.read(word)
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
            return [
                Word(token._replace(word=part), (Reading(part, "exact", readings[0].boost),))
                for part in found
            ]
        return [Word(token, tuple(readings), weak)]

    def useful_parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound of which the first, which tells most, leads somewhere."""
        parts = self.analyser.parts(word)
        return parts if parts and self.reader.is_useful(parts[0]) else ()

    def torn(self, first: Token, second: Token) -> list[Reading] | None:
        """Return readings of a compound that was written as two words, one of them no word."""
        joined = first.word + second.word
        if len(joined) < SHORTEST_JOINED or not joined.isalpha():
            return None
        if not self.looks_torn(first.word) and not self.looks_torn(second.word):
            return None
        if self.reader.is_useful(joined):
            return [Reading(joined, "exact", JOINED)]
        mates = self.reader.with_marks(joined)
        if mates:
            return [Reading(mate, "fold", JOINED) for mate in mates]
        if not self.looks_torn(second.word) or self.reader.corrections(second.word)[0]:
            return None
        readings, weak = self.reader.corrections(joined)
        return None if weak else readings or None

    def looks_torn(self, word: str) -> bool:
        """Tell whether something is no word of its own: unknown, or the joint form of one."""
        if self.analyser.is_stop_word(word) or self.reader.is_useful(word):
            lexicon = self.analyser.lexicon
            return word.endswith("s") and lexicon.base(word) == word[:-1] or (
                lexicon.base(word) != word and not lexicon.knows(word)
            )
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
        if not (first + second).isalpha() or min(len(first), len(second)) < SHORTEST_PART:
            return None
        for joined in (first + second, f"{first}s{second}", second + first, f"{second}s{first}"):
            key = self.analyser.key(joined)
            if self.reader.index.has(key) or self.vocabulary.has_word(key):
                return joined
        return None

    # -- names ----------------------------------------------------------------------------------

    def without_names(self, words: list[Word]) -> list[tuple[list[Word], Recognised | None]]:
        """Cut the words into runs; a run that is a name comes with what it stands for."""
        runs: list[tuple[list[Word], Recognised | None]] = []
        plain: list[Word] = []
        tokens = [word.token for word in words]
        place = 0
        while place < len(words):
            found = self.names.find(tokens, place, self.analyser.lexicon)
            if found is None:
                plain.append(words[place])
                place += 1
                continue
            size, (facet, value), proper = found
            if plain:
                runs.append((plain, None))
                plain = []
            named = words[place : place + size]
            typed = " ".join(word.token.surface for word in named)
            runs.append((self.spelled(named, proper), Recognised(typed, facet, value)))
            place += size
        if plain:
            runs.append((plain, None))
        return runs

    def spelled(self, words: list[Word], proper: tuple[str, ...]) -> list[Word]:
        """Return the words of a name read as the name is written."""
        if len(words) != len(proper):
            return words
        return [
            word._replace(readings=(Reading(name, "exact", 1.0),))
            for word, name in zip(words, proper, strict=True)
        ]

    def name_group(self, name: Recognised, words: list[Word]) -> Group:
        """Return the group of a name: its words, what they mean, and its facet value."""
        content = [w for w in words if not self.analyser.is_stop_word(w.token.word)]
        alternatives: list[Alternative] = []
        if len(content) == 1:
            alternatives += self.writer.of_readings(content[0].readings)
        else:
            members = self.writer.members([word.best for word in content])
            if members:
                alternatives.append(Alternative("exact", name.typed, 1.0, members))
            keys = self.vocabulary.keys(word.best for word in words)
            alternatives += self.writer.expansions(keys)
        facet = (name.facet, name.value)
        alternatives.append(Alternative("place", name.typed, PLACE_BOOST, (), facet))
        return Group(name.typed, best_each(alternatives))

    # -- phrases --------------------------------------------------------------------------------

    def phrases_and_words(self, words: list[Word]) -> tuple[list[Group], bool]:
        """Return the groups of a run of words, and whether one calls for the help box."""
        telling = [
            place for place, word in enumerate(words) if not self.vocabulary.is_light(word.best)
        ]
        own = [word.cased.keys[0] if word.cased else self.analyser.key(word.best) for word in words]
        taken: set[int] = set()
        groups: list[tuple[int, Group]] = []
        crisis = False
        for size in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            for places in self.windows(telling, size, len(words)):
                if not taken.isdisjoint(places):
                    continue
                keys = tuple(sorted(own[place] for place in places))
                crisis = crisis or self.vocabulary.is_crisis(keys)
                if size > 1 and self.vocabulary.has(keys):
                    taken.update(places)
                    phrase = self.phrase_group([words[place] for place in places], keys)
                    groups.append((places[0], phrase))
        for place, word in enumerate(words):
            if place not in taken and not self.analyser.is_stop_word(word.best):
                groups.append((place, self.word_group(word)))
        return [group for _, group in sorted(groups, key=lambda pair: pair[0])], crisis

    def windows(self, telling: list[int], size: int, count: int) -> list[tuple[int, ...]]:
        """Return the places of every `size` words that may be a phrase, the tightest first."""
        found = [tuple(telling[at : at + size]) for at in range(len(telling) - size + 1)]
        if len(telling) < count:
            chosen = set(telling)
            for at in range(count - size + 1):
                window = tuple(range(at, at + size))
                # A phrase of hardly anything but light words is compared with all of them.
                if len(chosen.intersection(window)) <= 1:
                    found.append(window)
        if size in SKIPPING:
            for at in range(len(telling) - size):
                wider = telling[at : at + size + 1]
                found += [
                    (wider[0], *inner, wider[-1]) for inner in combinations(wider[1:-1], size - 2)
                ]
        return list(dict.fromkeys(found))

    def phrase_group(self, words: list[Word], keys: tuple[str, ...]) -> Group:
        """Return the group of a phrase that the vocabulary knows."""
        content = [w.best for w in words if not self.analyser.is_stop_word(w.best)]
        typed = " ".join(dict.fromkeys(word.token.surface for word in words))
        alternatives: list[Alternative] = []
        if len(content) == 1:
            # "går inte till skolan" is not about schools.
            alternatives += self.writer.of_word(content[0], "broader", WORD_OF_PHRASE)
        elif content:
            members = self.writer.members(content)
            if members:
                alternatives.append(Alternative("exact", typed, 1.0, members))
            rich = tuple(self.writer.rich_member(word) for word in content)
            if all(rich):
                alternatives.append(Alternative("parts", typed, WORDS_OF_PHRASE, rich))
        joined = {word.joined for word in words if word.joined}
        for compound in joined:
            alternatives += self.writer.of_word(compound, "exact", JOINED)
        alternatives += self.writer.expansions(keys)
        return Group(typed, best_each(alternatives), any(word.weak for word in words))

    def word_group(self, word: Word) -> Group:
        """Return the group of one word."""
        alternatives: list[Alternative] = []
        if word.cased:
            alternatives += self.writer.of_cased(word.cased)
        else:
            alternatives += self.writer.of_readings(word.readings)
        if word.joined:
            alternatives += self.writer.of_readings([Reading(word.joined, "exact", JOINED)])
        filler = word.token.word in self.analyser.filler_words
        return Group(word.token.surface, best_each(alternatives), word.weak, filler)
