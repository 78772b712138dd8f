"""What somebody may point at in a file: just what the forms of the desk let them choose."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from catalogue.models import Continuation, Intervention, User
from catalogue.models.rights import RightsQuerySet
from catalogue.values.fields import COLUMNS, MANY, ONE
from catalogue.values.registers import REGISTERS, Book

_REGISTER = {**ONE, **MANY, "leads_to": "entries"}


class Chooser:
    """One person's choices, each list read when it is first asked for."""

    def __init__(self, user: User | None, book: Book) -> None:
        """Take the person; nobody at all is the site itself, which may choose everything."""
        self._user = user
        self._book = book
        self._known: dict[str, frozenset[int] | None] = {}

    def offered(self, name: str) -> list[str]:
        """Return the words that can be chosen in a column, where its list is closed."""
        every = COLUMNS[name].kind.choices(self._book)
        numbers = self._numbers(name) if every and name in _REGISTER else None
        return every if numbers is None else self._book.labels(_REGISTER[name], numbers)

    def refusal(self, name: str, before: Any, after: Any) -> str:
        """Return why the person may not write the value; what stood there before may stay."""
        numbers = self._numbers(name) if name in _REGISTER else None
        if numbers is None:
            return ""
        register = _REGISTER[name]
        stays = {self._book.number(register, key) for key in _keys(name, before)}
        for key in _keys(name, after):
            number = self._book.number(register, key)
            if number in numbers or number in stays:
                continue
            if name == "organisation":
                return _("Du får inte lägga insatser hos den organisationen.")
            if register == "entries":  # its name may be a draft's, for nobody else to know
                return _("”%(entry)s” finns inte bland de insatser som du kan välja.") % {
                    "entry": key
                }
            return _("”%(row)s” hör till någon annan.") % {"row": self._book.label(register, key)}
        return ""

    def _numbers(self, name: str) -> frozenset[int] | None:
        """Return the rows that can be chosen; `None` for all."""
        if self._user is None or self._user.reach.everything:
            return None
        if name not in self._known:
            model = REGISTERS[_REGISTER[name]].model
            here = (Continuation, "after") if name == "leads_to" else (Intervention, name)
            field = here[0]._meta.get_field(here[1])
            self._known[name] = _all_or_some(model, self._user, field)
        return self._known[name]


def _all_or_some(model: type[models.Model], user: User, field: Any) -> frozenset[int] | None:
    rows = model._default_manager.all()
    if not isinstance(rows, RightsQuerySet):
        return frozenset()
    chosen = rows.choosable_by(user, field)
    return frozenset(chosen.values_list("pk", flat=True)) if chosen.query.where else None


def _keys(name: str, value: Any) -> Iterable[Any]:
    if value is None:
        return []
    if name == "leads_to":
        return [link["id"] for link in value]
    return value if name in MANY else [value]
