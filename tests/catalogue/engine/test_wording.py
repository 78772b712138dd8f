"""How the words of a search text are read: torn, run together, misspelt, unknown."""

from dataclasses import replace

import pytest

from catalogue.engine.groups import Correction
from catalogue.engine.vocabulary import WordGroup
from tests.catalogue.engine.factories import (
    BURNOUT,
    ids,
    make_catalogue,
    make_document,
    make_index,
    plan_of,
)


@pytest.fixture(scope="module")
def index(analyser):
    return make_catalogue(analyser)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("arbetsträning", 1),
            ("träning", 1),  # part of a compound
            ("träning för arbete", 1),  # the compound taken apart
            ("arbets träning", 1),  # torn apart
            ("arbetsträningskafé", 1),  # a compound that no document has
            ("anhörigas grupper", 9),  # other inflections
            ("skuldrådgivnig", 8),  # misspelt
            ("forsakringskassan", 10),  # without å ä ö
            ("boendestöd", 6),
            ("psykiskohälsa", 3),  # run together
            ("hem massittare", 7),  # torn and misspelt
            ("anhoriggruppen", 9),  # a compound that no document has, without å ä ö
            ("skuldochrådgivning", 8),  # run together with the word between
            ("rådgiva om skulder", 8),  # the verb of a noun
        ],
    )
    def test_finds_what_was_meant_first(self, index, text, expected):
        sitters = WordGroup("behov", terms=("hemmasittare", "hemmasittarteamet"))

        assert ids(text, index, sitters)[:1] == [expected]

    def test_whole_sentences_work(self, index):
        found = ids(
            "Hej! Jag orkar faktiskt inte jobba längre, vem kan hjälpa mig?", index, BURNOUT
        )

        assert found[0] == 2

    @pytest.mark.parametrize("text", ["burnouts", "إرهاقي", "uupumuksesta"])
    def test_other_endings_in_other_languages_are_understood(self, index, text):
        burnout = replace(BURNOUT, words={**BURNOUT.words, "fi": ("uupumus",)})

        assert ids(text, index, burnout)[:1] == [2]


class TestCorrections:
    def test_are_reported(self, index):
        assert plan_of("boendstöd", index).corrections == (Correction("boendstöd", "boendestöd"),)

    @pytest.mark.parametrize(
        "text", ["bygglov", "båtplats", "parkeringstillstånd", "aktiekurser", "båtmotor"]
    )
    def test_never_turn_swedish_words_into_others(self, index, text):
        found = index.search(plan_of(text, index))

        assert found.total == 0 or found.weak

    def test_never_report_a_blunt_word(self, index):
        plan = plan_of("väggkrokad", index, [BURNOUT])

        assert plan.corrections == (Correction("väggkrokad", "utbrändhet"),)

    def test_say_nothing_where_only_blunt_words_mean_the_same(self, index):
        group = WordGroup("behov", hidden=("väggkrockad",), broader=("psykisk ohälsa",))
        other = WordGroup("behov", terms=("psykisk ohälsa",))

        plan = plan_of("väggkrokad", index, [group, other])

        assert "väggkrockad" not in [correction.used for correction in plan.corrections]

    @pytest.mark.parametrize(
        ("text", "known"),
        [
            ("الحمل", "العمل"),  # short, in other letters
            ("kuntoutus", "rentoutus"),  # two edits from a word of another language
            ("prasa", "praca"),  # short
        ],
    )
    def test_leave_other_languages_alone(self, index, text, known):
        group = WordGroup("behov", terms=("boendestöd",), words={"xx": (known,)})

        plan = plan_of(text, index, [group])

        assert plan.corrections == ()
        assert index.search(plan).total == 0

    def test_mend_one_letter_of_a_long_foreign_word(self, index):
        group = WordGroup("behov", terms=("boendestöd",), words={"en": ("housing",)})

        assert plan_of("housingg", index, [group]).corrections == (
            Correction("housingg", "housing"),
        )

    def test_never_put_marks_on_a_word_that_swedish_has(self, index):
        group = WordGroup("behov", terms=("boendestöd",), lay=("ältar",))

        assert ids("altan", index, group) == []

    def test_put_marks_on_it_where_the_catalogue_has_the_other(self, index):
        assert 2 in ids("stod vid utmattning", index)

    @pytest.mark.parametrize("text", ["здоров'я", "здоров’я", "здоровʼя", "здоровя"])
    def test_take_no_notice_of_apostrophes(self, index, text):
        group = WordGroup("behov", terms=("boendestöd",), words={"uk": ("здоров'я",)})

        plan = plan_of(text, index, [group])

        assert (index.search(plan).ids, plan.corrections) == ([6], ())

    def test_do_without_the_arabic_article(self, index):
        group = WordGroup("behov", terms=("boendestöd",), words={"ar": ("سكن",)})

        assert ids("السكن", index, group) == [6]


class TestDictionaryCompounds:
    """A compound that Swedish has, as "bygglov", means more than its parts."""

    @pytest.fixture
    def yards(self, analyser):
        return make_index(
            analyser,
            [
                make_document(1, "Vi bygger framtid", content="Aktiviteter på lov"),
                make_document(2, "Aktiviteter på lov"),
                make_document(3, "Ungdomar med coach"),
                make_document(4, "Vi bygger"),
            ],
        )

    def test_are_not_looked_for_by_one_part(self, yards):
        assert not {2, 4} & set(ids("bygglov", yards))

    def test_are_a_guess_where_all_parts_stand(self, yards):
        assert yards.search(plan_of("bygglov", yards)).weak

    def test_other_compounds_are_taken_apart(self, yards):
        found = yards.search(plan_of("ungdomscoach", yards))

        assert (found.ids, found.weak) == ([3], False)


class TestWordsOfPhrases:
    """A word that leads somewhere only beside others is right as it stands."""

    GROUP = WordGroup("behov", terms=("boendestöd",), lay=("tappat sugen", "ångrar gruppen"))

    def test_is_not_corrected_in_the_phrase(self, index):
        plan = plan_of("har tappat sugen", index, [self.GROUP])

        assert [group.typed for group in plan.groups] == ["tappat sugen"]

    def test_is_read_as_ever_without_it(self, analyser):
        group = WordGroup("behov", terms=("boendestöd",), lay=("gruppcoach söker",))
        index = make_index(analyser, [make_document(1, "Coach"), make_document(2, "Grupp")])

        assert set(ids("gruppcoach", index, group)) == {1, 2}
