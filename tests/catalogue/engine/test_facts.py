"""Structured facts are heard in what people write, and in nothing else."""

import pytest

from catalogue.engine.facts import facts_asked, facts_for
from catalogue.engine.language import tokenise

SAID = {
    "kostnad-gratis": [
        "gratis",
        "Gratis!",
        "kostnadsfria kurser",
        "helt kostnadsfritt",
        "utan kostnad",
        "får inte kosta något",
        "for free",
        "free help",
        "ilmainen",
        "bezpłatne",
        "безкоштовно",
        "مجاني",
        "lacag la'aan",
        "رایگان",
    ],
    "sprak-tolk": ["tolk", "med tolk", "behöver tolkar", "interpreter", "tulkki", "перекладач"],
    "sprak-tolk ": ["مترجم", "turjubaan", "ترجمان", "tłumacz"],
    "sprak-arabiska": ["arabiska", "på arabiska", "arabisktalande", "in Arabic"],
    "sprak-svenskt-teckensprak": ["teckenspråk", "teckenspråkig", "sign language"],
    "form-digitalt": ["digitalt", "digitala träffar", "online", "via video", "på nätet", "онлайн"],
    "form-enskilt": [
        "enskilt",
        "enskilda samtal",
        "individuellt",
        "en till en",
        "vill inte ha grupp",
        "slipper grupp",
        "inte i grupp",
        "inga gruppträffar",
        "klarar inte att sitta i grupp",
    ],
    "form-grupp": ["i grupp", "gruppträffar", "vill inte ha enskilda samtal"],
    "form-pa-plats": ["inte digitalt", "vill inte ses på nätet", "öga mot öga"],
    "form-uppsokande": ["hembesök", "kan ni komma hem till mig"],
    "tider-kvall": ["kvällstid", "på kvällarna", "kvallstid", "kvällsöppet", "evenings"],
    "tider-helg": ["helger", "på helgen", "lördagar", "weekend"],
    "tilltrade-egen-ansokan": ["söka själv", "ansöka själv", "egen ansökan", "söka pa egen hand"],
    "tilltrade-oppet": ["drop-in", "öppet för alla", "utan bokning", "ingen anmälan"],
    "lage-kort-ko": ["kort kö", "utan väntetid", "ingen kö", "slippa vänta", "börja nu"],
    "lage-oppen": ["öppen nu", "lediga platser", "samordningsförbundet pågående"],
    "anonym-ja": ["anonymt", "vara anonym", "utan personnummer", "anonymously"],
    "tillganglighet-rullstol": ["rullstol", "sitter i rullstol", "rullstolsanpassat", "wheelchair"],
    "tillganglighet-horslinga": ["hörslinga", "teleslinga", "horslinga"],
    "typ-praktik": ["praktik", "praktikplatser"],
    "typ-sprak": ["svenskkurs", "kurs szwedzkiego", "курс шведської"],
    "steg-1": ["steg 1", "steg ett"],
    "krav-remiss": [
        "utan remiss",
        "ingen remiss",
        "behöver inte ha remiss",
        "slipper remiss",
        "utan krav på remiss",
        "remiss behövs inte",
        "remiss krävs inte",
        "har ingen remiss",
        "no referral",
        "bez skierowania",
    ],
    "krav-sgi": ["ingen SGI", "utan sgi", "har inte SGI", "saknar SGI", "SGI saknas", "noll SGI"],
    "krav-drogfrihet": ["utan drogtest", "slipper drogtester", "inte drogfri", "inte nykter"],
    "krav-lakarutlatande": ["utan läkarintyg", "har inget läkarutlåtande", "inget intyg"],
    "krav-diagnos": ["utan diagnos", "har ingen diagnos"],
    "krav-svenska": ["kan inte svenska", "pratar ingen svenska", "без знання шведської"],
    "krav-inskrivning-af": ["inte inskriven på Arbetsförmedlingen", "utan inskrivning på AF"],
    "krav-bistandsbeslut": ["utan biståndsbeslut"],
}

NOTHING = [
    "remiss",
    "remiss till psykiatrin",
    "läkarintyg",
    "svenska för invandrare",
    "SFI",
    "drogtest",
    "utan tolk",
    "kan inte söka själv",
    "flytta hemifrån",
    "digitalt utanförskap",
    "anonyma alkoholister",
    "jobba som tolk",
    "ensam på kvällarna",
    "dricker varje kväll",
    "enskild firma",
    "12 steg",
    "tolvstegsprogram",
    "pågående missbruk",
    "kostar skjortan",
    "inte svensk medborgare",
    "fattar inte svenskan i breven",
    "klarar inte våra grupper",
    "rädd att lämna huset",
]


@pytest.fixture(scope="module")
def hear(analyser):
    facts = facts_for(analyser)
    return lambda text: facts.hear(list(tokenise(text)), text)


def names(heard):
    return [each.fact.name for each in heard.facts]


class TestAFact:
    @pytest.mark.parametrize(
        ("name", "text"), [(name.strip(), text) for name, texts in SAID.items() for text in texts]
    )
    def test_is_heard(self, hear, name, text):
        assert names(hear(text)) == [name]

    @pytest.mark.parametrize("text", NOTHING)
    def test_is_not_heard_in_what_says_something_else(self, hear, text):
        assert names(hear(text)) == []

    def test_is_heard_beside_others(self, hear):
        heard = hear("ung vuxen npf utan sgi och läkarintyg, gärna på kvällstid västerås")

        assert names(heard) == ["krav-sgi", "krav-lakarutlatande", "tider-kvall", "alder"]

    def test_takes_its_words_and_what_denies_it(self, hear):
        (heard,) = hear("prata med någon utan remiss nu").facts

        assert heard.places == (3, 4)
        assert heard.fact.typed == "utan remiss"

    def test_is_not_denied_across_a_comma(self, hear):
        assert names(hear("nej inte det, gärna i grupp")) == ["form-grupp"]

    def test_is_not_denied_by_an_utan_that_means_but(self, hear):
        assert names(hear("inte i grupp utan enskilt")) == ["form-enskilt"]

    def test_that_is_asked_for_and_not_wanted_is_neither(self, hear):
        heard = hear("gratis men inte gratis")

        assert (names(heard), heard.unclear) == ([], ("gratis",))

    def test_of_the_page_is_known_by_name(self):
        asked = facts_asked()

        assert len(set(asked)) == len(asked)
        assert ("kostnad", "gratis") in asked
        assert ("krav", "sgi") in asked
