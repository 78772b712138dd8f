"""What a sentence is about that is no known phrase."""

import pytest

from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups
from catalogue.engine.vocabulary.gist import Gist
from tests.catalogue.engine.factories import make_index
from tests.search_quality.documents import interventions

OTHERS = [([(f"ord{number}",)], []) for number in range(200)]


@pytest.fixture(scope="module")
def gist():
    control = [("bror", "bestämma"), ("släkt", "bestämma")], [("brother", "decides")]
    return Gist([control, ([("bror", "syster")], []), *OTHERS])


@pytest.fixture(scope="module")
def plan(analyser):
    vocabulary = Vocabulary(read_groups(), analyser)
    index = make_index(analyser, interventions())
    return lambda text: make_plan(text, index, vocabulary)


class TestGist:
    @pytest.mark.parametrize("words", [("bror", "bestämma"), ("brother", "decides", "ord7")])
    def test_is_the_group_whose_phrases_have_several_of_the_words(self, gist, words):
        (meaning,) = gist.meanings(words)

        assert (meaning.number, meaning.likeness) == (0, 1.0)
        assert meaning.words == set(words[:2])

    @pytest.mark.parametrize("words", [("bestämma",), ("ord1", "ord2"), ("okänt", "bror"), ()])
    def test_one_word_of_a_group_does_not_tell(self, gist, words):
        assert gist.meanings(words) == []

    def test_can_do_without_any_group(self):
        assert Gist([]).meanings(["bror"]) == []


class TestInPlans:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("hennes bröder styr henne och bestämmer när hon går ut", "våldsutsatt"),
            ("fogden skickar brev om obetalda räkningar varje vecka", "skulder"),
        ],
    )
    def test_a_sentence_also_asks_for_what_it_sounds_like(self, plan, text, meant):
        overall = [group for group in plan(text).groups if group.overall]

        assert meant in [way.word for group in overall for way in group.alternatives]

    @pytest.mark.parametrize("text", ["skulder växjö", "mina skulder växer", "öppnar inte posten"])
    def test_a_few_words_or_a_known_phrase_say_what_they_say(self, plan, text):
        assert not any(group.overall for group in plan(text).groups)
