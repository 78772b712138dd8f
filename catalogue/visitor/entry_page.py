"""What the page of one entry shows: to visitors, and to an editor who looks before saving."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from catalogue.engine.language.collation import collation_key
from catalogue.languages import EASY_SWEDISH, SWEDISH
from catalogue.models import (
    Contact,
    Continuation,
    Contribution,
    Intervention,
    ReferralRoute,
    Venue,
)
from catalogue.models.calling import BODIES, Rung, somebody_to_call
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.search.cards import Card, make_cards
from catalogue.search.catalogue import Catalogue
from catalogue.visitor.calling import number_missing
from catalogue.visitor.course import course_of
from catalogue.visitor.lists import EntryLists
from catalogue.visitor.opening import opening_of
from catalogue.visitor.outcomes import outcomes_of
from catalogue.visitor.requirements import all_requirements, demands_of
from catalogue.visitor.unknown import unknown_of

MOST_SIMILAR = 3


def for_own_page(entries: InterventionQuerySet) -> InterventionQuerySet:
    """Bring along what the page of an entry shows, but for the lists it names."""
    hours = ("opening_hours", "closed_periods")
    return entries.select_related(
        BODIES, "step", "funded_by__organisation", "replaced_by"
    ).prefetch_related(
        "participants",
        "routes",
        "notices",
        "results",
        Prefetch("contributions", Contribution.objects.select_related("organisation")),
        "contacts",
        Prefetch("venues", Venue.objects.select_related("municipality")),
        *(f"{place}__{rows}" for place in ("contacts", "venues") for rows in hours),
    )


def entry_context(entry: Intervention, similar: Sequence[Card]) -> dict[str, Any]:
    """Return what the template needs besides the address. The entry is one `for_own_page`."""
    today = timezone.localdate()
    lists = EntryLists(entry)
    contacts = entry.contacts.all()
    chain = somebody_to_call(entry)
    before, after = _neighbours(entry)
    prices = [row for row in entry.routes.all() if _has_price(row)]
    return {
        "entry": entry,
        "similar": similar,
        "lists": lists,
        "contacts": sorted((row for row in contacts if row.works), key=Contact.by_nearness),
        "failing": [row for row in contacts if not row.works],
        "chain": chain,
        "reserve": next((call for call in chain.calls if call.rung is not Rung.CONTACT), None),
        "number_missing": number_missing(chain),
        "opening": opening_of,
        "self_service": entry.self_service,
        "demands": demands_of(entry, lists, all_requirements()),
        "places": _places(entry, lists),
        "prices": prices,
        "course": course_of(entry),
        "unknown": unknown_of(entry, lists, prices, after),
        "results": outcomes_of(entry),
        "notices": [row for row in entry.notices.all() if row.starts_on <= today <= row.ends_on],
        "heirs": _heirs(entry),
        "before": before,
        "after": after,
        "today": today,
        **_easy(entry),
    }


def similar_to(number: int, catalogue: Catalogue) -> list[Card]:
    """Return the public entries that are most like one of them."""
    return make_cards(catalogue, catalogue.index.similar(number, MOST_SIMILAR))


def _neighbours(entry: Intervention) -> tuple[list[Continuation], list[Continuation]]:
    """Return what leads here and what this leads to, by name."""
    links = Continuation.objects.between_published().filter(Q(before=entry) | Q(after=entry))
    before = [link for link in links if link.after_id == entry.pk]
    after = [link for link in links if link.before_id == entry.pk]
    return (
        sorted(before, key=lambda link: collation_key(link.before.name)),
        sorted(after, key=lambda link: collation_key(link.after.name)),
    )


def _places(entry: Intervention, lists: EntryLists) -> list[str]:
    """Return everywhere it is, from the widest area to the single kommun."""
    names = [_("Hela landet")] if entry.nationwide else []
    return names + [item.name for item in (*lists["counties"], *lists["municipalities"])]


def _has_price(route: ReferralRoute) -> bool:
    return bool(route.cost) or route.cost_kind != Intervention.Cost.UNKNOWN


def _easy(entry: Intervention) -> dict[str, Any]:
    """Tell whether this is the easy text, and where the other one is."""
    easy = get_language() == EASY_SWEDISH
    with override(SWEDISH if easy else EASY_SWEDISH):
        other = entry.get_absolute_url()
    written = bool(entry.easy_summary or entry.easy_how)
    return {"easy": easy and written, "other_text": other if written else ""}


def _heirs(entry: Intervention) -> list[Intervention]:
    """Return what has come in its stead and may be seen, the nearest first."""
    if not entry.is_over:
        return []
    nearest = [entry.successor] if entry.successor else []
    return nearest + list(entry.also_replaced_by.published().order_by("name"))
