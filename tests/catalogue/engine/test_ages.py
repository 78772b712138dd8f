"""A number is read as an age only where that is plain."""

import pytest

from catalogue.engine.ages import ages_in, bounds
from catalogue.engine.language import tokenise

TOLD = {
    "22": ["22", "ung 22 autism", "är 22 mår skit", "22 år", "22-åring", "tjugotvå år", "22 years"],
    "58": ["uppsagd 58", "58 år", "58-årig man", "femtioåtta år", "kvinna 58 utmattad"],
    "61": ["arbetslös 61", "jag är sextioett", "61 år, arbetslös"],
    "40": ["legat hemma i flera år utan läkare, 40 år, fagersta", "jag fyller fyrtio"],
    "17": ["17 år skolk cannabis", "tjej 17", "ung man, är 17"],
    "18-25": ["18-25", "18–25 år", "18-25 år", "mellan 18 och 25", "18-25-åringar"],
    "48-55": ["femtioårsåldern", "i 50-årsåldern"],
    "50-120": ["50+", "50 plus", "över 50", "över 50 år"],
    "18-29": ["ung vuxen", "unga vuxna"],
    "13-19": ["tonåring", "tonåringar"],
    "65-120": ["pensionär", "pensionärer"],
    "22 ": ["ung vuxen 22 år"],  # the narrower
}

NONE = [
    "12 steg",
    "19 § LSS",
    "112",
    "1177",
    "2 barn",
    "20 barn",
    "två år",
    "sedan 3 år",
    "sedan 20 år",
    "sjukskriven två år",
    "har varit sjukskriven 20 år",
    "jobbat 25 år",
    "i 20 år",
    "för 20 år sedan",
    "20 års erfarenhet",
    "min son är 8",
    "min dotter är 17 och går inte till skolan",
    "mamma 82 år",
    "17-årig dotter",
    "min man 50 dricker",
    "min tonåring",
    "jobba 50%",
    "jobba 50 %",
    "sjukskriven 50",
    "klarar 10 h/v",
    "30 timmar i veckan",
    "021-39 00 00",
    "070 123 45 67",
    "722 11",
    "buss 40",
    "kl 18-20",
    "kapitel 23",
    "vecka 23",
    "20 000 kr",
    "covid 19",
    "2026",
]


def age(text):
    return ages_in(list(tokenise(text)), text).value


class TestAnAge:
    @pytest.mark.parametrize(
        ("value", "text"),
        [(value.strip(), text) for value, texts in TOLD.items() for text in texts],
    )
    def test_is_heard(self, value, text):
        assert age(text) == value

    @pytest.mark.parametrize("text", NONE)
    def test_is_not_heard_in_another_number(self, text):
        assert age(text) == ""

    @pytest.mark.parametrize("text", ["min son är 8 och jag 40", "22 år, 58 år"])
    def test_is_unclear_where_several_are_told(self, text):
        ages = ages_in(list(tokenise(text)), text)

        assert ages.value == ""
        assert len(ages.unclear) == 2

    def test_has_bounds(self):
        assert bounds("18-25") == (18, 25)
        assert bounds("22") == (22, 22)
