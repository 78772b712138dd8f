"""What became of those who took part, as numbers of people: never as shares of a few."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.models import Intervention, Result


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The years, the newest first, and what at least one of them tells."""

    columns: Sequence[tuple[str, str]]  # the field, and its heading
    rows: Sequence[Result]


def outcomes_of(entry: Intervention) -> Outcomes | None:
    """Return the years of an entry that has any."""
    rows = sorted(entry.results.all(), key=lambda row: -row.year)
    headings = {
        "started": _("Började"),
        "women": _("Kvinnor"),
        "men": _("Män"),
        "finished": _("Avslutade"),
        "to_work_or_study": _("Till arbete eller studier"),
    }
    told = [(name, word) for name, word in headings.items() if _tells(rows, name)]
    return Outcomes(told, rows) if rows else None


def _tells(rows: Sequence[Result], name: str) -> bool:
    return any(getattr(row, name) is not None for row in rows)
