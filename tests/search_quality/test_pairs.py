"""Who does what to whom, and for whom help is sought: what must never be lost again."""

import pytest

from tests.search_quality.pairs import ROLES, Pairs
from tests.search_quality.sets import read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("verdicts"),  # built once, in one worker
]

MOST_ROLES = 2


@pytest.fixture(scope="module")
def pairs(analyser) -> Pairs:
    return Pairs(analyser)


class TestPairs:
    def test_are_enough(self):
        assert len(read(ROLES)["queries"]) >= 40

    def test_of_roles_are_answered_for_the_right_side(self, pairs):
        wrong = [said for _, said in pairs.roles(read(ROLES)["queries"])]

        assert len(wrong) <= MOST_ROLES, wrong
