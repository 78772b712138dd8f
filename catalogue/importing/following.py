"""Join interventions to what follows them, once every fact sheet has its row."""

from collections import defaultdict
from collections.abc import Iterator

from catalogue.importing.rows import Finding
from catalogue.importing.sheet import Sheet
from catalogue.models import Continuation, Intervention
from catalogue.models.status import Status


class Follower:
    """Find the interventions that names mean, and join them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._by_name: dict[str, list[Intervention]] = defaultdict(list)
        for row in Intervention.objects.prefetch_related("municipalities").order_by("pk"):
            self._by_name[row.name.casefold()].append(row)

    def join(self, row: Intervention, sheet: Sheet) -> tuple[list[str], list[Finding]]:
        """Write what follows the row; return the fields that changed and what to warn of."""
        warnings = []
        heirs = []
        for name in sheet.leads_to:
            heir = self._find(name, row)
            if heir is None:
                reason = f"”{name}” finns varken i filen eller i katalogen."
                warnings.append(Finding(sheet.position, row.name, "leads_to", reason))
            elif heir not in heirs:
                heirs.append(heir)
        changed = list(_write_continuations(row, heirs))
        changed += _write_ending(row, sheet.status, heirs)
        return changed, warnings

    def _find(self, name: str, row: Intervention) -> Intervention | None:
        """Return the namesake that shares the most kommuner, first of the same source."""
        here = {place.pk for place in row.municipalities.all()}

        def nearness(other: Intervention) -> tuple[int, bool, int]:
            there = {place.pk for place in other.municipalities.all()}
            return len(here & there), other.source == self._source, -other.pk

        namesakes = [other for other in self._by_name[name.casefold()] if other.pk != row.pk]
        return max(namesakes, key=nearness, default=None)


def _write_continuations(row: Intervention, heirs: list[Intervention]) -> Iterator[str]:
    wanted = {heir.pk for heir in heirs}
    present = {link.after_id: link for link in row.continues_to.all()}
    for pk, link in present.items():
        if pk not in wanted:
            link.delete()
    for heir in heirs:
        if heir.pk not in present:
            Continuation.objects.create(before=row, after=heir)
    if wanted != set(present):
        yield "continues_to"


def _write_ending(row: Intervention, status: Status, heirs: list[Intervention]) -> list[str]:
    """Say what replaces an intervention that is over, where just one thing can."""
    over = status == Status.REPLACED or (status == Status.ENDED and len(heirs) == 1)
    if not over or not heirs:
        return []
    ending = {"status": status, "replaced_by_id": heirs[0].pk, "nothing_replaces": False}
    if all(getattr(row, name) == value for name, value in ending.items()):
        return []
    for name, value in ending.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "replaced_by", "nothing_replaces", "changed_at"])
    return ["replaced_by"]
