"""Understand a search text: each thing asked for becomes a group of alternatives.

Phrases of the vocabulary and names come before single words; the work is bounded whatever is
typed: 500 characters, 32 words, 12 alternatives a group.
"""

from collections.abc import Iterable, Sequence, Set

from catalogue.engine.alternatives import Alternatives, best_each
from catalogue.engine.facts import REQUIREMENT, HeardFact, facts_for
from catalogue.engine.groups import (
    Alternative,
    AskedPlace,
    Correction,
    Doubt,
    Group,
    Kind,
    Plan,
    Recognised,
)
from catalogue.engine.language import Token, tokenise
from catalogue.engine.names import PLACE, Names
from catalogue.engine.phrases import PhraseFinder
from catalogue.engine.places import PlaceFinder
from catalogue.engine.reading import Dictionary, Reader, Reading
from catalogue.engine.relatives import Relatives
from catalogue.engine.stances import NO
from catalogue.engine.vocabulary import Distress, Keys, Vocabulary, learned_hearing, signs_for
from catalogue.engine.wording import JOINED, Word, Wording

MOST_CHARACTERS = 500
MOST_WORDS = 32
PLACE_BOOST = 0.9
WORD_OF_PHRASE = 0.5
WORDS_OF_PHRASE = 0.9
KINDS_OF_PLACE = frozenset(("kommun", "stad", "län"))
SENTENCE = 3  # so many telling words are more than a list of things
NO_NAMES = Names({})


def make_plan(
    text: str,
    index: Dictionary,
    vocabulary: Vocabulary,
    names: Names | None = None,
    unasked: frozenset[str] = frozenset(),
    *,
    literal: bool = False,
) -> Plan:
    """Return what the text asks for. Never fails; text beyond the caps is left out.

    `unasked` names facts that are not to be read as such, only as words. If `literal`, no word
    is read as the name of a place that it may not be.
    """
    names = names or NO_NAMES
    # A visitor who narrows down, sorts or turns the page asks for the same words again.
    asked = text, vocabulary.version, names, unasked, literal
    known: Plan | None = index.memory.get(asked)
    if known is None:
        known = Planner(index, vocabulary, names, literal=literal).plan(text, unasked)
        if not known.shortened:
            index.memory.put(asked, known, size=1 + sum(len(g.alternatives) for g in known.groups))
    return known


