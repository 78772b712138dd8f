"""Synonym groups compiled for the planner: from the keys of a phrase to what it also means."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalogue.engine.language import Analyser, canonical, cased_term, words_of
from catalogue.engine.language.lists import words as word_list
from catalogue.engine.spelling import SpellingBook
from catalogue.engine.vocabulary.deeds import Stand, deeds_for
from catalogue.engine.vocabulary.expansions import (
    BROADER,
    NARROWER,
    SECOND_STEP,
    CompiledGroup,
    Expansion,
    Expansions,
    Keys,
    Phrase,
)
from catalogue.engine.vocabulary.gist import Gist, Said
from catalogue.engine.vocabulary.groups import CRISIS, WordGroup
from catalogue.engine.vocabulary.relations import help_for_the_near, is_for_the_near
from catalogue.engine.vocabulary.tongues import Tongues

LAY_BESIDE_TERM = 0.6
OVERALL = 0.9  # what a sentence sounds like


class Vocabulary:
    """What the planner asks of the synonym groups. Groups may come from files and tables alike."""

    def __init__(self, groups: Iterable[WordGroup], analyser: Analyser) -> None:
        self._analyser = analyser
        self._light = word_list("light_words")
        self.deeds, self.tongues = deeds_for(analyser), Tongues(analyser)
        self.groups = tuple(groups)
        self.version = hashlib.sha256(repr(self.groups).encode()).hexdigest()[:16]
        self._members: dict[Keys, list[CompiledGroup]] = defaultdict(list)  # terms and hidden
        self._leading: dict[Keys, list[CompiledGroup]] = defaultdict(list)  # lay and foreign
        self._narrower: dict[Keys, list[Phrase]] = defaultdict(list)
        self._cased: dict[str, Phrase] = {}
        self._crisis: set[Keys] = set()
        self._own_crisis: set[Keys] = set()
        spellings: set[str] = set()
        self._hidden: set[Keys] = set()
        self._compiled: list[CompiledGroup] = []
        said: list[tuple[Said, Said]] = []
        for group in self.groups:
            spellings.update(self._add(group, said))
        self._gist = Gist(said)
        for keys in [keys for keys in self._leading if self._is_its_words(keys)]:
            del self._leading[keys]
        self.spelling = SpellingBook.of(spellings)
        self._single = {keys[0] for keys in self._all_keys() if len(keys) == 1}
        self._of_phrases = {key for keys in self._all_keys() if len(keys) > 1 for key in keys}
        self._of_phrases.update(map(analyser.key, self.deeds.forms))
        self._cache: dict[Keys, tuple[Expansion, ...]] = {}
        self._stands: dict[Keys, frozenset[Stand]] = {}
        self._lower_cased = {canonical(term[1:]): phrase for term, phrase in self._cased.items()}

    def _all_keys(self) -> Iterator[Keys]:
        yield from self._members
        yield from self._leading
        yield from self._narrower

    def _add(self, group: WordGroup, said: list[tuple[Said, Said]]) -> Iterator[str]:
        compiled = CompiledGroup(
            tuple(self.phrase(term, term in group.case_sensitive) for term in group.terms),
            tuple(self.phrase(term, term in group.case_sensitive) for term in group.hidden),
            tuple(self.phrase(term) for term in group.broader),
            tuple(self.phrase(text) for text in help_for_the_near(group)),
            is_for_the_near(group),
        )
        lay = [self.phrase(text) for text in group.lay]
        foreign = [self.phrase(text) for text in group.foreign]
        leading = [*lay, *foreign]
        self._compiled.append(compiled)
        own = [phrase.keys for phrase in (*compiled.terms, *compiled.hidden, *lay)]
        said.append((own, [phrase.keys for phrase in foreign]))
        self._hidden.update(phrase.keys for phrase in compiled.hidden)
        for phrase in (*compiled.terms, *compiled.hidden):
            self._members[phrase.keys].append(compiled)
            if phrase.cased:
                self._cased[phrase.cased] = phrase
            if group.reverse:
                for broader in compiled.broader:
                    self._narrower[broader.keys].append(phrase)
        for phrase in leading:
            self._leading[phrase.keys].append(compiled)
        for phrase in (*compiled.terms, *compiled.hidden, *leading):
            if group.kind == CRISIS:
                self._crisis.add(phrase.keys)
                self._own_crisis |= {phrase.keys} if group.own else set()
            if not phrase.cased:
                yield from phrase.words
        self.tongues.add(group, (*compiled.terms, *compiled.hidden, *lay, *compiled.broader))

    def _is_its_words(self, keys: Keys) -> bool:
        """Tell whether a phrase says no more than its words, each of them a term of its own.

        "arbetslösa ungdomar" is better looked for as two things that both must be there.
        """
        if len(keys) == 1 or not all((key,) in self._members for key in keys):
            return False
        words = [w for group in self._leading[keys] for term in group.terms for w in term.words]
        torn = any(set(keys) <= set(self._analyser.part_keys(word)) for word in words)
        return not torn and keys not in self._crisis

    def phrase(self, text: str, case_sensitive: bool = False) -> Phrase:
        """Analyse a word or phrase as the planner compares it."""
        words = words_of(text)
        cased = cased_term(text) if case_sensitive and len(words) == 1 else None
        content = tuple([word for word in words if word not in self._analyser.stop_words])
        keys = (cased,) if cased else self.keys(words)
        return Phrase(text, keys, content or words, cased, words)

    def keys(self, words: Iterable[str]) -> Keys:
        """Return what a sequence of words is compared by: sorted keys, light words left out.

        A deed whose doer is told is compared together with that: "slår mig" is one key.
        """
        everything, light = list(words), self._light
        told = self.deeds.read(everything)
        telling = [at for at, word in enumerate(everything) if at in told or word not in light]
        chosen = telling if told or len(telling) > 1 else range(len(everything))
        return tuple(sorted(told.get(at) or self._analyser.key(everything[at]) for at in chosen))

    def is_light(self, word: str) -> bool:
        """Tell whether phrases are compared without this word."""
        return word in self._light

    def has(self, keys: Keys) -> bool:
        """Tell whether a phrase with these keys leads anywhere."""
        return keys in self._members or keys in self._leading or keys in self._narrower

    def is_leading(self, keys: Keys) -> bool:
        """Tell whether the phrase only leads to others: what people say, not what entries say."""
        return keys in self._leading and keys not in self._members

    def has_word(self, key: str) -> bool:
        """Tell whether the word alone leads anywhere."""
        return key in self._single

    def has_in_phrase(self, key: str) -> bool:
        """Tell whether the word stands in a phrase of several words."""
        return key in self._of_phrases

    def cased(self, surface: str) -> Phrase | None:
        """Return the case-sensitive term that is written exactly so."""
        return self._cased.get(f"^{surface}")

    def uncased(self, word: str) -> Phrase | None:
        """Return the case-sensitive term that is written so in other case."""
        return self._lower_cased.get(word)

    def is_crisis(self, keys: Keys) -> bool:
        """Tell whether the phrase calls for the help box."""
        return keys in self._crisis

    def is_own_crisis(self, keys: Keys) -> bool:
        """Tell whether the staff of an installation have said that the phrase calls for it."""
        return keys in self._own_crisis

    def is_hidden(self, keys: Keys) -> bool:
        """Tell whether the phrase is blunt: matched, never shown."""
        return keys in self._hidden

    def expansions(self, keys: Keys) -> tuple[Expansion, ...]:
        """Return what a phrase with these keys also finds, the weightiest first."""
        found = self._cache.get(keys)
        if found is None:
            found = self._cache[keys] = self._expanded(keys)
        return found

    def stands(self, keys: Keys) -> frozenset[Stand]:
        """Return on which side of a deed one stands who says a phrase with these keys."""
        known = self._stands.get(keys)
        if known is None:
            groups = (*self._members.get(keys, ()), *self._leading.get(keys, ()))
            texts = (term.text for group in groups for term in group.terms)
            known = self._stands[keys] = self.deeds.stands(keys, texts)
        return known

    def is_for(self, stand: Stand) -> Iterator[Keys]:
        """Yield the keys of what is for whoever stands there."""
        yield from (self.phrase(text).keys for text in self.deeds.is_for(stand))

    def against(self, stands: Iterable[Stand]) -> Iterator[Phrase]:
        """Yield what is for the other side."""
        others = [stand.other for stand in stands]
        yield from (self.phrase(text) for stand in others for text in self.deeds.says(stand))
        for text in (text for stand in others for text in self.deeds.is_for(stand)):
            phrase = self.phrase(text)
            yield phrase
            yield from self.equivalents(phrase.keys)

    def help_for_the_near(self, keys: Keys) -> Iterator[Phrase]:
        """Yield what helps whoever is near somebody in the condition that a phrase names."""
        for group in (*self._members.get(keys, ()), *self._leading.get(keys, ())):
            for phrase in group.near:
                yield phrase
                yield from self.equivalents(phrase.keys)

    def is_for_the_near(self, keys: Keys) -> bool:
        """Tell whether a phrase leads to help for whoever is near."""
        groups = (*self._members.get(keys, ()), *self._leading.get(keys, ()))
        return any(group.for_the_near for group in groups)

    def meant(self, keys: Iterable[str]) -> tuple[tuple[Expansion, ...], frozenset[str]]:
        """Return what a sentence of these words may be about, and which of them tell it."""
        meanings = self._gist.meanings(keys)
        found = Expansions(self)
        for meaning in meanings:
            found.add_group(self._compiled[meaning.number], OVERALL * meaning.likeness)
        return found.heaviest_first(), meanings[0].words if meanings else frozenset()

    def _expanded(self, keys: Keys) -> tuple[Expansion, ...]:
        found = Expansions(self, keys)
        for group in self._members.get(keys, ()):
            found.add_group(group, 1.0)
        # What is a term of one group and a lay phrase of another means the term first.
        for group in self._leading.get(keys, ()):
            found.add_group(group, LAY_BESIDE_TERM if keys in self._members else 1.0)
        for group in self._leading.get(keys, ()):
            # A lay word stands for the terms: what they imply, it implies.
            for phrase in group.terms:
                for other in self._members.get(phrase.keys, ()):
                    for broader in other.broader:
                        found.add(broader, BROADER, broader=True)
        for phrase in self._narrower.get(keys, ()):
            found.add(phrase, NARROWER, broader=True)
            for equal in self.equivalents(phrase.keys):
                found.add(equal, NARROWER * SECOND_STEP, broader=True)
        return found.heaviest_first()

    def equivalents(self, keys: Keys) -> Iterator[Phrase]:
        """Yield the phrases of the groups that a phrase with these keys is a term of."""
        for group in self._members.get(keys, ()):
            yield from group.terms
            yield from group.hidden
