"""The quality that must never sink. When the figures rise for good, raise the floors."""

import pytest

from tests.search_quality.judge import Verdict, claimed, judge

OVERALL = {"catalogue": 0.945, "general": 0.945, "heldout": 0.91, "wider": 0.885}
CLASS = {"catalogue": 0.88, "general": 0.83, "heldout": 0.73, "wider": 0.71}
TOP = {"catalogue": 0.95, "general": 0.99, "heldout": 0.97, "wider": 0.93}


@pytest.fixture(scope="module")
def verdicts(analyser) -> dict[str, Verdict]:
    return {name: judge(name, analyser) for name in OVERALL}


@pytest.mark.parametrize("name", OVERALL)
class TestQuality:
    def test_overall(self, verdicts, name):
        assert verdicts[name].ndcg >= OVERALL[name]

    def test_no_class_is_left_behind(self, verdicts, name):
        low = {key: v for key, v in verdicts[name].class_means().items() if v < CLASS[name]}

        assert low == {}

    def test_the_first_answer_is_relevant(self, verdicts, name):
        assert verdicts[name].top / verdicts[name].judged >= TOP[name]

    def test_hardly_any_search_ends_empty(self, verdicts, name):
        assert verdicts[name].empty <= 0.01 * verdicts[name].judged

    def test_what_does_not_exist_is_not_claimed(self, verdicts, name):
        assert verdicts[name].false_positives <= 0.10 * verdicts[name].negatives


def test_searches_for_something_else_are_not_claimed_to_be_answered(analyser):
    assert len(claimed(analyser)) <= 3
