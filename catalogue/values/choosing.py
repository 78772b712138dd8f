"""What somebody may point at in a file: just what the forms of the desk let them choose."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Intervention, User
from catalogue.models.rights import RightsQuerySet
from catalogue.values.field_kinds import register_of
from catalogue.values.fields import COLUMNS, MANY, ONE
from catalogue.values.registers import REGISTERS, Book
from catalogue.values.rows import Rows


class Chooser:
    """One person's choices, each list read when it is first asked for."""

    def __init__(self, user: User | None, book: Book) -> None:
        """Take the person; nobody at all is the site itself, which may choose everything."""
        self._user = user
        self._book = book
        self._known: dict[Any, frozenset[int] | None] = {}

    def offered(self, name: str) -> list[str]:
        """Return the words that can be chosen in a column, where its list is closed."""
        every = COLUMNS[name].kind.choices(self._book)
        if not every or name not in {*ONE, *MANY}:
            return every
        field = Intervention._meta.get_field(name)
        numbers = self._numbers(field)
        return every if numbers is None else self._book.labels(register_of(field), numbers)

    def refusal(self, name: str, before: Any, after: Any) -> str:
        """Return why the person may not write the value; what stood there before may stay."""
        stood = dict(_pointed(name, before))
        for field, keys in _pointed(name, after):
            if refused := self._refusal(field, stood.get(field, ()), keys):
                return refused
        return ""

    def _refusal(self, field: Any, before: Iterable[Any], after: Iterable[Any]) -> str:
        numbers = self._numbers(field)
        if numbers is None:
            return ""
        register = register_of(field)
        stays = {self._book.number(register, key) for key in before}
        for key in after:
            number = self._book.number(register, key)
            if number in numbers or number in stays:
                continue
            if field.name == "organisation":
                return _("Du får inte lägga insatser hos den organisationen.")
            if register == "entries":  # its name may be a draft's, for nobody else to know
                return _("”%(entry)s” finns inte bland de insatser som du kan välja.") % {
                    "entry": key
                }
            return _("”%(row)s” hör till någon annan.") % {"row": self._book.label(register, key)}
        return ""

    def _numbers(self, field: Any) -> frozenset[int] | None:
        """Return the rows that can be chosen in a field; `None` for all."""
        if self._user is None or self._user.reach.everything:
            return None
        if field not in self._known:
            self._known[field] = _all_or_some(self._user, field)
        return self._known[field]


def _all_or_some(user: User, field: Any) -> frozenset[int] | None:
    rows = REGISTERS[register_of(field)].model._default_manager.all()
    if not isinstance(rows, RightsQuerySet):
        return frozenset()
    chosen = rows.choosable_by(user, field)
    return frozenset(chosen.values_list("pk", flat=True)) if chosen.query.where else None


def _pointed(name: str, value: Any) -> list[tuple[Any, list[Any]]]:
    """Return the fields that point at rows, each with the keys that a value has of those."""
    kind = COLUMNS[name].kind
    if isinstance(kind, Rows):
        lines = [kind.whole(line) for line in value or []]
        return [
            (part.field, [key for line in lines for key in _listed(line[part.name])])
            for part in kind.parts
            if part.field.is_relation
        ]
    if name in {*ONE, *MANY}:
        return [(Intervention._meta.get_field(name), _listed(value))]
    return []


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
