"""Write versions of what was touched, in the transaction that touched it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from reversion.models import Revision, Version

from catalogue.changes.reading import parse, snapshots
from catalogue.changes.shapes import SHAPES, Shape
from catalogue.models import Touched, User

OUTSIDE = "Ändrad utanför redaktionen"
_BATCH = 500

_inside: ContextVar[bool] = ContextVar("noting", default=False)


@contextmanager
def noting(user: User | None, how: str) -> Iterator[None]:
    """Make one version of each entry that the work inside touches, all or nothing.

    What others left without a version is noted first, so that nobody answers for it. Inside another
    `noting` this one does nothing: the outermost knows who it is and how.
    """
    if _inside.get():
        yield
        return
    token = _inside.set(True)
    try:
        with transaction.atomic():
            note_outside()
            yield
            if not transaction.get_rollback():
                note(user, how)
    finally:
        _inside.reset(token)


def note(user: User | None, how: str) -> int:
    """Note what this transaction has touched, and return how many versions that made."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Versions belong to the transaction.")
    return _note(_own_touches(), user, how, timezone.now())


def note_outside() -> int:
    """Note what was changed by no known hand, as far as it can be told apart: by its moment."""
    made = 0
    with transaction.atomic():
        waiting = Touched.objects.select_for_update(skip_locked=True).order_by("touched_at", "pk")
        moments: dict[datetime, list[int]] = defaultdict(list)
        for number, moment in waiting.values_list("pk", "touched_at"):
            moments[moment.replace(microsecond=0)].append(number)
        for moment, numbers in moments.items():
            made += _note(Touched.objects.filter(pk__in=numbers), None, OUTSIDE, moment)
    return made


def note_all(how: str) -> int:
    """Compare every entry with its newest version; for a catalogue that began without."""
    return note_outside() + sum(note_every(shape, how) for shape in SHAPES.values())


def note_every(shape: Shape, how: str) -> int:
    """Compare every entry of one kind with its newest version."""
    with transaction.atomic():
        every = shape.model._base_manager.order_by("pk").values_list("pk", flat=True)
        return _store(_changed(shape, list(every)), None, how, timezone.now())


def versions_of(shape: Shape, number: int) -> QuerySet[Version]:
    """Return the versions of one entry, the newest first."""
    rows: QuerySet[Version] = _every(shape).filter(object_id=str(number))
    return rows.order_by("-pk")


def _every(shape: Shape) -> QuerySet[Version]:
    # Not `get_for_model`: it asks for models registered with the library, whose signal receivers
    # would then cost each change of a many-to-many field a query.
    kind = ContentType.objects.get_for_model(shape.model)
    rows: QuerySet[Version] = Version.objects.filter(content_type=kind, db=DEFAULT_DB_ALIAS)
    return rows


def _own_touches() -> QuerySet[Touched]:
    """Keep what this transaction has touched; SQLite has no other at the same time."""
    if connection.vendor != "postgresql":
        return Touched.objects.all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        return Touched.objects.filter(transaction_id=cursor.fetchone()[0])


def _note(touches: QuerySet[Touched], user: User | None, how: str, moment: datetime) -> int:
    touched: dict[str, set[int]] = defaultdict(set)
    for subject, number in touches.values_list("subject", "row_id"):
        touched[subject].add(number)
    if not touched:
        return 0
    changed = (
        version
        for subject, numbers in touched.items()
        for version in _changed(SHAPES[subject], sorted(numbers))
    )
    made = _store(changed, user, how, moment)
    touches.delete()
    return made


def _store(versions: Iterable[Version], user: User | None, how: str, moment: datetime) -> int:
    made = list(versions)
    if made:
        revision = Revision.objects.create(date_created=moment, user=user, comment=how)
        for version in made:
            version.revision = revision
        Version.objects.bulk_create(made, batch_size=_BATCH)
    return len(made)


def _changed(shape: Shape, numbers: list[int]) -> Iterator[Version]:
    """Yield new versions of the entries that differ from their newest."""
    for at in range(0, len(numbers), _BATCH):
        batch = numbers[at : at + _BATCH]
        # Whoever else changes one of them waits until its version is stored, or has stored it.
        held = shape.model._base_manager.select_for_update().filter(pk__in=batch).order_by("pk")
        there = list(held.values_list("pk", flat=True))
        newest = _newest(shape, there)
        for number, text in snapshots(shape, there).items():
            if newest.get(str(number)) != text:
                yield _version(shape, number, text)


def _newest(shape: Shape, numbers: list[int]) -> dict[str, str]:
    mine = _every(shape).filter(object_id__in=[str(number) for number in numbers]).order_by()
    last = mine.values("object_id").annotate(last=Max("pk")).values_list("last", flat=True)
    found: Any = Version.objects.filter(pk__in=list(last)).order_by()
    return dict(found.values_list("object_id", "serialized_data"))


def _version(shape: Shape, number: int, text: str) -> Version:
    fields = parse(text)["fields"]
    label = next((str(fields[name]) for name in shape.label if fields[name]), "")
    return Version(
        object_id=str(number),
        content_type=ContentType.objects.get_for_model(shape.model),
        db=DEFAULT_DB_ALIAS,
        format="json",
        serialized_data=text,
        object_repr=label.partition("\n")[0],
    )
