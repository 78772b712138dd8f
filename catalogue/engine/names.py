"""Names that stand for facet values: places, organisations, need groups."""

from collections.abc import Mapping, Sequence

from catalogue.engine.language import Token, fold, words_of
from catalogue.engine.language.lexicon import Lexicon

LONGEST_NAME = 6
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
        """Return how many tokens from `start` make a name, its value and proper words.

        The longest name wins. A common word in lower case ("mark", "vara") is not a name.
        """
        for size in range(min(self._longest, len(tokens) - start), 0, -1):
            window = tokens[start : start + size]
            words = tuple(token.word for token in window)
            proper = self._proper(words)
            if proper is None:
                continue
            common = size == 1 and lexicon.is_common(words[0])
            if common and window[0].surface == window[0].surface.lower():
                continue
            return size, self._values[proper], proper
        return None

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
