import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import NeedGroup, Requirement
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_municipality,
    make_need_group,
    make_organisation,
    make_requirement,
)
from tests.sample import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    """One entry that fits a young person in Köping, and some that nearly do."""
    koping, arboga = make_municipality("Köping"), make_municipality("Arboga")
    koping.neighbours.add(arboga)
    young = make_need_group("Unga", entrance="Jag är ung.")
    make_need_group("Unga utan jobb", parent=young)
    return {
        "fits": make_intervention(
            "Passar helt", need_groups=["Unga"], municipalities=["Köping"], access="self",
            age_from=16, age_to=29, income_supports=["Sjukpenning"],
            not_required=["Läkarutlåtande"],
        ),
        "demands": make_intervention(
            "Kräver intyg", need_groups=["Unga"], municipalities=["Köping"],
            requirements=["Läkarutlåtande"],
        ),
        "beside": make_intervention("Bredvid", need_groups=["Unga"], municipalities=["Arboga"]),
        "narrower": make_intervention(
            "Smalare", need_groups=["Unga utan jobb"], municipalities=["Köping"]
        ),
        "older": make_intervention(
            "Äldre", need_groups=["Unga"], municipalities=["Köping"], age_from=26
        ),
        "other": make_intervention("Annan", need_groups=["Skulder"], municipalities=["Sala"]),
    }  # fmt: skip


def found(client, **answers):
    page = client.get("/hitta/", {"fraga": "svar", **answers}).content.decode()
    hits, _, near = page.partition('id="near"')
    return hits, near


class TestQuestions:
    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("kommun", "I vilken kommun bor du?"),
            ("alder", "Hur gammal är du?"),
            ("behov", "Vad gäller det?"),
            ("ersattning", "Vad lever du på?"),
            ("kraver_inte", "Är det något du inte har eller inte klarar?"),
        ],
    )
    def test_come_one_a_page(self, client, entries, name, title):
        page = client.get("/hitta/", {"fraga": name}).content.decode()

        assert title in page
        assert page.count("<h1") == 1

    def test_begin_with_the_kommun(self, client, entries):
        assert "Fråga 1 av 5" in client.get("/hitta/").content.decode()

    def test_carry_the_answers_along(self, client, entries):
        page = client.get("/hitta/?fraga=behov&kommun=koping&alder=24").content.decode()

        assert '<input type="hidden" name="kommun" value="koping">' in page
        assert '<input type="hidden" name="alder" value="24">' in page
        assert 'href="?fraga=ersattning&amp;kommun=koping&amp;alder=24">Hoppa över' in page

    def test_are_asked_again_when_the_kommun_is_not_recognised(self, client, entries):
        page = client.get("/hitta/?fraga=alder&kommun=Kopping&behov=unga").content.decode()

        assert "Fråga 1 av 5" in page
        assert "Vi känner inte igen ”Kopping”." in page
        assert 'href="?fraga=alder&amp;kommun=koping&amp;behov=unga">Köping' in page

    def test_are_asked_again_when_the_age_cannot_be_read(self, client, entries):
        page = client.get("/hitta/?fraga=svar&alder=ung").content.decode()

        assert "Skriv åldern med siffror" in page
        assert 'value="ung"' in page

    def test_lead_to_the_result_when_an_address_holds_only_answers(self, client, entries):
        assert "passar dina svar" in client.get("/hitta/?kommun=koping").content.decode()

    def test_never_show_a_blunt_word(self, client, entries):
        NeedGroup.objects.filter(slug="unga").update(search_words="värsting")

        assert "värsting" not in client.get("/hitta/?fraga=behov").content.decode()


