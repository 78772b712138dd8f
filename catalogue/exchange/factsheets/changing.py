"""Turn fact sheets into lasting values, and have them written: new rows, or what has changed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from catalogue.exchange.factsheets.bodies import Body
from catalogue.exchange.factsheets.derived import Derived, accepted, set_aside
from catalogue.exchange.factsheets.registry import Registry
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.factsheets.sheet import Facts, Sheet
from catalogue.exchange.factsheets.ways_in import Route
from catalogue.exchange.ledger import Ledger
from catalogue.exchange.namesakes import Namesakes, strangeness
from catalogue.exchange.sources import Sources
from catalogue.models import Intervention, Organisation
from catalogue.models.status import OVER, UNPUBLISHED, Status
from catalogue.values.changing import EntryChange
from catalogue.values.fields import COLUMNS
from catalogue.values.record import values
from catalogue.values.registers import Book
from catalogue.values.storing import Storer

_OURS_ALONE = ("documented_fields", "basis")  # about the source; no editor writes them
_LISTS = (
    "municipalities",
    "counties",
    "types",
    "forms",
    "requirements",
    "not_required",
    "income_supports",
    "need_groups",
    "languages",
)


@dataclass
class SheetChange(EntryChange):
    """An entry on its way to say what a fact sheet says."""

    sheet: Sheet
    derived: list[Derived] = field(default_factory=list)
    """What was read out of the sheet's prose, and is not written before somebody accepts it."""
    held: bool = False
    """Whether nobody has seen that it may be shown, as the sheet asks."""
    forbidden: tuple[str, ...] = ()
    """Why nobody is shown it, unless somebody has read it through and accepts it."""
    before: tuple[str, str] | None = None
    """What it was called, and who ran it; none for a new one."""

    @property
    def changed(self) -> list[str]:
        """Return the fields that get other values."""
        return [*self.merged.write, *self.beside]

    @property
    def findings(self) -> list[Finding]:
        """Return what is wrong with the sheet, by the names of the fields."""
        position, name = self.sheet.position, self.sheet.facts.name
        return [Finding(position, name, *problem) for problem in self.problems]


