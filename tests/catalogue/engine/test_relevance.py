"""What is found, how high it stands, and why."""

import pytest

from catalogue.engine.vocabulary import WordGroup
from tests.catalogue.engine.factories import (
    BURNOUT,
    ids,
    make_document,
    make_index,
    plan_of,
)


class TestRelevance:
    def test_the_name_weighs_more_than_the_text(self, analyser):
        index = make_index(
            analyser,
            [
                make_document(1, "Något annat", content="Här nämns boendestöd."),
                make_document(2, "Boendestöd"),
            ],
        )

        assert ids("boendestöd", index) == [2, 1]

    def test_a_word_of_its_own_weighs_more_than_a_part(self, analyser):
        index = make_index(
            analyser, [make_document(1, "Arbetsträning"), make_document(2, "Träning")]
        )

        assert ids("träning", index) == [2, 1]

    def test_two_words_must_both_be_there_when_many_have_both(self, analyser):
        both = [make_document(number, "Grön rehab") for number in range(1, 10)]
        index = make_index(analyser, [*both, make_document(20, "Grön")])

        found = index.search(plan_of("grön rehab", index))

        assert (found.total, found.full, found.weak) == (9, 9, False)

    def test_those_that_nearly_match_come_along_when_few_do(self, analyser):
        index = make_index(analyser, [make_document(1, "Grön"), make_document(2, "Grön rehab")])

        found = index.search(plan_of("grön rehab", index))

        assert (found.ids, found.full, found.weak) == ([2, 1], 1, False)

    def test_of_the_place_asked_for_those_that_nearly_match_come_along(self, analyser):
        both = [make_document(n, "Grön rehab", {"kommun": ["amal"]}) for n in range(1, 10)]
        partly = [make_document(20, "Grön", {"kommun": ["koping"]}), make_document(30, "Grön")]
        index = make_index(analyser, [*both, *partly])
        plan = plan_of("grön rehab", index)

        assert index.search(plan).total == 9
        parts = {"own": {"kommun": frozenset({"koping"})}, "elsewhere": {}}
        found = index.search(plan, parts=parts, there=frozenset({("kommun", "koping")}))
        assert (found.total, found.full, found.ids[0]) == (10, 9, 20)
        assert found.full_parts == {"own": 0, "elsewhere": 9}

    def test_nothing_comes_along_for_a_single_word_or_where_the_place_has_many(self, analyser):
        both = [make_document(n, "Grön rehab", {"kommun": ["amal"]}) for n in range(1, 10)]
        index = make_index(analyser, [*both, make_document(20, "Grön", {"kommun": ["amal"]})])
        there = frozenset({("kommun", "amal")})

        assert index.search(plan_of("grön rehab", index), there=there).total == 9
        assert index.search(plan_of("rehab", index), there=there).total == 9

    @pytest.mark.parametrize(("plenty", "expected"), [(3, 1), (4, 2)])
    def test_a_broader_word_is_left_out_where_there_is_plenty(
        self, analyser, monkeypatch, plenty, expected
    ):
        monkeypatch.setattr("catalogue.engine.scoring.PLENTY", plenty)
        index = make_index(
            analyser,
            [
                make_document(1, "Stallet", content="Ridning för vuxna."),
                make_document(2, "Ridning"),
                make_document(3, "Ridning"),
                make_document(4, "Hästar för vuxna"),
                *(make_document(number, "Annat") for number in range(5, 25)),
            ],
        )
        riding = WordGroup("insats", terms=("ridning",), broader=("hästar",))

        assert index.search(plan_of("ridning vuxna", index, [riding])).full == expected

    def test_says_when_nothing_has_it_all(self, analyser):
        index = make_index(analyser, [make_document(1, "Grön"), make_document(2, "Rehab")])

        assert index.search(plan_of("grön rehab", index)).weak

    def test_what_no_entry_has_does_not_stand_in_the_way(self, analyser):
        index = make_index(analyser, [make_document(1, "Grön rehab")])

        found = index.search(plan_of("rehab kosmonauter", index))

        assert (found.ids, found.full, found.weak) == ([1], 0, True)

    def test_a_search_mostly_for_what_no_entry_has_finds_nothing(self, analyser):
        index = make_index(analyser, [make_document(1, "Grön rehab")])

        assert ids("rehab kosmonauter raketer asteroider", index) == []

    def test_a_part_of_a_sentence_comes_after_what_answers_it_all(self, analyser):
        sentence = "trumpet trombon tuba oboe fagott"
        index = make_index(analyser, [make_document(1, sentence), make_document(2, "Trumpet")])

        found = index.search(plan_of(sentence, index))

        assert (found.ids, found.full) == ([1, 2], 1)

    def test_a_phrase_of_many_words_weighs_more_among_others(self, analyser):
        group = WordGroup("behov", terms=("utmattning",), lay=("gått rakt in i väggen",))
        names = ["Utmattning", "Sommar", "Vinter"]
        index = make_index(analyser, [make_document(n, name) for n, name in enumerate(names)])

        found = index.search(plan_of("gått rakt in i väggen sommar vinter", index, [group]))

        assert (found.full, found.weak) == (1, False)


