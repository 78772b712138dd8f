"""Which entry each row of a file is about.

A number is the catalogue's own only where the row carries the catalogue's seal for it. Every other
number is the list's: a number in a source where the source is known, else nothing but a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from catalogue.exchange.accidents import accident
from catalogue.exchange.contents import Contents, Given, rows_in_words
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.questions import Questions
from catalogue.exchange.sources import LONGEST, Sources, mark
from catalogue.models import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.values.kinds import UnreadableError
from catalogue.values.letters import visible
from catalogue.values.record import SEAL, is_sealed

BATCH = 250
_TITLES = {"id": "nummer", "source": "hämtad från", "source_id": "nummer i källan"}


@dataclass(frozen=True)
class Key:
    """What tells which entry a row is about."""

    number: int | None
    """The catalogue's own number, as the seal proves."""
    source: str
    source_id: str
    claimed: int | None = None
    """A number that nothing proves to be the catalogue's."""


@dataclass(frozen=True)
class Match:
    """A row, and the entry that it is about; none for a new one."""

    given: Given
    key: Key
    row: Intervention | None


def read_key(given: Given, source: str, sources: Sources) -> Key:
    """Return the row's key; raise UnreadableError where it is none."""
    text = _key_text(given, "id")
    number = int(text) if text.isdecimal() and 0 < len(text) <= 18 else None
    own = sources.spelt(_key_text(given, "source") or source)
    source_id = _key_text(given, "source_id")
    if number and is_sealed(seal_of(given), number):
        return Key(number, own, source_id)
    if own and not source_id:
        return Key(None, own, text)
    return Key(None, own, source_id, None if source_id else number)


def seal_of(given: Given) -> str:
    """Return the seal that a row carries, whatever it is worth."""
    return str(given.cells.get(SEAL) or given.values.get(SEAL) or "")


def _key_text(given: Given, name: str) -> str:
    value = given.values.get(name, given.cells.get(name, ""))
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if value == value // 1 else str(value)
    if not isinstance(value, str) or "\x00" in value or len(value) > LONGEST:
        raise UnreadableError(
            _("%(name)s ska vara text på högst %(longest)s tecken.")
            % {"name": _TITLES[name], "longest": LONGEST}
        )
    if spoilt := accident(value):
        raise UnreadableError(spoilt)
    return visible(value)


