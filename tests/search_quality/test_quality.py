"""The quality that must never sink. When the figures rise for good, raise the floors."""

import numpy as np
import pytest

from catalogue.engine.doubt import HitSigns
from catalogue.engine.language import Analyser
from catalogue.search.evaluation import score
from catalogue.search.query import Query
from tests.search_quality.doubt import Seen, figures, fitted, told_by_others
from tests.search_quality.judge import Answers, answers, by_class, judge_of, negatives
from tests.search_quality.sets import SETS, SHEETS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.xdist_group("verdicts"),  # built once, in one worker
]

# By the site's own path: all that is published, every count, every word of an entry. A phrase more,
# and the sense of sentences is taught anew, and neighbours change places: that is left room for.
OVERALL = {
    "catalogue": 0.95,
    "general": 0.953,
    "heldout": 0.935,
    "open": 0.74,
    "wider": 0.912,
    "everyday": 0.778,
    "people": 0.71,
    "professionals": 0.79,
}
CLASS = {
    "catalogue": 0.88,
    "general": 0.88,
    "heldout": 0.82,
    "open": 0.3,
    "wider": 0.78,
    "everyday": 0.74,
    "people": 0.5,
    "professionals": 0.5,
}
FIRST = {
    "catalogue": 0.95,
    "general": 0.99,
    "heldout": 0.95,
    "open": 0.76,
    "wider": 0.94,
    "everyday": 0.83,
    "people": 0.67,
    "professionals": 0.78,
}
FALSE = {
    "catalogue": 0.0,
    "general": 0.0,
    "heldout": 0.0,
    "open": 0.0,
    "wider": 0.05,
    "everyday": 0.13,
    "people": 0.2,
    "professionals": 0.3,
}
LACKING = "negatives"  # what is told of them: only doubt
# Of all sets together: docs/search.md tells what was aimed at, and what each costs the others.
HITS_RELEVANT = 0.94
RELEVANT_DOUBTED = 0.08
NEGATIVES_CALLED = 0.06


@pytest.fixture(scope="module")
def judged(django_db_setup, django_db_blocker, analyser: Analyser) -> dict[str, Answers]:
    with django_db_blocker.unblock():
        return {name: answers(name) for name in SETS} | {LACKING: negatives()}


@pytest.mark.parametrize("name", SETS)
class TestQuality:
    def test_overall(self, judged, name):
        assert score(judged[name]).ndcg >= OVERALL[name]

    def test_no_class_is_left_behind(self, judged, name):
        means = {kind: score(own).ndcg for kind, own in by_class(judged[name]).items()}

        assert {kind: mean for kind, mean in means.items() if mean < CLASS[name]} == {}

    def test_the_first_answer_is_relevant(self, judged, name):
        assert score(judged[name]).top1 >= FIRST[name]

    def test_hardly_any_search_ends_empty(self, judged, name):
        empty = [query.words for query, found in judged[name] if query.relevant and not found.ids]

        assert len(empty) <= max(1, len(judged[name]) // 100)

    def test_what_does_not_exist_is_not_claimed(self, judged, name):
        assert (score(judged[name]).false_positives or 0) <= FALSE[name]


def test_what_the_catalogue_answers_is_not_said_to_be_lacking(judged):
    """At most one in a hundred is told that somebody else has it, above a hit that is right."""
    asked, wrong = 0, []
    for name, sheets in SHEETS.items():
        catalogue = judge_of(sheets).catalogue
        for query, found in judged[name]:
            asked += bool(query.relevant)
            right = query.relevant.keys() & set(found.ids[:10])
            if right and catalogue.search(Query(query.words)).plan.elsewhere.lacking:
                wrong.append(query.words)

    assert len(wrong) <= asked / 100, wrong


class TestDoubt:
    """Hits are told from near misses: neither promised too much nor doubted without cause."""

    @pytest.fixture
    def told(self, judged):
        return score(pair for pairs in judged.values() for pair in pairs)

    def test_what_is_called_a_hit_is_relevant(self, told):
        assert told.hits_relevant >= HITS_RELEVANT

    def test_what_is_relevant_is_seldom_doubted(self, told):
        assert told.relevant_doubted <= RELEVANT_DOUBTED

    def test_what_the_catalogue_lacks_is_seldom_called_a_hit(self, told):
        assert told.false_positives <= NEGATIVES_CALLED

    def test_searches_for_something_else_are_not_claimed_to_be_answered(self, judged):
        claimed = [query.words for query, found in judged[LACKING] if not found.weak]

        assert len(claimed) <= 2


class TestFitting:
    """`tests.search_quality.doubt` finds the weights anew."""

    def rows(self):
        rng = np.random.default_rng(7)
        for name in ("one", "other"):
            for met in rng.random(60).tolist():
                signs = HitSigns(met=met, told=0.5, missed=1 - met, unheard=0, guessed=0)
                yield Seen(name, signs, relevant=met > 0.5, negative=False)

    def test_tells_near_from_far_in_a_set_it_has_not_seen(self):
        rows = list(self.rows())

        hits, doubted, _ = figures(rows, told_by_others(rows) >= 0, negative=1)

        assert hits >= 0.95
        assert doubted <= 0.05

    def test_gives_a_weight_that_points_the_right_way(self):
        _, met, *_ = fitted(list(self.rows()))

        assert met > 0
