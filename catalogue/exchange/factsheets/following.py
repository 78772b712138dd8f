"""Join interventions to what follows them, once every fact sheet has its row."""

from collections import defaultdict
from typing import Any

from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.factsheets.sheet import Sheet
from catalogue.exchange.ledger import Ledger
from catalogue.models import Intervention
from catalogue.models.status import OVER, Status
from catalogue.values.changing import EntryChange
from catalogue.values.record import values
from catalogue.values.registers import Book
from catalogue.values.storing import Storer


class Joiner:
    """Find the interventions that names mean, and join them."""

    def __init__(self, source: str, ledger: Ledger) -> None:
        self._source = source
        self._ledger = ledger
        self._storer = Storer(Book(), None)
        self._by_name: dict[str, list[Intervention]] = defaultdict(list)
        self._rows: dict[int, Intervention] = {}
        for row in Intervention.objects.with_exchange_relations().order_by("pk"):
            self._rows[row.pk] = row
            self._by_name[row.name.casefold()].append(row)

    def join(
        self, row: Intervention, sheet: Sheet, *, held: bool
    ) -> tuple[list[str], list[Finding]]:
        """Write what follows the row; return the fields that changed and what to warn of.

        What is held as a draft does not get the status that the sheet asks for.
        """
        warnings = []
        heirs = []
        for name in sheet.leads_to:
            heir = self._find(name, row)
            if heir is None:
                reason = f"”{name}” finns varken i filen eller i katalogen."
                warnings.append(Finding(sheet.position, row.name, "leads_to", reason))
            elif heir not in heirs:
                heirs.append(heir)
        following = [{"id": number, "handover": ""} for number in sorted(h.pk for h in heirs)]
        incoming = {"leads_to": following, **_life(sheet.status, heirs)}
        if held:
            incoming.pop("status", None)
        row = self._rows[row.pk]
        present = values(row)
        merged = self._ledger.merge(row, present, incoming, {})
        change = EntryChange(row, new=False, present=present, merged=merged)
        self._storer.store([change])
        if change.problems:  # an editor has changed what the ending hangs on
            change.hold()
        self._ledger.note(row, merged)
        return [*merged.write], warnings

    def _find(self, name: str, row: Intervention) -> Intervention | None:
        """Return the namesake that shares the most kommuner, first of the same source."""
        here = {place.pk for place in row.municipalities.all()}

        def nearness(other: Intervention) -> tuple[int, bool, int]:
            there = {place.pk for place in other.municipalities.all()}
            return len(here & there), other.source == self._source, -other.pk

        namesakes = [other for other in self._by_name[name.casefold()] if other.pk != row.pk]
        return max(namesakes, key=nearness, default=None)


def _life(status: Status, heirs: list[Intervention]) -> dict[str, Any]:
    """Return how an intervention ended, and what replaces it where just one can."""
    if status not in OVER:
        return {}
    if heirs and (status == Status.REPLACED or len(heirs) == 1):
        return {"status": str(status), "replaced_by": heirs[0].pk, "nothing_replaces": False}
    return {"status": str(Status.ENDED), "replaced_by": None, "nothing_replaces": True}
