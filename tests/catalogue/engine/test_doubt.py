"""Doubt goes by how the best hit was found, not by stray words."""

import pytest

from catalogue.engine.doubt import Nearness
from catalogue.engine.groups import Plan
from catalogue.engine.vocabulary import WordGroup
from tests.catalogue.engine.factories import BURNOUT, make_document, make_index, plan_of

NAMES = ("Boendestöd", "Stöd vid utmattning", "Psykisk ohälsa", "Grupp för föräldrar", "Kafé")
PARENTS = WordGroup("behov", terms=("faderskap",), broader=("föräldrar",))


@pytest.fixture
def index(analyser):
    others = [make_document(number, f"Insats {number}") for number in range(10, 40)]
    return make_index(analyser, [*map(make_document, range(1, 6), NAMES), *others])


def nearness(index, text, *groups):
    return index.search(plan_of(text, index, groups)).nearness


class TestVerdict:
    @pytest.mark.parametrize("text", ["boendestöd", "utbrändhet", "gått in i väggen", "boendstöd"])
    def test_is_a_hit_for_the_word_another_word_for_it_and_a_slip_of_the_pen(self, index, text):
        assert nearness(index, text, BURNOUT) is Nearness.HIT

    def test_is_no_hit_for_a_broader_word_alone(self, index):
        assert nearness(index, "faderskap", PARENTS) is not Nearness.HIT

    def test_is_no_hit_for_a_part_alone_where_the_other_is_nowhere(self, index):
        found = index.search(plan_of("kaféraket", index))

        assert not found.total or found.weak

    def test_is_no_hit_for_one_of_two_words(self, index):
        assert nearness(index, "lasagne boendestöd") is Nearness.PARTLY

    def test_is_a_hit_in_spite_of_one_stray_word_in_a_sentence(self, analyser, index):
        both = make_document(50, "Boendestöd vid utmattning")
        text = "har gått in i väggen och behöver boendestöd sedan trasten kom"

        assert nearness(index.with_documents([both]), text, BURNOUT) is Nearness.HIT

    def test_is_absent_where_nothing_is_found(self, index):
        assert nearness(index, "zxqwv") is Nearness.ABSENT

    @pytest.mark.parametrize("text", ["jag", "det är", "och att"])
    def test_is_absent_where_nothing_is_left_to_search_for(self, index, text):
        found = index.search(plan_of(text, index))

        assert (found.nearness, found.plan.is_idle) == (Nearness.ABSENT, True)

    def test_is_a_hit_where_nothing_was_written(self, index):
        assert index.search(Plan()).nearness is Nearness.HIT

    @pytest.mark.parametrize("order", ["relevance", "name", "reviewed", "queue"])
    @pytest.mark.parametrize("offset", [0, 1, 2])
    def test_is_the_same_on_every_page_and_in_every_order(self, analyser, order, offset):
        index = make_index(
            analyser,
            [
                make_document(1, "Boendestöd"),
                make_document(2, "Annat", content="Här nämns boendestöd."),
                make_document(3, "Annat", content="Också boendestöd."),
            ],
        )
        plan = plan_of("boendestöd", index)

        found = index.search(plan, order=order, offset=offset, limit=1)

        assert found.signs == index.search(plan).signs

    def test_is_the_same_whatever_was_beside_it(self, index):
        alone = index.search(plan_of("boendestöd", index), limit=1)

        assert alone.signs == index.search(plan_of("boendestöd", index), limit=20).signs


class TestUnheard:
    def test_is_what_no_entry_has_anything_of(self, index):
        assert plan_of("boendestöd lasagne", index).unheard == ("lasagne",)

    def test_leaves_a_rest_that_is_met_or_not(self, index):
        assert index.search(plan_of("boendestöd lasagne", index)).meets_the_rest
        assert not index.search(plan_of("boendestöd kafé lasagne", index)).meets_the_rest


class TestLeftOut:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("boendestöd 58", ("58",)),
            ("boendestöd till farmor", ("farmor",)),
            ("hjälp jag behöver boendestöd och så", ()),
            ("58", ()),
        ],
    )
    def test_are_words_that_bear_meaning_and_were_not_asked_for(self, index, text, named):
        assert plan_of(text, index).left_out == named
