"""What reading and planning ask of an index: the words of its documents."""

from typing import Protocol

from catalogue.engine.language import Analyser
from catalogue.engine.memory import Memory


class Dictionary(Protocol):
    """The words of the documents of an index."""

    analyser: Analyser
    memory: Memory
    live_count: int

    def has(self, term: str) -> bool:
        """Tell whether any document has a term."""

    def frequency(self, term: str) -> int:
        """Return how many documents have a term."""

    def fold_mates(self, bare: str) -> list[str]:
        """Return the spellings that read `bare` without å, ä and ö."""

    def near(self, bare: str) -> list[tuple[int, str]]:
        """Return (edits, spelling) for spellings close to a folded word."""
