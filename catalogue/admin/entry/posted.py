"""Rows that belong to an entry, in a form that was opened a while ago.

A page that shows a working copy, or that somebody has saved beside, may hold numbers of rows that
are not there. Such rows count as new, and rows that the page does not mention as taken away: the
form says what the entry shall hold, whatever it held when the page was opened.
"""

import re
from collections import defaultdict
from typing import Any

from django.http import QueryDict

from catalogue.models import Intervention
from catalogue.values.fields import BEFORE
from catalogue.values.sections import LINES

INLINES = (*LINES.values(), BEFORE)


def settle_rows(posted: QueryDict, row: Intervention) -> QueryDict:
    """Return the form with each row either there or new; take the unmentioned away."""
    posted = posted.copy()
    for prefix in INLINES:
        rows: Any = getattr(row, prefix)
        there = {str(number) for number in rows.values_list("pk", flat=True)}
        total = posted.get(f"{prefix}-TOTAL_FORMS", "")
        if not total.isdecimal() or int(total) > 1000:
            continue  # Django tells what is wrong with such a form
        mentioned = _rearrange(posted, prefix, int(total), there)
        rows.exclude(pk__in=mentioned).delete()
    return posted


def _rearrange(posted: QueryDict, prefix: str, total: int, there: set[str]) -> set[str]:
    """Put the rows that are there first, as Django wants them, and return their numbers."""
    parts: dict[int, dict[str, list[str]]] = defaultdict(dict)
    pattern = re.compile(rf"{prefix}-(\d{{1,4}})-(.+)", re.DOTALL)
    for key in list(posted):
        found = pattern.fullmatch(key)
        if found and int(found[1]) < total:
            parts[int(found[1])][found[2]] = posted.pop(key)
    old, new = [], []
    for at in sorted(parts):
        number = (parts[at].get("id") or [""])[-1]
        if number in there:
            old.append(parts[at])
        elif not (number and "DELETE" in parts[at]):
            new.append({**parts[at], "id": [""]})
    for at, part in enumerate(old + new):
        for name, values in part.items():
            posted.setlist(f"{prefix}-{at}-{name}", values)
    posted[f"{prefix}-TOTAL_FORMS"] = str(len(old) + len(new))
    posted[f"{prefix}-INITIAL_FORMS"] = str(len(old))
    return {part["id"][-1] for part in old}
