"""Names that stand for facet values: places, organisations, need groups."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from catalogue.engine.language import Token, fold, words_of
from catalogue.engine.language.lexicon import Lexicon
from catalogue.engine.spelling import tolerance

PLACE = "kommun"  # the facet of places
LONGEST_NAME = 6
SHORTEST = 5  # a shorter name is not taken for misspelt
Value = tuple[str, str]


class Names:
    """Recognises names in a search text, whatever their case, with or without å, ä and ö."""

    def __init__(self, names: Mapping[str, Value]) -> None:
        """Take name -> (facet, value)."""
        self._values: dict[tuple[str, ...], Value] = {}
        self._folded: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, value in names.items():
            words = words_of(name)[:LONGEST_NAME]
            if words:
                self._values.setdefault(words, value)
                self._folded.setdefault(tuple(fold(word) for word in words), words)
        self._longest = max(map(len, self._values), default=0)

    def find(
        self, tokens: Sequence[Token], start: int, lexicon: Lexicon
    ) -> tuple[int, Value, tuple[str, ...]] | None:
        """Return the name that begins at `start`, as `at` does.

        A common word in lower case is not a name.
        """
        found = self.at(tokens, start)
        if found is None or found[0] > 1:
            return found
        token = tokens[start]
        common = lexicon.is_common(token.word) and token.surface == token.surface.lower()
        return None if common else found

    def at(self, tokens: Sequence[Token], start: int) -> tuple[int, Value, tuple[str, ...]] | None:
        """Return how many tokens from `start` make a name, its value and proper words.

        The longest name wins.
        """
        for size in range(min(self._longest, len(tokens) - start), 0, -1):
            window = tokens[start : start + size]
            words = tuple(token.word for token in window)
            proper = self._proper(words)
            if proper is not None:
                return size, self._values[proper], proper
        return None

    def value(self, name: str) -> Value:
        """Return what a name of one word stands for."""
        return self._values[name,]

    def proper(self, word: str) -> str | None:
        """Return a name of one word as it is written."""
        found = self._proper((word,))
        return found[0] if found else None

    def near(self, word: str) -> str | None:
        """Return the one name of a place, of one word, that is nearest to a misspelt one."""
        bare = fold(word)
        allowed = tolerance(bare)
        if not allowed or len(bare) < SHORTEST:
            return None
        ranked = sorted(
            (distance, name)
            for other, name in self._places
            if (distance := OSA.distance(bare, other, score_cutoff=allowed)) <= allowed
        )
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] < ranked[1][0])
        return ranked[0][1] if alone else None

    @cached_property
    def _places(self) -> list[tuple[str, str]]:
        return [
            (fold(words[0]), words[0])
            for words, (facet, _) in self._values.items()
            if facet == PLACE and len(words) == 1
        ]

    def _proper(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the words of the name as it is written, also for a genitive or without å ä ö."""
        candidates = [words]
        if words[-1].endswith("s"):
            candidates.append((*words[:-1], words[-1][:-1]))
        for candidate in candidates:
            if candidate in self._values:
                return candidate
        for candidate in candidates:
            if candidate in self._folded:
                return self._folded[candidate]
        return None
