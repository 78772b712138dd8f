"""Places are taken out of the words, and hits stand in parts."""

import pytest

from catalogue.engine.documents import Choices
from catalogue.engine.groups import Doubt
from catalogue.engine.names import Names
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary
from tests.catalogue.engine.factories import ids, make_document, make_index, plan_of

NAMES = {
    "Åmål": ("kommun", "amal"),
    "Åmåls kommun": ("kommun", "amal"),
    "Köping": ("kommun", "koping"),
    "Värmlands län": ("kommun", "lan-17"),
    "Mark": ("kommun", "mark"),
    "Sala": ("kommun", "sala"),
    "Vara": ("kommun", "vara"),
    "Göteborg": ("kommun", "goteborg"),
    "Region Värmland": ("organisation", "rv"),
}


@pytest.fixture
def index(analyser):
    return make_index(
        analyser,
        [
            make_document(1, "Skuldrådgivning", {"kommun": ["hela-landet"]}),
            make_document(2, "Skulder", {"kommun": ["koping"]}, places="Köping"),
            make_document(3, "Om skulder", {"kommun": ["amal"]}, places="Åmål"),
            make_document(4, "Skuldsatt", {"kommun": ["koping"]}, content="skulder"),
        ],
    )


def plan(text, index):
    return plan_of(text, index, names=NAMES)


class TestPlaceFinder:
    @pytest.mark.parametrize(
        "text",
        [
            "skulder i Åmål",
            "skulder amal",
            "i åmåls skulder",
            "skulder Åmåls kommun",
            "skulder amals stad",
            "vi bor i Åmål skulder",
        ],
    )
    def test_finds_a_place_however_it_is_typed(self, index, text):
        assert [place.value for place in plan(text, index).places] == ["amal"]

    @pytest.mark.parametrize(
        "text", ["skulder i Åmål", "Åmål skulder", "nära Åmål skulder", "skulder Åmål och Köping"]
    )
    def test_leaves_what_is_asked_without_it(self, index, text):
        assert plan(text, index).groups == plan("skulder", index).groups

    def test_tells_where_it_is_said(self, index):
        text = "skulder, jag bor i Åmåls kommun nu"

        place = plan(text, index).places[0]

        assert text[place.start : place.end] == "bor i Åmåls kommun"
        assert place.typed == "Åmåls kommun"

    @pytest.mark.parametrize("text", ["skulder nära Åmål", "skulder i närheten av Åmål"])
    def test_hears_that_what_is_near_will_do(self, index, text):
        assert [place.near for place in plan(text, index).places] == [True]

    def test_leaves_a_place_in_a_longer_name(self, index):
        assert plan("region värmland", index).places == ()

    @pytest.mark.parametrize("text", ["växjöbo", "sambo"])
    def test_hears_only_names_that_there_are(self, index, text):
        assert plan(text, index).places == ()

    @pytest.mark.parametrize(
        ("text", "near"),
        [("skulder åmålbo", False), ("skulder köpingborna", False), ("skulder åmålstrakten", True)],
    )
    def test_hears_who_lives_there_and_what_lies_about(self, index, text, near):
        assert [place.near for place in plan(text, index).places] == [near]

    @pytest.mark.parametrize("text", ["skulder Göteborj", "skulder i gotebrg"])
    def test_hears_a_misspelt_place_and_says_so(self, index, text):
        heard = plan(text, index)

        assert [place.value for place in heard.places] == ["goteborg"]
        assert [correction.used for correction in heard.corrections] == ["Göteborg"]
        assert "typo" not in {a.kind for group in heard.groups for a in group.alternatives}

    @pytest.mark.parametrize(
        "text",
        ["skulder i sala", "skulder Sala", "sala skulder", "jobb i Vara", "i mark", "sala", "mark"],
    )
    def test_takes_a_name_that_is_a_word_and_doubts_it(self, index, text):
        assert [place.doubt for place in plan(text, index).places] == [Doubt.WORD]

    @pytest.mark.parametrize(
        "text",
        [
            "jobba med mark",
            "Vara rädd för folk",
            "jag vill inte vara ensam",
            "MITT BARN VILL INTE VARA HEMMA",
            "skulder Anna Sala",
        ],
    )
    def test_leaves_a_word_or_a_surname_and_tells_what_it_may_be(self, index, text):
        heard = plan(text, index)

        assert heard.places == ()
        assert len(heard.passed_over) == 1

    @pytest.mark.parametrize("text", ["skulder i sala", "skulder Göteborj"])
    def test_takes_words_as_they_stand_when_asked_to(self, index, text):
        vocabulary = Vocabulary((), index.analyser)

        assert make_plan(text, index, vocabulary, Names(NAMES), literal=True).places == ()

    @pytest.mark.parametrize("text", ["skulder i Gamleby", "skulder i gamleby", "nära Gamleby"])
    def test_tells_what_must_be_a_place_that_it_does_not_know(self, index, text):
        assert [word.casefold() for word in plan(text, index).unknown_places] == ["gamleby"]

    @pytest.mark.parametrize("text", ["skulder i Böteborg", "nära Räxjö"])
    def test_takes_no_name_for_one_that_begins_otherwise(self, index, text):
        heard = plan(text, index)

        assert heard.places == ()
        assert len(heard.unknown_places) == 1

    @pytest.mark.parametrize(
        "text", ["diplom från Syrien", "ont i ryggen", "jobb i FK", "i skulder", "Gamleby"]
    )
    def test_calls_nothing_else_a_place(self, index, text):
        assert plan(text, index).unknown_places == ()

    def test_leaves_nothing_to_ask_beside_what_says_nothing(self, index):
        assert plan("hjälp i Åmål", index).groups == ()


class TestParts:
    THERE = {"place": {"kommun": frozenset({"koping"})}, "elsewhere": {}}

    @pytest.mark.parametrize("order", ["relevance", "name", "reviewed", "queue"])
    def test_come_one_after_the_other_in_every_order(self, index, order):
        found = index.search(plan("skulder", index), order=order, parts=self.THERE)

        assert set(found.ids[:2]) == {2, 4}
        assert found.parts == {"place": 2, "elsewhere": 2}

    def test_change_nothing_of_what_is_found(self, index):
        found = index.search(plan("skulder i Köping", index), parts=self.THERE)

        assert sorted(found.ids) == sorted(ids("skulder", index))

    def test_hold_on_every_page(self, index):
        pages = [
            index.search(plan("skulder", index), offset=at, limit=1, parts=self.THERE).ids
            for at in range(5)
        ]

        whole = index.search(plan("skulder", index), parts=self.THERE).ids
        assert [page[0] for page in pages[:4]] == whole
        assert pages[4] == []

    def test_are_of_what_is_said_itself(self, index):
        parts = {"own": {"kommun": frozenset({"amal"})}, "rest": {}}

        found = index.search(plan("skulder", index), Choices({"kommun": {"amal"}}), parts=parts)

        assert found.ids == [3, 1]
        assert found.parts == {"own": 1, "rest": 1}

    def test_need_no_words(self, index):
        found = index.search(parts=self.THERE)

        assert found.ids[:2] == [2, 4]
        assert found.parts == {"place": 2, "elsewhere": 2}
