"""A condition that somebody near has asks for two things."""

import pytest

from catalogue.engine.language import words_of
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups
from catalogue.engine.vocabulary.deeds import deeds_for
from catalogue.engine.vocabulary.relations import relations
from tests.catalogue.engine.factories import make_document, make_index

pytestmark = pytest.mark.xdist_group("words")  # built once, in one worker

CATALOGUE = [
    "Psykosteamet: schizofreni",
    "Anhörigstöd",
    "Psykosvård",
    "Simskola",
]


@pytest.fixture(scope="module")
def vocabulary(analyser):
    return Vocabulary(read_groups(), analyser)


class TestRelatives:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("min bror har schizofreni", [1, 2, 3]),
            ("brorsan har schizofreni", [1, 2, 3]),
            ("jag har schizofreni", [1, 3]),
            ("ung man med schizofreni", [1, 3]),
        ],
    )
    def test_both_readings_are_found_where_it_is_somebody_near(
        self, analyser, vocabulary, text, found
    ):
        index = make_index(analyser, (make_document(n, t) for n, t in enumerate(CATALOGUE, 1)))
        plan = make_plan(text, index, vocabulary)

        assert bool([group for group in plan.groups if group.second]) == (2 in found)
        assert sorted(index.search(plan).ids) == found

    @pytest.mark.parametrize(
        ("text", "near"),
        [("min man mår dåligt", True), ("mannen mår dåligt", True), ("man mår dåligt", False)],
    )
    def test_what_may_be_anybody_is_near_only_where_it_is_said(self, analyser, text, near):
        assert deeds_for(analyser).after_somebody_near(words_of(text), 2) == near

    def test_name_groups_that_there_are(self, vocabulary):
        named = [text for each in relations() for text in (*each.ill, *each.near, *each.but_not)]

        assert [text for text in named if not vocabulary.has(vocabulary.phrase(text).keys)] == []
