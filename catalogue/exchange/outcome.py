"""What reading a file did, or would do, in the words that a person reads."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

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
            return _("Inget lästes in: %(count)s fel.") % {"count": len(self.problems)}
        if self.questions.open:
            return _("%(open)s frågor att svara på.") % {"open": self.questions.open}
        waiting = sum(len(touched.differences) for touched in self.conflicts)
        return (
            _(
                "%(created)s nya, %(changed)s ändrade, %(unchanged)s oförändrade, "
                "%(waiting)s krockar."
            )
            % {
                "created": len(self.created),
                "changed": len(self.changed),
                "unchanged": self.unchanged,
                "waiting": waiting,
            }
        ) + (_(" %(held)s blir utkast.") % {"held": self.held} if self.held else "")
