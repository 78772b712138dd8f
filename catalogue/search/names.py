"""Names that stand for facet values: places, organisations, need groups."""

from collections.abc import Mapping, Sequence

from catalogue.search.language import Token, canonical, fold, tokenise
from catalogue.search.language.lexicon import Lexicon

LONGEST_NAME = 6
Value = tuple[str, str]


class Names:
    """Recognises names in a search text, whatever their case, with or without å, ä and ö."""

    def __init__(self, names: Mapping[str, Value]) -> None:
        """Take name -> (facet, value)."""
        self._values: dict[tuple[str, ...], Value] = {}
        self._folded: dict[tuple[str, ...], Value] = {}
        for name, value in names.items():
            words = tuple(token.word for token in tokenise(name))[:LONGEST_NAME]
            if words:
                self._values.setdefault(words, value)
                self._folded.setdefault(tuple(fold(word) for word in words), value)
        self._longest = max(map(len, self._values), default=0)

    def find(
        self, tokens: Sequence[Token], start: int, lexicon: Lexicon
    ) -> tuple[int, Value] | None:
        """Return how many tokens from `start` make a name, and its value; the longest name wins.

        A single common word in lower case ("mark", "vara") is not taken for a name.
        """
        for size in range(min(self._longest, len(tokens) - start), 0, -1):
            window = tokens[start : start + size]
            words = tuple(token.word for token in window)
            value = self._lookup(words)
            if value is None:
                continue
            common = size == 1 and lexicon.knows(words[0])
            if common and window[0].surface == window[0].surface.lower():
                continue
            return size, value
        return None

    def _lookup(self, words: tuple[str, ...]) -> Value | None:
        found = self._values.get(words)
        if found is None:
            found = self._folded.get(tuple(canonical(word) for word in words))
        if found is None and words[-1].endswith("s"):
            bare = (*words[:-1], words[-1][:-1])
            found = self._values.get(bare) or self._folded.get(bare)
        return found
