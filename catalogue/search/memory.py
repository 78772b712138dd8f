"""Remember what was worked out before, up to a number of answers."""

MOST_ANSWERS = 20_000


class Memory:
    """Answers by question, safe between threads; it forgets all of them when it is full."""

    def __init__(self) -> None:
        self._answers: dict[object, tuple] = {}

    def get(self, question: object) -> tuple | None:
        """Return the answer, or None if there is none yet."""
        return self._answers.get(question)

    def put(self, question: object, answer: tuple) -> None:
        """Remember an answer."""
        if len(self._answers) >= MOST_ANSWERS:
            self._answers = {}
        self._answers[question] = answer
