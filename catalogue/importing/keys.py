"""Which entry each row of a file is about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from catalogue.exporting.kinds import UnreadableError
from catalogue.importing.files import Contents, Given
from catalogue.importing.rows import Finding
from catalogue.models import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet

LONGEST_SOURCE = 100
BATCH = 250


@dataclass(frozen=True)
class Key:
    """What tells which entry a row is about."""

    number: int | None
    source: str
    source_id: str


def read_key(given: Given, source: str) -> Key:
    """Return the row's key; raise UnreadableError where it is none."""
    number = given.values.get("id")
    text = given.cells.get("id", "").strip()
    if text:
        if not text.isdecimal() or len(text) > 18:
            raise UnreadableError(f"”{text}” ska vara ett heltal, eller tomt för en ny insats.")
        number = int(text)
    if number is not None and (type(number) is not int or not 0 < number < 10**18):
        raise UnreadableError("ska vara ett heltal, eller saknas för en ny insats.")
    return Key(number, _key_text(given, "source") or source, _key_text(given, "source_id"))


def _key_text(given: Given, name: str) -> str:
    value = given.values.get(name, given.cells.get(name, ""))
    if not isinstance(value, str) or "\x00" in value or len(value) > LONGEST_SOURCE:
        raise UnreadableError(f"{name} ska vara text på högst {LONGEST_SOURCE} tecken.")
    return " ".join(value.split())


def matched(
    contents: Contents, source: str, own: InterventionQuerySet
) -> Iterator[list[tuple[Given, Key, Intervention | None]]]:
    """Yield the rows of the file with the entries that they are about; note what has none."""
    seen: Counter[Any] = Counter()
    taken = {name.casefold() for name in own.order_by().values_list("name", flat=True)}
    for at in range(0, len(contents.rows), BATCH):
        batch = contents.rows[at : at + BATCH]
        keyed = list(_keyed(batch, source, contents, seen))
        by_number, by_source, others = _existing([key for _, key in keyed], own)
        found = []
        for given, key in keyed:
            row = None
            if key.number:
                row = by_number.get(key.number)
            elif key.source_id:
                row = by_source.get(_pair(key))
            reason = _mismatch(key, row)
            if row is None and key.source_id and _pair(key) in others:
                reason = "i källan hör redan till någon annans insats. Ge källan ett eget namn."
            if reason:
                contents.problems.append(Finding(given.position, given.name, "nummer", reason))
                continue
            found.append((given, key, row))
            if row is None and not key.source_id and given.name.strip().casefold() in taken:
                told = "har samma namn som en insats i katalogen och blir en till. Är det samma, "
                told += "skriv dess nummer i kolumnen ”nummer”."
                contents.warnings.append(Finding(given.position, given.name, "", told))
        yield found


def _keyed(
    batch: list[Given], source: str, contents: Contents, seen: Counter[Any]
) -> Iterator[tuple[Given, Key]]:
    for given in batch:
        try:
            key = read_key(given, source)
            if key.source_id and not key.source and key.number is None:
                raise UnreadableError(
                    "i källan kräver ett källnamn. Fyll i det där du valde filen."
                )
            mark: Any = key.number or (_pair(key) if key.source_id else None)
            seen[mark] += 1
            if mark is not None and seen[mark] > 1:
                raise UnreadableError("finns på flera rader i filen.")
        except UnreadableError as reason:
            contents.problems.append(Finding(given.position, given.name, "nummer", str(reason)))
        else:
            yield given, key


def _existing(
    keys: list[Key], rows: InterventionQuerySet
) -> tuple[dict[int, Intervention], dict[tuple[str, str], Intervention], set[tuple[str, str]]]:
    """Return one's own entries by number and by source, and the keys that others' entries have."""
    numbers = [key.number for key in keys if key.number]
    pairs = {_pair(key) for key in keys if not key.number and key.source_id}
    sources, in_source = {source for source, _ in pairs}, {number for _, number in pairs}
    asked = Q(pk__in=numbers) | Q(source__in=sources, source_id__in=in_source)
    seen = rows.order_by().filter(asked).values("pk")
    # A query of its own: what tells whose an entry is cannot always be locked.
    locked = Intervention.objects.filter(pk__in=seen).select_for_update(of=("self",))
    found = list(locked.with_exchange_relations())
    others = Intervention.objects.filter(source__in=sources, source_id__in=in_source)
    foreign = set(others.exclude(pk__in=seen).values_list("source", "source_id"))
    by_source = {(row.source, row.source_id): row for row in found}
    return {row.pk: row for row in found}, by_source, foreign


def _pair(key: Key) -> tuple[str, str]:
    return key.source, key.source_id


def _mismatch(key: Key, row: Intervention | None) -> str:
    """Return why a row cannot be about the entry with its number."""
    if key.number and row is None:
        return f"{key.number} finns inte bland dina insatser. Lämna tomt för en ny insats."
    if key.number and row and key.source_id and _pair(key) != (row.source, row.source_id):
        return f"{key.number} är ”{row.name}”, från en annan källa. Kommer filen från annat håll?"
    return ""
