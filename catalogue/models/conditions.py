"""What is wrong with an entry, said in SQL: the work list counts by it, the lists filter by it.

Each condition is a plain `Q` on interventions without joins, so that many of them can be counted
in one query and none of them counts a row twice.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from catalogue.models import (
    Contact,
    Continuation,
    Intervention,
    LinkCheck,
    Notice,
    Organisation,
    ProposedFact,
    ServiceSource,
)
from catalogue.models.review import DECIDE, MARK
from catalogue.models.status import OVER, UNPUBLISHED, Scope
from catalogue.models.telephones import KEPT

SOON_DAYS = 30  # due for review so soon that it may as well be done now
EXPIRY_DAYS = 183  # half a year
VERIFIED_DAYS = 365  # how long a contact is trusted
GOAL_STEP = 5  # work or studies: what the others lead to

RUNNING = ~Q(status__in=OVER)  # drafts included: they are worked on, too
PUBLIC = ~Q(status__in=[*UNPUBLISHED, *OVER])


def due_before(day: datetime.date, intervals: Iterable[int] | None = None) -> Q:
    """Say what `Intervention.review_due_on` says, for the intervals that are in use."""
    return expired_before(day) | _interval_over_before(day, intervals)


def expired_before(day: datetime.date) -> Q:
    """Keep what was reviewed once and whose own last day was before this one."""
    return Q(valid_until__lt=day, reviewed_on__isnull=False)


def _interval_over_before(day: datetime.date, intervals: Iterable[int] | None) -> Q:
    over = Q(pk__in=[])
    for days in intervals_in_use() if intervals is None else intervals:
        over |= Q(review_interval=days, reviewed_on__lt=day - datetime.timedelta(days=days))
    return over


def intervals_in_use() -> list[int]:
    """Return the review intervals that some entry has."""
    intervals = Intervention.objects.order_by().values_list("review_interval", flat=True)
    return list(intervals.distinct())


def overdue(today: datetime.date, intervals: Iterable[int] | None = None) -> Q:
    """Keep what should have been reviewed before today."""
    return RUNNING & due_before(today, intervals)


def due_soon(today: datetime.date, intervals: Iterable[int] | None = None) -> Q:
    """Keep what should be reviewed within a month, and is not late yet."""
    known = intervals_in_use() if intervals is None else list(intervals)
    soon = due_before(today + datetime.timedelta(days=SOON_DAYS + 1), known)
    return RUNNING & soon & ~due_before(today, known)


def stale(today: datetime.date, intervals: Iterable[int] | None = None) -> Q:
    """Keep what visitors see is not reviewed; says what `Intervention.is_stale` says."""
    unmarked = today - datetime.timedelta(days=MARK)
    return PUBLIC & (expired_before(today) | _interval_over_before(unmarked, intervals))


def undecided(today: datetime.date, intervals: Iterable[int] | None = None) -> Q:
    """Keep what no reminder has helped: the förbund decides what becomes of it."""
    return PUBLIC & due_before(today - datetime.timedelta(days=DECIDE), intervals)


def expiring(today: datetime.date) -> Q:
    """Keep what ends within half a year, by its own day or its project's."""
    until = today + datetime.timedelta(days=EXPIRY_DAYS)
    return RUNNING & (Q(valid_until__range=(today, until)) | Q(project_to__range=(today, until)))


def leads_nowhere() -> Q:
    """Keep what visitors see that has no continuation, though nothing says why."""
    return PUBLIC & says_no_way_on()


def says_no_way_on() -> Q:
    """Keep what nothing follows, without a word on why.

    What has ended, what leads to work or studies itself, and what no person takes part in need
    none. A word on what happens afterwards, or that nothing replaces it, says why.
    """
    silent = Q(after_funding__regex=r"^\s*$", nothing_replaces=False)
    goal = Q(step__number=GOAL_STEP, step__isnull=False)
    over = Q(status__in=OVER)
    return Q(scope=Scope.INDIVIDUAL) & ~over & silent & ~goal & without_continuation()


