"""What a phrase of the vocabulary also finds, and how much that counts."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

SYNONYM, BROADER, NARROWER = 0.75, 0.45, 0.5
ONE_WAY = 0.65  # a group without terms of its own: its broader words are what is meant
SECOND_STEP = 0.9  # the equivalents of a broader word
Keys = tuple[str, ...]


class Phrase(NamedTuple):
    """A word or phrase of a group, analysed."""

    text: str
    keys: Keys  # by which a search text is compared, sorted: the order of words does not matter
    words: tuple[str, ...]  # content words, canonical; what documents are searched for
    cased: str | None  # the exact-case term that alone matches it
    typed: tuple[str, ...]  # all its words, canonical


class Expansion(NamedTuple):
    """What a phrase also finds, and how much that counts."""

    phrase: Phrase
    weight: float
    broader: bool
    shown: bool


class CompiledGroup(NamedTuple):
    """A synonym group, analysed."""

    terms: tuple[Phrase, ...]
    hidden: tuple[Phrase, ...]
    broader: tuple[Phrase, ...]
    near: tuple[Phrase, ...] = ()  # what helps whoever is near somebody in this condition
    for_the_near: bool = False


class Equals(Protocol):
    """What a vocabulary tells of a phrase."""

    def is_hidden(self, keys: Keys) -> bool:
        """Tell whether the phrase is blunt: matched, never shown."""

    def equivalents(self, keys: Keys) -> Iterable[Phrase]:
        """Return the phrases that mean the same."""


class Expansions:
    """What a phrase also finds, each at its greatest weight."""

    def __init__(self, vocabulary: Equals, keys: Keys = ()) -> None:
        self._vocabulary, self._keys = vocabulary, keys
        self._best: dict[Keys, Expansion] = {}

    def add(self, phrase: Phrase, weight: float, broader: bool = False) -> None:
        """Add a phrase, unless it is the one that is expanded."""
        known = self._best.get(phrase.keys)
        if phrase.keys != self._keys and (known is None or known.weight < weight):
            shown = not self._vocabulary.is_hidden(phrase.keys)
            self._best[phrase.keys] = Expansion(phrase, weight, broader, shown)

    def add_group(self, group: CompiledGroup, trust: float) -> None:
        """Add what the words of a group find."""
        for phrase in (*group.terms, *group.hidden):
            self.add(phrase, SYNONYM * trust)
        weight = trust * (BROADER if group.terms else ONE_WAY)
        for phrase in group.broader:
            self.add(phrase, weight, bool(group.terms))
            for equal in self._vocabulary.equivalents(phrase.keys):
                self.add(equal, weight * SECOND_STEP, bool(group.terms))

    def heaviest_first(self) -> tuple[Expansion, ...]:
        """Return what was added."""
        return tuple(sorted(self._best.values(), key=lambda e: (-e.weight, e.phrase.text)))
