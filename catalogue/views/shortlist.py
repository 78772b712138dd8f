"""The visitor's own list: shown, compared, printed. It is in the address and nowhere else."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.engine.vocabulary import Distress
from catalogue.models import Intervention
from catalogue.presentation import listed
from catalogue.search.cards import Card, make_cards
from catalogue.search.filters import read_parameter
from catalogue.search.mending import well_named
from catalogue.search.query import Query
from catalogue.search.sync import current
from catalogue.visitor.comparison import (
    FEWEST,
    compare,
    cost,
    income,
    start,
    to_ask_about,
    waiting,
    way_in,
)
from catalogue.visitor.comparison import MOST as MOST_COMPARED
from catalogue.visitor.meeting import for_a_meeting, notices_of, reach_of
from catalogue.visitor.qr import qr_svg
from catalogue.visitor.requirements import all_requirements, required_in_words, tell_requirements
from catalogue.visitor.shortlist import MOST, Shortlist, list_address, read_shortlist

MOST_FOUND = 8
MOST_ON_SHEET = 6  # on two pages of A4, whatever the entries say


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """Show a list, with a box to find more to put on it."""
    chosen = read_shortlist(_numbers(request))
    catalogue = current()
    query = Query(words=read_parameter("q", request.GET, catalogue.options))
    found = catalogue.search(query, limit=MOST_FOUND + MOST) if query.words else None
    new = [pk for pk in found.ids if pk not in chosen.ids][:MOST_FOUND] if found else []
    ids = chosen.ids
    context = {
        **_addresses(request, chosen),
        "chosen": chosen,
        "cards": _removable(make_cards(catalogue, [e.pk for e in chosen.running]), ids),
        "over": [(entry, *_instead(entry, ids)) for entry in chosen.over],
        "words": query.words,
        "found": make_cards(catalogue, new, found),
        "distress": found.plan.distress if found else Distress.NONE,
        "full": len(ids) >= MOST,
        "most": MOST,
        "qr": qr_svg(request.build_absolute_uri(list_address(ids))) if ids else "",
    }
    return render(request, "shortlist.html", context, using="public")


@require_safe
def shortlist_comparison(request: HttpRequest) -> HttpResponse:
    """Show two to four entries side by side: what differs first, what is the same after."""
    chosen = _with_everything(request, MOST_COMPARED)
    facts = compare(chosen.entries) if len(chosen.entries) >= FEWEST else []
    context = {
        **_addresses(request, chosen),
        "chosen": chosen,
        "differing": [fact for fact in facts if fact.differs],
        "to_ask": [to_ask_about(facts, place) for place in range(len(chosen.entries))],
        "same": [(fact.label, fact.values[0]) for fact in facts if not fact.differs],
        "most": MOST_COMPARED,
    }
    return render(request, "shortlist_comparison.html", context, using="public")


@require_safe
def shortlist_sheet(request: HttpRequest) -> HttpResponse:
    """Show a list as a sheet for a meeting, at most two pages of A4."""
    chosen = _with_everything(request, MOST_ON_SHEET)
    requirements = all_requirements()
    stated = [tell_requirements(entry, requirements) for entry in chosen.entries]
    context = {
        **_addresses(request, chosen),
        "chosen": chosen,
        "rows": [
            {
                "entry": entry,
                "reach": None if entry.is_over else reach_of(entry),
                "notices": notices_of(entry, timezone.localdate()),
                "way_in": way_in(entry),
                "cost": cost(entry),
                "income": income(entry),
                "start": start(entry),
                "waiting": waiting(entry),
                "required": required_in_words(told),
                "waived": listed(told.waived),
            }
            for entry, told in zip(chosen.entries, stated, strict=True)
        ],
        "most": MOST_ON_SHEET,
        "today": timezone.localdate(),
        "qr": qr_svg(request.build_absolute_uri(list_address(chosen.ids))) if chosen.ids else "",
    }
    return render(request, "shortlist_sheet.html", context, using="public")


def _numbers(request: HttpRequest) -> list[str]:
    return well_named(request.GET, ("i", "q")).getlist("i")


def _with_everything(request: HttpRequest, most: int) -> Shortlist:
    return read_shortlist(_numbers(request), for_a_meeting(), most)


def _addresses(request: HttpRequest, chosen: Shortlist) -> dict[str, object]:
    """Return the addresses of the pages about the same entries."""
    ids = chosen.ids
    return {
        "ids": ids,
        "list_address": list_address(ids),
        "compare_address": list_address(ids, "shortlist_comparison"),
        "sheet_address": list_address(ids, "shortlist_sheet"),
        "shared_address": request.build_absolute_uri(list_address(ids)),
    }


def _removable(cards: Sequence[Card], ids: Sequence[int]) -> list[tuple[Card, str]]:
    """Return each card with the address of the list without it."""
    return [(card, list_address(pk for pk in ids if pk != card.entry.pk)) for card in cards]


def _instead(entry: Intervention, ids: Sequence[int]) -> tuple[Intervention | None, str, str]:
    """Return what replaces an ended entry, the list with that in its place, and without either."""
    without = list_address(pk for pk in ids if pk != entry.pk)
    successor = entry.successor
    if successor is None:
        return None, "", without
    swapped = dict.fromkeys(successor.pk if pk == entry.pk else pk for pk in ids)
    return successor, list_address(swapped), without
