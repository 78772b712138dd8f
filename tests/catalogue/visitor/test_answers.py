import pytest
from django.http import QueryDict

from catalogue.search.options import Options
from catalogue.visitor.answers import Answers, AnswersForm, KommunField

NAMES = {"amal": "Åmål", "saffle": "Säffle", "vasteras": "Västerås", "koping": "Köping"}
OPTIONS = Options(
    labels={
        "kommun": NAMES,
        "behov": {"unga": "Unga"},
        "ersattning": {"sjukpenning": "Sjukpenning", "oforandrad": "Oförändrad"},
        "kraver_inte": {"remiss": "remiss"},
    },
    accepts={},
    neighbours={},
    counties={},
)


def form_of(**answers):
    """Return the form of an address with these answers."""
    address = QueryDict(mutable=True)
    for name, values in answers.items():
        address.setlist(name, values if isinstance(values, list) else [values])
    return AnswersForm(address, OPTIONS)


class TestKommun:
    @pytest.mark.parametrize(
        "typed", ["Åmål", "åmål", "AMAL", "amal", " Åmåls  kommun ", "Åmål kommun"]
    )
    def test_is_recognised_as_people_write_it(self, typed):
        assert KommunField(NAMES).clean(typed) == "amal"

    def test_ends_in_stad_as_well(self):
        assert KommunField(NAMES).clean("Västerås stad") == "vasteras"

    def test_that_is_misspelt_is_offered(self):
        form = form_of(kommun="Vesteros")

        assert form.answers().kommun == ""
        assert ("vasteras", "Västerås") in form.kommun.alike
        assert "Vi känner inte igen ”Vesteros”." in form.errors["kommun"][0]

    @pytest.mark.parametrize("typed", ["Xyzzyx", "\0", "<b>", "9" * 500])
    def test_that_is_nowhere_is_no_answer(self, typed):
        assert form_of(kommun=typed).answers().kommun == ""


class TestAge:
    @pytest.mark.parametrize(("typed", "age"), [("34", 34), (" 7 ", 7), ("34 år", 34), ("0", 0)])
    def test_is_a_number_of_years(self, typed, age):
        assert form_of(alder=typed).answers().alder == age

    @pytest.mark.parametrize("typed", ["-1", "121", "trettio", "1e9", "٣٤", "3.5", "9" * 99])
    def test_that_cannot_be_read_says_how_to_write_it(self, typed):
        form = form_of(alder=typed)

        assert form.answers().alder is None
        assert form.errors["alder"] == ["Skriv åldern med siffror, till exempel 34."]


class TestChoices:
    def test_that_do_not_exist_are_left_out(self):
        form = form_of(behov=["unga", "x"], ersattning="oforandrad")

        assert form.answers() == Answers(behov=frozenset({"unga"}))


class TestAddress:
    def test_leads_back_to_the_same_answers(self):
        answers = Answers("amal", 24, frozenset({"b", "a"}), frozenset(), frozenset({"remiss"}))

        assert answers.querystring(("fraga", "svar")) == (
            "?fraga=svar&kommun=amal&alder=24&behov=a&behov=b&kraver_inte=remiss"
        )

    def test_of_one_answer_less_leaves_the_others(self):
        answers = Answers("amal", 24, frozenset({"a", "b"}))

        assert answers.without("behov", "a") == Answers("amal", 24, frozenset({"b"}))
        assert answers.without("alder") == Answers("amal", None, frozenset({"a", "b"}))
        assert answers.without("kommun") == Answers("", 24, frozenset({"a", "b"}))
