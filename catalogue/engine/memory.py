"""Remember what was worked out before, up to a size."""

from typing import Any


class Memory:
    """Answers by question, safe between threads; it forgets every other when it is full."""

    def __init__(self, room: int) -> None:
        """Make room for answers of this size altogether."""
        self._room = self._left = room
        self._answers: dict[object, tuple[Any, int]] = {}

    def get(self, question: object) -> Any:
        """Return the answer, or None if there is none any more."""
        known = self._answers.get(question)
        return None if known is None else known[0]

    def put(self, question: object, answer: Any, size: int = 1) -> None:
        """Remember an answer, unless it would push out a good part of the others."""
        if size * 8 > self._room:
            return
        if size > self._left:
            kept = dict(list(self._answers.items())[::2])
            used = sum(size for _, size in kept.values())
            self._answers, self._left = kept, self._room - used
        self._left -= size
        self._answers[question] = answer, size
