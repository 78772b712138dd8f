import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.requirement_words import read_required


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Har SGI.", {"sgi"}),
        ("Inskriven på AF.", {"inskrivning-af"}),
        ("Anmäld som arbetssökande", {"inskrivning-af"}),
        ("Försörjningsstöd, efter läkarutlåtande.", {"lakarutlatande"}),
        ("Vården bekräftar att det är medicinskt lämpligt.", {"lakarutlatande"}),
        ("Remiss från vårdcentral.", {"remiss"}),
        ("Beslut enligt LSS", {"bistandsbeslut"}),
        ("Kan ta ett arbete på minst halvtid.", {"arbetsformaga", "minsta-tid"}),
        ("Godkänd SFI B", {"svenska"}),
        ("Kunna förstå svenska", {"svenska"}),
        ("Ska kunna läsa och skriva på svenska", {"svenska"}),
        ("Behöver kunna delta i gruppaktiviteter", {"grupp"}),
        ("Nykter under arbetspasset.", {"drogfrihet"}),
        ("Inte aktuell för personer med pågående missbruk", {"drogfrihet"}),
        ("Inget pågående missbruk.", {"drogfrihet"}),
        ("Autism, vuxen.", set()),
        ("Psykisk sjukdom eller långvarig smärta.", set()),
        ("Vårdcentral (remiss), FK, AF.", set()),
        ("Utredd och diagnostiserad", {"diagnos"}),
        ("minst två parter, samtycke till samverkan.", {"samtycke"}),
        ("Vill arbeta. Punkt.", {"egen-vilja"}),
        ("orkar sitta i grupp i två timmar", {"grupp", "minsta-tid"}),
        ("Ska kunna ta sig till samlingsplatsen; skjuts kan ordnas.", {"resa"}),
        ("kan komma minst ett par timmar i veckan", {"minsta-tid"}),
        ("Ingen remiss, men samtycke", {"samtycke"}),
        ("Inga krav utöver viljan att komma.", {"egen-vilja"}),
        ("Inskriven på AF, ingen diagnos behövs.", {"inskrivning-af"}),
    ],
)
def test_finds_what_is_demanded(text, slugs):
    assert read_required(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nedsatt arbetsförmåga, saknar SGI.",
        "Du behöver inte ha SGI.",
        "Ingen bedömning av arbetsförmåga krävs.",
        "Det krävs ingen remiss och ingen diagnos.",
        "Ingen remiss, diagnos eller läkarintyg krävs.",
        "psykisk funktionsnedsättning, inget krav på diagnos.",
        "Sjukpenninggrundande inkomst krävs inte.",
        "Inskrivning på Arbetsförmedlingen är inte nödvändig.",
        "Inskriven på AF är ett plus men inget krav",
        "gärna läkarutlåtande",
        "Läkarutlåtande är meriterande.",
        "pågående utredning räcker.",
        "utan krav på drogfrihet",
        "Inget krav på nykterhet",
        "Oavsett diagnos.",
        "Misstänkt adhd",
        "Oklar arbetsförmåga trots tidigare underlag.",
        "Funktionsnedsättning som påverkar arbetsförmågan.",
        "Ekonomiskt bistånd sedan minst sex månader",
        "Arbetar eller vill arbeta i Norge.",
        "Läser SFI.",
    ],
)
def test_finds_nothing_where_nothing_is_demanded(text):
    assert read_required(text) == set()


@given(st.text())
def test_never_raises(text):
    read_required(text)
