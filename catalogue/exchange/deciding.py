"""Decide a conflict between what the catalogue says and what a file says."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.changes.noting import noting
from catalogue.changes.required import in_the_way, standings
from catalogue.models import ImportConflict, ImportedValues, Intervention, User
from catalogue.models.rights import GUARDED, LOST
from catalogue.values.changing import EntryChange
from catalogue.values.choosing import Chooser
from catalogue.values.contradicting import given_up
from catalogue.values.differing import Difference, difference
from catalogue.values.fields import COLUMNS
from catalogue.values.kinds import UnreadableError
from catalogue.values.merging import Merged
from catalogue.values.record import fresh, values
from catalogue.values.registers import Book
from catalogue.values.storing import Storer

Decision = ImportConflict.Decision


def describe(conflict: ImportConflict, row: Intervention, book: Book) -> Difference:
    """Return the catalogue's present value and the file's, as people read them."""
    column = COLUMNS[conflict.field]
    return difference(column.name, column.read(row), conflict.theirs, book)


@transaction.atomic
def keep_ours(conflict: ImportConflict, user: User) -> None:
    """Let the catalogue's value stand; the file's will not be asked about again."""
    _close(_locked(conflict), Decision.OURS, user)


def take_theirs(conflict: ImportConflict, user: User) -> None:
    """Write the file's value; raise ValidationError where a rule forbids it."""
    with noting(user, f"Filens uppgift togs i en krock ({conflict.source or 'en fil'})"):
        _take(_locked(conflict), user)


def _take(conflict: ImportConflict, user: User) -> None:
    row = fresh(conflict.intervention_id)
    guarded = Intervention.objects.guarded_from(user).filter(pk=row.pk)
    if guarded.exists():
        raise ValidationError(GUARDED)
    book = Book(user)
    try:
        COLUMNS[conflict.field].kind.check(conflict.theirs, book)
    except UnreadableError as reason:
        raise ValidationError(str(reason)) from reason
    present = values(row)
    beside = given_up(conflict.field, conflict.theirs, present)
    merged = Merged(write={conflict.field: conflict.theirs, **beside})
    change = EntryChange(row, new=False, present=present, merged=merged)
    refusal = Chooser(user, book).refusal(
        conflict.field, change.present[conflict.field], conflict.theirs
    )
    if refusal:
        raise ValidationError(refusal)
    before = standings([row.pk])[row.pk]
    Storer(book, user).store([change])
    if change.problems:
        raise ValidationError([problem.reason for problem in change.problems])
    if guarded.exists():  # it has become public by that
        raise ValidationError(
            _("Du får inte publicera själv. Öppna insatsen och skicka den för granskning.")
        )
    after = standings([row.pk])[row.pk]
    if lacking := in_the_way(after.status, after.lacks, before):
        raise ValidationError([f"{lack.title}: {lack.reason}" for lack in lacking])
    if not Intervention.objects.editable_by(user).filter(pk=row.pk).exists():
        raise ValidationError(LOST)
    if not conflict.from_export:
        written, _made = ImportedValues.objects.get_or_create(intervention=row)
        written.values[conflict.field] = conflict.theirs
        written.save()
    _close(conflict, Decision.THEIRS, user)


def _locked(conflict: ImportConflict) -> ImportConflict:
    """Return the conflict as it is now, held until the decision is stored."""
    now: ImportConflict = ImportConflict.objects.select_for_update().get(pk=conflict.pk)
    if now.decision != Decision.OPEN:
        raise ValidationError(_("Krocken är redan avgjord."))
    return now


def _close(conflict: ImportConflict, decision: Decision, user: User) -> None:
    conflict.decision, conflict.decided_by, conflict.decided_at = decision, user, timezone.now()
    conflict.save(update_fields=["decision", "decided_by", "decided_at"])