class Planner:
    """Makes plans against one state of an index."""

    def __init__(
        self, index: Dictionary, vocabulary: Vocabulary, names: Names, *, literal: bool = False
    ) -> None:
        self.reader = Reader(index, vocabulary)
        self.alternatives = Alternatives(self.reader)
        self.relatives = Relatives(self.alternatives)
        self.wording = Wording(self.reader)
        self.finder = PhraseFinder(vocabulary, index.analyser)
        self.analyser, self.vocabulary, self.names = index.analyser, vocabulary, names
        self.places = PlaceFinder(names, self.reader, literal=literal)
        self.facts = facts_for(self.analyser)
        self.signs, self.hearing = signs_for(self.analyser), learned_hearing()

    def plan(self, text: str, unasked: Set[str] = frozenset()) -> Plan:
        """Return the plan of a text."""
        tokens = list(tokenise(text[:MOST_CHARACTERS]))
        shortened = len(text) > MOST_CHARACTERS or len(tokens) > MOST_WORDS
        places, asked = self.places.taken_out(tokens[:MOST_WORDS])
        heard = self.facts.hear(asked, text)
        facts = [each for each in heard.facts if each.fact.name not in unasked]
        alone = bool(facts) and self.says_no_more(asked, facts)
        taken = {at for each in facts if alone or not each.fact.about for at in each.places}
        others = [token for at, token in enumerate(asked) if at not in taken]
        words = self.wording.words(others)
        groups: list[Group] = []
        recognised: list[Recognised] = []
        crisis: set[Keys] = set()
        unnamed: list[Word] = []
        for words_left, name in self.without_names(words):
            if name is not None:
                recognised.append(name)
                groups.append(self.name_group(name, words_left))
                keys = self.vocabulary.keys(word.best for word in words_left)
                crisis |= {keys} if self.vocabulary.is_crisis(keys) else set()
                continue
            found, grave = self.phrases_and_words(words_left)
            groups += found
            crisis |= grave
            unnamed += words_left
        corrections = [
            Correction(place.typed, " ".join(place.name).capitalize())
            for place in places.asked
            if place.doubt is Doubt.SPELLING
        ]
        corrections += (
            Correction(word.token.surface, self.shown_word(word.best), word.weak)
            for word in words
            if word.readings and word.readings[0].kind == "typo"
        )
        kept = [group for group in groups if not group.filler]
        sought, beside = self.fact_groups(facts, asked, alone=alone)
        if not kept and facts:
            kept = sought
        elif not kept and not places.asked:  # "hjälp i Växjö" asks for all that is there
            kept = groups
        if kept:  # an entry that is named after the place is more likely meant than others there
            beside += self.place_groups(places.asked)
        if len(kept) > 1 or any(group.plain for group in kept):
            kept = [*kept, *self.overall_groups(unnamed)]
        distress = self.distress(tokens, words, crisis)
        return Plan(
            text=text,
            groups=tuple(dict.fromkeys(kept)),
            corrections=tuple(corrections),
            recognised=tuple(recognised),
            places=places.asked,
            passed_over=places.passed_over,
            unknown_places=places.unknown,
            facts=tuple(each.fact for each in facts),
            beside=tuple(dict.fromkeys(beside)),
            unclear=heard.unclear,
            distress=distress,
            shortened=shortened,
            sense=self.sense(words),
            left_out=self.left_out(group for group in groups if group not in kept),
        )

    def left_out(self, groups: Iterable[Group]) -> tuple[str, ...]:
        """Return what tells something all the same: a number, and whom it is about."""
        typed = dict.fromkeys(group.typed for group in groups)
        return tuple(
            word
            for word in typed
            if any(map(str.isdigit, word)) or self.analyser.is_about_whom(word.lower())
        )

    def says_no_more(self, tokens: Sequence[Token], facts: Sequence[HeardFact]) -> bool:
        """Tell whether a text asks for nothing but its facts."""
        said = {place for each in facts for place in each.places}
        words = self.wording.words([t for place, t in enumerate(tokens) if place not in said])
        return not any(self.is_asked_for(word) and not self.is_filler(word) for word in words)

    def fact_groups(
        self, facts: Sequence[HeardFact], tokens: Sequence[Token], *, alone: bool
    ) -> tuple[list[Group], list[Group]]:
        """Return the groups of the words of facts: those that are sought, and those that may be.

        By itself "arabiska" is sought: by its word or the fact. "Gratis" never is.
        """
        sought: list[Group] = []
        beside: list[Group] = []
        for fact, places, met in facts:
            if not met or (fact.about and not alone):
                continue  # denied, or among the other words
            words = self.wording.words([tokens[place] for place in places])
            groups = [group for group in self.phrases_and_words(words)[0] if not group.filler]
            if fact.about:
                value = NO + fact.value if fact.facet == REQUIREMENT else fact.value
                so = Alternative("place", fact.typed, 1.0, (), (fact.facet, value))
                sought += [
                    group._replace(alternatives=(so, *group.alternatives)) for group in groups
                ]
            else:
                beside += groups
        return sought, beside

    def sense(self, words: list[Word]) -> bytes:
        """Return what the words are about as a whole, each in all its readings."""
        heard = [
            spelling
            for word in words
            for spelling in dict.fromkeys((word.best, *(r.word for r in word.readings)))
        ]
        return self.analyser.sense.of([(heard, 1.0)]).tobytes()

    def place_groups(self, places: Sequence[AskedPlace]) -> list[Group]:
        """Return the groups of the names of places, which no entry need have."""
        groups = []
        for place in places:
            members = self.alternatives.members([w for w in place.name if w not in KINDS_OF_PLACE])
            if members:
                groups.append(
                    Group(place.typed, (Alternative("exact", place.typed, 1.0, members),))
                )
        return groups

    def distress(self, tokens: list[Token], words: list[Word], crisis: Set[Keys]) -> Distress:
        """Return what the text tells of, as it was typed or as it was corrected."""
        readings = {tuple(token.word for token in tokens), tuple(word.best for word in words)}
        sign = max(self.signs.read(reading, self.analyser) for reading in readings)
        if any(map(self.vocabulary.is_own_crisis, crisis)):
            sign = Distress.DANGER  # the hearing knows nothing of it
        heard = [self.signs.without_idioms(reading, self.analyser) for reading in readings]
        return self.hearing.judge(sign, bool(crisis), heard, self.analyser)

    def shown_word(self, word: str) -> str:
        """Return a word, or for a blunt one what it means in other words, or nothing at all."""
        keys = (self.analyser.key(word),)
        if self.alternatives.may_show(keys):
            return word
        equal = (e for e in self.vocabulary.expansions(keys) if e.shown and not e.broader)
        return next((expansion.phrase.text for expansion in equal), "")

    # -- names ----------------------------------------------------------------------------------

    def without_names(self, words: list[Word]) -> list[tuple[list[Word], Recognised | None]]:
        """Cut the words into runs; a run that is a name comes with what it stands for."""
        runs: list[tuple[list[Word], Recognised | None]] = []
        plain: list[Word] = []
        tokens = [word.token for word in words]
        place = 0
        while place < len(words):
            found = self.names.find(tokens, place, self.analyser.lexicon)
            if found is None or found[1][0] == PLACE:
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
            alternatives += self.alternatives.of_readings(content[0].readings)
        else:
            members = self.alternatives.members([word.best for word in content])
            if members:
                alternatives.append(Alternative("exact", name.typed, 1.0, members))
            keys = self.vocabulary.keys(word.best for word in words)
            alternatives += self.alternatives.expansions(keys)
        facet = (name.facet, name.value)
        alternatives.append(Alternative("place", name.typed, PLACE_BOOST, (), facet))
        return Group(name.typed, best_each(alternatives))

    # -- phrases --------------------------------------------------------------------------------

    def phrases_and_words(self, words: list[Word]) -> tuple[list[Group], set[Keys]]:
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
                phrase = self.phrase_group([words[place] for place in places], keys)
                groups.append((places[0], self.relatives.both(phrase, words, places, keys)))
        for place, word in enumerate(words):
            if place not in taken and self.vocabulary.has((word.deed,)):
                groups.append((place, self.deed_group(word)))
            elif place not in taken:
                read = (w for w in word.otherwise or (word,) if self.is_asked_for(w))
                groups += ((place, self.in_company(w, words, place)) for w in read)
        return [group for _, group in sorted(groups, key=lambda pair: pair[0])], crisis

    def phrase_group(self, words: list[Word], keys: tuple[str, ...]) -> Group:
        """Return the group of a phrase that the vocabulary knows."""
        # Where it is told who does it, the words by themselves would not say so.
        said = () if any(word.deed for word in words) else words
        content = [w.best for w in said if not self.analyser.is_stop_word(w.best)]
        typed = " ".join(dict.fromkeys(word.token.surface for word in words))
        shown = self.alternatives.may_show(keys)
        alternatives: list[Alternative] = []
        # What people say, and no entry does, has its words in several fields only by chance.
        whole: Kind = "synonym" if self.vocabulary.is_leading(keys) else "exact"
        parts: Kind = "synonym" if whole == "synonym" else "parts"
        if len(content) == 1:
            # "går inte till skolan" is not about schools.
            alternatives += self.alternatives.of_word(content[0], "broader", WORD_OF_PHRASE)
        elif content:
            members = self.alternatives.members(content)
            if members:
                alternatives.append(Alternative(whole, typed, 1.0, members, None, shown))
            rich = tuple(self.alternatives.rich_member(word) for word in content)
            if all(rich):
                alternatives.append(Alternative(parts, typed, WORDS_OF_PHRASE, rich, None, shown))
        joined = {word.joined for word in words if word.joined}
        for compound in joined:
            alternatives += self.alternatives.of_word(compound, "exact", JOINED)
        alternatives += self.alternatives.expansions(keys)
        # "potrzebuję pomocy": the rest of a search can do without it.
        telling = [
            word for word in words if self.is_asked_for(word) and not self.finder.is_light(word)
        ]
        filler = bool(telling) and all(
            self.analyser.is_foreign_filler(w.token.word) for w in telling
        )
        weak, against = (
            any(word.weak for word in words),
            self.alternatives.against([word.deed for word in words], alternatives),
        )
        return Group(typed, best_each(alternatives), weak, filler, against=against)

    def overall_groups(self, words: list[Word]) -> list[Group]:
        """Return the group of what a sentence sounds like, if it sounds like anything."""
        told = {
            word.deed or self.analyser.key(word.best): word.token.surface
            for word in words
            if self.is_asked_for(word) and not self.finder.is_light(word)
        }
        if len(told) < SENTENCE:
            return []
        expansions, telling = self.vocabulary.meant(told)
        alternatives = best_each(self.alternatives.of_expansions(expansions))
        typed = " ".join(surface for key, surface in told.items() if key in telling)
        return [Group(typed, alternatives, overall=True)] if alternatives else []

    def deed_group(self, word: Word) -> Group:
        """Return the group of a deed by its doer: the word itself would not tell who that is."""
        alternatives = self.alternatives.expansions((word.deed,))
        against = self.alternatives.against([word.deed], alternatives)
        return Group(word.token.surface, best_each(alternatives), word.weak, against=against)

    def in_company(self, word: Word, words: Sequence[Word], place: int) -> Group:
        """Return the group of one word, in view of whom it is said of."""
        keys = word.cased.keys if word.cased else (self.analyser.key(word.best),)
        return self.relatives.both(self.word_group(word), words, (place,), keys)

    def word_group(self, word: Word) -> Group:
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

    def is_filler(self, word: Word) -> bool:
        """Tell whether a search that has other words can do without this one."""
        typed = word.token.word
        if self.vocabulary.cased(word.token.surface):
            return False
        says_nothing = typed.isdigit() or len(typed) == 1  # "10 h/v"
        if says_nothing or self.analyser.is_filler(typed) or self.vocabulary.is_light(typed):
            return True
        return self.analyser.is_about_whom(typed) and not self.reader.in_catalogue(typed)
