"""What only a person can say about a file: whether a row is about an entry of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.exchange.contents import Given
from catalogue.models import Intervention

NEW = "ny"
MOST = 200  # no person answers more, row by row
TOO_MANY = format_lazy(
    _(
        "ger fler än {most} frågor om vilken insats en rad gäller. Är numren listans "
        "egna: välj källa. Är listan hämtad härifrån: hämta den på nytt, så följer katalogens "
        "kontroll med."
    ),
    most=MOST,
)


@dataclass(frozen=True)
class RowQuestion:
    """Whether a row is about the entry that it seems to name by number."""

    position: int
    name: str
    """What the file calls it."""
    organisation: str
    """Where the file says that it belongs."""
    row: Intervention
    answer: str = ""
    """The number of the entry for yes, `NEW` for no, nothing while it is open."""

    @property
    def yes(self) -> bool:
        """Tell whether somebody has said that it is."""
        return self.answer == str(self.row.pk)

    @property
    def no(self) -> bool:
        """Tell whether somebody has said that it is a new one."""
        return self.answer == NEW


class Questions:
    """The questions about one file, with the answers that a person has given."""

    def __init__(self, answers: Mapping[int, str]) -> None:
        """Take the answers by the position of the row."""
        self._answers = answers
        self.asked: list[RowQuestion] = []

    def same(self, given: Given, row: Intervention) -> bool | None:
        """Tell whether the row is about the entry; `None` while nobody has said."""
        answer = self._answers.get(given.position, "")
        question = RowQuestion(given.position, given.name, _organisation(given), row, answer)
        self.asked.append(question)
        return question.yes if question.yes or question.no else None

    @property
    def open(self) -> int:
        """Return how many nobody has answered."""
        return sum(not (question.yes or question.no) for question in self.asked)


def _organisation(given: Given) -> str:
    return str(given.cells.get("organisation") or given.values.get("organisation") or "")[:80]
