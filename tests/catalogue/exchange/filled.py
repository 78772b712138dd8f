"""An entry with something in every column, of the hardest sort that the column can hold."""

from typing import Any

from django.db import models

from catalogue.models import Association, Intervention, Venue
from catalogue.values.changing import EntryChange
from catalogue.values.differing import Values
from catalogue.values.fields import COLUMNS
from catalogue.values.kinds import Choice, Day, Kind, Number, Whole, YesNo
from catalogue.values.merging import Merged
from catalogue.values.registers import REGISTERS, Book
from catalogue.values.relations import Many, One
from catalogue.values.rows import Rows
from catalogue.values.storing import Storer
from tests.factories import (
    make_contact,
    make_intervention,
    make_language,
    make_municipality,
    make_need_group,
    make_organisation,
    make_requirement,
    make_step,
)

HARD = " =1+1 | rad ett\n; 'rad två' \\n \\ <b>\u2028”å”\t"
BOUND: dict[str, Any] = {  # by rules between fields, or of one
    "name": "Arbetsträning; på kafé | två",
    "scope": "individual",
    "access": "self",
    "status": "draft",  # for it says more than can be true at once
    "age_to": 64,
    "hours_to": 9.5,
    "weeks_to": 26,
    "session_minutes": 90,
    "queue_days": 30,
    "financing": "association",
    "valid_until": "2030-01-01",
    "requirements": ["lakarutlatande"],
    "not_required": ["sgi"],
    "example": True,
}


def make_filled(**values: Any) -> Intervention:
    """Return an entry with a value in every column, or with these values in some."""
    _make_rows_to_point_at()
    book = Book()
    told = {name: BOUND.get(name, _filled(name, book)) for name in COLUMNS} | values
    row = Intervention(source="listan", source_id="7")
    return store(row, told, new=True)


def store(row: Intervention, values: Values, *, new: bool = False) -> Intervention:
    """Write the values as a file would have them written; a rule that is broken is an error."""
    present = dict.fromkeys(COLUMNS) if new else {name: COLUMNS[name].read(row) for name in COLUMNS}
    change = EntryChange(row, new=new, present=present, merged=Merged(write=dict(values)))
    Storer(Book(), None).store([change])
    assert change.problems == []
    return row


def _filled(name: str, book: Book) -> Any:
    kind = COLUMNS[name].kind
    if isinstance(kind, Rows):
        return [
            {part.name: _value(part.kind, part.field, book, at) for part in kind.parts}
            for at in (1, 2)
        ]
    return _value(kind, Intervention._meta.get_field(name), book, 1)


def _value(kind: Kind, field: Any, book: Book, at: int) -> Any:
    """Return a value of the kind, another for each `at`."""
    match kind:
        case Many():
            return sorted(_keys(kind.register, book)[:2], key=str)
        case One():
            keys = _keys(kind.register, book)
            return keys[at % len(keys)]
        case Choice():
            return kind.labels[at][0]
        case YesNo():
            return True
        case Day():
            return f"2026-01-0{at}"
        case Whole():
            return 2000 + at if field.name == "year" else 5
        case Number():
            return 2.5
    if isinstance(field, models.URLField):
        return f"https://www.exempel.se/{at}?a=1|2"
    return (f"{at}{HARD}{field.name}" + "x" * kind.longest)[: min(kind.longest, 1000)]


def _keys(register: str, book: Book) -> list[Any]:
    rows = REGISTERS[register].model._default_manager.order_by("pk")
    return [book.key(register, pk) for pk in rows.values_list("pk", flat=True)]


def _make_rows_to_point_at() -> None:
    for name in ("Västerås stad", "Sala kommun"):
        home = make_organisation(name)
        place = make_municipality(name.split()[0])
        make_contact("Växeln | akut", organisation=home, phone="+4621123456")
        Venue.objects.create(name="Kaféet; nere", organisation=home, municipality=place)
        make_intervention(
            f"Nästa, {name}",
            organisation=home,
            types=["Praktik", "Coachning"],
            forms=["Grupp", "Enskilt"],
            income_supports=["Sjukpenning", "Studiestöd"],
        )
    for number in (1, 2):
        make_step(number)
    for name in ("Unga", "Äldre; ensamma"):
        make_need_group(name)
    for name in ("Läkarutlåtande", "SGI"):
        make_requirement(name)
    make_language()
    make_language("Arabiska", "ar")
    payer = make_organisation("Förbundet", kind="association")
    Association.objects.create(organisation=payer)
