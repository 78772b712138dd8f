import pytest

from catalogue.plain_language.abbreviations import suggestion, unexplained


class TestUnexplained:
    def test_names_each_once_in_the_order_of_the_text(self):
        assert unexplained("SGI krävs av FK. FK:s och AFs handläggare frågar om SGI.") == [
            "SGI",
            "FK",
            "AF",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Du behöver en sjukpenninggrundande inkomst (SGI). Din SGI …",
            "SGI (sjukpenninggrundande inkomst) krävs.",
            "Arbetsförmedlingen, eller AF som många säger.",
            "RIKSX (ett riktigt långt namn) hjälper till.",
        ],
    )
    def test_is_content_with_an_explanation(self, text):
        assert unexplained(text) == []

    @pytest.mark.parametrize(
        "text", ["Ta med CV och ID.", "Kapitel IV", "ALLA ÄR VÄLKOMNA HIT", "Ett ord.", "A och O"]
    )
    def test_leaves_ordinary_words_alone(self, text):
        assert unexplained(text) == []

    def test_knows_the_ones_with_a_small_letter_inside(self):
        assert unexplained("Bistånd enligt SoL.") == ["SoL"]


def test_a_suggestion_says_how_to_write_it_the_first_time():
    assert suggestion("AF") == "Arbetsförmedlingen (AF)"
    assert suggestion("XYZ") == "XYZ"
