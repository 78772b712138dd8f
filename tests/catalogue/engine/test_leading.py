import pytest

from catalogue.engine.leading import leading_words
from catalogue.engine.vocabulary import Vocabulary, WordGroup
from catalogue.search.words import analyser


@pytest.fixture(scope="module")
def vocabulary():
    groups = [
        WordGroup(
            "behov",
            terms=("utmattning", "helt slut"),
            hidden=("utbränd",),
            lay=("orkar inte mer", "utbränd", "gått i väggen"),
        ),
        WordGroup("insats", terms=("SE", "Supported Employment"), case_sensitive={"SE"}),
        WordGroup("behov", lay=("krasslig",), broader=("sjukdom",)),
    ]
    return Vocabulary(groups, analyser())


class TestLeadingWords:
    def test_lead_to_a_term_in_any_form_and_are_never_blunt(self, vocabulary):
        (found,) = leading_words("Hjälp vid utmattningar.", vocabulary)

        assert found.said == "utmattning"
        assert found.words == ("orkar inte mer", "gått i väggen", "helt slut")

    def test_lead_to_a_term_of_several_words(self, vocabulary):
        assert [found.said for found in leading_words("Du är helt slut", vocabulary)] == [
            "helt slut"
        ]
        assert leading_words("Du är helt. Slut tid", vocabulary) == []

    def test_do_not_repeat_what_the_text_says(self, vocabulary):
        (found,) = leading_words("Utmattning: du orkar inte mer.", vocabulary)

        assert "orkar inte mer" not in found.words

    def test_keep_to_the_case_where_it_counts(self, vocabulary):
        assert leading_words("Vi ska se dig", vocabulary) == []
        assert [found.said for found in leading_words("Vi arbetar med SE.", vocabulary)] == ["SE"]

    def test_lead_to_the_broader_word_of_a_group_without_terms(self, vocabulary):
        assert leading_words("Vid sjukdom", vocabulary)[0].words == ("krasslig",)
