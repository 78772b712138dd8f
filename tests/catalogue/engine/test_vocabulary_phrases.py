"""A phrase of the reviewed words, typed as it is written, is understood as itself."""

import pytest

from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, WordGroup, read_groups
from tests.catalogue.engine.factories import make_index
from tests.sample import sample
from tests.search_quality.documents import interventions

pytestmark = pytest.mark.xdist_group("phrases")  # built once, in one worker

# "dom" is they, and too common to search for; the judgement of a court is found as "dömd".
TOO_COMMON = {"dom"}


@pytest.fixture(scope="module")
def vocabulary(analyser):
    return Vocabulary(read_groups(), analyser)


@pytest.fixture(scope="module")
def index(analyser):
    return make_index(analyser, interventions())


@pytest.fixture(scope="module")
def plans(vocabulary, index):
    """What is made of phrases that lead anywhere."""
    phrases = [
        text
        for group in vocabulary.groups
        for text in (*group.terms, *group.hidden, *group.lay, *group.foreign)
    ]
    return {text: make_plan(text, index, vocabulary) for text in sample(phrases)}


def listed_misspelling(vocabulary, text, plan):
    """Tell whether a word of the list is misspelt, and was put right as the list says."""
    means = {phrase.keys for phrase, *_ in vocabulary.expansions(vocabulary.phrase(text).keys)}
    return all(
        vocabulary.tongues.lists_in_swedish(text.lower())
        and any(vocabulary.phrase(correction.used).keys == keys for keys in means)
        for correction in plan.corrections
    )


@pytest.mark.slow
class TestPhrases:
    def test_are_one_thing_asked_for(self, plans, vocabulary):
        apart = {text for text, plan in plans.items() if len(plan.groups) != 1 and not plan.facts}

        assert {t for t in apart if vocabulary.has(vocabulary.phrase(t).keys)} <= TOO_COMMON

    def test_that_say_no_more_than_their_words_are_left_to_these(self, index, analyser):
        groups = [
            WordGroup("behov", terms=("arbetslös",)),
            WordGroup("behov", terms=("unga",), lay=("arbetslösa unga", "unga som väntar")),
        ]

        def typed(text):
            plan = make_plan(text, index, Vocabulary(groups, analyser))
            return [group.typed for group in plan.groups]

        assert typed("arbetslösa unga") == ["arbetslösa", "unga"]
        assert typed("unga som väntar") == ["unga väntar"]

    def test_are_never_corrected_into_something_else(self, plans, vocabulary):
        corrected = {
            text: plan.corrections
            for text, plan in plans.items()
            if not listed_misspelling(vocabulary, text, plan)
        }

        assert corrected == {}

    def test_are_never_a_guess(self, plans):
        guessed = {t for t, plan in plans.items() if any(group.weak for group in plan.groups)}

        assert guessed == set()


class TestPhrasesInSentences:
    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("jag tror att jag hör röster", "hör röster"),
            ("han är sjuk i ms och trött", "sjuk ms"),  # "MS", in lower case
            ("spelar dator hela dagarna", "spelar dator dagarna"),  # "hela" says nothing
            ("help in my language please", "help in language"),
        ],
    )
    def test_are_still_one_thing(self, index, vocabulary, text, phrase):
        assert phrase in [group.typed for group in make_plan(text, index, vocabulary).groups]

    def test_may_hold_a_compound_taken_apart(self, index, analyser):
        group = WordGroup("insats", terms=("x",), lay=("skuldrådgivning för unga",))

        plan = make_plan("rådgivning skuld unga", index, Vocabulary([group], analyser))

        assert [group.typed for group in plan.groups] == ["rådgivning skuld unga"]
