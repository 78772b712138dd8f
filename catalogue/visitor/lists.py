"""What an entry names from the lists: a dozen lists on its page, read in one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from catalogue.engine.language.collation import collation_key
from catalogue.models import Contact, Intervention, ReferralRoute, Venue

# The relation, what decides the order, and what is told beside the name.
TERMS = (
    ("need_groups", "order", ""),
    ("types", "order", ""),
    ("forms", "order", ""),
    ("requirements", "order", ""),
    ("not_required", "order", ""),
    ("income_supports", "order", "payer"),
    ("languages", "order", "code"),
    ("municipalities", "", "formal_name"),
    ("counties", "", ""),
)


class Item(NamedTuple):
    """A row of one of the lists, as an entry names it."""

    slug: str
    name: str
    more: str  # who pays an income, the code of a language, a kommun's formal name


Key = tuple[str, int]  # the list, and the row that names it
Lists = Mapping[Key, Sequence[Item]]


class EntryLists:
    """The lists of an entry, and the kommuner of its contacts, venues and ways in."""

    def __init__(self, entry: Intervention) -> None:
        """Read them."""
        self._pk = entry.pk
        self._found = _read(entry)

    def __getitem__(self, name: str) -> Sequence[Item]:
        """Return what the entry itself names in one of the lists."""
        return self._found.get((name, self._pk), ())

    def slugs(self, name: str) -> frozenset[str]:
        """Return the address names of what it names in one of the lists."""
        return frozenset(item.slug for item in self[name])

    def places(self, row: Contact | Venue | ReferralRoute) -> list[str]:
        """Return the kommuner that a row of the entry is for; none: for all."""
        return [item.name for item in self._found.get((type(row).__name__, row.pk), ())]


def _read(entry: Intervention) -> Lists:
    parts = [_terms(entry, *told) for told in TERMS]
    for model, path in ((Contact, "interventions"), (Venue, "interventions"), (ReferralRoute, "")):
        parts.append(_served(entry, model, path))
    found: dict[Key, list[tuple[int, Item]]] = defaultdict(list)
    for name, owner, order, slug, label, more in parts[0].union(*parts[1:], all=True):
        found[name, owner].append((order, Item(slug, label, more)))
    return {
        key: [item for _order, item in sorted(rows, key=_in_order)] for key, rows in found.items()
    }


def _terms(entry: Intervention, name: str, order: str, more: str) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = getattr(entry, name).order_by()
    return rows.values_list(*_columns(name, Value(entry.pk), order, "", more))


def _served(
    entry: Intervention, model: type[Contact | Venue | ReferralRoute], path: str
) -> QuerySet[Any, Any]:
    """Read the kommuner that the contacts, venues or ways in of an entry are for."""
    through: Any = model.municipalities.through
    owner = model.__name__.lower()
    mine = {f"{owner}__{path or 'intervention'}": entry}
    rows: QuerySet[Any] = through.objects.filter(**mine).order_by()
    return rows.values_list(*_columns(model.__name__, F(f"{owner}_id"), "", "municipality__", ""))


def _columns(name: str, owner: Any, order: str, path: str, more: str) -> list[Any]:
    """Return the columns, of the same kinds in every part."""
    words: list[Any] = [Value(name), f"{path}slug", f"{path}name", F(more) if more else Value("")]
    told = [Cast(word, CharField()) for word in words]
    return [told[0], owner, F(order) if order else Value(0), *told[1:]]


def _in_order(row: tuple[int, Item]) -> tuple[int, Any]:
    order, item = row
    return order, collation_key(item.name)
