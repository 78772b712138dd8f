"""Write lasting values into entries, many entries at a time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalogue.models import Continuation, Intervention, Organisation, ReferralRoute, User
from catalogue.values.changing import EntryChange
from catalogue.values.contradicting import DEMANDING, contradicted
from catalogue.values.fields import BEFORE, COLUMNS, FIELDS, MANY, ONE
from catalogue.values.kinds import Day, Number, Whole
from catalogue.values.registers import Book

_POINTERS = [field.name for field in Intervention._meta.fields if field.is_relation]
_ENDS = {"leads_to": ("before_id", "after_id"), BEFORE: ("after_id", "before_id")}
_SIMPLE_TO_MANY = [name for name in COLUMNS if name in MANY]


class Storer:
    """Write changes; on the first broken rule of the database, say whose it is."""

    def __init__(self, book: Book, user: User | None) -> None:
        self._book = book
        self._user = user

    def store(self, changes: Sequence[EntryChange]) -> None:
        """Write what the changes hold, or give problems to those that cannot be written."""
        for change in changes:
            if not change.problems:
                self._assign(change)
        while sound := [change for change in changes if not change.problems]:
            try:
                with transaction.atomic():
                    self._write(sound)
                return
            except DatabaseError as error:
                self._blame(sound, error)
            # Half a file's row beside a person's edits may break a rule that neither breaks alone.
            held = [change for change in sound if change.problems and change.merged.conflicts]
            if not held:
                return
            for change in held:
                change.hold()

    def _assign(self, change: EntryChange) -> None:
        row, values = change.row, change.merged.write
        for name, value in values.items():
            if name == "organisation":
                row.organisation = self._organisations[self._book.number(ONE[name], value)]
            elif name in ONE:
                number = None if value is None else self._book.number(ONE[name], value)
                setattr(row, f"{name}_id", number)
            elif FIELDS[name].own:
                setattr(row, name, _own(name, value))
        if "reviewed_on" in values:
            row.reviewed_by = self._user if row.reviewed_on else None
        row.settle()
        if {*DEMANDING} & values.keys():
            for slug, reason in contradicted({**change.present, **values}).items():
                change.problem("not_required", f"{self._book.label('requirements', slug)} {reason}")
        try:
            row.clean_fields(exclude=_POINTERS if change.new else _unwritten(values))
            if {"organisation", "scope"} & set(values):
                row.clean()
        except ValidationError as broken:
            for name, messages in broken.message_dict.items():
                change.problem("" if name == "__all__" else name, " ".join(messages))

    @cached_property
    def _organisations(self) -> dict[Any, Organisation]:
        return Organisation.objects.in_bulk()

    def _write(self, changes: Sequence[EntryChange]) -> None:
        Intervention.objects.bulk_create([change.row for change in changes if change.new])
        for change in changes:
            if not change.new and (change.merged.write or change.beside):
                own = [name for name in change.merged.write if FIELDS[name].own]
                extra = ["reviewed_by"] if "reviewed_on" in own else []
                change.row.save(update_fields=[*own, *extra, *change.beside, "changed_at"])
        for name in _SIMPLE_TO_MANY:
            self._relate(name, [change for change in changes if name in change.merged.write])
        self._write_routes([change for change in changes if "routes" in change.merged.write])
        for name in _ENDS:
            wanted = [change for change in changes if name in change.merged.write]
            write_roads(name, {change.row.pk: change.merged.write[name] for change in wanted})

    def _relate(self, name: str, changes: Iterable[EntryChange]) -> None:
        field: Any = Intervention._meta.get_field(name)
        through, here, there = (
            field.remote_field.through,
            f"{field.m2m_field_name()}_id",
            f"{field.m2m_reverse_field_name()}_id",
        )
        links, gone = [], set()
        for change in changes:
            wanted = self._numbers(name, change.merged.write[name])
            present = self._numbers(name, change.present[name]) if not change.new else set()
            links += [through(**{here: change.row.pk, there: key}) for key in wanted - present]
            gone |= {(change.row.pk, key) for key in present - wanted}
        there_now = through.objects.filter(**{f"{here}__in": {number for number, _ in gone}})
        old = [pk for pk, *pair in there_now.values_list("pk", here, there) if (*pair,) in gone]
        through.objects.filter(pk__in=old).delete()
        through.objects.bulk_create(links, batch_size=2000)

    def _numbers(self, name: str, keys: Iterable[Any]) -> set[int]:
        found = (self._book.number(MANY[name], key) for key in keys)
        return {number for number in found if number is not None}

    def _write_routes(self, changes: Iterable[EntryChange]) -> None:
        kind = COLUMNS["routes"].kind
        routes, places, gone = [], [], []
        for change in changes:
            wanted = {
                _text(kind.comparable([route])): route for route in change.merged.write["routes"]
            }
            present = [] if change.new else list(change.row.routes.all())
            for route in present:
                same = _text(kind.comparable(kind.lasting([route])))
                if wanted.pop(same, None) is None:
                    gone.append(route.pk)
            for values in wanted.values():
                codes = values["municipalities"]
                own = {name: part for name, part in values.items() if name != "municipalities"}
                routes.append(ReferralRoute(intervention=change.row, **own))
                places.append(self._numbers("municipalities", codes))
        ReferralRoute.objects.filter(pk__in=gone).delete()
        ReferralRoute.objects.bulk_create(routes, batch_size=1000)
        through: Any = ReferralRoute.municipalities.through
        through.objects.bulk_create(
            [
                through(referralroute_id=route.pk, municipality_id=number)
                for route, numbers in zip(routes, places, strict=True)
                for number in numbers
            ],
            batch_size=2000,
        )

    def _blame(self, changes: Sequence[EntryChange], error: DatabaseError) -> None:
        """Ask each row which rule it breaks, in the words that an editor gets on the page."""
        for change in changes:
            if change.new:
                change.row.pk, change.row._state.adding = None, True
            try:
                change.row.validate_constraints(exclude={"id"} if change.new else None)
            except ValidationError as broken:
                for message in broken.messages:
                    change.problem("", message)
        if changes and not any(change.problems for change in changes):
            changes[0].problem(
                "",
                _("Databasen tog inte emot raden, eller någon nära den: %(error)s")
                % {"error": error},
            )


def _unwritten(values: dict[str, Any]) -> set[str]:
    """Return what a row is not asked about: what nobody writes may be older than its rule."""
    return {field.name for field in Intervention._meta.fields} - {*values} | {*_POINTERS}


def write_roads(name: str, wanted: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
    """Make the roads from, or into, some entries those that are wanted, by the entry's number."""
    here, there = _ENDS[name]
    new = {
        (number, link["id"]): link["handover"] for number, links in wanted.items() for link in links
    }
    changed, gone = [], []
    for road in Continuation.objects.filter(**{f"{here}__in": [*wanted]}):
        words = new.pop((getattr(road, here), getattr(road, there)), None)
        if words is None:
            gone.append(road.pk)
        elif road.handover != words:
            road.handover = words
            changed.append(road)
    Continuation.objects.filter(pk__in=gone).delete()
    Continuation.objects.bulk_update(changed, ["handover"])
    Continuation.objects.bulk_create(
        [
            Continuation(**{here: number, there: other}, handover=words)
            for (number, other), words in new.items()
        ],
        batch_size=2000,
    )


def _own(name: str, value: Any) -> Any:
    kind = COLUMNS[name].kind
    if value is None or isinstance(kind, Whole):
        return value
    if isinstance(kind, Number):
        return Decimal(str(value)).quantize(Decimal("0.1"))
    return parse_date(value) if isinstance(kind, Day) else value


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
