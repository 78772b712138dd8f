"""Remember what was worked out before, up to a size."""

from typing import Any


class Memory:
    """Answers by question, safe between threads; it forgets all of them when it is full."""

    def __init__(self, room: int) -> None:
        """Make room for answers of this size altogether."""
        self._room = self._left = room
        self._answers: dict[object, tuple[Any, ...]] = {}

    def get(self, question: object) -> tuple[Any, ...] | None:
        """Return the answer, or None if there is none yet."""
        return self._answers.get(question)

    def put(self, question: object, answer: tuple[Any, ...], size: int = 1) -> None:
        """Remember an answer."""
        if size > self._left:
            self._answers, self._left = {}, self._room
        self._left -= size
        self._answers[question] = answer
