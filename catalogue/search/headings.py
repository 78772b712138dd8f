"""The hits of one page under their headings: of the place asked for, near it, elsewhere, ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.engine.found import Found
from catalogue.search.cards import Card
from catalogue.search.options import Options
from catalogue.search.parts import ELSEWHERE, ENDED, NEAR, of_the_place
from catalogue.search.whereabouts import place_label, place_names


@dataclass(frozen=True, slots=True)
class HeadedPart:
    """A part of the hits: its heading, how many there are of it, and those on this page."""

    heading: str  # empty where all hits are of one part
    count: int
    folded: bool = False
    start: int = 1  # the number of its first card on this page, among all hits
    cards: Sequence[Card] = field(default=(), compare=False)


def headed_parts(found: Found, options: Options) -> list[HeadedPart]:
    """Return every part that has hits, in the order shown."""
    parts = found.parts or {ELSEWHERE: found.total}
    placed = bool(found.plan.places)
    sections = [
        HeadedPart(
            _("I %(place)s") % {"place": place_names(found.plan, options)}, of_the_place(parts)
        ),
        HeadedPart(_("I grannkommunerna"), parts.get(NEAR, 0)),
        HeadedPart(_("På andra orter") if placed else "", parts.get(ELSEWHERE, 0)),
        HeadedPart(_ended(found, options), parts.get(ENDED, 0), folded=True),
    ]
    return [section for section in sections if section.count]


def on_page(sections: Sequence[HeadedPart], cards: Sequence[Card], offset: int) -> list[HeadedPart]:
    """Return the parts that have cards on a page, each with them."""
    shown = []
    begins, ends = 0, offset + len(cards)
    for section in sections:
        first, last = max(begins, offset), min(begins + section.count, ends)
        begins += section.count
        if first < last:
            own = cards[first - offset : last - offset]
            shown.append(HeadedPart(section.heading, section.count, section.folded, first + 1, own))
    return shown


def _ended(found: Found, options: Options) -> str:
    """Say how many have ended, and how many of them in the kommun that was asked for."""
    count = found.parts.get(ENDED, 0)
    told = ngettext("%(num)s avslutad", "%(num)s avslutade", count) % {"num": count}
    places = found.plan.places
    if len(places) != 1 or places[0].value not in options.accepts:
        return told
    there = found.hit_counts["kommun"].get(places[0].value, 0) - of_the_place(found.parts)
    if not there:
        return told
    where = place_label(places[0], options)
    return _("%(ended)s, varav %(num)s i %(place)s") % {
        "ended": told,
        "num": there,
        "place": where,
    }
