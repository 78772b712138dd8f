"""What the page of one entry shows: to visitors, and to an editor who looks before saving."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from catalogue.models import Intervention
from catalogue.search.cards import Card, make_cards
from catalogue.search.catalogue import Catalogue
from catalogue.visitor.requirements import all_requirements, tell_requirements

MOST_SIMILAR = 3


def entry_context(entry: Intervention, similar: Sequence[Card]) -> dict[str, Any]:
    """Return what the template needs besides the address. The entry has its page relations."""
    return {
        "entry": entry,
        "similar": similar,
        "failing": [contact for contact in entry.contacts.all() if not contact.works],
        "self_service": entry.self_service,
        "requirements": tell_requirements(entry, all_requirements()),
        "before": entry.comes_from.between_published().order_by("before__name"),
        "after": entry.continues_to.between_published().order_by("after__name"),
        "today": timezone.localdate(),
    }


def similar_to(number: int, catalogue: Catalogue) -> list[Card]:
    """Return the public entries that are most like one of them."""
    return make_cards(catalogue, catalogue.index.similar(number, MOST_SIMILAR))
