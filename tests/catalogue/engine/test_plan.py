"""What a search text is taken to mean."""

import pytest

from catalogue.engine.groups import Recognised
from catalogue.engine.vocabulary import Distress, WordGroup
from tests.catalogue.engine.factories import (
    BURNOUT,
    ids,
    make_catalogue,
    make_document,
    make_index,
    plan_of,
)

SE = WordGroup("metod", terms=("Supported Employment", "SE"), case_sensitive=frozenset({"SE"}))


@pytest.fixture(scope="module")
def index(analyser):
    return make_catalogue(analyser)


class TestSynonyms:
    @pytest.mark.parametrize(
        "text",
        [
            "utbrändhet",
            "väggkrockad",
            "gått in i väggen",
            "in i väggen har jag gått",
            "burnout",
            "إرهاق",
        ],
    )
    def test_lead_to_the_terms(self, index, text):
        assert ids(text, index, BURNOUT)[0] == 2

    def test_lead_to_the_broader_word_below_the_terms(self, index):
        assert ids("utbrändhet", index, BURNOUT) == [2, 3]

    def test_do_not_lead_back_from_the_broader_word(self, index):
        assert ids("psykisk ohälsa", index, BURNOUT) == [3]

    def test_lead_back_where_the_group_says_so(self, index):
        group = WordGroup("behov", terms=("utmattning",), broader=("psykisk ohälsa",), reverse=True)

        assert ids("psykisk ohälsa", index, group) == [3, 2]

    def test_siblings_never_lead_to_each_other(self, index):
        groups = [
            WordGroup("behov", terms=(term,), broader=("psykisk ohälsa",), reverse=True)
            for term in ("utmattning", "boendestöd")
        ]

        assert 6 not in ids("utmattning", index, *groups)

    def test_blunt_words_are_marked_as_never_shown(self, index):
        found = index.search(plan_of("väggkrockad utmattning", index, [BURNOUT]))

        told = {reason.word for reason in found.reasons[2] if reason.shown}

        assert "väggkrockad" not in told

    def test_an_exact_word_stands_above_its_synonyms(self, analyser):
        group = WordGroup("behov", terms=("coach", "lots"))
        index = make_index(analyser, [make_document(1, "Lots"), make_document(2, "Coach")])

        assert ids("coach", index, group) == [2, 1]


class TestAbbreviations:
    def test_match_in_their_exact_case(self, index):
        assert ids("SE", index, SE) == [4]

    def test_in_other_case_are_ordinary_words(self, index):
        assert 4 not in ids("se", index, SE)

    def test_in_other_case_give_way_to_a_word_of_the_vocabulary(self, index):
        programme = WordGroup("program", terms=("boendestöd", "JOB"), case_sensitive={"JOB"})
        work = WordGroup("mål", terms=("arbetsträning",), words={"en": ("job",)})

        assert ids("job", index, programme, work) == [1]

    def test_in_other_case_are_understood_when_they_are_no_word(self, analyser):
        group = WordGroup("roll", terms=("case manager", "CM"), case_sensitive=frozenset({"CM"}))
        index = make_index(analyser, [make_document(1, "Case manager")])

        assert ids("cm", index, group) == [1]


class TestNames:
    NAMES = {
        "Värmland": ("kommun", "lan-17"),
        "Region Värmland": ("organisation", "rv"),
    }

    def test_may_have_several_words(self, index):
        plan = plan_of("stöd region värmland", index, names=self.NAMES)

        assert plan.recognised == (Recognised("region värmland", "organisation", "rv"),)
        assert plan.places == ()


class TestCrisis:
    def test_words_of_crisis_raise_the_flag(self, index):
        group = WordGroup("kris", terms=("självmord",), lay=("vill inte leva",))

        plan = plan_of("jag vill inte leva längre", index, [group])

        assert plan.distress is Distress.DANGER

    def test_other_words_do_not(self, index):
        group = WordGroup("kris", terms=("självmord",), lay=("vill inte leva",))

        plan = plan_of("jag vill leva på landet", index, [group])

        assert plan.distress is Distress.NONE


class TestWordsThatStandAside:
    """Whom it is about, and what says nothing in any language, is not asked of an entry."""

    @pytest.mark.parametrize(
        "text",
        [
            "min svåger har utmattning",
            "kompisen utmattning",
            "hjälp till min klient med utmattning",
            "i need help with utmattning",
            "أحتاج مساعدة utmattning",
            "waxaan u baahanahay utmattning",
            "мені потрібна допомога utmattning",
            "ሓገዝ የድልየኒ utmattning",
            "به کمک ضرورت دارم utmattning",
            "tarvitsen apua utmattning",
            "potrzebuję pomocy utmattning",
        ],
    )
    def test_leave_the_rest(self, index, text):
        plan = plan_of(text, index)

        assert [group.typed for group in plan.groups] == ["utmattning"]
        assert plan.corrections == ()

    def test_leave_it_as_a_phrase_too(self, index):
        group = WordGroup("begrepp", terms=("boendestöd",), words={"en": ("i need help",)})

        plan = plan_of("i need help utmattning", index, [group])

        assert [group.typed for group in plan.groups] == ["utmattning"]

    def test_count_where_an_entry_says_them(self, analyser):
        index = make_index(analyser, [make_document(1, "Grupp för syskon till en bror")])

        assert len(plan_of("bror grupp", index).groups) == 2

    def test_count_when_nothing_else_is_said(self, index):
        assert [group.typed for group in plan_of("min svåger", index).groups] == ["svåger"]

    def test_count_as_an_abbreviation_in_its_exact_case(self, index):
        group = WordGroup("metod", terms=("boendestöd", "CAN"), case_sensitive={"CAN"})

        assert len(plan_of("CAN utmattning", index, [group]).groups) == 2