class Matcher:
    """Find the entries that the rows of one file are about; note what cannot be told."""

    def __init__(
        self, contents: Contents, source: str, own: InterventionQuerySet, questions: Questions
    ) -> None:
        self._contents = contents
        self._source = source
        self._own = own
        self._questions = questions
        self._sources = Sources()
        self._seen: set[Any] = set()
        self._new_sources: dict[str, int] = {}
        self._unproved: dict[str, list[int]] = {}

    def batches(self) -> Iterator[tuple[int, list[Match]]]:
        """Yield how many rows have been looked at, and those of them that have found their entry.

        At last, tell of the numbers that were not trusted.
        """
        for at in range(0, len(self._contents.rows), BATCH):
            batch = self._contents.rows[at : at + BATCH]
            keyed = list(self._keyed(batch))
            rows = self._existing([key for _, key in keyed])
            found = [match for given, key in keyed for match in self._matched(given, key, rows)]
            yield len(batch), found
        self._tell()

    def _keyed(self, batch: list[Given]) -> Iterator[tuple[Given, Key]]:
        for given in batch:
            try:
                key = read_key(given, self._source, self._sources)
                if key.source_id and not key.source and key.number is None:
                    raise UnreadableError(
                        _("i källan kräver ett källnamn. Välj källa där du valde filen.")
                    )
                if key.source_id:
                    self._once(mark(key.source, key.source_id))
            except UnreadableError as reason:
                self._problem(given, str(reason))
            else:
                self._note(given, key)
                yield given, key

    def _existing(self, keys: list[Key]) -> dict[int, Intervention]:
        """Return one's own entries among those that the keys may mean, held till it is written."""
        numbers = {number for key in keys for number in (key.number, key.claimed) if number}
        numbers |= {pk for key in keys for pk in self._sources.among(key.source, key.source_id)}
        seen = self._own.order_by().filter(pk__in=numbers).values("pk")
        # A query of its own: what tells whose an entry is cannot always be locked.
        locked = Intervention.objects.filter(pk__in=seen).select_for_update(of=("self",))
        return {row.pk: row for row in locked.with_exchange_relations()}

    def _matched(self, given: Given, key: Key, rows: dict[int, Intervention]) -> Iterator[Match]:
        """Yield the row with its entry, unless something is wrong or asked."""
        try:
            row = self._entry(key, rows)
            claimed = rows.get(key.claimed or 0)
            if row is None and claimed:
                same = self._questions.same(given, claimed)
                if same is None:
                    return
                row = claimed if same else None
            if row is not None:
                self._once(row.pk)
        except UnreadableError as reason:
            self._problem(given, str(reason))
            return
        yield Match(given, key, row)

    def _entry(self, key: Key, rows: dict[int, Intervention]) -> Intervention | None:
        if key.number:
            row = rows.get(key.number)
            if row is None:
                raise UnreadableError(
                    _("%(number)s finns inte bland dina insatser. Lämna tomt för en ny insats.")
                    % {"number": key.number}
                )
            if key.source_id and mark(key.source, key.source_id) != mark(row.source, row.source_id):
                raise UnreadableError(
                    _(
                        "%(number)s är ”%(name)s”, från en annan källa. Kommer filen från "
                        "annat håll?"
                    )
                    % {"number": key.number, "name": row.name}
                )
            return row
        found = self._sources.among(key.source, key.source_id) if key.source_id else []
        if len(found) > 1:
            raise UnreadableError(
                _(
                    "%(source_id)s i källan kan vara flera insatser i katalogen: nr %(found)s. "
                    "Slå ihop dem först."
                )
                % {"source_id": key.source_id, "found": ", ".join(map(str, found))}
                if set(found) <= set(rows)
                else _("%(source_id)s i källan kan vara flera insatser i katalogen.")
                % {"source_id": key.source_id}
            )
        if found and found[0] not in rows:
            raise UnreadableError(
                _("i källan hör redan till någon annans insats. Ge källan ett eget namn.")
            )
        return rows[found[0]] if found else None

    def _once(self, mark: Any) -> None:
        if mark in self._seen:
            raise UnreadableError(_("finns på flera rader i filen."))
        self._seen.add(mark)

    def _problem(self, given: Given, reason: str) -> None:
        self._contents.problems.append(Finding(given.position, given.name, "nummer", reason))

    def _note(self, given: Given, key: Key) -> None:
        """Remember what to tell about the numbers and the source, once for the whole file."""
        if key.number is None and seal_of(given).strip():
            self._unproved.setdefault("broken", []).append(given.position)
        if key.number is None and not key.source_id and _key_text(given, "id"):
            self._unproved.setdefault("claimed", []).append(given.position)
        if key.source_id and key.source != self._source and key.source not in self._sources:
            self._new_sources[key.source] = self._new_sources.get(key.source, 0) + 1

    def _tell(self) -> None:
        told = []
        if broken := self._unproved.get("broken"):
            told.append(
                _(
                    "Kolumnen ”kontroll” gäller inte raden på %(broken)s. Den är ändrad, kommer "
                    "från en äldre version eller en annan katalog, eller så har rader bytt "
                    "nummer med varandra. Där räknas numret inte som katalogens. Hämta helst "
                    "listan på nytt."
                )
                % {"broken": rows_in_words(broken)}
            )
        elif claimed := self._unproved.get("claimed"):
            told.append(
                _(
                    "Numren på %(claimed)s räknas inte som katalogens: filen saknar den kontroll "
                    "som katalogen skriver i sina egna filer. Är det listans egna nummer? Välj "
                    "källa när du lämnar in filen, så hittar nästa inläsning tillbaka till samma "
                    "insatser."
                )
                % {"claimed": rows_in_words(claimed)}
            )
        for source, count in self._new_sources.items():
            told.append(
                _(
                    "Källan ”%(source)s” är ny (%(count)s rader). Finns den redan under ett "
                    "annat namn?"
                )
                % {"source": source, "count": count}
            )
        self._contents.warnings[:0] = [Finding(0, "", "", text) for text in told]


def unkeyed(key: Key) -> Key:
    """Return the key of a row that a person has said to be a new entry."""
    return replace(key, number=None, source="", source_id="", claimed=None)
