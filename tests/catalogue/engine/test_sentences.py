"""Which words of a sentence count, and for how much."""

import pytest

from catalogue.engine.vocabulary import WordGroup
from tests.catalogue.engine.factories import BURNOUT, ids, make_document, make_index, plan_of

RIDING = WordGroup("insats", terms=("ridning",), broader=("hästar",))


class TestWords:
    def test_that_the_vocabulary_does_not_know_count_less_beside_those_it_does(self, analyser):
        index = make_index(
            analyser, [make_document(1, "Trumpet"), make_document(2, "Stöd vid utmattning")]
        )

        assert ids("trumpet utmattning", index, BURNOUT) == [2, 1]

    def test_that_it_does_not_know_hardly_matter_beside_a_phrase(self, analyser):
        band = ["trumpet", "trombon", "tuba", "oboe", "fagott", "klarinett"]
        index = make_index(
            analyser, [make_document(n, name) for n, name in enumerate(["Utmattning", *band], 1)]
        )

        found = index.search(plan_of(f"gått in i väggen {' '.join(band)}", index, [BURNOUT]))

        assert (found.ids, found.full) == ([1], 1)

    @pytest.mark.parametrize("text", ["17 utmattning", "säger nästan alltid utmattning"])
    def test_that_say_nothing_are_left_out(self, analyser, text):
        index = make_index(analyser, [make_document(1, "Utmattning 17")])

        assert [group.typed for group in plan_of(text, index).groups] == ["utmattning"]


class TestPhrases:
    GROUP = WordGroup("behov", terms=("arbetsprövning",), lay=("hur mycket kan jag jobba",))

    @pytest.mark.parametrize(
        ("text", "is_one"), [("hur mycket kan hon jobba", True), ("hur hittar han jobb", False)]
    )
    def test_with_one_telling_word_must_stand_together(self, analyser, text, is_one):
        index = make_index(analyser, [make_document(1, "Arbetsprövning av jobb")])

        typed = [group.typed for group in plan_of(text, index, [self.GROUP]).groups]

        assert any(words.startswith("hur") for words in typed) is is_one


class TestBroaderWords:
    def test_are_the_answer_where_there_is_no_nearer(self, analyser):
        index = make_index(analyser, [make_document(1, "Hästar"), make_document(2, "Sommar")])

        assert ids("ridning sommar", index, RIDING) == [2, 1]

    def test_alone_are_a_weak_answer_to_several_things(self, analyser):
        index = make_index(analyser, [make_document(1, "Hästar och båtar")])
        paddling = WordGroup("insats", terms=("paddling",), broader=("båtar",))

        assert index.search(plan_of("ridning paddling", index, [RIDING, paddling])).weak
