"""What people search for, held against what the catalogue finds today.

Nothing of this is stored: a line goes from the work list as soon as the search finds something
good, be it by a new entry, a mended one or a synonym.
"""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import NamedTuple

from django.db.models import Sum

from catalogue.engine.found import Found
from catalogue.models import Intervention, SearchCount
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.query import Query
from catalogue.search.results import FEW
from catalogue.search.sync import current

MOST = 500  # different words that are looked up, those most searched for first
BEST = 10  # an entry is found by a search when it is among so many first hits


class Success(Enum):
    """How well a search does."""

    NOTHING = "ingen träff"
    WEAK = "bara svaga träffar"
    ELSEWHERE = "finns hos andra"
    FEW = "en till tre träffar"
    ENOUGH = "fler träffar"


class LookedUp(NamedTuple):
    """What a search gives a visitor today."""

    success: Success
    total: int
    best: list[int]  # ids, the best first
    crisis: bool


class FoundBy(NamedTuple):
    """A search that finds an entry."""

    place: int  # among the hits
    words: str
    searches: int
    weak: bool  # all its hits are


def search_for(words: str) -> Query:
    """Return the search that was counted."""
    return Query(words=words, chosen=DEFAULT_CHOICES)


def look_up(words: Collection[str]) -> Mapping[str, LookedUp]:
    """Search for each of these words as a visitor does."""
    if not words:
        return {}
    catalogue = current()
    return {each: _looked_up(catalogue.search(search_for(each), limit=BEST)) for each in words}


def _looked_up(found: Found) -> LookedUp:
    success = Success.FEW if found.total <= FEW else Success.ENOUGH
    if found.weak or not found.total:
        success = Success.WEAK if found.total else Success.NOTHING
    if found.plan.elsewhere.lacking:
        success = Success.ELSEWHERE  # and the visitor reads where
    return LookedUp(success, found.total, found.ids, bool(found.plan.distress))


def words_with(successes: set[Success]) -> list[str]:
    """Return the words that can be read and that come out so today."""
    asked = SearchCount.objects.readable().values_list("words").annotate(Sum("searches"))
    words = asked.order_by("-searches__sum", "words").values_list("words", flat=True)[:MOST]
    return [each for each, found in look_up(words).items() if found.success in successes]


def unmet() -> list[int]:
    """Return the recent rows, one for each words, that still find nothing good: the work."""
    rows = SearchCount.objects.readable().recent().open().order_by("month", "searches")
    newest = dict(rows.values_list("words", "pk"))
    missed = {Success.NOTHING, Success.WEAK}
    looked_up = look_up(list(newest)[-MOST:])
    return [newest[words] for words, found in looked_up.items() if found.success in missed]


def found_by(entry: Intervention) -> list[FoundBy]:
    """Return the searches of this month and the last that find an entry, those most made first."""
    recent = SearchCount.objects.readable().recent().values_list("words")
    asked = dict(recent.annotate(Sum("searches")).order_by("-searches__sum", "words")[:MOST])
    return [
        FoundBy(
            place=found.best.index(entry.pk) + 1,
            words=words,
            searches=asked[words],
            weak=found.success in {Success.WEAK, Success.ELSEWHERE},
        )
        for words, found in look_up(asked).items()
        if entry.pk in found.best
    ]
