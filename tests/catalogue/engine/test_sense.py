"""What texts are about, by what was learnt from phrases."""

import numpy as np
import pytest

from catalogue.engine.documents import Document
from catalogue.engine.groups import Plan
from catalogue.engine.index import Index
from catalogue.engine.language.sense import DIMENSIONS, Sense, nearness
from catalogue.engine.language.teaching import teach
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary

SAID = [
    ["skulder", "kan inte betala räkningarna", "skuldfälla", "räkningar som inte är betalda"],
    ["ensam", "har inga vänner", "känner mig ensam", "saknar vänner"],
    ["sömn", "kan inte sova", "sömnlös", "ligger vaken på natten"],
]


def near(sense: Sense, one: str, other: str) -> float:
    first, second = (sense.of([(text.split(), 1.0)]) for text in (one, other))
    return float(nearness(first[None], second)[0])


class TestTeaching:
    def test_the_same_phrases_teach_the_same(self):
        for one, other in zip(teach(SAID), teach(SAID), strict=True):
            assert np.array_equal(one, other)

    def test_a_word_that_nobody_has_said_is_read_by_its_pieces(self, analyser):
        read = analyser.sense

        assert near(read, "betalningsanmärkningarna", "skulder") > 0.35
        assert near(read, "betalningsanmärkningarna", "ensamhet") < 0.2


class TestReading:
    @pytest.mark.parametrize(
        ("sentence", "near_to", "far_from"),
        [
            ("jag är livrädd för att sätta mig på bussen", "ångest", "skulder"),
            ("hennes bröder bestämmer när hon går ut", "hedersvåld", "arbetsträning"),
            ("fakturorna bara växer på hög", "skulder", "fysisk aktivitet"),
        ],
    )
    def test_a_sentence_nobody_wrote_down_is_near_what_it_is_about(
        self, analyser, sentence, near_to, far_from
    ):
        about = near(analyser.sense, sentence, near_to)

        assert about > near(analyser.sense, sentence, far_from) + 0.2

    def test_a_direction_has_a_length_of_its_own_whatever_the_text(self, analyser):
        for text in ("skulder", "ensam och ligger vaken på natten", "zzz"):
            length = np.linalg.norm(analyser.sense.of([(text.split(), 1.0)]).astype(float))
            assert 120 < length < 134

    def test_no_words_are_about_nothing(self, analyser):
        assert not analyser.sense.of([((), 1.0)]).any()
        assert not analyser.sense.of_texts([("… – !", 1.0)]).any()

    def test_nothing_is_near_nothing(self, analyser):
        asked = analyser.sense.of([(("skulder",), 1.0)])

        assert nearness(np.zeros((2, DIMENSIONS), np.int8), asked).tolist() == [0, 0]

    def test_an_entry_is_read_sentence_by_sentence(self, analyser):
        both = analyser.sense.of_texts([("Budget och skulder. Vänner och gemenskap.", 1.0)])

        for theme in ("skulder", "ensamhet"):
            asked = analyser.sense.of([((theme,), 1.0)])
            assert nearness(both[None], asked)[0] > 0.3


def entry(number: int, name: str, content: str, **fields: str) -> Document:
    return Document(number, {"name": name, "content": content, **fields})


ENTRIES = [
    entry(1, "Öppen verksamhet", "Kom på måndagar. Ring innan du kommer."),
    entry(2, "Ekonomi", "Vi ser över dina skulder. Ring innan du kommer."),
    entry(3, "Nattro", "För dig som inte kan sova. Ring innan du kommer."),
]


class TestAccord:
    def test_hits_that_are_about_what_is_asked_rise(self, analyser):
        index = Index(analyser).with_documents(ENTRIES)
        plan = make_plan("ring innan räkningarna", index, Vocabulary([], analyser))

        assert index.search(plan).ids[0] == 2

    def test_what_is_found_and_counted_does_not_change(self, analyser):
        index = Index(analyser).with_documents(ENTRIES)
        plan = make_plan("ring innan räkningarna", index, Vocabulary([], analyser))
        deaf = Plan(plan.text, plan.groups)

        assert sorted(index.search(plan).ids) == sorted(index.search(deaf).ids) == [1, 2, 3]
        assert index.search(plan).weak == index.search(deaf).weak

    def test_edits_and_merges_keep_what_each_entry_is_about(self, analyser):
        whole = Index(analyser).with_documents(ENTRIES)
        edited = Index(analyser).with_documents([entry(2, "Något", "annat"), ENTRIES[2]])
        edited = edited.with_documents([ENTRIES[1]]).with_documents([ENTRIES[0]])

        for index in (edited, edited.merged()):
            for identity in (1, 2, 3):
                place, other = whole.position(identity), index.position(identity)
                assert np.array_equal(
                    whole.senses_of(np.array([place])), index.senses_of(np.array([other]))
                )

    def test_whom_to_call_and_blunt_words_tell_nothing_of_it(self, analyser):
        plain = Index(analyser).with_documents([ENTRIES[0]])
        more = entry(1, "Öppen verksamhet", ENTRIES[0].fields["content"], contacts="Skuldenheten")
        fuller = Index(analyser).with_documents([more])

        assert np.array_equal(plain.senses_of(np.array([0])), fuller.senses_of(np.array([0])))
