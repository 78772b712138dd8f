"""Recognise what others have among the words of a search.

The words are read as those of every search: inflected, misspelt, torn apart, in other languages.
What counts is what the search is about. A word of a service inside a sentence on something else
says nothing, and what the catalogue itself holds by that name is no longer only others'.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from catalogue.engine.collection import Collection as Documents
from catalogue.engine.fields import HEAD_SLOTS, SLOT_BITS, WHOLE
from catalogue.engine.groups import NOWHERE, Elsewhere, Group, Plan
from catalogue.engine.language import Analyser, Token
from catalogue.engine.phrases import PhraseFinder, Places
from catalogue.engine.reading import Reader
from catalogue.engine.vocabulary import Keys, Stand, Vocabulary, WordGroup
from catalogue.engine.wording import Word, Wording

MOST = 2  # services told of one search
ABOUT, BESIDE = 2 / 3, 1 / 2  # the share of its telling words that makes a search be about them
NAME = SLOT_BITS["name"]
# How one asks for a thing says nothing of the thing.
ASKING = frozenset(
    (
        *("ansöka", "ansökan", "avgift", "avgifter", "beställa", "blankett", "boka", "bokning"),
        *("byta", "förnya", "klaga", "kommun", "kommunen", "kontakt", "kontaktuppgifter"),
        *("kostar", "kostnad", "kö", "kötid", "lång", "länge", "mejl", "mottagning", "nummer"),
        *("numret", "pris", "region", "regionen", "ring", "ringa", "skaffa", "telefon", "tid"),
        *("telefonnummer", "tider", "väntetid", "väntetider", "öppettid", "öppettider"),
    )
)


class Service(NamedTuple):
    """What somebody else has, by number, and all that people write for it."""

    number: int
    words: tuple[str, ...]  # in Swedish; where the catalogue has one as a name, it has the thing
    foreign: tuple[str, ...] = ()
    only_when_missing: bool = False


class Run(NamedTuple):
    """Words of a search that name a service; none, where a deed tells that it is sought."""

    places: Places
    keys: Keys
    service: Service


class KnownWords:
    """What an index and a vocabulary know already: none of it is a misspelt service."""

    def __init__(self, documents: Documents, vocabulary: Vocabulary) -> None:
        self.documents, self.vocabulary = documents, vocabulary
        self.analyser = documents.analyser
        self.live_count = documents.live_count
        self.memory = documents.memory  # readings against other words stand there, too

    def has(self, term: str) -> bool:
        """Tell whether the term leads anywhere in the catalogue."""
        return self.documents.has(term) or self.vocabulary.has_word(term)

    def knows(self, word: Word) -> bool:
        """Tell whether the word leads anywhere in the catalogue, if only in its exact case."""
        typed = word.token
        cased = self.vocabulary.cased(typed.surface) or self.vocabulary.uncased(typed.word)
        return bool(cased) or self.has(self.analyser.key(word.best))

    def frequency(self, term: str) -> int:
        """Return how many documents have a term."""
        return self.documents.frequency(term)

    def fold_mates(self, bare: str) -> list[str]:
        """Return the spellings that read `bare` without å, ä and ö."""
        mates = self.vocabulary.spelling.fold_mates(bare)
        return [*self.documents.fold_mates(bare), *mates]

    def near(self, bare: str) -> list[tuple[int, str]]:
        """Return (edits, spelling) for spellings close to a folded word."""
        return [*self.documents.near(bare), *self.vocabulary.spelling.near(bare)]


class Neighbours:
    """The services of others, as they are recognised."""

    def __init__(self, services: Iterable[Service], analyser: Analyser) -> None:
        self._analyser = analyser
        self._services: dict[Keys, Service] = {}
        groups = {
            service: WordGroup("granntjänst", terms=(*service.words, *service.foreign))
            for service in services
        }
        self._vocabulary = Vocabulary(groups.values(), analyser)
        for service, group in groups.items():
            for word in group.terms:
                self._services.setdefault(self._vocabulary.phrase(word).keys, service)
        self._finder = PhraseFinder(self._vocabulary, analyser)
        self._stands = {service: self._stands_of(group) for service, group in groups.items()}
        deeds = self._vocabulary.deeds
        self._for_whom = {service: deeds.stands((), service.words) for service in groups}

    def _stands_of(self, group: WordGroup) -> frozenset[Stand]:
        """Return on which sides of deeds they stand who write the words of a service."""
        keys = (key for word in group.terms for key in self._vocabulary.phrase(word).keys)
        return self._vocabulary.deeds.stands(keys)

    def among(self, tokens: list[Token], known: KnownWords, plan: Plan) -> Elsewhere:
        """Return the services that words name, or that are for whoever does such a deed."""
        if not self._services:
            return NOWHERE
        reader = Reader(known, self._vocabulary)
        words = Wording(reader).words(tokens)
        runs = [run for run in self._runs(words) if not self._is_for_others(run, plan)]
        share = self._share(words, runs, known)
        if share < BESIDE:
            runs = []
        meant = {group.typed: group for group in plan.groups}
        lacking, beside = dict[int, None](), dict[int, None]()
        for run in self._for_doers(plan):
            if not self._is_held(run, known.documents):
                lacking[run.service.number] = None
            elif not run.service.only_when_missing:
                beside[run.service.number] = None
        for run in sorted(runs, key=lambda run: run.places):
            certain = not any(
                self._is_doubtful(words[place], meant.get(words[place].token.surface), known)
                for place in run.places
            )
            if share >= ABOUT and certain and not self._is_held(run, known.documents):
                lacking[run.service.number] = None
            elif not run.service.only_when_missing:
                beside[run.service.number] = None
        return Elsewhere(tuple(lacking)[:MOST], tuple(n for n in beside if n not in lacking)[:MOST])

    def _for_doers(self, plan: Plan) -> Iterator[Run]:
        """Yield the services for those who do a deed, where whoever writes does it."""
        for service, stands in self._for_whom.items():
            for stand in sorted(plan.stands & stands):
                yield from (Run((), keys, service) for keys in self._vocabulary.is_for(stand))

    def _is_for_others(self, run: Run, plan: Plan) -> bool:
        """Tell whether a service is only for the other side of the deeds that are told of."""
        stands = self._stands[run.service]
        return any(s.other in stands and s not in stands for s in plan.stands)

    def _runs(self, words: list[Word]) -> Iterator[Run]:
        """Yield the words that name a service, the longest phrases first, none of them twice."""
        found = self._finder.phrases(words)
        found += [((at,), (self._analyser.key(word.best),)) for at, word in enumerate(words)]
        taken: set[int] = set()
        for places, keys in found:
            if keys in self._services and taken.isdisjoint(places):
                taken.update(range(places[0], places[-1] + 1))
                yield Run(places, keys, self._services[keys])

    def _share(self, words: list[Word], runs: list[Run], known: KnownWords) -> float:
        """Return how much of what the words tell is told by those that name a service."""
        if not runs:
            return 0.0
        taken = {at for run in runs for at in range(run.places[0], run.places[-1] + 1)}
        named = max(len(runs), sum(self._tells(words[at]) for at in taken))
        others = sum(
            self._tells(word) and known.knows(word)
            for at, word in enumerate(words)
            if at not in taken
        )
        return named / (named + others)

    def _tells(self, word: Word) -> bool:
        """Tell whether a word says what is sought: not how, for whom or how many."""
        best, analyser = word.best, self._analyser
        return not (
            best in ASKING
            or best.isdigit()
            or analyser.is_stop_word(best)
            or analyser.is_filler(best)
            or analyser.is_about_whom(best)
            or self._finder.is_light(word)
        )

    def _is_doubtful(self, word: Word, group: Group | None, known: KnownWords) -> bool:
        """Tell whether a careless spelling may as well stand for another word, of an entry."""
        if word.best == word.token.word or group is None:
            return False
        others = {self._analyser.key(a.word) for a in group.alternatives if a.kind == "typo"}
        return any(map(known.documents.has, others - {self._analyser.key(word.best)}))

    def _is_held(self, run: Run, documents: Documents) -> bool:
        """Tell whether the catalogue has the thing: as its own words, or as a name of an entry."""
        asked = "held", run.keys, run.service
        known: bool | None = documents.memory.get(asked)
        if known is None:
            known = _stand_together(run.keys, documents, HEAD_SLOTS, WHOLE) or any(
                _stand_together(keys, documents, NAME) for keys in self._names_of(run.service)
            )
            documents.memory.put(asked, known)
        return known

    def _names_of(self, service: Service) -> Iterator[Keys]:
        """Yield what an entry with the service would be called: its words, but for sentences."""
        for word in service.words:
            phrase = self._vocabulary.phrase(word)
            if phrase.words == phrase.typed:
                yield tuple(map(self._analyser.key, phrase.words))


def _stand_together(keys: Keys, documents: Documents, slots: int, how: int = 0) -> bool:
    """Tell whether one field of an entry, among these, has all the words."""
    shared: dict[int, int] = {}
    for place, key in enumerate(keys):
        postings = documents.postings(key)
        if postings is None:
            return False
        there = zip(postings[0].tolist(), postings[2].tolist(), strict=True)
        here = {document: bits for document, bits in there if bits & how == how and bits & slots}
        shared = {d: shared[d] & bits for d, bits in here.items() if d in shared} if place else here
    return any(bits & slots for bits in shared.values())
