"""What has come between a state of the catalogue and now: what was written, and the turn of a day.

Some of what an entry says holds from one day to another: a notice, the hours of a season. No row
changes when it begins or ends, so the entries that it bears upon are looked for by their days.
"""

import datetime
from typing import NamedTuple

from catalogue.models import Change, Intervention
from catalogue.search.documents import batches
from catalogue.search.mark import Mark

# What a change of a row in one of the lists touches: the entries on the other side.
TOUCHED_BY = {
    "organisation": (
        "organisation",
        "organisation__parent",
        "participants",
        "participants__parent",
    ),
    "need_group": ("need_groups",),
    "type": ("types",),
    "step": ("step",),
    "form": ("forms",),
    "requirement": ("requirements", "not_required"),
    "income_support": ("income_supports",),
    "language": ("languages",),
    "municipality": ("municipalities",),
    "county": ("counties",),
    "contact": ("contacts",),
    "venue": ("venues",),
}
# From the first of these days to the last an entry says something.
STRETCHES = (
    ("notices__starts_on", "notices__ends_on"),
    ("venues__opening_hours__valid_from", "venues__opening_hours__valid_to"),
)


class Differences(NamedTuple):
    """What leads from a state to a moment."""

    rows: dict[str, set[int]]  # subject -> the rows touched
    entries: set[int]  # the entries that these, or the days, bear upon


def read_differences(
    since: tuple[str, int, datetime.date], mark: Mark, today: datetime.date
) -> Differences | None:
    """Return what leads from an epoch, revision and day to now; None if the log does not tell."""
    epoch, revision, day = since
    if not mark.comes_after(epoch, revision):
        return None
    log = Change.objects.filter(revision__gt=revision, revision__lte=mark.number)
    rows: dict[str, set[int]] = {}
    for subject, row in log.values_list("subject", "row_id").distinct():
        rows.setdefault(subject, set()).add(row)
    return Differences(rows, touched_entries(rows) | turned_entries(day, today))


def touched_entries(rows: dict[str, set[int]]) -> set[int]:
    """Return the ids of the entries that a set of changed rows bears upon."""
    touched = set(rows.get("intervention", ()))
    for subject, paths in TOUCHED_BY.items():
        for changed in batches(rows.get(subject, ())):
            for path in paths:
                entries = Intervention.objects.filter(**{f"{path}__in": changed})
                touched.update(entries.values_list("pk", flat=True))
    if "requirement" in rows:  # what has told all it requires denies a new one too
        told = Intervention.objects.filter(requirements_complete=True)
        touched.update(told.values_list("pk", flat=True))
    return touched


def turned_entries(one: datetime.date, other: datetime.date) -> set[int]:
    """Return the ids of the entries that may say something else on one day than on the other."""
    if one == other:
        return set()
    early, late = sorted((one, other))
    turned: set[int] = set()
    for first, last in STRETCHES:
        begins = {f"{first}__gt": early, f"{first}__lte": late}
        ends = {f"{last}__gte": early, f"{last}__lt": late}
        for asked in (begins, ends):
            turned.update(Intervention.objects.filter(**asked).values_list("pk", flat=True))
    return turned
