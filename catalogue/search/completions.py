"""Complete what somebody is typing: only by what the site would show, and only to what it finds."""

import bisect
import functools
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice

from catalogue.engine.doubt import Nearness
from catalogue.engine.facts import said_plainly
from catalogue.engine.found import Found
from catalogue.engine.language import fold, tokenise, words_of
from catalogue.engine.plan import MOST_WORDS
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.parts import of_the_place
from catalogue.search.query import Query

SHORTEST = 2
MOST_TRIED = (
    12  # endings that are searched for at one time: somebody is waiting for the next letter
)
FACETS = ("behov", "typ", "kommun", "organisation")

Row = tuple[str, int, str]  # what is typed, the place of its first word, the phrase


def complete(catalogue: Catalogue, typed: str, limit: int = 8) -> list[str]:
    """Return phrases that go on from what was typed, whole phrases before words inside them.

    The last word may be unfinished; å ä ö may be left out. Blunt words are never suggested. After
    words that lead somewhere, a place or a fact may follow.
    """
    return list(dict.fromkeys(islice(_going_on(catalogue, typed), limit)))


def _going_on(catalogue: Catalogue, typed: str) -> Iterator[str]:
    begun = dict.fromkeys(_begun(phrases(catalogue), typed))
    yield from (phrase for phrase in begun if finds(catalogue, phrase))
    yield from _ended(catalogue, typed)


def _ended(catalogue: Catalogue, typed: str) -> Iterator[str]:
    """Yield what was typed with its last words made a place or a fact, the rest as it stands."""
    tokens = list(tokenise(typed))
    for token in tokens[1:MOST_WORDS]:
        kept = typed[: token.start].lstrip()
        begun = dict.fromkeys(_begun(_endings(catalogue), typed[token.start :]))
        if begun and _may_be_repeated(catalogue, kept):
            yield from (
                kept + ending
                for ending in list(begun)[:MOST_TRIED]
                if finds(catalogue, ending) and _finds_all(catalogue, kept + ending)
            )
            return


def _begun(rows: list[Row], typed: str) -> Iterator[str]:
    """Yield the phrases that begin so: letter by letter before without dots, the shorter before."""
    wanted, as_spelt = _folded(typed), " ".join(words_of(typed))
    if len(wanted) < SHORTEST:
        return
    found = []
    at = bisect.bisect_left(rows, (wanted,))
    while at < len(rows) and rows[at][0].startswith(wanted):
        _, place, phrase = rows[at]
        found.append((as_spelt not in phrase.lower(), place, len(phrase), phrase))
        at += 1
    for *_, phrase in sorted(found):
        yield phrase


@functools.lru_cache(maxsize=2)
def phrases(catalogue: Catalogue) -> list[Row]:
    """Return every phrase that could be suggested alone, under each of its words."""
    return _by_their_words(_shown(catalogue))


@functools.lru_cache(maxsize=2)
def _endings(catalogue: Catalogue) -> list[Row]:
    return _by_their_words((*catalogue.options.labels["kommun"].values(), *said_plainly()))


def _by_their_words(texts: Iterable[str]) -> list[Row]:
    rows = []
    for text in texts:
        words = list(map(fold, words_of(text)))
        rows += [(" ".join(words[place:]), place, text) for place in range(len(words))]
    return sorted(rows)


def _shown(catalogue: Catalogue) -> Iterable[str]:
    for facet in FACETS:
        yield from catalogue.options.labels[facet].values()
    yield from said_plainly()
    for group in catalogue.vocabulary.groups:
        yield from (term for term in group.terms if _leads_somewhere(catalogue, term))


def _leads_somewhere(catalogue: Catalogue, phrase: str) -> bool:
    """Tell, at a glance, whether a phrase may find anything."""
    index = catalogue.index
    said = [word for word in words_of(phrase) if not index.analyser.is_stop_word(word)]
    return all(index.has(index.analyser.key(word)) for word in said)


def finds(catalogue: Catalogue, phrase: str) -> bool:
    """Tell whether a search for a phrase finds it, and in the place that it names."""
    return _remembered(catalogue, phrase, _is_found)


def _finds_all(catalogue: Catalogue, words: str) -> bool:
    """Tell whether something has all that is asked for: there, and with these facts."""
    return _remembered(catalogue, words, _has_all)


def _remembered(catalogue: Catalogue, words: str, judge: Callable[[Found], bool]) -> bool:
    memory, question = catalogue.index.memory, (judge, words)
    known: bool | None = memory.get(question)
    if known is None:
        known = judge(catalogue.search(Query(words, DEFAULT_CHOICES), limit=1))
        memory.put(question, known)
    return known


def _is_found(found: Found) -> bool:
    return bool(found.total) and found.nearness is not Nearness.ABSENT and not found.away


def _has_all(found: Found) -> bool:
    plan = found.plan
    if not (_is_found(found) and found.full and (plan.facts or plan.places)) or plan.distress:
        return False
    if plan.places and not of_the_place(found.full_parts):
        return False
    return all(answer.yes for answer in found.answers)


def _may_be_repeated(catalogue: Catalogue, words: str) -> bool:
    """Tell whether no words in these are blunt."""
    keys = tuple(map(catalogue.index.analyser.key, words_of(words)))
    pairs = combinations(range(len(keys) + 1), 2)
    return not any(catalogue.vocabulary.is_hidden(keys[start:end]) for start, end in pairs)


def _folded(typed: str) -> str:
    return " ".join(map(fold, words_of(typed)))