def without_continuation() -> Q:
    """Keep what nothing follows."""
    return ~Q(pk__in=Continuation.objects.values("before"))


def without(name: str) -> Q:
    """Keep what has nothing in a relation to many."""
    through = Intervention._meta.get_field(name).remote_field.through  # type: ignore[union-attr]
    return ~Q(pk__in=through.objects.values("intervention"))


def broken_link(broken: bool | None = True) -> Q:
    """Keep entries with a link that was broken at the last check; None: nobody could tell."""
    return ~Q(outcome_url="") & Q(outcome_url__in=_addresses(broken))


def broken_website(broken: bool | None = True) -> Q:
    """Keep organisations whose website was broken at the last check; None: nobody could tell."""
    return ~Q(website="") & Q(website__in=_addresses(broken))


def broken_service_link(broken: bool | None = True) -> Q:
    """Keep neighbouring services in use with a link, or a source, that was broken."""
    sources = ServiceSource.objects.filter(address__in=_addresses(broken))
    linked = ~Q(website="") & Q(website__in=_addresses(broken))
    return Q(active=True) & (linked | Q(pk__in=sources.values("service")))


def service_due(today: datetime.date) -> Q:
    """Keep neighbouring services in use that somebody is to look at by now."""
    return Q(active=True, review_by__lte=today)


def _addresses(broken: bool | None) -> models.QuerySet[LinkCheck, Any]:
    return LinkCheck.objects.filter(broken=broken).values("address")


def derived_waiting() -> Q:
    """Keep entries of which something was read out of prose, and nobody has said if it is so."""
    waiting = ProposedFact.objects.filter(verdict=ProposedFact.Verdict.OPEN)
    return Q(pk__in=waiting.values("intervention"))


def failing_contact() -> Q:
    """Keep entries that lead to a contact which does not work or is out of use."""
    through = Intervention.contacts.through.objects
    return RUNNING & Q(
        pk__in=through.filter(contact__in=Contact.objects.failing()).values("intervention")
    )


def unverified(today: datetime.date) -> Q:
    """Keep contacts in use that nobody has tried for a year."""
    old = today - datetime.timedelta(days=VERIFIED_DAYS)
    return Q(active=True, broken_on=None) & (Q(verified_on__isnull=True) | Q(verified_on__lt=old))


def organisation_due(today: datetime.date) -> Q:
    """Keep bodies that are still there, and that nobody has looked at in their interval."""
    intervals = Organisation.objects.order_by().values_list("review_interval", flat=True)
    due = Q(reviewed_on__isnull=True) | _interval_over_before(today, intervals.distinct())
    return (Q(valid_to__isnull=True) | Q(valid_to__gte=today)) & due


def with_notice(today: datetime.date) -> Q:
    """Keep entries with a notice that shows today."""
    return Q(pk__in=Notice.objects.current(today).values("intervention"))


def with_coming_notice(today: datetime.date) -> Q:
    """Keep entries with a notice that will show."""
    return Q(pk__in=Notice.objects.filter(starts_on__gt=today).values("intervention"))


def undialled() -> Q:
    """Keep contacts, or organisations, with a number that nobody can dial."""
    return ~Q(phone="") & ~Q(phone__regex=KEPT)


def unreachable() -> Q:
    """Keep contacts that an entry leads to, and that have no number, no address and no form."""
    used = Intervention.contacts.through.objects.filter(
        intervention__in=Intervention.objects.filter(RUNNING).values("pk")
    )
    return Q(phone="", email="", form="", active=True, pk__in=used.values("contact"))


def without_switchboard() -> Q:
    """Keep kommuner whose switchboard is not known: where the way to somebody to call ends."""
    return Q(kind=Organisation.Kind.MUNICIPALITY, phone="", parent=None, valid_to=None)
