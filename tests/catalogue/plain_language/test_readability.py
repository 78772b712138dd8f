import pytest

from catalogue.plain_language.readability import level, lix, long_sentences

EASY = "Du får hjälp att söka jobb. Vi ses en gång i veckan. " * 3
HARD = (
    "Arbetsmarknadsenheten tillhandahåller arbetsförberedande rehabiliteringsinsatser för "
    "kommuninvånare med sammansatta funktionsnedsättningar i enlighet med förbundets gällande "
    "verksamhetsplanering och därtill hörande samverkansöverenskommelser mellan huvudmännen."
)


class TestLix:
    def test_counts_words_sentences_and_long_words(self):
        text = "Detta är en mening med tio ord varav inget långt. " * 3

        assert lix(text) == 10

    def test_is_low_for_everyday_swedish_and_high_for_officialese(self):
        assert lix(EASY) < 20
        assert lix(HARD * 2) > 60

    def test_takes_a_line_of_its_own_for_a_sentence(self):
        points = "\n".join(["en kort punkt i listan"] * 6)

        assert lix(points) == 5

    def test_says_nothing_about_a_few_words(self):
        assert lix("Arbetsmarknadsenheten tillhandahåller insatser.") is None
        assert lix("") is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (29, "mycket lättläst"),
        (30, "lättläst"),
        (45, "medelsvår"),
        (59, "svår"),
        (60, "mycket svår"),
    ],
)
def test_a_level_says_what_the_figure_means(value, name):
    assert level(value) == name


def test_long_sentences_are_told_by_how_they_begin():
    assert long_sentences("Kort. " + "ord " * 26 + ". Kort.") == [("ord ord ord ord ord ord", 26)]
    assert long_sentences("ord " * 25) == []
