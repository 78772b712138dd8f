"""What the page of an entry tells about its way out: the working copy, and who came between."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.changes.copies import Present
from catalogue.changes.roads import proposals_to
from catalogue.changes.seen import Seen
from catalogue.models import Intervention, User
from catalogue.models.working_copy import State
from catalogue.values.differing import Difference, differences, titles
from catalogue.values.fields import FIELDS
from catalogue.values.kinds import Kind
from catalogue.values.merging import Joined
from catalogue.values.registers import Book

Status = Intervention.Status


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved while one was writing."""

    who: str
    theirs: list[tuple[str, str]]
    """What only the others have changed, as it stands now."""
    mine: list[Difference]
    """What one has written oneself, beside what stands there."""

    @property
    def summary(self) -> str:
        """Tell it in a sentence."""
        return _(
            "%(who)s har ändrat insatsen medan du hade sidan öppen. Inget av ditt är sparat än."
        ) % {"who": self.who}


def may_publish(user: User, row: Intervention) -> bool:
    """Tell whether the person may let changes of the entry out."""
    return bool(Intervention.objects.publishable_by(user).filter(pk=row.pk).exists())


def context(user: User, here: Present | None) -> dict[str, Any]:
    """Return what the templates of the page need besides Django's own."""
    if here is None:
        publishing = user.publishing
        free = publishing.anything
        guarded = bool(user.reach.workplaces - publishing.workplaces)
        return {"workflow": True, "may_publish": free, "may_submit": guarded or not free}
    free, waiting = may_publish(user, here.row), here.row.status == Status.REVIEW
    told: dict[str, Any] = {
        "workflow": True,
        "public": here.row.is_public,
        "may_publish": free,
        "may_submit": not free,
        "waiting": waiting,
        "seen": str(Seen.of(newest_line(here.row), here.stored, here.shown)),
        "may_return": free and (waiting or bool(here.copy)),
        "proposed_roads": proposals_to(here.row, user),
    }
    if here.copy:
        told |= {
            "working_copy": here.copy,
            "waiting": here.copy.state == State.REVIEW,
            "may_discard": free or here.copy.author_id == user.pk,
            "copy_differences": differences(here.stored, here.shown, Book(user), here.moved),
            "copy_moved": titles(here.moved),
            "copy_lost": here.lost,
        }
    return told


def told_of_conflict(here: Present, seen: Seen, joined: Joined, book: Book) -> Conflict:
    """Return who came between, and both people's values."""
    theirs = [
        (FIELDS[name].title, FIELDS[name].kind.show(here.shown[name], book))
        for name in joined.theirs
    ]
    mine = differences(here.shown, joined.values, book, joined.both)
    return Conflict(_who(here.row, seen), theirs, mine)


def newest_line(row: Intervention) -> int:
    """Return the number of the last line in the entry's history."""
    newest = _lines(row).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _who(row: Intervention, seen: Seen) -> str:
    lines = _lines(row).filter(pk__gt=seen.logged).select_related("user").order_by("pk")
    names = {
        line.user.get_full_name() or line.user.get_username(): line.action_time for line in lines
    }
    today = timezone.localdate()
    told = []
    for name, moment in names.items():
        local = timezone.localtime(moment)
        form = "H:i" if local.date() == today else "j F H:i"
        told.append(f"{name} ({date_format(local, form)})")
    return _(" och ").join(told) if seen.logged >= 0 and told else _("Någon annan")


def _lines(row: Intervention) -> QuerySet[LogEntry]:
    kind = ContentType.objects.get_for_model(Intervention)
    return LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))


def wording(values: dict[str, Any]) -> Intervention:
    """Return an entry, for nobody to store, with the texts of the values."""
    plain = {name: value for name, value in values.items() if type(FIELDS[name].kind) is Kind}
    return Intervention(financing=values["financing"], **plain)


def history_line(names: list[str], what: str) -> str:
    """Return the line that the history gets."""
    fields = titles(names)
    if not fields:
        return f"{what or 'Sparade'}: inga fält ändrades."
    return f"{what}: {fields}." if what else f"Ändrade {fields}."
