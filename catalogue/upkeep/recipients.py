"""Who is reminded of what today."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.models import Assignment, Intervention, Organisation, RemindedEntry, Reminder, User
from catalogue.models.conditions import due_before
from catalogue.models.review import REMIND_AGAIN, REMIND_LAST, TELL_LEAD

Stage = RemindedEntry.Stage
# Days after the day of review -> what happens then.
STAGES = [
    (TELL_LEAD, Stage.LEAD),
    (REMIND_LAST, Stage.LAST),
    (REMIND_AGAIN, Stage.AGAIN),
    (0, Stage.DUE),
]


@dataclass(frozen=True)
class Due:
    """An entry that waits for its review, and how long it has waited."""

    entry: Intervention
    due_on: datetime.date
    stage: int


def stage_on(today: datetime.date, due_on: datetime.date) -> int:
    """Return how far the reminders of an entry have come; 0 before its day."""
    waited = (today - due_on).days
    return next((stage for days, stage in STAGES if waited >= days), 0)


def reminders_for(today: datetime.date) -> dict[User, list[Due]]:
    """Return what each person is to be told today, by user name; what they know is left out.

    Editors of the organisation, or of one above it, come first; in the end those who lead the work
    there. Where there is nobody, the staff of the förbund that keep the entry are told.
    """
    found: dict[User, list[Due]] = defaultdict(list)
    orphans = []
    people = _People(today)
    for due in _due(today):
        keepers = people.of(due.entry, leads_only=due.stage == Stage.LEAD)
        for person in keepers:
            found[person].append(due)
        if not keepers:
            orphans.append(due)
    for person in people.staff:
        kept = Intervention.objects.editable_by(person).filter(
            pk__in=[due.entry.pk for due in orphans]
        )
        numbers = set(kept.values_list("pk", flat=True))
        found[person] += [due for due in orphans if due.entry.pk in numbers]
    known = _told(found, today)
    fresh = {
        person: [
            due for due in dues if (person.pk, due.entry.pk, due.due_on, due.stage) not in known
        ]
        for person, dues in found.items()
    }
    in_order = sorted(fresh, key=lambda person: person.get_username())
    return {person: fresh[person] for person in in_order if fresh[person]}


def _due(today: datetime.date) -> list[Due]:
    tomorrow = today + datetime.timedelta(days=1)
    rows = Intervention.objects.current().filter(due_before(tomorrow))
    rows = rows.with_exchange_relations().order_by("name", "pk")
    dues = [(row, row.review_due_on) for row in rows]
    return [Due(row, on, stage_on(today, on)) for row, on in dues if on is not None]


class _People:
    """Those with an assignment today and an address to write to."""

    def __init__(self, today: datetime.date) -> None:
        held = (
            Assignment.objects.current(today)
            .filter(user__is_active=True)
            .exclude(user__email="")
            .select_related("user")
            .order_by("user__username")
        )
        self.staff: list[User] = []
        self._editors: dict[int, list[User]] = defaultdict(list)
        self._leads: dict[int, list[User]] = defaultdict(list)
        for assignment in held:
            user = assignment.user
            if assignment.organisation_id is None:
                self.staff += [] if user in self.staff else [user]
            else:
                self._editors[assignment.organisation_id].append(user)
                if assignment.lead:
                    self._leads[assignment.organisation_id].append(user)
        self._parents = dict(Organisation.objects.values_list("pk", "parent"))

    def of(self, entry: Intervention, *, leads_only: bool) -> list[User]:
        """Return the editors of the entry, or those of them who lead the work, each once."""
        known = self._leads if leads_only else self._editors
        found: dict[User, None] = {}
        place: int | None = entry.organisation_id
        while place is not None:
            found |= dict.fromkeys(known.get(place, ()))
            place = self._parents.get(place)
        return list(found)


def _told(people: Iterable[User], today: datetime.date) -> set[tuple[int, int, datetime.date, int]]:
    """Return what people have been told: in letters that left, or may have left today."""
    told = RemindedEntry.objects.filter(reminder__user__in=list(people))
    left = told.filter(reminder__state=Reminder.State.SENT)
    perhaps = told.filter(reminder__state=Reminder.State.SENDING, reminder__day=today)
    fields = ("reminder__user", "intervention", "due_on", "stage")
    return {*left.values_list(*fields), *perhaps.values_list(*fields)}