class TestAffinity:
    """What the best hits have in common lifts those that share it."""

    def found(self, analyser, needs):
        hits = [
            make_document(number, "Samtal", {"behov": [need]}, content="om utmattning")
            for number, need in enumerate(needs, 1)
        ]
        best = [
            make_document(8, "Utbrändhet", {"behov": ["stress"]}),
            make_document(9, "Utmattning", {"behov": ["stress"]}),
        ]
        return ids("utmattning", make_index(analyser, [*hits, *best]), BURNOUT)

    def test_what_shares_their_need_rises(self, analyser):
        assert self.found(analyser, ["npf", "stress"]) == [9, 8, 2, 1]

    def test_without_needs_in_common_the_words_decide(self, analyser):
        assert self.found(analyser, ["npf", "skuld"]) == [9, 8, 1, 2]


class TestReasons:
    @pytest.fixture
    def found(self, analyser):
        index = make_index(
            analyser,
            [make_document(1, "Arbetsträning", summary="I kafé", organisation="Åmåls kommun")],
        )
        return index.search(plan_of("träning åmål", index))

    def test_name_the_word_the_kind_and_the_field(self, found):
        told = {(reason.word, reason.kind, reason.fields) for reason in found.reasons[1]}

        assert told == {("träning", "part", ("name",)), ("åmål", "exact", ("organisation",))}

    def test_terms_for_highlighting_are_those_of_the_words(self, found, analyser):
        assert analyser.key("träning") in analyser.part_keys("arbetsträning")
        assert found.matched_terms[1] == {analyser.key("träning"), analyser.key("åmål")}


class TestHiddenText:
    """The search words of a need group: found, never repeated."""

    @pytest.fixture
    def index(self, analyser):
        return make_index(
            analyser,
            [
                make_document(1, "Öppenvård", search_words="knarkare"),
                make_document(2, "Behandling av missbruk"),
            ],
        )

    def test_is_found(self, index):
        assert index.search(plan_of("knarkare", index)).ids == [1]

    def test_is_never_a_correction(self, index):
        assert plan_of("knarkarre", index).corrections == ()

    def test_is_never_suggested(self, index):
        assert index.suggest("knar") == []

    def test_is_no_reason_to_show(self, index):
        assert [reason.shown for reason in found_reasons(index, "knarkare")] == [False]

    def test_other_text_is(self, index):
        assert [reason.shown for reason in found_reasons(index, "missbruk")] == [True]


def found_reasons(index, text):
    found = index.search(plan_of(text, index))
    return [reason for reasons in found.reasons.values() for reason in reasons]
