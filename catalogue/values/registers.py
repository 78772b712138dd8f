"""The rows that entries point at: by number, by lasting key and by the name that people read."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

from catalogue.models import (
    Association,
    Contact,
    County,
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    Requirement,
    Step,
    User,
    Venue,
)
from catalogue.values.letters import alike

Key = Any
"""What JSON holds: a string, a number, or a dictionary of both."""


class Register(NamedTuple):
    """How the rows of one table are known."""

    model: type[Model]
    key: dict[str, str]
    """Name in JSON -> lookup; a single one stands alone in JSON."""
    label: tuple[str, ...]
    """The lookups that make up what people read, joined by " | "."""
    title: str
    """What an editor calls one row."""


REGISTERS = {
    "municipalities": Register(Municipality, {"code": "code"}, ("name",), "kommun"),
    "counties": Register(County, {"code": "code"}, ("name",), "län"),
    "types": Register(InterventionType, {"slug": "slug"}, ("name",), "insatstyp"),
    "forms": Register(DeliveryForm, {"slug": "slug"}, ("name",), "form"),
    "steps": Register(Step, {"number": "number"}, ("name",), "steg"),
    "requirements": Register(Requirement, {"slug": "slug"}, ("name",), "krav"),
    "income_supports": Register(IncomeSupport, {"slug": "slug"}, ("name",), "ersättning"),
    "need_groups": Register(NeedGroup, {"slug": "slug"}, ("name",), "behovsgrupp"),
    "languages": Register(Language, {"code": "code"}, ("name",), "språk"),
    "organisations": Register(Organisation, {"slug": "slug"}, ("name",), "organisation"),
    "associations": Register(
        Association, {"slug": "organisation__slug"}, ("organisation__name",), "samordningsförbund"
    ),
    "contacts": Register(
        Contact,
        {"organisation": "organisation__slug", "function": "function"},
        ("function", "organisation__name"),
        "kontakt",
    ),
    "venues": Register(
        Venue,
        {
            "organisation": "organisation__slug",
            "municipality": "municipality__code",
            "name": "name",
        },
        ("name", "organisation__name", "municipality__name"),
        "plats",
    ),
    "entries": Register(Intervention, {"id": "pk"}, ("pk", "name"), "insats"),
}


@dataclass
class _Page:
    """One register, read from the database."""

    keys: dict[int, Key] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    numbers: dict[Any, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class Book:
    """The registers, each read when it is first asked for.

    Of entries that the reader may not know of, as others' drafts, there are only numbers: they can
    stand where they stood, and nothing tells what they are called.
    """

    def __init__(self, reader: User | None = None) -> None:
        """Take who reads what is shown; nobody is the site itself, which knows all."""
        self._reader = reader
        self._pages: dict[str, _Page] = {}

    def key(self, register: str, number: int) -> Key:
        """Return the lasting key of a row."""
        return self._page(register).keys[number]

    def label(self, register: str, key: Key) -> str:
        """Return what people read for a key; the key itself where it is not known."""
        page = self._page(register)
        number = page.numbers.get(_hashable(key))
        return str(key) if number is None else page.labels[number]

    def number(self, register: str, key: Key) -> int | None:
        """Return the row's own number, or `None` where no row has the key."""
        return self._page(register).numbers.get(_hashable(key))

    def named(self, register: str, name: str) -> list[Key]:
        """Return the keys of all rows that a person may mean by the name."""
        page = self._page(register)
        return [page.keys[number] for number in page.by_name.get(alike(name), [])]

    def labels(self, register: str, among: Container[int] | None = None) -> list[str]:
        """Return what people read for every row, or for those with the numbers."""
        labels = self._page(register).labels
        return [label for number, label in labels.items() if among is None or number in among]

    def _page(self, register: str) -> _Page:
        if register not in self._pages:
            self._pages[register] = self._read(register)
        return self._pages[register]

    def _read(self, register: str) -> _Page:
        model, key, label, _ = REGISTERS[register]
        rows: QuerySet[Any] = model._default_manager.annotate(_told=self._told(register))
        columns = ["pk", "_told", *key.values(), *label]
        page = _Page()
        for number, told, *values in rows.order_by(*label, "pk").values_list(*columns):
            parts, words = values[: len(key)], [str(word) for word in values[len(key) :]]
            page.keys[number] = dict(zip(key, parts, strict=True)) if len(key) > 1 else parts[0]
            page.numbers[_hashable(page.keys[number])] = number
            if not told:
                page.labels[number] = str(number)
                continue
            page.labels[number] = " | ".join(words)
            for name in _names(words):
                page.by_name[name].append(number)
        return page

    def _told(self, register: str) -> ExpressionWrapper:
        """Return whether the reader may know what a row is called."""
        told = Q(pk__isnull=False)
        if register == "entries" and self._reader is not None:
            told = Q(pk__in=Intervention.objects.linkable(self._reader).values("pk"))
        return ExpressionWrapper(told, BooleanField())


def _names(words: list[str]) -> Iterable[str]:
    """Return what a person may write for a row: its whole label, or the word that matters."""
    if len(words) == 1:
        return [alike(words[0])]
    return {alike(" | ".join(words)), alike(words[1] if words[0].isdecimal() else words[0])}


def _hashable(key: Key) -> Any:
    return tuple(sorted(key.items())) if isinstance(key, dict) else key
