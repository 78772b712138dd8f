"""Put what was derived from prose before those who keep the entries."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from catalogue.exchange.factsheets.changing import SheetChange
from catalogue.models import ProposedFact
from catalogue.values.fields import COLUMNS
from catalogue.values.record import fresh, values

Verdict = ProposedFact.Verdict


def propose(changes: Sequence[SheetChange]) -> int:
    """Propose what the entries do not say yet, and return how much of it waits.

    What somebody has decided once is not asked again, and what the prose no longer says is taken
    back.
    """
    known: dict[int, dict[str, ProposedFact]] = defaultdict(dict)
    for fact in ProposedFact.objects.filter(intervention__in=[change.row.pk for change in changes]):
        known[fact.intervention_id][_mark(fact)] = fact
    new: list[ProposedFact] = []
    gone: list[int] = []
    waiting = 0
    for change in changes:
        before = known[change.row.pk]
        wanted = {_mark(fact): fact for fact in _facts(change)}
        still = {mark for mark, fact in before.items() if fact.verdict == Verdict.OPEN}
        new += [fact for mark, fact in wanted.items() if mark not in before]
        gone += [before[mark].pk for mark in still - wanted.keys()]
        waiting += len(wanted.keys() - (before.keys() - still))
    ProposedFact.objects.filter(pk__in=gone).delete()
    ProposedFact.objects.bulk_create(new, batch_size=500)
    return waiting


def _facts(change: SheetChange) -> list[ProposedFact]:
    """Return what the prose says and the entry does not."""
    if not change.derived:
        return []
    present = values(fresh(change.row.pk))
    return [
        ProposedFact(intervention=change.row, field=each.field, value=each.value, words=each.words)
        for each in change.derived
        if not _says(each.field, present[each.field], each.value)
    ]


def _mark(fact: ProposedFact) -> str:
    return json.dumps([fact.field, fact.value], sort_keys=True)


def _says(field: str, present: Any, value: Any) -> bool:
    said, asked = map(COLUMNS[field].kind.comparable, (present, value))
    if isinstance(said, list):
        return all(part in said for part in asked)
    return bool(said == asked)
