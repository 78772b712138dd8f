"""The kinds of value that point at other rows: one of them, many, ways in and what follows."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Intervention, ReferralRoute
from catalogue.values.cells import join_parts, split_parts
from catalogue.values.kinds import LEAVE, Choice, Kind, UnreadableError
from catalogue.values.registers import REGISTERS, Book, Key

_NUMBERED = re.compile(r"^\s*(?:[Nn]r\s*)?([0-9]{1,18})\s*(?:\||$)")


@dataclass(frozen=True)
class One(Kind):
    """One row of another table, or none."""

    register: str = ""

    def lasting(self, value: Any) -> Any:
        """Return the key of a row."""
        return None if value is None else key_of(value, self.register)

    def show(self, value: Any, book: Book) -> str:
        """Return its name."""
        return "" if value is None else book.label(self.register, value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read a name."""
        if not cell.strip():
            return LEAVE if self.required else None
        return find(cell, self.register, book)

    def check(self, value: Any, book: Book) -> None:
        """Refuse a key that nobody has."""
        if value is None and not self.required:
            return
        _check_key(value, self.register, book)

    def choices(self, book: Book) -> list[str]:
        """Return every name."""
        return [] if self.register == "entries" else book.labels(self.register)


@dataclass(frozen=True)
class Many(Kind):
    """Any number of rows of another table; in a cell, one a line."""

    register: str = ""

    def lasting(self, value: Any) -> Any:
        """Return the keys of the rows, in an order of their own."""
        return sorted((key_of(row, self.register) for row in value), key=str)

    def show(self, value: Any, book: Book) -> str:
        """Return their names."""
        return "\n".join(book.label(self.register, key) for key in value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read names, one a line; semicolons and commas do as well."""
        keys = [key for line in cell.splitlines() for key in self._line(line, book)]
        return sorted(_once(keys), key=str)

    def check(self, value: Any, book: Book) -> None:
        """Refuse a key that nobody has."""
        if not isinstance(value, list):
            raise UnreadableError(_("ska vara en lista."))
        for key in value:
            _check_key(key, self.register, book)

    def comparable(self, value: Any) -> Any:
        """Return it without regard to order."""
        return sorted(value, key=str)

    def choices(self, book: Book) -> list[str]:
        """Return every name."""
        return book.labels(self.register)

    def _line(self, line: str, book: Book) -> list[Key]:
        for separator in ("\n", ";", ","):
            names = [name for name in line.split(separator) if name.strip()]
            found = [book.named(self.register, name) for name in names]
            if all(len(keys) == 1 for keys in found):
                return [keys[0] for keys in found]
        separator = ";" if ";" in line else ","
        whole = [line] if separator not in line else line.split(separator)
        return [find(name, self.register, book) for name in whole if name.strip()]


@dataclass(frozen=True)
class Routes(Kind):
    """The ways in; in a cell, one a line: who | how | cost | cost in words | where."""

    sender = Choice(labels=tuple((row.value, str(row.label)) for row in ReferralRoute.Sender))
    cost = Choice(labels=tuple((row.value, str(row.label)) for row in Intervention.Cost))
    places = Many(register="municipalities")

    def lasting(self, value: Any) -> Any:
        """Return each way as a dictionary."""
        routes = [
            {
                "sender": str(route.sender),
                "how": route.how,
                "cost_kind": str(route.cost_kind),
                "cost": route.cost,
                "municipalities": self.places.lasting(route.municipalities.all()),
            }
            for route in value
        ]
        return sorted(routes, key=str)

    def show(self, value: Any, book: Book) -> str:
        """Return a line for each."""
        return "\n".join(
            join_parts(
                self.sender.show(route["sender"], book),
                route["how"],
                self.cost.show(route["cost_kind"], book),
                route["cost"],
                "; ".join(book.label("municipalities", key) for key in route["municipalities"]),
            )
            for route in value
        )

    def parse(self, cell: str, book: Book) -> Any:
        """Read the lines; what comes after the sender may be left out."""
        routes = []
        for line in filter(str.strip, cell.splitlines()):
            parts = split_parts(line)
            if len(parts) > 5 or not parts[0]:
                raise UnreadableError(
                    _("ska ha en väg in per rad: vem | hur | kostnad | kostnad med ord | kommuner.")
                )
            sender, how, kind, cost, places = (*parts, "", "", "", "", "")[:5]
            cost_kind = self.cost.parse(kind, book)
            routes.append(
                {
                    "sender": self.sender.parse(sender, book),
                    "how": how,
                    "cost_kind": "unknown" if cost_kind is LEAVE else cost_kind,
                    "cost": cost,
                    "municipalities": self.places.parse(places, book),
                }
            )
        return sorted(routes, key=str)

    def check(self, value: Any, book: Book) -> None:
        """Refuse what a way in cannot hold, and the same way twice."""
        if not isinstance(value, list) or not all(isinstance(route, dict) for route in value):
            raise UnreadableError(_("ska vara en lista med vägar in."))
        parts = {
            "sender": self.sender,
            "how": Kind(longest=300),
            "cost_kind": self.cost,
            "cost": Kind(longest=200),
            "municipalities": self.places,
        }
        for route in value:
            if set(route) != set(parts):
                raise UnreadableError(
                    _("ska ha just fälten %(fields)s.") % {"fields": ", ".join(parts)}
                )
            for name, kind in parts.items():
                try:
                    kind.check(route[name], book)
                except UnreadableError as reason:
                    raise UnreadableError(f"{name} {reason}") from None
        ways = [(route["sender"], route["how"]) for route in value]
        if len(set(ways)) < len(ways):
            raise UnreadableError(_("har samma väg in två gånger."))

    def comparable(self, value: Any) -> Any:
        """Return it without regard to order or line ends."""
        text = Kind().comparable
        routes = [
            {
                name: self.places.comparable(part) if isinstance(part, list) else text(part)
                for name, part in sorted(route.items())
            }
            for route in value
        ]
        return sorted(routes, key=str)


@dataclass(frozen=True)
class Follows(Kind):
    """What can come after; in a cell, one a line: number | name | what is handed over."""

    def lasting(self, value: Any) -> Any:
        """Return each as a dictionary."""
        links = [{"id": link.after_id, "handover": link.handover} for link in value]
        return sorted(links, key=lambda link: int(link["id"]))

    def show(self, value: Any, book: Book) -> str:
        """Return a line for each."""
        return "\n".join(
            join_parts(str(link["id"]), self._name(link["id"], book), link["handover"])
            for link in value
        )

    def parse(self, cell: str, book: Book) -> Any:
        """Read the lines; a name does where just one has it."""
        links = []
        for line in filter(str.strip, cell.splitlines()):
            head, *rest = split_parts(line)
            numbered = _NUMBERED.match(head)
            if numbered:
                key, handover = int(numbered[1]), (*rest, "", "")[1]
            else:
                key, handover = find(head, "entries", book), (*rest, "")[0]
            links.append({"id": key, "handover": handover})
        return sorted(links, key=lambda link: int(link["id"]))

    def check(self, value: Any, book: Book) -> None:
        """Refuse what is not in the catalogue, and the same one twice."""
        if not isinstance(value, list) or not all(
            isinstance(link, dict) and set(link) == {"id", "handover"} for link in value
        ):
            raise UnreadableError(_("ska vara en lista med id och handover."))
        for link in value:
            _check_key(link["id"], "entries", book)
            Kind(longest=300).check(link["handover"], book)
        if len({link["id"] for link in value}) < len(value):
            raise UnreadableError(_("nämner samma insats två gånger."))

    def comparable(self, value: Any) -> Any:
        """Return it without regard to order or line ends."""
        text = Kind().comparable
        links = [{"id": link["id"], "handover": text(link["handover"])} for link in value]
        return sorted(links, key=lambda link: int(link["id"]))

    @staticmethod
    def _name(number: int, book: Book) -> str:
        return book.label("entries", number).partition(" | ")[2]


@dataclass(frozen=True)
class Precedes(Follows):
    """What can come before; the same links, seen from their other end."""

    def lasting(self, value: Any) -> Any:
        """Return each as a dictionary."""
        links = [{"id": link.before_id, "handover": link.handover} for link in value]
        return sorted(links, key=lambda link: int(link["id"]))


def key_of(row: Any, register: str) -> Key:
    """Return the lasting key of a row, by its attributes."""
    parts = {}
    for name, lookup in REGISTERS[register].key.items():
        value = row
        for attribute in lookup.split("__"):
            value = getattr(value, attribute)
        parts[name] = value
    return parts if len(parts) > 1 else next(iter(parts.values()))


def find(name: str, register: str, book: Book) -> Key:
    """Return the key of the one row that the words mean."""
    numbered = _NUMBERED.match(name)
    if register == "entries" and numbered:
        return int(numbered[1])
    keys = book.named(register, name)
    if len(keys) == 1:
        return keys[0]
    title = REGISTERS[register].title
    if keys:
        raise UnreadableError(
            _("”%(name)s” kan vara flera (%(register)s); skriv hela raden ur listan.")
            % {"name": name.strip(), "register": title}
        )
    raise UnreadableError(
        _("”%(name)s” finns inte i katalogen (%(register)s).")
        % {"name": name.strip(), "register": title}
    )


def _check_key(value: Any, register: str, book: Book) -> None:
    title = REGISTERS[register].title
    simple = isinstance(value, str | int) and not isinstance(value, bool)
    nested = isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
    if not (simple or nested) or book.number(register, value) is None:
        raise UnreadableError(
            _("”%(name)s” finns inte i katalogen (%(register)s).")
            % {"name": value, "register": title}
        )


def _once(keys: list[Key]) -> list[Key]:
    return list({str(key): key for key in keys}.values())
