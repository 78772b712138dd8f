import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.waivers import read_waivers


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Ingen SGI krävs.", {"sgi"}),
        ("Du behöver inte ha SGI.", {"sgi"}),
        ("Sjukpenninggrundande inkomst krävs inte.", {"sgi"}),
        ("Öppet för alla, ingen remiss.", {"remiss"}),
        ("Det krävs ingen remiss och ingen diagnos.", {"remiss", "diagnos"}),
        ("Ingen remiss, diagnos eller läkarintyg krävs.", {"remiss", "diagnos", "lakarutlatande"}),
        ("psykisk funktionsnedsättning, inget krav på diagnos.", {"diagnos"}),
        ("Inga diagnoser krävs.", {"diagnos"}),
        ("Ingen bedömning av arbetsförmåga krävs.", {"arbetsformaga"}),
        ("Inskrivning på Arbetsförmedlingen är inte nödvändig.", {"inskrivning-af"}),
        ("Inget krav på nykterhet", {"drogfrihet"}),
        ("Missbruk är inget hinder.", {"drogfrihet"}),
        ("Du behöver inte kunna svenska.", {"svenska"}),
    ],
)
def test_finds_what_is_said_not_to_be_demanded(text, slugs):
    assert read_waivers(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Har SGI.",
        "Saknar SGI.",
        "För dig utan SGI.",
        "Utan remiss tar vi inte emot.",
        "Oavsett diagnos.",
        "gärna läkarutlåtande",
        "Inga krav utöver viljan att komma.",
        "Alla är välkomna.",
        "Ingen anmälan.",
        "Inget pågående missbruk.",
        "Inte utan biståndsbeslut.",
        "Remiss krävs.",
    ],
)
def test_finds_nothing_where_that_is_not_said(text):
    assert read_waivers(text) == set()


@given(st.text())
def test_never_raises(text):
    read_waivers(text)
