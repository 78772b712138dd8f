"""Understand a search text: each thing asked for becomes a group of alternatives.

Places and facts are taken out first, then names, then phrases of the vocabulary, and single words
last. The work is bounded whatever is typed: 500 characters, 32 words, 12 alternatives a group.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from catalogue.engine.beside import WordsBeside, without_facts
from catalogue.engine.dictionary import Dictionary
from catalogue.engine.facts import facts_for
from catalogue.engine.grouping import Grouping
from catalogue.engine.groups import AskedPlace, Correction, Doubt, Group, Plan, Recognised
from catalogue.engine.language import Token, tokenise
from catalogue.engine.names import Names
from catalogue.engine.naming import NameFinder
from catalogue.engine.places import PlaceFinder
from catalogue.engine.reading import Reader
from catalogue.engine.vocabulary import (
    Distress,
    Keys,
    Vocabulary,
    learned_hearing,
    signs_for,
    undisputed,
)
from catalogue.engine.wording import Word, Wording

MOST_CHARACTERS = 500
MOST_WORDS = 32
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


class Spoken(NamedTuple):
    """What the words of a text say, beside its places and facts."""

    groups: list[Group]
    recognised: list[Recognised]  # names
    crisis: set[Keys]
    unnamed: list[Word]


class Planner:
    """Makes plans against one state of an index."""

    def __init__(
        self, index: Dictionary, vocabulary: Vocabulary, names: Names, *, literal: bool = False
    ) -> None:
        self.analyser, self.vocabulary = index.analyser, vocabulary
        reader = Reader(index, vocabulary)
        self.wording, self.grouping = Wording(reader), Grouping(reader)
        self.places = PlaceFinder(names, reader, literal=literal)
        self.facts = facts_for(self.analyser)
        self.beside = WordsBeside(self.wording, self.grouping)
        self.names = NameFinder(names, self.grouping.alternatives)
        self.signs, self.hearing = signs_for(self.analyser), learned_hearing()

    def plan(self, text: str, unasked: Set[str] = frozenset()) -> Plan:
        """Return the plan of a text."""
        tokens = list(tokenise(text[:MOST_CHARACTERS]))
        places, rest = self.places.taken_out(tokens[:MOST_WORDS])

        heard = self.facts.hear(rest, text)
        facts = [each for each in heard.facts if each.fact.name not in unasked]
        alone = self.beside.are_alone(facts, rest)
        sought, beside = self.beside.of_facts(facts, rest, alone=alone)

        words = self.wording.words(without_facts(facts, rest, alone=alone))
        spoken = self.spoken(words)
        kept = [group for group in spoken.groups if not group.filler]
        if not kept and facts:
            kept = sought
        elif not kept and not places.asked:  # "hjälp i Växjö" asks for all that is there
            kept = spoken.groups
        if kept:
            beside += self.beside.of_places(places.asked)
        if len(kept) > 1 or any(group.plain for group in kept):
            kept = [*kept, *self.grouping.of_sentence(spoken.unnamed)]

        said = frozenset(stand for group in spoken.groups for stand in group.stands)
        stands = undisputed(said)
        if stands != said:
            kept = [
                group if group.stands <= stands else group._replace(against=()) for group in kept
            ]

        return Plan(
            text=text,
            groups=tuple(dict.fromkeys(kept)),
            corrections=tuple(self.corrections(places.asked, words)),
            recognised=tuple(spoken.recognised),
            places=places.asked,
            passed_over=places.passed_over,
            unknown_places=places.unknown,
            facts=tuple(each.fact for each in facts),
            beside=tuple(dict.fromkeys(beside)),
            unclear=heard.unclear,
            distress=self.distress(tokens, words, spoken.crisis),
            shortened=len(text) > MOST_CHARACTERS or len(tokens) > MOST_WORDS,
            sense=self.sense(words),
            left_out=self.left_out(group for group in spoken.groups if group not in kept),
            stands=stands,
        )

    def spoken(self, words: list[Word]) -> Spoken:
        """Return the groups of names, and of the phrases and words between them."""
        spoken = Spoken([], [], set(), [])
        for run, name in self.names.runs(words):
            if name is not None:
                spoken.recognised.append(name)
                spoken.groups.append(self.names.group(name, run))
                keys = self.vocabulary.keys(word.best for word in run)
                spoken.crisis.update({keys} if self.vocabulary.is_crisis(keys) else ())
                continue
            groups, crisis = self.grouping.of_run(run)
            spoken.groups.extend(groups)
            spoken.crisis.update(crisis)
            spoken.unnamed.extend(run)
        return spoken

    def corrections(
        self, places: Sequence[AskedPlace], words: Sequence[Word]
    ) -> Iterator[Correction]:
        """Yield what was read as something else than was typed."""
        for place in places:
            if place.doubt is Doubt.SPELLING:
                yield Correction(place.typed, " ".join(place.name).capitalize())
        for word in words:
            if word.readings and word.readings[0].kind == "typo":
                yield Correction(word.token.surface, self.shown_word(word.best), word.weak)

    def shown_word(self, word: str) -> str:
        """Return a word, or for a blunt one what it means in other words, or nothing at all."""
        keys = (self.analyser.key(word),)
        if not self.vocabulary.is_hidden(keys):
            return word
        equal = (e for e in self.vocabulary.expansions(keys) if e.shown and not e.broader)
        return next((expansion.phrase.text for expansion in equal), "")

    def left_out(self, groups: Iterable[Group]) -> tuple[str, ...]:
        """Return what tells something all the same: a number, and whom it is about."""
        typed = dict.fromkeys(group.typed for group in groups)
        return tuple(
            word
            for word in typed
            if any(map(str.isdigit, word)) or self.analyser.is_about_whom(word.lower())
        )

    def sense(self, words: list[Word]) -> bytes:
        """Return what the words are about as a whole, each in all its readings."""
        heard = [
            spelling
            for word in words
            for spelling in dict.fromkeys((word.best, *(r.word for r in word.readings)))
        ]
        return self.analyser.sense.of([(heard, 1.0)]).tobytes()

    def distress(self, tokens: list[Token], words: list[Word], crisis: Set[Keys]) -> Distress:
        """Return what the text tells of, as it was typed or as it was corrected."""
        readings = {tuple(token.word for token in tokens), tuple(word.best for word in words)}
        sign = max(self.signs.read(reading, self.analyser) for reading in readings)
        if any(map(self.vocabulary.is_own_crisis, crisis)):
            sign = Distress.DANGER  # the hearing knows nothing of it
        heard = [self.signs.without_idioms(reading, self.analyser) for reading in readings]
        return self.hearing.judge(sign, bool(crisis), heard, self.analyser)
