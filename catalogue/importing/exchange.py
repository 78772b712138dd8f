"""Read a file of entries into the catalogue: all of it or nothing, told step by step."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalogue.exporting.book import Book
from catalogue.exporting.columns import COLUMNS
from catalogue.exporting.kinds import UnreadableError
from catalogue.exporting.record import values
from catalogue.importing.files import Contents, Given, read_upload
from catalogue.importing.ledger import Ledger
from catalogue.importing.rows import Finding
from catalogue.importing.storing import Storer
from catalogue.importing.units import Key, Unit, read_key, read_values
from catalogue.models import Intervention, User
from catalogue.models.intervention import InterventionQuerySet

_BATCH = 250


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


@dataclass(frozen=True)
class Desk:
    """Who reads the file in, and what they may touch."""

    rows: InterventionQuerySet
    """The entries that they see."""
    may_change: Callable[[Intervention], bool]
    may_add: bool
    user: User | None = None


def exchange(
    content: bytes,
    file_name: str,
    desk: Desk,
    *,
    source: str = "",
    apply: Callable[[Outcome], None] | None = None,
) -> Iterator[Progress | Outcome]:
    """Yield the progress, and at last the outcome.

    Without `apply` everything is undone; it is called last in the transaction that writes. Whoever
    stops listening half-way undoes everything too.
    """
    contents = read_upload(content, file_name)
    outcome = Outcome(warnings=contents.warnings)
    with transaction.atomic():
        reader = _Reader(desk, source, outcome)
        for rows in _matched(contents, source, desk, outcome):
            reader.read(rows)
            yield Progress(reader.done, len(contents.rows))
        outcome.problems = sorted([*contents.problems, *outcome.problems], key=_place)
        if apply and not outcome.problems:
            outcome.applied = True
            reader.finish()
            apply(outcome)
        else:
            transaction.set_rollback(True)
    yield outcome


class _Reader:
    """Read batches of rows, and gather what happens."""

    def __init__(self, desk: Desk, source: str, outcome: Outcome) -> None:
        self._desk = desk
        self._outcome = outcome
        self._book = Book()
        self._storer = Storer(self._book, desk.user)
        self._ledger = Ledger(source)
        self.done = 0

    def read(self, rows: list[tuple[Given, Key, Intervention | None]]) -> None:
        """Judge and write some rows."""
        self._ledger.load(row for _, _, row in rows if row)
        units = [self._unit(*matched) for matched in rows]
        self._storer.store(units)
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
        if not self._may_begin(unit):
            return unit
        read_values(unit, self._book)
        if new:
            unit.present = dict.fromkeys(COLUMNS)
            unit.merged.write = dict(unit.incoming)
        else:
            unit.merged = self._ledger.merge(row, unit.present, unit.incoming, unit.seal)
        self._judge_place(unit)
        return unit

    def _may_begin(self, unit: Unit) -> bool:
        if unit.new and not self._desk.may_add:
            unit.problem("", "Du får inte lägga till insatser.")
        elif not unit.new and not self._desk.may_change(unit.row):
            unit.problem("", "Du får inte ändra den här insatsen.")
        return not unit.problems

    def _judge_place(self, unit: Unit) -> None:
        """Refuse to put an entry where the person has no say."""
        key = (unit.merged.write | unit.merged.conflicts).get("organisation")
        number = key and self._book.number("organisations", key)
        if unit.problems or not number:
            return
        there = Intervention(pk=unit.row.pk, organisation_id=number)
        if not self._desk.may_change(there):
            unit.problem("organisation", "Du får inte lägga insatser hos den organisationen.")

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


def _matched(
    contents: Contents, source: str, desk: Desk, outcome: Outcome
) -> Iterator[list[tuple[Given, Key, Intervention | None]]]:
    """Yield the rows of the file with the entries that they are about."""
    seen: Counter[Any] = Counter()
    taken = {name.casefold() for name in desk.rows.order_by().values_list("name", flat=True)}
    for at in range(0, len(contents.rows), _BATCH):
        batch = contents.rows[at : at + _BATCH]
        keyed = list(_keyed(batch, source, outcome, seen))
        by_number, by_source = _existing([key for _, key in keyed], desk.rows)
        found = []
        for given, key in keyed:
            row = None
            if key.number:
                row = by_number.get(key.number)
            elif key.source_id:
                row = by_source.get(_pair(key))
            reason = _mismatch(key, row)
            if reason:
                outcome.problems.append(Finding(given.position, given.name, "nummer", reason))
                continue
            found.append((given, key, row))
            if row is None and not key.source_id and given.name.strip().casefold() in taken:
                told = "har samma namn som en insats i katalogen och blir en till. Är det samma, "
                told += "skriv dess nummer i kolumnen ”nummer”."
                outcome.warnings.append(Finding(given.position, given.name, "", told))
        yield found


def _keyed(
    batch: list[Given], source: str, outcome: Outcome, seen: Counter[Any]
) -> Iterator[tuple[Given, Key]]:
    for given in batch:
        try:
            key = read_key(given, source)
            if key.source_id and not key.source and key.number is None:
                raise UnreadableError(
                    "i källan kräver ett källnamn. Fyll i det där du valde filen."
                )
            mark: Any = key.number or (_pair(key) if key.source_id else None)
            seen[mark] += 1
            if mark is not None and seen[mark] > 1:
                raise UnreadableError("finns på flera rader i filen.")
        except UnreadableError as reason:
            outcome.problems.append(Finding(given.position, given.name, "nummer", str(reason)))
        else:
            yield given, key


def _existing(
    keys: list[Key], rows: InterventionQuerySet
) -> tuple[dict[int, Intervention], dict[tuple[str, str], Intervention]]:
    numbers = [key.number for key in keys if key.number]
    pairs = {_pair(key) for key in keys if not key.number and key.source_id}
    sources, in_source = {source for source, _ in pairs}, {number for _, number in pairs}
    asked = Q(pk__in=numbers) | Q(source__in=sources, source_id__in=in_source)
    seen = rows.order_by().filter(asked).values("pk")
    # A query of our own: what `rows` joins for the desk's list cannot always be locked.
    locked = Intervention.objects.filter(pk__in=seen).select_for_update(of=("self",))
    found = list(locked.with_exchange_relations())
    return {row.pk: row for row in found}, {(row.source, row.source_id): row for row in found}


def _pair(key: Key) -> tuple[str, str]:
    return key.source, key.source_id


def _mismatch(key: Key, row: Intervention | None) -> str:
    """Return why a row cannot be about the entry with its number."""
    if key.number and row is None:
        return f"{key.number} finns inte bland dina insatser. Lämna tomt för en ny insats."
    if key.number and row and key.source_id and _pair(key) != (row.source, row.source_id):
        return f"{key.number} är ”{row.name}”, från en annan källa. Kommer filen från annat håll?"
    return ""


def _place(finding: Finding) -> int:
    return finding.position
