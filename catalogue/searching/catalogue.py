"""One state of the catalogue as it is searched: the index and all that belongs with it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from catalogue.search.documents import Choices
from catalogue.search.found import Found
from catalogue.search.groups import Plan
from catalogue.search.index import Index
from catalogue.search.names import Names
from catalogue.search.plan import make_plan
from catalogue.search.vocabulary import Vocabulary
from catalogue.searching.facets import REQUIREMENT
from catalogue.searching.options import Options
from catalogue.searching.query import PAGE_SIZE, Query


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a search needs, all from one revision. Never changes; a newer one takes its place."""

    epoch: str
    revision: int
    index: Index
    options: Options
    vocabulary: Vocabulary
    names: Names

    def plan(self, words: str) -> Plan:
        """Return what the words mean, in view of what the catalogue holds."""
        return make_plan(words, self.index, self.vocabulary, self.names)

    def search(
        self, query: Query, *, limit: int = PAGE_SIZE, today: datetime.date | None = None
    ) -> Found:
        """Return one page of hits with every count; a page beyond the last is the last."""
        plan = self.plan(query.words)
        choices = Choices(include=query.chosen, exclude={REQUIREMENT.name: query.without})
        day = (today or timezone.localdate()).toordinal()

        def page(number: int) -> Found:
            offset = (number - 1) * limit
            return self.index.search(plan, choices, query.order, offset, limit, day)

        found = page(query.page)
        if found.total and not found.ids:
            found = page(-(-found.total // limit))
        return found