class Writer:
    """Write the fact sheets of one source; what people have edited since is left to them.

    What is derived from prose is set aside, unless somebody has read it through and accepts it.
    """

    def __init__(
        self, source: str, sources: Sources, registry: Registry, *, accept: bool = False
    ) -> None:
        self._accept = accept
        self._source = source
        self._sources = sources
        self._registry = registry
        numbers = sources.within(source)
        rows = Intervention.objects.filter(pk__in=numbers).with_exchange_relations()
        self._existing = {row.pk: row for row in rows}
        self._namesakes = Namesakes(None)
        self.warnings: list[Finding] = []
        self.ledger = Ledger(source, self._existing.values())

    def write(self, sheets: Iterable[Sheet]) -> list[SheetChange]:
        """Return what became of each sheet; one with problems is not written."""
        changes = [self._change(sheet) for sheet in sheets]
        # The registers are read after the rows that the sheets need have been made.
        Storer(Book(), None).store(changes)
        for change in changes:
            if change.problems and change.merged.conflicts:
                # Half a sheet beside an editor's changes may break what neither breaks alone.
                change.hold()
            if not change.problems:
                self.ledger.note(change.row, change.merged)
                self._warn(change)
        return changes

    def _change(self, sheet: Sheet) -> SheetChange:
        """Return the row that the sheet is about, and what is to be written in it."""
        change = self._begun(sheet)
        row = change.row
        values = self._values(sheet)
        stated, change.derived = set_aside(sheet, values)
        if self._accept:
            stated, change.derived = accepted(values, stated, change.derived), []
        else:
            change.forbidden = sheet.forbidden
        incoming = stated | _life(sheet.status, change.new)
        unseen = change.forbidden or not (row.reviewed_on or row.example)
        change.held = not row.is_public and sheet.status not in UNPUBLISHED and bool(unseen)
        if change.held:
            incoming["status"] = str(Status.DRAFT)
        if change.new:
            change.merged.write = incoming
        else:
            change.merged = self.ledger.merge(row, change.present, incoming, {})
        for name in _OURS_ALONE:
            value = getattr(sheet.facts, name)
            if getattr(row, name) != value:
                setattr(row, name, value)
                change.beside.append(name)
        return change

    def _begun(self, sheet: Sheet) -> SheetChange:
        found = self._sources.among(self._source, sheet.source_id)
        row = self._existing[found[0]] if len(found) == 1 else None
        if row:
            before = (row.name, row.organisation.name)
            change = SheetChange(row, False, values(row), sheet, before=before)
        else:
            # What is real waits for somebody to review it: the format does not say who has.
            example = self._accept or sheet.illustrative
            row = Intervention(source=self._source, source_id=sheet.source_id, example=example)
            change = SheetChange(row, True, dict.fromkeys(COLUMNS), sheet)
        if len(found) > 1:
            several = ", ".join(map(str, found))
            change.problem(
                "id",
                f"{sheet.source_id} kan vara flera insatser i katalogen: nr {several}. "
                "Slå ihop dem först.",
            )
        return change

    def _warn(self, change: SheetChange) -> None:
        """Tell of an entry that may be there already, or that has become quite another."""
        sheet, name = change.sheet, change.sheet.facts.name
        if change.before is None:
            told = self._namesakes.add(sheet.position, change.row).text
        else:
            home = self._organisation(sheet.responsible)
            told = strangeness(change.before, (name, home.name))
        if told:
            self.warnings.append(Finding(sheet.position, name, "", told))

    def _values(self, sheet: Sheet) -> dict[str, Any]:
        """Return the lasting values of a sheet; rows that it needs are made."""
        home = self._organisation(sheet.responsible)
        payer = None
        if sheet.facts.financing == Intervention.Financing.ASSOCIATION:
            payer = self._registry.association_for(set(sheet.municipalities))
        contact = [self._registry.contact(home, sheet.contact)] if sheet.contact else []
        own = {field.name: getattr(sheet.facts, field.name) for field in fields(Facts)}
        rows = {"organisation": home, "funded_by": payer, "contacts": contact}
        lasting = {
            name: COLUMNS[name].kind.lasting(value)
            for name, value in (own | rows).items()
            if name not in _OURS_ALONE
        }
        lists = {name: sorted(keys) for name, keys in self._keys(sheet).items()}
        return lasting | {"step": self._registry.step(sheet.step)} | lists | _ways(sheet.routes)

    def _keys(self, sheet: Sheet) -> dict[str, set[str]]:
        """Return the keys of the rows that a sheet points at many of."""
        keys = {name: set(getattr(sheet, name)) for name in _LISTS}
        keys["need_groups"] |= {self._registry.need_group(n).slug for n in sheet.new_need_groups}
        keys["languages"] |= {self._registry.language(n).code for n in sheet.new_languages}
        bodies = map(self._participant, sheet.participants)
        return keys | {"participants": {body.slug for body in bodies if body}}

    def _organisation(self, body: Body) -> Organisation:
        """Return who is responsible; a unit that only the prose tells of is not made."""
        known = None if self._accept else self._registry.known(body)
        return known or self._registry.organisation(body if self._accept else body.top)

    def _participant(self, body: Body) -> Organisation | None:
        if self._accept:
            return self._registry.organisation(body)
        return self._registry.known(body)


def _life(status: Status, new: bool) -> dict[str, Any]:
    """Return the status as far as it can be set before the heirs have rows."""
    if status not in OVER:
        return {"status": str(status)}
    return {"status": str(Status.ENDED), "nothing_replaces": True} if new else {}


def _ways(routes: Iterable[Route]) -> dict[str, Any]:
    ways = [{name: str(value) for name, value in asdict(route).items()} for route in routes]
    return {"routes": COLUMNS["routes"].kind.comparable(ways)}
