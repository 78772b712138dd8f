"""How an intervention goes, step by step, in the order that it happens.

A step that nobody has told of is one to ask about, as long as something else is told.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Intervention
from catalogue.models.said import Said
from catalogue.presentation import day, hours, queue, sentence, stale, swedish, term


@dataclass(frozen=True, slots=True)
class Tread:
    """One step of the way through; what the entry writes itself is marked as Swedish."""

    title: str
    lines: tuple[str, ...] = ()
    waits: bool = False  # one stands still here
    unknown: bool = False  # nobody has told: one has to ask


def course_of(entry: Intervention) -> list[Tread]:
    """Return what comes after the way in."""
    parts = (_queue(entry), _start(entry), _meetings(entry), _length(entry), _follow_up(entry))
    treads = [tread for part in parts for tread in part]
    told = entry.referral or not all(tread.unknown for tread in treads)
    return list(_folded(treads)) if told else []


def _folded(treads: Iterable[Tread]) -> Iterator[Tread]:
    """Make one step of unknown ones that follow each other."""
    for unknown, group in groupby(treads, attrgetter("unknown")):
        if unknown:
            title = sentence(", ".join(tread.title for tread in group))
            yield Tread(title, (_("Vet inte, fråga."),), unknown=True)
        else:
            yield from group


def queue_is_known(entry: Intervention) -> bool:
    """Tell whether somebody has said how long one waits, and lately."""
    return entry.queue_days is not None and not stale(entry.queue_checked_on)


def weeks(entry: Intervention) -> str:
    """Write how long it lasts: 12–52 veckor."""
    low, high = entry.weeks_from, entry.weeks_to
    if low and high and low != high:
        return _("%(low)s–%(high)s veckor") % {"low": low, "high": high}
    if low and high:
        return ngettext("%(n)s vecka", "%(n)s veckor", low) % {"n": low}
    if high:
        return ngettext("Högst %(n)s vecka", "Högst %(n)s veckor", high) % {"n": high}
    if low:
        return ngettext("Minst %(n)s vecka", "Minst %(n)s veckor", low) % {"n": low}
    return _("Så länge du behöver") if entry.open_ended else ""


def _queue(entry: Intervention) -> Iterator[Tread]:
    if entry.status == entry.Status.PLANNED:
        yield Tread(_("Har inte börjat"), waits=True)
    elif entry.status == entry.Status.PAUSED:
        yield Tread(_("Pausad just nu"), waits=True)
    elif queue_is_known(entry) or entry.status == entry.Status.FULL:
        title = _("Full just nu") if entry.status == entry.Status.FULL else ""
        known = sentence(queue(entry.queue_days)) if queue_is_known(entry) else ""
        told = [known if title else "", _from(entry.queue_checked_on) if known else ""]
        lines = _said(*told, *_places(entry))
        yield Tread(title or known, lines, waits=bool(title or entry.queue_days))
    elif entry.access != entry.Access.NOT_SEARCHABLE:
        yield Tread(_("kö"), unknown=True)


def _places(entry: Intervention) -> list[str]:
    """Tell how many may begin now, as long as that is worth saying."""
    checked = entry.places_checked_on
    if entry.places_now is None or not checked or stale(checked):
        return []
    free = ngettext("%(n)s ledig plats", "%(n)s lediga platser", entry.places_now)
    return [
        free % {"n": entry.places_now},
        "" if checked == entry.queue_checked_on else _from(checked),
    ]


def _from(checked_on: datetime.date | None) -> str:
    return _("Uppgift från %(day)s.") % {"day": day(checked_on)} if checked_on else ""


def _start(entry: Intervention) -> Iterator[Tread]:
    known = entry.start != entry.Start.UNKNOWN
    if known or entry.intake:
        kind = term(sentence(entry.get_start_display())) if known else ""
        yield Tread(_("Start"), _said(swedish(entry.intake) or kind))
    else:
        yield Tread(_("start"), unknown=True)


def _meetings(entry: Intervention) -> Iterator[Tread]:
    often = entry.sessions_per_week
    title = ngettext("%(n)s gång i veckan", "%(n)s gånger i veckan", often or 0) % {"n": often}
    lines = _said(_each_time(entry.session_minutes or 0), hours(entry), swedish(entry.extent))
    if often or lines:
        yield Tread(title if often else _("Ni ses"), lines)


def _each_time(minutes: int) -> str:
    """Write how long one stays: 90 minuter varje gång, but 3 timmar."""
    if minutes and minutes % 60 == 0:
        each = ngettext("%(n)s timme varje gång", "%(n)s timmar varje gång", minutes // 60)
        return each % {"n": minutes // 60}
    each = ngettext("%(n)s minut varje gång", "%(n)s minuter varje gång", minutes)
    return each % {"n": minutes} if minutes else ""


def _length(entry: Intervention) -> Iterator[Tread]:
    times, year = entry.sessions_total, entry.weeks_per_year
    in_all = ngettext("%(n)s gång i allt", "%(n)s gånger i allt", times or 0) % {"n": times}
    yearly = ngettext("%(n)s vecka om året", "%(n)s veckor om året", year or 0) % {"n": year}
    title = weeks(entry)
    lines = _said(swedish(entry.duration), in_all if times else "", yearly if year else "")
    if title or lines:
        yield Tread(title or _("Så länge håller det på"), lines)
    else:
        yield Tread(_("hur länge"), unknown=True)


def _follow_up(entry: Intervention) -> Iterator[Tread]:
    if entry.follow_up == Said.YES:
        yield Tread(_("Ni ses igen efteråt"), _said(swedish(entry.follow_up_note)))


def _said(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