class TestResult:
    def test_says_why_an_entry_fits(self, client, entries):
        hits, _ = found(
            client, kommun="Köping", alder=24, behov="unga", ersattning="sjukpenning",
            kraver_inte="lakarutlatande",
        )  # fmt: skip

        assert "1 insats passar dina svar" in hits
        assert (
            "Passar: gäller i Köping, är för dig 16–29 år, gäller ”Unga”, du kan ha sjukpenning "
            "under tiden, kräver inte läkarutlåtande, ansök själv." in hits
        )

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Kräver intyg", "Passar om det går att ordna det här kravet: läkarutlåtande."),
            ("Bredvid", "Passar om du får delta i Arboga. Fråga om de tar emot från Köping."),
            ("Smalare", "Passar om det gäller ”Unga utan jobb”."),
            ("Äldre", "Passar om du är från 26 år."),
        ],
    )
    def test_names_the_one_thing_that_differs(self, client, entries, name, words):
        _, near = found(
            client, kommun="koping", alder=24, behov="unga", kraver_inte="lakarutlatande"
        )

        assert name in near
        assert words in near
        assert "Annan" not in near

    def test_says_what_an_income_would_take(self, client):
        make_intervention("Med lön", income_supports=["Lön", "Ingen"])

        _, near = found(client, ersattning="studiemedel")

        assert near == ""  # studiemedel is not on the list here: the answer was not understood

    def test_takes_in_the_county_and_the_nation(self, client):
        county = make_county()
        make_municipality("Köping", county)
        make_intervention("I länet").counties.add(county)
        make_intervention("I landet", nationwide=True)

        hits, _ = found(client, kommun="koping")

        assert "gäller i hela Västmanlands län" in hits
        assert "gäller i hela landet" in hits

    def test_leaves_out_what_nobody_can_come_into(self, client, entries):
        for fields in [
            {"status": "draft"},
            {"status": "ended", "nothing_replaces": True, "ended_on": "2026-01-01"},
            {"access": "not_searchable"},
            {"scope": "structural", "access": "not_searchable"},
        ]:
            make_intervention("Borta", nationwide=True, **fields)

        assert "Borta" not in client.get("/hitta/?fraga=svar&visa=alla").content.decode()

    def test_a_referral_from_health_care_is_a_demand_though_nobody_ticked_it(self, client):
        make_intervention("Via vården", access="health_referral")
        make_intervention("Annat", requirements=["Remiss"])

        hits, near = found(client, kraver_inte="remiss")

        assert "0 insatser passar" in hits
        assert "Via vården" in near

    def test_says_that_something_is_not_needed_only_where_the_entry_says_so(self, client):
        Requirement.objects.create(
            slug="grupp", name="Klara att vara i grupp", without="att du klarar att vara i grupp",
            lacking="Jag klarar inte att vara i grupp", spared="du behöver inte vara i grupp",
            topic="grupp",
        )  # fmt: skip
        make_intervention("Bara i grupp", forms=["grupp"])
        make_intervention("Säger nej", not_required=["grupp"])
        silent = make_intervention("Tyst")
        silent.contacts.add(make_contact("Mottagningen", phone="021-39 00 00"))

        hits, near = found(client, kraver_inte="grupp")

        assert "2 insatser kan passa dina svar" in hits
        assert "allt du svarat passar: 1. Säger inget om det du saknar: 1." in hits
        assert "Jag klarar inte att vara i grupp" in hits
        assert hits.count("du behöver inte vara i grupp") == 1
        assert hits.index("Säger nej") < hits.index("Tyst")
        ask = hits[hits.index("Säger inget om grupp: fråga.") :]
        assert "Mottagningen" in ask
        assert "021-39 00 00" in ask
        assert "Bara i grupp" in near

    def test_asks_those_who_answer_for_the_kommun_and_the_switchboard_where_nobody_does(
        self, client
    ):
        grupp = make_requirement("Grupp")
        home = make_organisation("Köpings kommun", municipality=make_municipality("Köping"))
        entry = make_intervention("Tyst", municipalities=["Köping", "Arboga"], organisation=home)
        ombud = make_contact("Arbogas ombud", organisation=home, phone="08-465 004 15")
        ombud.municipalities.add(make_municipality("Arboga"))
        entry.contacts.add(ombud)

        def asked(kommun):
            hits, _ = found(client, kommun=kommun, kraver_inte=grupp.slug)
            told = hits[hits.index('class="ask-them"') :]
            return told[: told.index("</p>")]

        assert 'href="tel:+46846500415"' in asked("arboga")
        assert "Ring kommunens växel och fråga efter ”Tyst”" in asked("koping")

        home.phone = "031-390 06 12"
        home.save()
        assert "Ring växeln hos Köpings kommun" in asked("koping")
        assert 'href="tel:+46313900612"' in asked("koping")

    def test_tells_what_leaving_an_answer_out_would_give(self, client, entries):
        hits, _ = found(client, kommun="koping", behov="skulder")

        assert "0 insatser passar dina svar" in hits
        assert "Utan svaret på ”Vad gäller det?”" in hits

    def test_puts_help_first_when_the_need_speaks_of_danger(self, client):
        make_need_group("Utsatta för våld eller hot", search_words="våld i nära relation")

        hits, _ = found(client, behov="utsatta-for-vald-eller-hot")

        assert hits.index("112") < hits.index("<h1")

    def test_shows_the_rest_when_asked(self, client):
        for number in range(20):
            make_intervention(f"Insats {number:02}")

        few = client.get("/hitta/?fraga=svar").content.decode()
        everything = client.get("/hitta/?fraga=svar&visa=alla").content.decode()

        assert few.count('class="card"') == 15
        assert "Visa alla 20" in few
        assert everything.count('class="card"') == 20


@pytest.mark.slow
class TestAnyAddress:
    def test_gives_a_page_without_a_trace(self, entries):
        client = Client()
        names = ["kommun", "alder", "behov", "ersattning", "kraver_inte", "fraga", "visa", "x"]
        values = st.one_of(
            st.text(max_size=30),
            st.sampled_from(["koping", "unga", "24", "svar", "behov", "lakarutlatande", "alla"]),
        )

        @settings(max_examples=part(150))
        @given(st.lists(st.tuples(st.sampled_from(names), values), max_size=7))
        def check(pairs):
            data = {}
            for name, value in pairs:
                data.setdefault(name, []).append(value)
            response = client.get("/hitta/", data)
            assert response.status_code == 200
            assert not response.cookies

        check()

    @pytest.mark.parametrize(
        "query", ["kommun=%00", "kommun=%ff", "alder=%00", "fraga=%00", "kommun=" + "x" * 9000,
                  "behov=a" + "&behov=b" * 500, "kommun=<script>alert(1)</script>"],
    )  # fmt: skip
    def test_that_is_bad_gives_a_page(self, client, entries, query):
        response = client.get(f"/hitta/?{query}")

        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
