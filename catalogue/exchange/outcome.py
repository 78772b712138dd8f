"""What reading a file did, or would do, in the words that a person reads."""

from dataclasses import dataclass, field

from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.questions import Questions
from catalogue.models import Intervention
from catalogue.values.differing import Difference


@dataclass(frozen=True)
class Progress:
    """How far the reading has come."""

    done: int
    total: int


@dataclass(frozen=True)
class Affected:
    """An entry that a file says something new about."""

    position: int
    row: Intervention
    differences: list[Difference]


@dataclass
class Outcome:
    """What reading a file did, or would do."""

    applied: bool = False
    created: list[Affected] = field(default_factory=list)
    changed: list[Affected] = field(default_factory=list)
    conflicts: list[Affected] = field(default_factory=list)
    unchanged: int = 0
    account: list[str] = field(default_factory=list)
    """How much came in, how much of it is read, and what was left and why."""
    held: int = 0
    """How many become drafts, though the file would show them."""
    questions: Questions = field(default_factory=lambda: Questions({}))
    namesakes: int = 0
    """How many new entries have the name and organisation of another."""
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Return the figures in one line."""
        if self.problems:
            return f"Inget lästes in: {len(self.problems)} fel."
        if self.questions.open:
            return f"{self.questions.open} frågor att svara på."
        waiting = sum(len(touched.differences) for touched in self.conflicts)
        return (
            f"{len(self.created)} nya, {len(self.changed)} ändrade, {self.unchanged} oförändrade, "
            f"{waiting} krockar." + (f" {self.held} blir utkast." if self.held else "")
        )
