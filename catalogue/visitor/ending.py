"""Whom to turn to when the answers have been read: no set of answers ends without a number."""

from collections.abc import Sequence
from typing import NamedTuple

from catalogue.models import Municipality
from catalogue.search.areas import running_by_kommun
from catalogue.search.catalogue import Catalogue
from catalogue.visitor.kommun_page import FrontDoor, Near, front_door, nearest


class Ending(NamedTuple):
    """The visitor's kommun, how to reach it, and what the catalogue has of it."""

    place: Municipality
    door: FrontDoor | None
    own: int  # how many entries are its own
    nearest: Sequence[Near]  # with something of their own, where it has nothing


def ending(kommun: str, catalogue: Catalogue) -> Ending | None:
    """Return what to say of a kommun; nothing where none was given."""
    place = Municipality.objects.filter(slug=kommun).first() if kommun else None
    if place is None:
        return None
    counts = running_by_kommun(catalogue)
    own = counts[place.slug].own
    return Ending(place, front_door(place), own, [] if own else nearest(place, counts, catalogue))
