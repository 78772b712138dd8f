"""Remember what imports have written, and what waits for a person to decide."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from catalogue.models import ImportConflict, ImportedValues, Intervention
from catalogue.values.contradicting import hold_what_contradicts
from catalogue.values.differing import Values, digest
from catalogue.values.fields import COLUMNS
from catalogue.values.merging import Merged, merge

Decision = ImportConflict.Decision


class Ledger:
    """What one import knows and learns about the fields of entries."""

    def __init__(self, source: str, rows: Iterable[Intervention] = ()) -> None:
        self._source = source
        self._written: dict[int, dict[str, Any]] = {}
        self._refused: set[tuple[int, str, str]] = set()
        self._open: dict[tuple[int, str], ImportConflict] = {}
        self._changed: set[int] = set()
        self.load(rows)

    def load(self, rows: Iterable[Intervention]) -> None:
        """Read what is known about these entries."""
        numbers = [row.pk for row in rows]
        known = ImportedValues.objects.filter(intervention__in=numbers)
        self._written |= dict(known.values_list("intervention", "values"))
        conflicts = ImportConflict.objects.filter(
            intervention__in=numbers, decision__in=[Decision.OPEN, Decision.OURS]
        )
        for conflict in conflicts.select_related("intervention"):
            if conflict.decision == Decision.OPEN:
                self._open[conflict.intervention_id, conflict.field] = conflict
            elif conflict.field in COLUMNS:
                mark = digest(conflict.field, conflict.theirs)
                self._refused.add((conflict.intervention_id, conflict.field, mark))

    def merge(
        self, row: Intervention, present: Values, incoming: Values, seal: dict[str, str]
    ) -> Merged:
        """Return what may be written; a value that somebody has refused before stays refused.

        What says yes to a demand that the catalogue says no to, or the other way, is a conflict.
        The seal of an exported row tells what both had in common; else the last import does.
        """
        written = self._written.get(row.pk, {})

        def base(name: str) -> str | None:
            if seal:
                return seal.get(name)
            return digest(name, written[name]) if name in written else None

        merged = merge(present, incoming, base)
        hold_what_contradicts(merged, present)
        for name in list(merged.conflicts):
            if (row.pk, name, digest(name, merged.conflicts[name])) in self._refused:
                del merged.conflicts[name]
        return merged

    def note(self, row: Intervention, merged: Merged, *, sealed: bool = False) -> None:
        """Remember the outcome of one entry, which has a number by now."""
        news = merged.write | merged.agreed
        for name in news:
            settled = self._open.pop((row.pk, name), None)
            if settled:
                _settle(settled)
        for name, theirs in merged.conflicts.items():
            self._raise(row, name, theirs, sealed)
        if sealed or not news:
            return  # an exported file is a person's work, not a source
        written = self._written.setdefault(row.pk, {})
        if any(name not in written or written[name] != value for name, value in news.items()):
            written.update(news)
            self._changed.add(row.pk)

    def correct(self, row: Intervention, name: str, value: Any) -> None:
        """Remember another value than the source's: what it asked for could not be."""
        self._written.setdefault(row.pk, {})[name] = value
        self._changed.add(row.pk)

    def save(self) -> None:
        """Store what was learnt."""
        rows = [
            ImportedValues(intervention_id=number, values=self._written[number])
            for number in sorted(self._changed)
        ]
        ImportedValues.objects.bulk_create(
            rows,
            batch_size=250,
            update_conflicts=True,
            unique_fields=["intervention"],
            update_fields=["values"],
        )
        self._changed.clear()

    def waiting(self) -> list[str]:
        """Return the fields that wait for a decision, in words."""
        return sorted(
            f"{conflict.intervention.name}: {COLUMNS[conflict.field].title}"
            for conflict in self._open.values()
            if conflict.source == self._source
        )

    def _raise(self, row: Intervention, name: str, theirs: Any, sealed: bool) -> None:
        conflict = self._open.get((row.pk, name)) or ImportConflict(intervention=row, field=name)
        if conflict.pk and conflict.theirs == theirs and conflict.source == self._source:
            return
        conflict.theirs, conflict.source, conflict.from_export = theirs, self._source, sealed
        conflict.save()
        self._open[row.pk, name] = conflict


def _settle(conflict: ImportConflict) -> None:
    conflict.decision, conflict.decided_at = Decision.AGREED, timezone.now()
    conflict.save(update_fields=["decision", "decided_at"])
