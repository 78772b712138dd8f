"""Distress heard by how a text sounds, and phrases that are there by accident."""

from dataclasses import replace

import numpy as np
import pytest

from catalogue.engine.language import words_of
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import (
    Distress,
    Vocabulary,
    WordGroup,
    learned_hearing,
    read_groups,
    signs_for,
)
from catalogue.engine.vocabulary.hearing import SIZE, SPAN, Hearing, features_of
from tests.catalogue.engine.factories import CATALOGUE, make_document, make_index, plan_of

pytestmark = pytest.mark.xdist_group("words")  # built once, in one worker

# No phrase and no sign has these words.
SOUNDS = [
    "han höll kudden över mitt ansikte",
    "min sambo har slängt ut mina kläder och säger att jag ska få se vad som händer",
    "my boyfriend broke my arm and i am hiding",
]
ACCIDENTS = [
    "farmor blev bedragen och kontot är tömt",
    "pensionär som behöver hjälp med skrivaren",
    "heder och normer konsultation för lärare",
    "kasta mig ut i studierna",
]


@pytest.fixture(scope="module")
def index(analyser):
    return make_index(analyser, (make_document(n, name) for n, name in enumerate(CATALOGUE, 1)))


@pytest.fixture(scope="module")
def vocabulary(analyser):
    return Vocabulary(read_groups(), analyser)


class TestHearing:
    @pytest.mark.parametrize("text", SOUNDS)
    def test_hears_what_nobody_wrote_down(self, analyser, index, vocabulary, text):
        assert signs_for(analyser).read(words_of(text), analyser) is Distress.NONE
        assert make_plan(text, index, vocabulary).distress is Distress.DANGER

    def test_hears_despair_as_less_grave(self, index):
        text = "jag gråter varje kväll och bryr mig inte om någonting längre"

        assert plan_of(text, index).distress is Distress.DESPAIR

    @pytest.mark.parametrize("text", ACCIDENTS)
    def test_takes_back_a_phrase_that_sounds_like_something_else(self, index, vocabulary, text):
        assert make_plan(text, index, vocabulary).distress is Distress.NONE

    def test_takes_back_no_sign(self, index):
        text = "behöver hjälp med bankid och blanketter, har tagit 40 panodil"

        assert plan_of(text, index).distress is Distress.DANGER

    def test_takes_back_no_phrase_of_the_staffs_own(self, index):
        group = WordGroup("kris", terms=("mörkerdal",))
        text = "pensionär i mörkerdal som behöver hjälp med skrivaren"

        assert plan_of(text, index, [group]).distress is Distress.NONE
        assert plan_of(text, index, [replace(group, own=True)]).distress is Distress.DANGER

    def test_leaves_single_words_to_phrases_and_signs(self, index):
        group = WordGroup("kris", terms=("kvinnojour",))

        assert plan_of("kvinnojour", index).distress is Distress.NONE
        assert plan_of("kvinnojour", index, [group]).distress is Distress.DANGER

    def test_hears_a_story_part_by_part(self, index):
        before = "jag flyttade till stan i våras för att läsa till undersköterska på komvux och "
        after = " och nu undrar jag om det finns någon kurs i matematik på kvällarna i höst"

        assert plan_of(before + SOUNDS[0] + after, index).distress is Distress.DANGER

    def test_hears_a_text_in_bounded_work(self, analyser):
        looked: list[int] = []

        class Counting(Hearing):
            def _sum(self, features):
                looked.append(len(features))
                return super()._sum(features)

        Counting(np.zeros((2, SIZE), np.int8)).hear(("ord",) * 250, analyser)

        assert len(looked) <= 250 / 5
        assert max(looked) <= SPAN * 20

    def test_learned_one_number_for_each_feature(self, analyser):
        assert learned_hearing()._weights.shape == (2, SIZE)
        assert max(features_of(words_of("min sambo låser in mig"), analyser)) < SIZE
