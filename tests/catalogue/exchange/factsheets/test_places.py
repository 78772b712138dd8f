import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.places import Gazetteer, Place

PLACES = [
    Place("1980", "Västerås", "Västerås stad", "Västmanlands län", "Region Västmanland"),
    Place("1492", "Åmål", "Åmåls kommun", "Västra Götalands län", "Västra Götalandsregionen"),
    Place("1438", "Dals-Ed", "Dals-Eds kommun", "Västra Götalands län", "Västra Götalandsregionen"),
    Place("0780", "Växjö", "Växjö kommun", "Kronobergs län", "Region Kronoberg"),
]
GAZETTEER = Gazetteer(PLACES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Västerås", "1980"),
        ("VÄSTERÅS STAD", "1980"),
        ("Västerås kommun", "1980"),
        ("åmål", "1492"),
        ("Åmåls kommun", "1492"),
        ("Dals-Eds  kommun", "1438"),
        ("Växjö kommun", "0780"),
    ],
)
def test_finds_a_kommun_however_it_is_written(text, code):
    assert GAZETTEER.find(text).code == code


@pytest.mark.parametrize("text", ["", "kommun", "Ankeborg", "Region Kronoberg"])
def test_finds_nothing_else(text):
    assert GAZETTEER.find(text) is None


def test_suggests_the_nearest_spelling():
    assert GAZETTEER.nearest("Västeraas stad") == "Västerås"
    assert GAZETTEER.nearest("Xyzzy") == ""


@given(st.text())
def test_never_raises(text):
    GAZETTEER.find(text)
    GAZETTEER.nearest(text)
