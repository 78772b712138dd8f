"""Write one fact sheet: create its row or make the row say what the sheet says."""

from dataclasses import asdict, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.exchange.factsheets.publishing import refused_at_once
from catalogue.exchange.factsheets.registry import Registry
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.factsheets.sheet import Facts, Sheet
from catalogue.exchange.factsheets.ways_in import Route
from catalogue.exchange.ledger import Ledger
from catalogue.exchange.namesakes import Namesakes, strangeness
from catalogue.exchange.sources import Sources
from catalogue.models import (
    County,
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    ReferralRoute,
    Requirement,
    Step,
)
from catalogue.models.status import OVER, Status
from catalogue.values.contradicting import hold_what_contradicts
from catalogue.values.fields import COLUMNS
from catalogue.values.merging import Merged
from catalogue.values.record import values

_OURS_ALONE = ("documented_fields", "basis")  # about the source; no editor writes them


class Writer:
    """Write the fact sheets of one source; what people have edited since is left to them."""

    def __init__(self, source: str, sources: Sources, registry: Registry) -> None:
        self._source = source
        self._sources = sources
        self._registry = registry
        numbers = sources.within(source)
        rows = Intervention.objects.filter(pk__in=numbers).with_exchange_relations()
        self._existing = {row.pk: row for row in rows}
        self._namesakes = Namesakes(None)
        self.warnings: list[Finding] = []
        self.held: set[int] = set()  # rows that the database would not take as they were asked
        self.ledger = Ledger(source, self._existing.values())
        self._steps = Step.objects.in_bulk(field_name="number")
        self._terms: dict[str, dict[Any, Any]] = {
            "municipalities": Municipality.objects.in_bulk(field_name="code"),
            "counties": County.objects.in_bulk(field_name="code"),
            "types": InterventionType.objects.in_bulk(field_name="slug"),
            "forms": DeliveryForm.objects.in_bulk(field_name="slug"),
            "requirements": Requirement.objects.in_bulk(field_name="slug"),
            "not_required": Requirement.objects.in_bulk(field_name="slug"),
            "income_supports": IncomeSupport.objects.in_bulk(field_name="slug"),
            "need_groups": NeedGroup.objects.in_bulk(field_name="slug"),
            "languages": Language.objects.in_bulk(field_name="code"),
        }

    def write(self, sheet: Sheet) -> tuple[Intervention, list[str] | None]:
        """Return the row, and the fields that changed; `None` where it is new.

        Raises ValidationError where the row breaks a rule of the database.
        """
        row = self._found(sheet.source_id)
        new = row is None
        if row is None:
            # The format does not say who has reviewed a fact sheet, so it enters as an example.
            row = Intervention(source=self._source, source_id=sheet.source_id, example=True)
        before = None if new else (row.name, row.organisation.name)
        columns = self._columns(sheet) | _life(sheet.status, new)
        asked = columns.get("status", "")
        held = not row.is_public and refused_at_once(asked, row.reviewed_on, row.example)
        if held:
            columns["status"] = Status.DRAFT
        related = self._related(sheet, columns["organisation"])
        incoming = _lasting(columns, related, sheet.routes)
        merged = Merged(write=incoming)
        if not new:
            present = values(row)
            merged = self.ledger.merge(row, present, incoming, {})
            hold_what_contradicts(merged, present)
        try:
            with transaction.atomic():
                changed = self._put(row, columns, related, sheet.routes, merged)
        except ValidationError:
            if not merged.conflicts:
                raise
            # Half a sheet beside an editor's changes may break a rule that neither breaks alone.
            merged.hold()
            row.refresh_from_db()
            changed = []
        self.ledger.note(row, merged)
        if held:
            self.held.add(row.pk)
        self._warn(sheet, row, before)
        return row, None if new else changed

    def _found(self, number: str) -> Intervention | None:
        found = self._sources.among(self._source, number)
        if len(found) > 1:
            numbers = ", ".join(map(str, found))
            told = (
                f"{number} kan vara flera insatser i katalogen: nr {numbers}. Slå ihop dem först."
            )
            raise ValidationError({"id": told})
        return self._existing[found[0]] if found else None

    def _warn(self, sheet: Sheet, row: Intervention, before: tuple[str, str] | None) -> None:
        """Tell of an entry that may be there already, or that has become quite another."""
        name = sheet.facts.name
        if before is None:
            told = self._namesakes.add(sheet.position, row).text
        else:
            home = self._registry.organisation(sheet.responsible)
            told = strangeness(before, (name, home.name))
        if told:
            self.warnings.append(Finding(sheet.position, name, "", told))

    def _put(
        self,
        row: Intervention,
        columns: dict[str, Any],
        related: dict[str, list[Any]],
        routes: tuple[Route, ...],
        merged: Merged,
    ) -> list[str]:
        """Write what may be written, and return the fields that changed."""
        may_write = {*merged.write, *_OURS_ALONE}
        new = row.pk is None
        changed = _assign(row, {name: columns[name] for name in columns if name in may_write})
        if new or changed:
            _save(row)
        own = bool(changed)
        changed += self._relate(row, {name: related[name] for name in related if name in may_write})
        if "routes" in may_write and _write_routes(row, routes):
            changed.append("routes")
        if changed and not own:
            row.save(update_fields=["changed_at"])
        return changed

    def _columns(self, sheet: Sheet) -> dict[str, Any]:
        """Return what the row's own fields should hold."""
        columns = {field.name: getattr(sheet.facts, field.name) for field in fields(Facts)}
        columns["organisation"] = self._registry.organisation(sheet.responsible)
        columns["step"] = self._steps.get(sheet.step) if sheet.step else None
        columns["funded_by"] = None
        if sheet.facts.financing == Intervention.Financing.ASSOCIATION:
            columns["funded_by"] = self._registry.association_for(set(sheet.municipalities))
        return columns

    def _related(self, sheet: Sheet, organisation: Organisation) -> dict[str, list[Any]]:
        """Return what the row's relations should hold."""
        related = {
            name: [terms[key] for key in getattr(sheet, name)]
            for name, terms in self._terms.items()
        }
        related["need_groups"] += map(self._registry.need_group, sheet.new_need_groups)
        related["languages"] += map(self._registry.language, sheet.new_languages)
        related["participants"] = [self._registry.organisation(body) for body in sheet.participants]
        contact = sheet.contact
        related["contacts"] = [self._registry.contact(organisation, contact)] if contact else []
        return related

    @staticmethod
    def _relate(row: Intervention, related: dict[str, list[Any]]) -> list[str]:
        """Set the relations that differ, and return their names."""
        changed = []
        for name, wanted in related.items():
            manager = getattr(row, name)
            keys = {term.pk for term in wanted}
            if set(manager.values_list("pk", flat=True)) != keys:
                manager.set(keys)
                changed.append(name)
        return changed


