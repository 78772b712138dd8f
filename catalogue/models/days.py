"""Which days can be true: the bounds of every date that somebody writes, worded for the editor.

What depends on today is a validator of the field, which form, file, command and working copy all
ask. The bounds that stand still are held by the database, too.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.text import format_lazy

from catalogue.models.marked import _

FIRST_CHECK = datetime.date(2000, 1, 1)
FIRST_PLAN = datetime.date(1990, 1, 1)  # the first trials of what became the förbund
FIRST_BODY = datetime.date(1800, 1, 1)
LAST = datetime.date(2099, 12, 31)
YEARS_AHEAD = 10


def has_been(day: datetime.date) -> None:
    """Refuse a day when nobody can have looked: tomorrow, or before there was anything to see."""
    if day > timezone.localdate():
        raise ValidationError(
            _("%(day)s har inte varit än. Ange i dag eller en dag som har varit.") % {"day": day}
        )
    _not_before(FIRST_CHECK, day)


def can_be_planned(day: datetime.date) -> None:
    """Refuse a beginning or an end that nobody has planned: most often a slip in the year."""
    _not_before(FIRST_PLAN, day)
    _not_far_ahead(day)


def can_be_founded(day: datetime.date) -> None:
    """Refuse what no body has begun or will end with; some are old."""
    _not_before(FIRST_BODY, day)
    _not_far_ahead(day)


def _not_before(first: datetime.date, day: datetime.date) -> None:
    if day < first:
        raise ValidationError(
            _("%(day)s är för länge sedan. Ange tidigast %(first)s.") % {"day": day, "first": first}
        )


def _not_far_ahead(day: datetime.date) -> None:
    today = timezone.localdate()
    if day.year > today.year + YEARS_AHEAD:
        last = datetime.date(today.year + YEARS_AHEAD, 12, 31)
        raise ValidationError(
            _("%(day)s ligger för långt bort. Ange senast %(last)s.") % {"day": day, "last": last}
        )


def within_bounds(name: str, first: datetime.date, *fields: str) -> CheckConstraint:
    """Return the rule of the database that these days lie where days can lie, or are not known."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (first, LAST)})
    return CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=format_lazy(
            _("Datum ska ligga mellan {first} och {last}."), first=first, last=LAST
        ),
    )
