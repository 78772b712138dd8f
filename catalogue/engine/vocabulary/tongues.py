"""Tell the words of other languages in the vocabulary from the Swedish ones."""

from collections import defaultdict
from collections.abc import Iterable

from catalogue.engine.language import Analyser, words_of
from catalogue.engine.vocabulary.expansions import Phrase
from catalogue.engine.vocabulary.groups import WordGroup

SWEDISH = "sv"


class Tongues:
    """Knows in which languages each word of the vocabulary stands."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._swedish: set[str] = set()
        self._swedish_alone: set[str] = set()
        self._spelled: dict[str, set[str]] = defaultdict(set)  # word -> the languages that have it
        self._alone: dict[str, set[str]] = defaultdict(set)  # key -> those where it stands alone

    def add(self, group: WordGroup, swedish: Iterable[Phrase]) -> None:
        """Take the words of a group that are of other languages, and its Swedish phrases."""
        for code, texts in group.words.items():
            for text in texts:
                words = words_of(text)
                for word in words:
                    self._spelled[word].add(code)
                if len(words) == 1:
                    self._alone[self._analyser.key(words[0])].add(code)
        for phrase in swedish:
            self._swedish.update(phrase.typed)
            if len(phrase.typed) == 1:
                self._alone[self._analyser.key(phrase.typed[0])].add(SWEDISH)
                self._swedish_alone.update(phrase.typed)

    def is_foreign(self, word: str) -> bool:
        """Tell whether the word stands only among those of other languages."""
        return word not in self._swedish

    def is_another_languages(self, word: str) -> bool:
        """Tell whether only words of other languages share its key: "place" is no Polish wage."""
        of = self._spelled.get(word, set())
        alone = self._alone.get(self._analyser.key(word), of)
        return bool(of) and alone.isdisjoint({*of, SWEDISH})

    def lists_in_swedish(self, word: str) -> bool:
        """Tell whether the word, spelled so, stands by itself among the Swedish ones."""
        return word in self._swedish_alone
