"""Find entries that may already say what somebody is about to write."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from catalogue.engine.language import canonical
from catalogue.models.intervention import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.search.catalogue import Catalogue
from catalogue.search.query import Query

ALIKE = 88  # of 100: a letter or two, or the words in another order
SHORTEST = 3
MOST = 5
SAME = {"exact", "fold", "typo", "synonym"}  # not a part of a word, not something wider


def likely_doubles(
    name: str, rows: InterventionQuerySet, catalogue: Catalogue | None
) -> list[Intervention]:
    """Return the entries among `rows` with nearly this name, or a name that means the same."""
    if len(name.strip()) < SHORTEST:
        return []
    numbers = [
        *_spelt_alike(name, rows),
        *(_meaning_the_same(name, catalogue) if catalogue else ()),
    ]
    found = rows.select_related("organisation").in_bulk(numbers)
    return [found[number] for number in dict.fromkeys(numbers) if number in found][:MOST]


def _spelt_alike(name: str, rows: InterventionQuerySet) -> Iterator[int]:
    names = dict(rows.order_by("pk").values_list("pk", "name"))
    near = process.extract(
        name, names, scorer=fuzz.token_sort_ratio, processor=canonical, score_cutoff=ALIKE,
        limit=MOST,
    )  # fmt: skip
    for _, _, number in near:
        yield number


def _meaning_the_same(name: str, catalogue: Catalogue) -> Iterator[int]:
    """Yield the public entries whose names hold every word of this one, or one for the same."""
    found = catalogue.search(Query(words=name), limit=MOST)
    asked = sum(not group.overall for group in found.plan.groups)
    for number in found.ids[: found.full]:
        reasons = found.reasons[number]
        named = [reason for reason in reasons if "name" in reason.fields and reason.kind in SAME]
        if len(named) == asked:
            yield number
