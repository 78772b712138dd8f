"""What a file would make public is judged as a form is; what cannot be shown becomes a draft."""

import datetime
from collections.abc import Sequence
from typing import Any

from catalogue.changes.required import Lack, Standing, in_the_way, standings
from catalogue.exchange.units import Unit
from catalogue.models import Intervention
from catalogue.models.status import Status


class Publisher:
    """Judge some units: before they are written, and as the database has them afterwards."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._before = standings([unit.row.pk for unit in units if not unit.new])
        self._published_at = {id(unit): unit.row.published_at for unit in units}
        self._wanted: dict[int, str] = {}
        for unit in units:
            self._hold(unit)

    def _hold(self, unit: Unit) -> None:
        """Let what the database would refuse at once be a draft until it is judged."""
        write = unit.merged.write
        before = self._before.get(unit.row.pk) if not unit.new else None
        if "status" not in write or (before and before.is_public):
            return
        self._wanted[id(unit)] = str(write["status"])

        def will_be(name: str) -> Any:
            return write.get(name, unit.present[name])

        if refused_at_once(write["status"], will_be("reviewed_on"), will_be("example")):
            write["status"] = str(Status.DRAFT)

    def judge(self) -> dict[int, list[Lack]]:
        """Make drafts of what may not be shown; return what each of them lacks, by its number.

        What is public already, and would lose what it must tell, is a problem instead.
        """
        after = standings([unit.row.pk for unit in self._units if unit.row.pk])
        # Where one row breaks a rule of the database, none is there to be judged.
        sound = [unit for unit in self._units if not unit.problems and unit.row.pk in after]
        held: dict[int, list[Lack]] = {}
        for unit in sound:
            before = None if unit.new else self._before[unit.row.pk]
            now = after[unit.row.pk]
            asked = "status" in unit.merged.write and self._wanted.get(id(unit))
            lacks = in_the_way(asked or now.status, now.lacks, before)
            if lacks and before and before.is_public:
                for lack in lacks:
                    unit.problem(lack.field, f"Insatsen är publicerad. {lack.reason}")
            elif lacks:
                held[unit.row.pk] = lacks
                self._make_draft(unit, before)
        drafts = [unit.row for unit in sound if unit.row.pk in held]
        Intervention.objects.bulk_update(drafts, ["status", "published_at"], batch_size=500)
        return held

    def _make_draft(self, unit: Unit, before: Standing | None) -> None:
        row, draft = unit.row, str(Status.DRAFT)
        row.status, row.published_at = draft, self._published_at[id(unit)]
        unit.merged.write["status"] = draft
        if before and before.status == draft:
            del unit.merged.write["status"]


def refused_at_once(status: str, reviewed_on: datetime.date | str | None, example: bool) -> bool:
    """Tell whether the database takes no such row, whatever else is in it."""
    return status == Status.OPEN and not reviewed_on and not example


def told(lacks: list[Lack], forbidden: Sequence[str] = ()) -> str:
    """Return why something becomes a draft, for the row's line in a preview or a report."""
    reasons = [f"{lack.title.capitalize()}: {lack.reason}" for lack in lacks]
    whole = " ".join([*reasons, *(f"{reason[:1].upper()}{reason[1:]}" for reason in forbidden)])
    return f"Blir utkast, eftersom det inte kan publiceras än. {whole}"