def _save(row: Intervention) -> None:
    """Save the row; a constraint that it breaks speaks in the words that an editor would get."""
    row.clean_fields()
    row.clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.validate_constraints()
        raise


def _assign(row: Intervention, columns: dict[str, Any]) -> list[str]:
    """Give the row its values, and return the names of those that differed."""
    changed = [name for name, value in columns.items() if getattr(row, name, None) != value]
    for name in changed:
        setattr(row, name, columns[name])
    return changed


def _life(status: Status, new: bool) -> dict[str, Any]:
    """Return the status as far as it can be set before the heirs have rows."""
    if status not in OVER:
        return {"status": status}
    return {"status": Status.ENDED, "nothing_replaces": True} if new else {}


def _lasting(
    columns: dict[str, Any], related: dict[str, list[Any]], routes: tuple[Route, ...]
) -> dict[str, Any]:
    """Return the values as the ledger compares them."""
    everything = columns | related
    lasting = {
        name: COLUMNS[name].kind.lasting(value)
        for name, value in everything.items()
        if name not in _OURS_ALONE
    }
    ways = [asdict(route) | {"municipalities": []} for route in routes]
    return lasting | {"routes": COLUMNS["routes"].kind.comparable(ways)}


def _write_routes(row: Intervention, routes: tuple[Route, ...]) -> bool:
    """Make the ways in those of the sheet; return whether anything changed."""
    wanted = {(route.sender, route.how, route.cost_kind, route.cost) for route in routes}
    present = {
        (route.sender, route.how, route.cost_kind, route.cost): route for route in row.routes.all()
    }
    for key, old in present.items():
        if key not in wanted:
            old.delete()
    for route in routes:
        if (route.sender, route.how, route.cost_kind, route.cost) not in present:
            ReferralRoute.objects.create(intervention=row, **asdict(route))
    return wanted != set(present)
