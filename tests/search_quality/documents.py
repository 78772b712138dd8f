"""Documents for what concerns the engine alone: fact sheets as it sees them, without a database."""

from typing import Any

from catalogue.engine.documents import Choices, Document, IndexedFacet, Parts
from catalogue.engine.groups import Plan
from catalogue.engine.index import Index
from catalogue.engine.language import Analyser
from catalogue.engine.names import Names
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups
from catalogue.search.evaluation import JudgedQuery, Ranking, read_queries
from tests.search_quality.sets import DEMO, GENERAL, path_of, read

FACETS = (
    IndexedFacet("kommun"),
    IndexedFacet("behov", about=True),
    IndexedFacet("typ", about=True),
)


def interventions() -> list[Document]:
    """Return the entries of the demo catalogue."""
    return [sheet(number, row) for number, row in enumerate(read(DEMO), start=1)]


def answers_to_general(analyser: Analyser) -> list[tuple[JudgedQuery, Ranking]]:
    """Ask the set that comes with documents of its own, which are no fact sheets."""
    asked = read(path_of(GENERAL))
    rows = asked["documents"]
    known_as = {row["id"]: row["slug"] for row in rows}
    index = Index(analyser, FACETS).with_documents(map(_general, rows))
    names = Names({place: ("kommun", place) for row in rows for place in sorted(row["places"])})
    vocabulary = Vocabulary(read_groups(), analyser)
    pairs = []
    for query in read_queries(asked):
        plan = make_plan(query.words, index, vocabulary, names)
        choices, parts = _places_first(plan)
        found = index.search(plan, choices, parts=parts)
        ids = [known_as[i] for i in found.ids]
        pairs.append((query, Ranking(ids, found.weak, found.signs)))
    return pairs


def _places_first(plan: Plan) -> tuple[Choices, Parts]:
    """Return how the site asks: what holds for a place comes first, or alone without words."""
    asked = {"kommun": frozenset(place.value for place in plan.places)}
    if not plan.places:
        return Choices(), {}
    return Choices({} if plan.groups else asked), {"place": asked, "elsewhere": {}}


def sheet(number: int, row: Any) -> Document:
    """Return a fact sheet as the engine sees it."""
    return Document(
        id=number,
        fields={
            "name": row["name"],
            "summary": row["purpose"],
            "content": row["content"],
            "need_groups": "\n".join(row["behovsgrupper"]),
            "organisation": row["organisation"],
            "places": "\n".join(row["kommuner"]),
            "type": row["type"],
            "audience": "\n".join((row["criteria"], row["referral"], row["exclusion"])),
        },
        facets={"kommun": row["kommuner"], "behov": row["behovsgrupper"], "typ": [row["type"]]},
    )


def _general(row: Any) -> Document:
    return Document(
        id=row["id"],
        fields={
            "name": row["title"],
            "summary": row["summary"],
            "content": row["body"],
            "need_groups": "\n".join(row["needs"]),
            "organisation": row["org"],
            "places": "\n".join(row["places"]),
            "type": row["type"],
        },
        facets={"kommun": row["places"], "behov": row["needs"], "typ": [row["type"]]},
    )
