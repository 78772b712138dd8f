"""Complete what somebody is typing: only words that the site itself would show."""

import bisect
import functools
from collections.abc import Iterable

from catalogue.engine.language import fold, words_of
from catalogue.search.catalogue import Catalogue

SHORTEST = 2
FACETS = ("behov", "typ", "kommun", "organisation")


def complete(catalogue: Catalogue, typed: str, limit: int = 8) -> list[str]:
    """Return phrases that go on from what was typed, whole phrases before words inside them.

    The last word may be unfinished; å ä ö may be left out. Blunt words are never suggested.
    """
    wanted = _folded(typed)
    if len(wanted) < SHORTEST:
        return []
    found = []
    phrases = _phrases(catalogue)
    place = bisect.bisect_left(phrases, (wanted,))
    while place < len(phrases) and phrases[place][0].startswith(wanted):
        found.append(phrases[place][1:])
        place += 1
    ordered = sorted(found, key=lambda row: (row[0], len(row[1]), row[1]))
    return list(dict.fromkeys(phrase for _, phrase in ordered))[:limit]


@functools.lru_cache(maxsize=2)
def _phrases(catalogue: Catalogue) -> list[tuple[str, int, str]]:
    """Return every phrase under each of its words: what is typed, the word's place, the phrase."""
    rows = []
    for phrase in _shown(catalogue):
        words = list(map(fold, words_of(phrase)))
        rows += [(" ".join(words[place:]), place, phrase) for place in range(len(words))]
    return sorted(rows)


def _shown(catalogue: Catalogue) -> Iterable[str]:
    for facet in FACETS:
        yield from catalogue.options.labels[facet].values()
    for group in catalogue.vocabulary.groups:
        for term in group.terms:
            if _leads_somewhere(catalogue, term):
                yield term


def _leads_somewhere(catalogue: Catalogue, phrase: str) -> bool:
    words = words_of(phrase)
    return all(
        catalogue.index.has(catalogue.index.analyser.key(word))
        for word in words
        if not catalogue.index.analyser.is_stop_word(word)
    )


def _folded(typed: str) -> str:
    return " ".join(map(fold, words_of(typed)))
