"""What nobody has told of an entry: named in one line, so that one can ask for it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from catalogue.models import Intervention
from catalogue.models.said import Said
from catalogue.visitor.course import queue_is_known
from catalogue.visitor.lists import EntryLists


def unknown_of(
    entry: Intervention, lists: EntryLists, prices: Collection[object], after: Collection[object]
) -> list[str]:
    """Return what a person or who refers them may want to know, and the entry does not say.

    `prices` are the ways in that name a cost, `after` is what it can lead to.
    """
    if entry.is_over:
        return []
    told = {
        _("vad det kostar"): entry.cost or entry.cost_kind != entry.Cost.UNKNOWN,
        _("vad det kostar den som remitterar"): prices or entry.cost_kind == entry.Cost.BOUGHT,
        _("vad du lever på under tiden"): entry.income_note or lists["income_supports"],
        _("vem som betalar resorna"): entry.travel,
        _("hur lång kön är"): entry.status != entry.Status.OPEN or queue_is_known(entry),
        _("när man kan börja"): entry.intake or entry.start != entry.Start.UNKNOWN,
        _("hur mycket det är i veckan"): _says_how_much(entry),
        _("hur länge det håller på"): _says_how_long(entry),
        _("var det är"): lists["municipalities"] or lists["counties"] or entry.nationwide,
        _("om något utesluter"): entry.exclusion,
        _("vilka språk som talas"): lists["languages"],
        _("om det finns tolk"): entry.interpreter,
        _("om du får en fast kontakt"): entry.steady_contact != Said.UNKNOWN,
        _("om ni ses igen efteråt"): entry.follow_up != Said.UNKNOWN,
        _("vad som kan komma efter"): after,
    }
    return [question for question, answer in told.items() if not answer]


def _says_how_much(entry: Intervention) -> bool:
    numbers = (entry.sessions_per_week, entry.hours_from, entry.hours_to)
    return bool(entry.extent) or any(number is not None for number in numbers)


def _says_how_long(entry: Intervention) -> bool:
    numbers = (entry.weeks_from, entry.weeks_to, entry.sessions_total)
    return bool(entry.duration or entry.open_ended) or any(numbers)
