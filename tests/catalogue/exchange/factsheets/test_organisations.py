import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.bodies import Body, Kind
from catalogue.exchange.factsheets.organisations import OrganisationReader
from catalogue.exchange.factsheets.places import Gazetteer, Place

VASTMANLAND, ALVSBORG = "Region Västmanland", "Västra Götalandsregionen"
PLACES = {
    place.name: place
    for place in [
        Place("1980", "Västerås", "Västerås stad", "Västmanlands län", VASTMANLAND),
        Place("1983", "Köping", "Köpings kommun", "Västmanlands län", VASTMANLAND),
        Place("1984", "Arboga", "Arboga kommun", "Västmanlands län", VASTMANLAND),
        Place("1492", "Åmål", "Åmåls kommun", "Västra Götalands län", ALVSBORG),
    ]
}
AF = Body("Arbetsförmedlingen", Kind.AGENCY)
FK = Body("Försäkringskassan", Kind.AGENCY)
REGION = Body(VASTMANLAND, Kind.REGION)
VGR = Body(ALVSBORG, Kind.REGION)
KNOWN = {
    name.casefold(): body
    for body, names in {AF: ["AF"], FK: ["FK"], REGION: [], VGR: ["VGR"]}.items()
    for name in [body.name, *names]
}
READER = OrganisationReader(Gazetteer(PLACES.values()), KNOWN)


def read(text, *names, region="Västmanland"):
    places = [PLACES[name] for name in names or ["Västerås"]]
    return READER.read(text, places, region)


def names(text, *places, **how):
    parties = read(text, *places, **how)
    return parties.responsible.name, [body.name for body in parties.participants]


class TestResponsibleAndParticipating:
    @pytest.mark.parametrize(
        ("text", "responsible", "participants"),
        [
            ("Köpings kommun", "Köpings kommun", []),
            (
                "Västerås stad tillsammans med Arbetsförmedlingen, FK och Region Västmanland",
                "Västerås stad",
                [AF.name, FK.name, VASTMANLAND],
            ),
            (
                "Region Västmanland och Västerås stad, med AF",
                VASTMANLAND,
                ["Västerås stad", AF.name],
            ),
            ("Köping och Arboga kommuner, VGR", "Köpings kommun", ["Arboga kommun", ALVSBORG]),
            (
                "Köping, Arboga och Åmål gemensamt",
                "Köpings kommun",
                ["Arboga kommun", "Åmåls kommun"],
            ),
            (
                "Köpings kommun är värd; AF och Arboga deltar",
                "Köpings kommun",
                [AF.name, "Arboga kommun"],
            ),
            ("Samverkansprojekt med FK som projektägare (LFC)", FK.name, []),
            ("Jobbhuset på uppdrag av AF", "Jobbhuset", [AF.name]),
            (
                "Köpings kommun med ABF, Hyresbo, kyrkor och föreningar",
                "Köpings kommun",
                ["ABF", "Hyresbo"],
            ),
            ("Köpings kommun och lokala företag", "Köpings kommun", []),
            ("Samordningsförbundet X (uppdragsgivare)", "Samordningsförbundet X", []),
            (
                "Samordningsförbundet X (uppdragsgivare), Köpings kommun utför",
                "Köpings kommun",
                ["Samordningsförbundet X"],
            ),
            ("Arbetsförmedlingen Köping", AF.name, []),
        ],
    )
    def test_are_told_apart(self, text, responsible, participants):
        assert names(text) == (responsible, participants)

    def test_reads_the_kommuner_as_those_of_the_record(self):
        found = names("Region Västmanland värd, kommunerna och AF deltar", "Köping", "Arboga")

        assert found == (VASTMANLAND, ["Köpings kommun", "Arboga kommun", AF.name])

    def test_does_not_guess_which_kommuner_an_area_means(self):
        assert names("FK och kommunerna i Dalsland", "Åmål", "Köping") == (FK.name, [])


class TestUnits:
    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            (
                "Västerås stad, Utbildning och arbetsmarknad",
                "Västerås stad, Utbildning och arbetsmarknad",
            ),
            (
                "Köpings kommun, individ- och familjeomsorgen",
                "Köpings kommun, individ- och familjeomsorgen",
            ),
            ("Åmåls kommun, öppna förskolan och IFO", "Åmåls kommun, öppna förskolan och IFO"),
            ("Åmåls kommun (IFO)", "Åmåls kommun, IFO"),
            ("Köpings kommun genom arbetsmarknadsenheten", "Köpings kommun, arbetsmarknadsenheten"),
            ("Region Västmanland, vuxenpsykiatrin", "Region Västmanland, vuxenpsykiatrin"),
        ],
    )
    def test_follow_a_comma(self, text, unit):
        responsible = read(text).responsible

        assert (responsible.name, responsible.parent.parent) == (unit, None)

    def test_end_where_a_known_party_begins(self):
        found = names("Köpings kommun, socialförvaltningen och Arbetsförmedlingen")

        assert found == ("Köpings kommun, socialförvaltningen", [AF.name])

    def test_belong_to_the_region_where_care_is_named_alone(self):
        found = names("Köpings kommun och vuxenpsykiatrin")

        assert found == ("Köpings kommun", ["Region Västmanland, vuxenpsykiatrin"])


class TestCooperation:
    @pytest.mark.parametrize(
        "text",
        [
            "Jobba i Västerås, samarbete mellan staden och lokala företag",
            "Samverkansprojekt i Köping och Arboga",
            "Dalslandskommunerna gemensamt",
        ],
    )
    def test_takes_the_whole_text_where_nobody_can_be_told_apart(self, text):
        parties = read(text, "Köping")

        assert parties.responsible == Body(text, Kind.COOPERATION)
        assert not parties.told_apart

    def test_gets_the_place_where_any_county_could_say_the_same(self):
        found = names("Kommunerna i länet i samverkan", "Köping", "Arboga")

        assert found == (
            "Kommunerna i länet i samverkan (Köping och Arboga)",
            ["Köpings kommun", "Arboga kommun"],
        )

    def test_is_not_told_the_same_place_twice(self):
        name, _ = names("Samverkan mellan kommunen och regionen (Västerås)")
        assert name.count("Västerås") == 1


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Föreningen Fontänhuset", Kind.CIVIL),
            ("Röda Korset och biblioteket", Kind.CIVIL),
            ("Kooperativ i Köping", Kind.WORK_INTEGRATION),
            ("Folkhögskolor på uppdrag av AF", Kind.FOLK_HIGH_SCHOOL),
            ("Leverantörer på uppdrag av AF", Kind.COMPANY),
            ("Lärcenter Öster, Köping", Kind.OTHER),
        ],
    )
    def test_are_told_by_the_words(self, text, kind):
        assert read(text).responsible.kind == kind


@given(
    st.text(min_size=1)
    | st.lists(
        st.sampled_from(["Köpings kommun", "AF", ",", " och ", " med ", "(", ")", " kommuner", ";"])
    ).map("".join)
)
def test_never_raises_and_always_fits(text):
    parties = READER.read(text, list(PLACES.values()), "Västmanland")

    assert all(len(body.name) <= 200 for body in (parties.responsible, *parties.participants))
    assert parties.responsible not in parties.participants
