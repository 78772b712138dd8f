"""Make the groups of a run of words: phrases of the vocabulary first, then single words."""

from collections.abc import Iterator, Sequence

from catalogue.engine.alternatives import Alternatives, best_each
from catalogue.engine.groups import Alternative, Group, Kind
from catalogue.engine.phrases import PhraseFinder
from catalogue.engine.reading import Reader, Reading
from catalogue.engine.relatives import Relatives
from catalogue.engine.vocabulary import Keys, Stand, signs_for
from catalogue.engine.wording import JOINED, Word

WORD_OF_PHRASE = 0.5
WORDS_OF_PHRASE = 0.9
SENTENCE = 3  # so many telling words are more than a list of things


class Grouping:
    """Makes groups of phrases, of deeds, of single words and of whole sentences."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.analyser, self.vocabulary = reader, reader.analyser, reader.vocabulary
        self.alternatives = Alternatives(reader)
        self.relatives = Relatives(self.alternatives)
        self.finder = PhraseFinder(self.vocabulary, self.analyser)
        self.signs = signs_for(self.analyser)

    def of_run(self, words: list[Word]) -> tuple[list[Group], set[Keys]]:
        """Return the groups of a run of words, and the phrases of crisis in it."""
        taken: set[int] = set()
        groups: list[tuple[int, Group]] = []
        crisis: set[Keys] = set()
        idioms = self.signs.in_idioms([word.best for word in words], self.analyser)
        for places, keys in self.finder.phrases(words):
            if not taken.isdisjoint(places):
                continue
            if self.vocabulary.is_crisis(keys) and idioms.isdisjoint(places):
                crisis.add(keys)
            if len(places) > 1:
                # What stands between its words and says nothing goes with it.
                inside = range(places[0], places[-1])
                taken.update(places, (at for at in inside if self.finder.is_light(words[at])))
                phrase = self.of_phrase([words[place] for place in places], keys)
                groups.append((places[0], self.relatives.both(phrase, words, places, keys)))
        for place, word in enumerate(words):
            if place not in taken and self.is_told(word.deed):
                groups.append((place, self.of_deed(word)))
            elif place not in taken:
                read = (w for w in word.otherwise or (word,) if self.is_asked_for(w))
                groups += ((place, self.in_company(w, words, place)) for w in read)
        return [group for _, group in sorted(groups, key=lambda pair: pair[0])], crisis

    def of_phrase(self, words: list[Word], keys: Keys) -> Group:
        """Return the group of a phrase that the vocabulary knows."""
        typed = " ".join(dict.fromkeys(word.token.surface for word in words))
        alternatives = [*self.own_words(words, keys, typed)]
        for compound in {word.joined for word in words if word.joined}:
            alternatives += self.alternatives.of_word(compound, "exact", JOINED)
        alternatives += self.alternatives.expansions(keys)
        # "potrzebuję pomocy": the rest of a search can do without it.
        telling = [word for word in words if self.is_telling(word)]
        filler = bool(telling) and all(
            self.analyser.is_foreign_filler(w.token.word) for w in telling
        )
        weak = any(word.weak for word in words)
        deeds = tuple(word.deed for word in words if word.deed)
        group = Group(typed, tuple(alternatives), weak, filler)
        return self.with_stands(group, self.vocabulary.stands((*keys, *deeds)))

    def own_words(self, words: list[Word], keys: Keys, typed: str) -> Iterator[Alternative]:
        """Yield the ways to find a phrase by its own words."""
        # Where it is told who does it, the words by themselves would not say so.
        said = () if any(word.deed for word in words) else words
        content = [w.best for w in said if not self.analyser.is_stop_word(w.best)]
        if len(content) == 1:
            # "går inte till skolan" is not about schools.
            yield from self.alternatives.of_word(content[0], "broader", WORD_OF_PHRASE)
        elif content:
            shown = self.alternatives.may_show(keys)
            # What people say, and no entry does, has its words in several fields only by chance.
            whole: Kind = "synonym" if self.vocabulary.is_leading(keys) else "exact"
            parts: Kind = "synonym" if whole == "synonym" else "parts"
            members = self.alternatives.members(content)
            if members:
                yield Alternative(whole, typed, 1.0, members, None, shown)
            rich = tuple(self.alternatives.rich_member(word) for word in content)
            if all(rich):
                yield Alternative(parts, typed, WORDS_OF_PHRASE, rich, None, shown)

    def of_sentence(self, words: list[Word]) -> list[Group]:
        """Return the group of what a sentence sounds like, if it sounds like anything."""
        told = {
            word.deed or self.analyser.key(word.best): word.token.surface
            for word in words
            if self.is_telling(word)
        }
        if len(told) < SENTENCE:
            return []
        expansions, telling = self.vocabulary.meant(told)
        alternatives = best_each(self.alternatives.of_expansions(expansions))
        typed = " ".join(surface for key, surface in told.items() if key in telling)
        return [Group(typed, alternatives, overall=True)] if alternatives else []

    def of_deed(self, word: Word) -> Group:
        """Return the group of a deed by its doer: the word itself would not tell who that is."""
        alternatives = self.alternatives.expansions((word.deed,))
        group = Group(word.token.surface, alternatives, word.weak)
        return self.with_stands(group, self.vocabulary.stands((word.deed,)))

    def with_stands(self, group: Group, stands: frozenset[Stand]) -> Group:
        """Return a group in view of the sides on which whoever says it stands.

        Who does it is helped by what is for those who do, not by what is near the deed: that is
        for those to whom it is done.
        """
        alternatives = group.alternatives
        own = [keys for stand in stands if stand.is_mine for keys in self.vocabulary.is_for(stand)]
        if own:
            ways = (way for keys in own for way in self.alternatives.expansions(keys))
            alternatives = (*alternatives, *ways)
            alternatives = tuple(each for each in alternatives if each.kind != "broader")
        against = self.alternatives.against(stands, alternatives)
        best = best_each(alternatives)
        return group._replace(alternatives=best, against=against, stands=stands)

    def is_told(self, deed: str) -> bool:
        """Tell whether a deed is compared by its doer: always where that is whoever writes."""
        mine = any(stand.is_mine for stand in self.vocabulary.stands((deed,)))
        return mine or self.vocabulary.has((deed,))

    def in_company(self, word: Word, words: Sequence[Word], place: int) -> Group:
        """Return the group of one word, in view of whom it is said of."""
        keys = word.cased.keys if word.cased else (self.analyser.key(word.best),)
        return self.relatives.both(self.of_word(word), words, (place,), keys)

    def of_word(self, word: Word) -> Group:
        """Return the group of one word."""
        alternatives: list[Alternative] = []
        if word.cased:
            alternatives += self.alternatives.of_cased(word.cased)
        else:
            alternatives += self.alternatives.of_readings(word.readings)
        if word.joined:
            alternatives += self.alternatives.of_readings([Reading(word.joined, "exact", JOINED)])
        filler, plain = self.is_filler(word), not self.is_known(word)
        return Group(word.token.surface, best_each(alternatives), word.weak, filler, plain)

    def is_known(self, word: Word) -> bool:
        """Tell whether the vocabulary leads from the word, in some reading of it, to another."""
        read = (self.analyser.key(reading.word) for reading in word.readings)
        return word.cased is not None or any(map(self.vocabulary.has_word, read))

    def is_asked_for(self, word: Word) -> bool:
        """Tell whether the word is more than a function word."""
        return word.cased is not None or not self.analyser.is_stop_word(word.best)

    def is_telling(self, word: Word) -> bool:
        """Tell whether the word is asked for, and phrases are compared with it."""
        return self.is_asked_for(word) and not self.finder.is_light(word)

    def is_filler(self, word: Word) -> bool:
        """Tell whether a search that has other words can do without this one."""
        typed = word.token.word
        if self.vocabulary.cased(word.token.surface):
            return False
        says_nothing = typed.isdigit() or len(typed) == 1  # "10 h/v"
        if says_nothing or self.analyser.is_filler(typed) or self.vocabulary.is_light(typed):
            return True
        return self.analyser.is_about_whom(typed) and not self.reader.in_catalogue(typed)
