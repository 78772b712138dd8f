"""One state of the catalogue as it is searched: the index and all that belongs with it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from catalogue.engine.documents import Choices, FactDemand
from catalogue.engine.doubt import Nearness
from catalogue.engine.found import Found
from catalogue.engine.groups import AGE, Plan
from catalogue.engine.index import Index
from catalogue.engine.memory import Memory
from catalogue.engine.names import Names
from catalogue.engine.ordering import Order
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary
from catalogue.search.demands import SAY_SO, SAY_SO_OR_NOTHING, demand_of, together
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.neighbours import Neighbourhood
from catalogue.search.options import Options
from catalogue.search.parts import asked_alone, kommuner_of, of_the_place, parts_of
from catalogue.search.query import PAGE_SIZE, Query
from catalogue.search.requirements import REQUIREMENTS, stances_asked

# The orders of the address, as the engine knows them.
ENGINE_ORDER: Mapping[str, Order] = {
    "relevans": "relevance",
    "namn": "name",
    "granskad": "reviewed",
    "ko": "queue",
}
ENTRIES_KEPT = 4_000  # whose cards are remembered till the next change


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What a search needs, all from one revision and for one day. A newer one takes its place."""

    epoch: str
    revision: int
    day: datetime.date
    index: Index
    options: Options
    vocabulary: Vocabulary
    names: Names
    neighbourhood: Neighbourhood
    memory: Memory = field(default_factory=lambda: Memory(ENTRIES_KEPT), init=False, repr=False)

    def plan(self, query: Query) -> Plan:
        """Return what the words mean, in view of what the catalogue holds."""
        plan = make_plan(
            query.words,
            self.index,
            self.vocabulary,
            self.names,
            query.set_aside,
            literal=query.literal,
        )
        if not plan.groups and plan.beside and not self._answers_to(plan):
            plan = replace(plan, groups=plan.beside, beside=())  # who has the words, then?
        elsewhere = self.neighbourhood.elsewhere(plan, self.index, self.vocabulary)
        if any(elsewhere):
            plan = replace(plan, elsewhere=elsewhere)
        return _uncorrected(plan) if query.literal else plan

    def search(
        self, query: Query, *, limit: int = PAGE_SIZE, today: datetime.date | None = None
    ) -> Found:
        """Return one page of hits with every count; a page beyond the last is the last."""
        plan = self.plan(query)
        stances = stances_asked(query.without_requirements, query.unsaid_requirements)
        include = {**query.chosen, **asked_alone(query, plan, self.options)}
        demands = self._demands(plan, query)
        choices = Choices(include, {REQUIREMENTS: stances}, demands)
        parts = parts_of(query, plan, self.options)
        there = frozenset(("kommun", slug) for slug in kommuner_of(plan, self.options))
        day = (today or self.day).toordinal()

        def page(number: int) -> Found:
            offset = (number - 1) * limit
            order = ENGINE_ORDER[query.order]
            return self.index.search(plan, choices, order, offset, limit, day, parts, there)

        found = page(query.page)
        if found.total and not found.ids:
            found = page(-(-found.total // limit))
        return self._told_as_near(found)

    def _told_as_near(self, found: Found) -> Found:
        """Note where others have what was asked for, or none is of the place."""
        elsewhere = found.plan.elsewhere
        if any(elsewhere) and found.total and found.by_words is Nearness.HIT:
            elsewhere = self.neighbourhood.beside_hits(elsewhere)
        away = bool(found.plan.places) and not of_the_place(found.parts)
        if not away and elsewhere is found.plan.elsewhere:
            return found
        return replace(found, plan=replace(found.plan, elsewhere=elsewhere), away=away)

    def _demands(self, plan: Plan, query: Query) -> list[FactDemand]:
        """Return what the facts of a plan demand: to be said, where nothing else is asked for."""
        if not plan.facts:
            return []
        wanted = SAY_SO_OR_NOTHING if plan.groups or query.silent_too else SAY_SO
        spans = [value for facet, value in self.index.codes.values if facet == AGE]
        return [demand_of(facts, wanted, spans) for facts in together(plan.facts)]

    def _answers_to(self, plan: Plan) -> bool:
        """Tell whether each fact of a plan is said by some entry."""
        demands = self._demands(plan, Query())
        return all(any(len(self.index.with_value(*so)) for so in each.says) for each in demands)

    def entries(self, chosen: Mapping[str, frozenset[str]]) -> list[int]:
        """Return the ids of everything that answers to some choices, by name."""
        query = Query(chosen={**DEFAULT_CHOICES, **chosen}, order="namn")
        return self.search(query, limit=len(self.index) or 1).ids


def _uncorrected(plan: Plan) -> Plan:
    """Return the plan of a visitor who meant every letter."""
    groups = tuple(
        group._replace(alternatives=tuple(a for a in group.alternatives if a.kind != "typo"))
        for group in plan.groups
    )
    return replace(plan, groups=groups, corrections=())
