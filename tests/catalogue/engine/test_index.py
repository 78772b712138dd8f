"""Searching, counting, ordering, explaining."""

import threading

import pytest

from catalogue.engine.documents import Choices, Document
from tests.catalogue.engine.factories import make_document, make_index, plan_of


def choose(**values):
    return Choices(include={name: frozenset(chosen) for name, chosen in values.items()})


def state(**stances):
    return Choices(stances={"krav": {value: frozenset(some) for value, some in stances.items()}})


class TestFacets:
    @pytest.fixture
    def index(self, analyser):
        places = [
            ["amal"],
            ["amal", "koping"],
            ["lan-17"],
            ["hela-landet"],
            ["amal", "lan-17", "hela-landet"],
            [],
        ]
        needs = [["npf"], ["npf", "skuld"], ["skuld"], [], ["npf"], ["skuld"]]
        demands = [["+sgi"], ["-sgi"], ["+remiss"], ["+sgi", "-remiss"], [], ["-sgi", "-remiss"]]
        return make_index(
            analyser,
            [
                make_document(
                    number,
                    f"Stöd {number}",
                    {
                        "kommun": places[number - 1],
                        "behov": needs[number - 1],
                        "krav": demands[number - 1],
                    },
                )
                for number in range(1, 7)
            ],
        )

    def test_a_kommun_accepts_its_county_and_the_country(self, index):
        assert index.search(choices=choose(kommun=["amal"])).ids == [1, 2, 3, 4, 5]

    def test_a_county_accepts_the_country_but_not_its_kommuner(self, index):
        assert index.search(choices=choose(kommun=["lan-17"])).ids == [3, 4, 5]

    def test_counts_each_document_once_for_each_value(self, index):
        assert index.search().counts["kommun"] == {
            "amal": 5,
            "ed": 3,
            "koping": 3,
            "lan-17": 3,
            "hela-landet": 2,
        }

    def test_own_choice_does_not_narrow_own_counts(self, index):
        found = index.search(choices=choose(behov=["npf"]))

        assert found.total == 3
        assert found.counts["behov"] == {"npf": 3, "skuld": 3}

    def test_values_are_alternatives_and_facets_conditions(self, index):
        found = index.search(choices=choose(behov=["npf", "skuld"], kommun=["koping"]))

        assert found.ids == [2, 5]

    @pytest.mark.parametrize(
        ("wanted", "ids"),
        [
            ({"no"}, [2, 6]),
            ({"unsaid"}, [3, 5]),
            ({"no", "unsaid"}, [2, 3, 5, 6]),
            ({"yes"}, [1, 4]),
        ],
        ids=["no", "unsaid", "no or unsaid", "yes"],  # a set has no order to be named by
    )
    def test_a_stance_keeps_those_that_take_it(self, index, wanted, ids):
        assert index.search(choices=state(sgi=wanted)).ids == ids

    def test_what_is_not_said_is_neither_yes_nor_no(self, index):
        assert index.search().stances("krav", "sgi") == (2, 2, 2)
        assert index.search().stances("krav", "okänt") == (0, 0, 6)

    def test_the_stances_on_what_was_chosen_are_counted_without_that_choice(self, index):
        found = index.search(choices=state(sgi={"no"}, remiss={"unsaid"}))

        assert found.ids == [2]
        assert found.stances("krav", "sgi") == (1, 1, 1)
        assert found.stances("krav", "remiss") == (0, 1, 1)

    def test_an_unknown_value_matches_nothing(self, index):
        assert index.search(choices=choose(behov=["finns-inte"])).total == 0

    def test_an_unknown_facet_is_ignored(self, index):
        assert index.search(choices=choose(planet=["mars"])).total == 6


class TestOrder:
    @pytest.fixture
    def index(self, analyser):
        return make_index(
            analyser,
            [
                Document(1, {"name": "Stöd"}, {}, "b", reviewed_on=5, queue_days=None),
                Document(2, {"name": "Stöd"}, {}, "a", reviewed_on=9, queue_days=30),
                Document(3, {"name": "Stöd"}, {}, "a", reviewed_on=0, queue_days=0),
                Document(4, {"name": "Stöd"}, {}, "c", reviewed_on=9, queue_days=7),
            ],
        )

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("relevance", [1, 2, 3, 4]),  # equal scores: by id
            ("name", [2, 3, 1, 4]),
            ("reviewed", [2, 4, 1, 3]),
            ("queue", [3, 4, 2, 1]),
        ],
    )
    def test_is_total(self, index, order, expected):
        assert index.search(plan_of("stöd", index), order=order).ids == expected

    def test_browsing_is_by_name(self, index):
        assert index.search().ids == [2, 3, 1, 4]

    def test_pages_follow_each_other(self, index):
        pages = [index.search(order="name", offset=at, limit=1).ids for at in range(5)]

        assert pages == [[2], [3], [1], [4], []]

    def test_a_stale_entry_stands_a_little_lower(self, analyser):
        index = make_index(
            analyser,
            [
                Document(1, {"name": "Stöd"}, trusted_until=100),
                Document(2, {"name": "Stöd"}, trusted_until=200),
            ],
        )

        assert index.search(plan_of("stöd", index), today=150).ids == [2, 1]
        assert index.search(plan_of("stöd", index), today=100).ids == [1, 2]


class TestSimilar:
    def test_finds_what_is_about_the_same_thing(self, analyser):
        index = make_index(
            analyser,
            [
                make_document(1, "Skuldrådgivning", summary="Budget och skulder"),
                make_document(2, "Hjälp med skulder", summary="Budget"),
                make_document(3, "Språkcafé", summary="Prata svenska"),
            ],
        )

        assert index.similar(1) == [2]

    def test_knows_nothing_of_an_unknown_document(self, analyser):
        assert make_index(analyser, []).similar(1) == []


class TestSuggest:
    def test_completes_a_word_of_the_catalogue(self, analyser):
        index = make_index(
            analyser, [make_document(1, "Försörjningsstöd"), make_document(2, "Grön")]
        )

        assert index.suggest("forso") == ["försörjningsstöd"]


class TestReaders:
    def test_never_see_a_half_updated_index(self, analyser):
        state = {"index": make_index(analyser, [])}
        wrong = []
        done = threading.Event()

        def read():
            while not done.is_set():
                index = state["index"]
                found = index.search(plan_of("stöd", index))
                if found.total != len(index) or len(found.ids) != min(20, found.total):
                    wrong.append(found)

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(40):
            index = state["index"].with_documents([make_document(number, "Stöd")])
            state["index"] = index.merged() if number % 10 == 9 else index
        done.set()
        reader.join()

        assert not wrong
        assert len(state["index"]) == 40
