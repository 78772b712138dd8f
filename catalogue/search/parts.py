"""In what parts the hits of a search are shown: of the place asked for, elsewhere, ended.

The parts hold each hit once. They bear upon the order alone, never on what is found or counted.
"""

from collections.abc import Mapping

from catalogue.engine.documents import Parts
from catalogue.engine.groups import Plan
from catalogue.search.facets import NATIONWIDE
from catalogue.search.options import Options
from catalogue.search.query import Query
from catalogue.search.state import RUNNING

OWN, COUNTY, NATION = "own", "county", "nation"  # of the place, those that say just it first
NEAR, ELSEWHERE, ENDED = "near", "elsewhere", "ended"
OF_THE_PLACE = (OWN, COUNTY, NATION)


def parts_of(query: Query, plan: Plan, options: Options) -> Parts:
    """Return the parts, in the order shown.

    Who browses, or asks for a state, gets no part of what has ended.
    """
    asks = plan.groups or plan.facts
    running = {"lage": RUNNING} if asks and not query.choice("lage") else {}
    parts: dict[str, Mapping[str, frozenset[str]]] = {}
    if asked := kommuner_of(plan, options):
        parts[OWN] = {"kommun": asked, **running}
        parts[COUNTY] = {"kommun": frozenset(options.accepts[slug][0] for slug in asked), **running}
        parts[NATION] = {"kommun": frozenset({NATIONWIDE}), **running}
        parts[NEAR] = {"kommun": neighbours_of(plan, options), **running}
    if parts or running:
        parts[ELSEWHERE] = running
    if running:
        parts[ENDED] = {}
    return parts


def asked_alone(query: Query, plan: Plan, options: Options) -> Mapping[str, frozenset[str]]:
    """Return the places that are all that is asked for, as a choice: nothing from elsewhere."""
    if plan.groups or plan.facts or not plan.places or query.choice("kommun"):
        return {}
    return {"kommun": kommuner_of(plan, options) | neighbours_of(plan, options)}


def kommuner_of(plan: Plan, options: Options) -> frozenset[str]:
    """Return the kommuner that are asked for, all of a county's for a county."""
    asked = {place.value for place in plan.places}
    if not asked:
        return frozenset()
    return frozenset(
        slug for slug, (county, _) in options.accepts.items() if slug in asked or county in asked
    )


def neighbours_of(plan: Plan, options: Options) -> frozenset[str]:
    """Return the kommuner beside those that something near is asked of."""
    near = [place.value for place in plan.places if place.near]
    beside = {other for slug in near for other in options.neighbours.get(slug, ())}
    return frozenset(beside - kommuner_of(plan, options))


def of_the_place(parts: Mapping[str, int]) -> int:
    """Return how many hits hold for the places that were asked for."""
    return sum(parts.get(name, 0) for name in OF_THE_PLACE)
