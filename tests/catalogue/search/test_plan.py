"""What a search text is taken to mean."""

import time

import pytest

from catalogue.search.groups import Correction, Recognised
from catalogue.search.vocabulary import SynonymGroup
from tests.catalogue.search.factories import ids, make_document, make_index, plan_of

BURNOUT = SynonymGroup(
    "behov",
    terms=("utmattning", "utbrändhet"),
    hidden=("väggkrockad",),
    lay=("gått in i väggen", "orkar inte jobba"),
    broader=("psykisk ohälsa",),
    words={"en": ("burnout",), "ar": ("إرهاق",)},
)
SE = SynonymGroup("metod", terms=("Supported Employment", "SE"), case_sensitive=frozenset({"SE"}))


@pytest.fixture(scope="module")
def index(analyser):
    names = [
        "Arbetsträning i kafé",
        "Stöd vid utmattning",
        "Samtal om psykisk ohälsa",
        "Supported Employment i Åmål",
        "Se möjligheterna",
        "Boendestöd",
        "Hemmasittarteamet",
        "Skuldrådgivning",
        "Grupp för anhöriga",
        "Försäkringskassans servicekontor",
    ]
    return make_index(
        analyser, [make_document(number, name) for number, name in enumerate(names, 1)]
    )


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
        ],
    )
    def test_finds_what_was_meant_first(self, index, text, expected):
        sitters = SynonymGroup("behov", terms=("hemmasittare", "hemmasittarteamet"))

        assert ids(text, index, sitters)[:1] == [expected]

    def test_whole_sentences_work(self, index):
        found = ids(
            "Hej! Jag orkar faktiskt inte jobba längre, vem kan hjälpa mig?", index, BURNOUT
        )

        assert found[0] == 2


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
        group = SynonymGroup("behov", hidden=("väggkrockad",), broader=("psykisk ohälsa",))
        other = SynonymGroup("behov", terms=("psykisk ohälsa",))

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
        group = SynonymGroup("behov", terms=("boendestöd",), words={"xx": (known,)})

        plan = plan_of(text, index, [group])

        assert plan.corrections == ()
        assert index.search(plan).total == 0

    def test_mend_one_letter_of_a_long_foreign_word(self, index):
        group = SynonymGroup("behov", terms=("boendestöd",), words={"en": ("housing",)})

        assert plan_of("housingg", index, [group]).corrections == (
            Correction("housingg", "housing"),
        )

    def test_do_without_the_arabic_article(self, index):
        group = SynonymGroup("behov", terms=("boendestöd",), words={"ar": ("سكن",)})

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
        group = SynonymGroup(
            "behov", terms=("utmattning",), broader=("psykisk ohälsa",), reverse=True
        )

        assert ids("psykisk ohälsa", index, group) == [3, 2]

    def test_siblings_never_lead_to_each_other(self, index):
        groups = [
            SynonymGroup("behov", terms=(term,), broader=("psykisk ohälsa",), reverse=True)
            for term in ("utmattning", "boendestöd")
        ]

        assert 6 not in ids("utmattning", index, *groups)

    def test_blunt_words_are_marked_as_never_shown(self, index):
        found = index.search(plan_of("väggkrockad utmattning", index, [BURNOUT]))

        told = {reason.word for reason in found.reasons[2] if reason.shown}

        assert "väggkrockad" not in told

    def test_an_exact_word_stands_above_its_synonyms(self, analyser):
        group = SynonymGroup("behov", terms=("coach", "lots"))
        index = make_index(analyser, [make_document(1, "Lots"), make_document(2, "Coach")])

        assert ids("coach", index, group) == [2, 1]


class TestAbbreviations:
    def test_match_in_their_exact_case(self, index):
        assert ids("SE", index, SE) == [4]

    def test_in_other_case_are_ordinary_words(self, index):
        assert 4 not in ids("se", index, SE)

    def test_in_other_case_are_understood_when_they_are_no_word(self, analyser):
        group = SynonymGroup("roll", terms=("case manager", "CM"), case_sensitive=frozenset({"CM"}))
        index = make_index(analyser, [make_document(1, "Case manager")])

        assert ids("cm", index, group) == [1]


class TestNames:
    NAMES = {
        "Åmål": ("kommun", "amal"),
        "Region Värmland": ("organisation", "rv"),
        "Mark": ("kommun", "mark"),
    }

    @pytest.mark.parametrize("text", ["stöd i Åmål", "stöd amal", "stöd i åmåls"])
    def test_are_recognised_however_they_are_typed(self, index, text):
        assert [r.value for r in plan_of(text, index, names=self.NAMES).recognised] == ["amal"]

    def test_may_have_several_words(self, index):
        plan = plan_of("stöd region värmland", index, names=self.NAMES)

        assert plan.recognised == (Recognised("region värmland", "organisation", "rv"),)

    def test_common_words_in_lower_case_are_no_names(self, index):
        assert plan_of("mark", index, names=self.NAMES).recognised == ()

    def test_also_find_what_accepts_the_place(self, analyser):
        national = make_document(1, "Praktik", {"kommun": ["hela-landet"]})
        local = make_document(2, "Praktik i Åmål", {"kommun": ["amal"]}, places="Åmål")
        index = make_index(analyser, [national, local])

        found = index.search(plan_of("praktik Åmål", index, names=self.NAMES))

        assert found.ids == [2, 1]


class TestCrisis:
    def test_words_of_crisis_raise_the_flag(self, index):
        group = SynonymGroup("kris", terms=("självmord",), lay=("vill inte leva",))

        assert plan_of("jag vill inte leva längre", index, [group]).crisis

    def test_other_words_do_not(self, index):
        group = SynonymGroup("kris", terms=("självmord",), lay=("vill inte leva",))

        assert not plan_of("jag vill leva på landet", index, [group]).crisis


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "   ", "och i att", "!?.", "😀 🏳️‍🌈", "\x00\x01\x02"])
    def test_nothing_to_search_for_means_everything(self, index, text):
        assert index.search(plan_of(text, index)).total == 10

    @pytest.mark.parametrize(
        "text",
        [
            "x" * 10_000,
            "ord " * 500,
            " ".join(f"ord{number}vård" for number in range(500)),
            "a\u0301" * 5_000,
            "\u202eabc مساعدة допомога ሥራ " * 50,
            "' OR 1=1; DROP TABLE x; --",
            "<script>alert(1)</script>",
            "-" * 500,
            "a-" * 250,
            "+1" * 250,
        ],
    )
    def test_costs_little_and_never_fails(self, index, text):
        start = time.thread_time()

        plan = plan_of(text, index, [BURNOUT])
        index.search(plan)

        assert len(plan.groups) <= 64
        assert time.thread_time() - start < 0.5

    def test_says_that_a_text_was_too_long(self, index):
        assert plan_of("stöd " * 200, index).shortened
