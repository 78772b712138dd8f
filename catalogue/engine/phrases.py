"""Find the phrases of the vocabulary among the words of a search text."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from catalogue.engine.language import Analyser
from catalogue.engine.vocabulary import Keys, Vocabulary
from catalogue.engine.wording import Word

LONGEST_PHRASE = 8
SKIPPING = range(2, 5)  # sizes of phrases that may have one foreign word inside
Places = tuple[int, ...]


class PhraseFinder:
    """Compares runs of words with the phrases of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self.vocabulary, self.analyser = vocabulary, analyser

    def phrases(self, words: Sequence[Word]) -> list[tuple[Places, Keys]]:
        """Return the places and the keys of the phrases, those of most telling words first.

        Phrases may lie over each other. Words of crisis come along, one by one.
        """
        telling = [place for place, word in enumerate(words) if not self.is_light(word)]
        content = {at for at in telling if not self.analyser.is_stop_word(words[at].best)}
        own = [word.deed or self.analyser.key(word.best) for word in words]
        found: list[tuple[Places, Keys]] = []
        for size in range(min(LONGEST_PHRASE, len(words)), 1, -1):
            for places in windows(telling, content, size, len(words)):
                keys = self.known_keys(words, places, own)
                if keys:
                    found.append((places, keys))
        chosen = set(telling)
        found.sort(key=lambda phrase: -len(chosen.intersection(phrase[0])))
        for place, word in enumerate(words):
            keys = word.cased.keys if word.cased else (own[place],)
            if self.vocabulary.is_crisis(keys):
                found.append(((place,), keys))
        return found

    def is_light(self, word: Word) -> bool:
        """Tell whether phrases are compared without the word."""
        return self.vocabulary.is_light(word.best)

    def known_keys(self, words: Sequence[Word], places: Places, own: Sequence[str]) -> Keys:
        """Return the keys of the phrase in these places, perhaps a compound in two of them."""
        keys = tuple(sorted(own[place] for place in places))
        if self.vocabulary.has(keys):
            return keys
        deeds = [words[place].deed for place in places if words[place].deed]
        if deeds and not any(self.vocabulary.has((deed,)) for deed in deeds):
            # What says nothing of who does it says it of everybody: "dricker varje dag".
            keys = tuple(sorted(self.analyser.key(words[place].best) for place in places))
            return keys if self.vocabulary.has(keys) else ()
        for first, second in pairwise(places) if len(places) > 2 else ():
            joined = words[first].joined
            if joined and joined == words[second].joined:
                others = [own[place] for place in places if place not in {first, second}]
                keys = tuple(sorted([*others, self.analyser.key(joined)]))
                if self.vocabulary.has(keys):
                    return keys
        return ()


def windows(telling: Sequence[int], content: set[int], size: int, count: int) -> list[Places]:
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
            torn = [(wider[0], *inner, wider[-1]) for inner in combinations(wider[1:-1], size - 2)]
            # "hur jobba", "inte sova": what says so little must stand together.
            found += [places for places in torn if len(content.intersection(places)) > 1]
    return list(dict.fromkeys(found))
