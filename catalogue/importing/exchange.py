"""Read a file of entries into the catalogue: all of it or nothing, told step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from catalogue.exporting.book import Book
from catalogue.exporting.choosing import Chooser
from catalogue.exporting.columns import COLUMNS
from catalogue.exporting.record import values
from catalogue.importing.files import Given, read_upload
from catalogue.importing.keys import Key, matched
from catalogue.importing.ledger import Ledger
from catalogue.importing.rows import Finding
from catalogue.importing.storing import Storer
from catalogue.importing.units import Unit, read_values
from catalogue.models import Intervention, User
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.models.rights import GUARDED, LOST
from catalogue.versions.noting import note, note_outside


@dataclass(frozen=True)
class Progress:
    """How far the reading has come."""

    done: int
    total: int


@dataclass(frozen=True)
class Difference:
    """What happens to one field of an entry, in the words that a person reads."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Touched:
    """An entry that a file says something new about."""

    position: int
    row: Intervention
    differences: list[Difference]


@dataclass
class Outcome:
    """What reading a file did, or would do."""

    applied: bool = False
    created: list[Touched] = field(default_factory=list)
    changed: list[Touched] = field(default_factory=list)
    conflicts: list[Touched] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Return the figures in one line."""
        if self.problems:
            return f"Inget lästes in: {len(self.problems)} fel."
        waiting = sum(len(touched.differences) for touched in self.conflicts)
        return (
            f"{len(self.created)} nya, {len(self.changed)} ändrade, {self.unchanged} oförändrade, "
            f"{waiting} krockar."
        )


def exchange(
    content: bytes,
    file_name: str,
    user: User | None = None,
    *,
    source: str = "",
    apply: Callable[[Outcome], None] | None = None,
) -> Iterator[Progress | Outcome]:
    """Yield the progress, and at last the outcome.

    The person may write what the desk's forms let them; without one, everything.
    Without `apply` everything is undone; it is called last in the transaction that writes. Whoever
    stops listening half-way undoes everything too.
    """
    contents = read_upload(content, file_name)
    outcome = Outcome(warnings=contents.warnings)
    with transaction.atomic():
        if apply:
            note_outside()
        reader = _Reader(user, source, outcome)
        for rows in matched(contents, source, _own(user)):
            reader.read(rows)
            yield Progress(reader.done, len(contents.rows))
        outcome.problems = sorted([*contents.problems, *outcome.problems], key=_place)
        if apply and not outcome.problems:
            outcome.applied = True
            reader.finish()
            note(user, f"Inläst ur filen {file_name}")
            apply(outcome)
        else:
            transaction.set_rollback(True)
    yield outcome


class _Reader:
    """Read batches of rows, and gather what happens."""

    def __init__(self, user: User | None, source: str, outcome: Outcome) -> None:
        self._user = user
        self._outcome = outcome
        self._book = Book()
        self._chooser = Chooser(user, self._book)
        self._storer = Storer(self._book, user)
        self._ledger = Ledger(source)
        self.done = 0

    def read(self, rows: list[tuple[Given, Key, Intervention | None]]) -> None:
        """Judge and write some rows."""
        self._ledger.load(row for _, _, row in rows if row)
        units = [self._unit(*matched) for matched in rows]
        before = self._guarded([unit for unit in units if not unit.new and unit.merged.write])
        for unit in units:
            if unit.row.pk in before and not unit.new:
                unit.problem("", GUARDED)
        self._storer.store(units)
        after = self._guarded([unit for unit in units if not unit.problems])
        for unit in units:
            if unit.row.pk in after and "status" in unit.merged.write and not unit.problems:
                unit.problem("status", "Du får inte publicera själv. Skriv ”för granskning”.")
        self._judge_place([unit for unit in units if not unit.problems])
        for unit in units:
            self._outcome.problems += unit.problems
            if not unit.problems:
                self._ledger.note(unit.row, unit.merged, sealed=unit.sealed)
                self._tell(unit)
        self.done += len(rows)

    def finish(self) -> None:
        """Remember what was written."""
        self._ledger.save()

    def _unit(self, given: Given, key: Key, row: Intervention | None) -> Unit:
        new = row is None
        row = row or Intervention(
            source=key.source if key.source_id else "", source_id=key.source_id
        )
        unit = Unit(given, row, new, {} if new else values(row))
        read_values(unit, self._book)
        if new:
            unit.present = dict.fromkeys(COLUMNS)
            unit.merged.write = dict(unit.incoming)
        else:
            unit.merged = self._ledger.merge(row, unit.present, unit.incoming, unit.seal)
        self._judge_choices(unit)
        return unit

    def _judge_choices(self, unit: Unit) -> None:
        """Refuse to point at what the person could not choose in a form."""
        for name, value in (unit.merged.write | unit.merged.conflicts).items():
            refusal = self._chooser.refusal(name, unit.present[name], value)
            if refusal:
                unit.problem(name, refusal)

    def _guarded(self, units: list[Unit]) -> set[int]:
        """Return the numbers of what is public, and for somebody else to approve."""
        if self._user is None or self._user.reach.everything:
            return set()
        rows = Intervention.objects.filter(pk__in=[unit.row.pk for unit in units])
        return set(rows.guarded_from(self._user).values_list("pk", flat=True))

    def _judge_place(self, units: list[Unit]) -> None:
        """Refuse what, once it is written, would no longer be the person's own."""
        if self._user is None or self._user.reach.everything:
            return
        written = Intervention.objects.filter(pk__in=[unit.row.pk for unit in units])
        lost = set(
            written.exclude(pk__in=_own(self._user).values("pk")).values_list("pk", flat=True)
        )
        for unit in units:
            if unit.row.pk in lost:
                unit.problem("", LOST)

    def _tell(self, unit: Unit) -> None:
        written = self._differences(unit, unit.merged.write)
        conflicts = self._differences(unit, unit.merged.conflicts)
        position, row = unit.given.position, unit.row
        if unit.new:
            self._outcome.created.append(Touched(position, row, []))
        elif written:
            self._outcome.changed.append(Touched(position, row, written))
        elif not conflicts:
            self._outcome.unchanged += 1
        if conflicts:
            self._outcome.conflicts.append(Touched(position, row, conflicts))

    def _differences(self, unit: Unit, fields: dict[str, Any]) -> list[Difference]:
        if unit.new:
            return []
        return [difference(name, unit.present[name], fields[name], self._book) for name in fields]


def difference(name: str, before: Any, after: Any, book: Book) -> Difference:
    """Return the two values as people read them."""
    kind = COLUMNS[name].kind
    return Difference(COLUMNS[name].title, kind.show(before, book), kind.show(after, book))


def _own(user: User | None) -> InterventionQuerySet:
    """Return the entries that the person keeps."""
    rows: InterventionQuerySet = Intervention.objects.all()
    return rows if user is None else rows.editable_by(user)


def _place(finding: Finding) -> int:
    return finding.position
