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


def placed(name, latitude, longitude):
    """A kommun that has a place on the map."""
    place = make_municipality(name)
    place.latitude, place.longitude = latitude, longitude
    place.save()
    return place


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


class TestTheNeeds:
    """Sixty boxes are found again by where they stand, and by a word of one's own."""

    @pytest.fixture
    def needs(self):
        make_need_group("Skulder", heading="Hem och pengar", order=10, search_words="kronofogden")
        work = make_need_group("Söker arbete", heading="Jobb och studier", order=20)
        make_need_group("Lång tid utan arbete", parent=work, order=30)
        make_need_group("Egen rubrik saknas", order=1)

    def ask(self, client, query=""):
        return client.get(f"/hitta/?fraga=behov{query}").content.decode()

    def test_stand_under_headings_that_staff_have_written(self, client, needs):
        page = self.ask(client)

        places = [
            page.index(f"<h2>{it}</h2>") for it in ("Hem och pengar", "Jobb och studier", "Annat")
        ]
        assert places == sorted(places)
        assert places[0] < page.index('value="skulder"') < places[1]
        assert places[1] < page.index('value="lang-tid-utan-arbete"') < places[2]

    def test_have_no_heading_where_nobody_has_written_one(self, client):
        make_need_group("Skulder")

        assert "<h2>Annat</h2>" not in self.ask(client)

    @pytest.mark.parametrize("word", ["skuld", "SKULDER", "kronofogden", "pengar"])
    def test_are_narrowed_by_a_word_also_one_that_is_never_shown(self, client, needs, word):
        page = self.ask(client, f"&hitta={word}")

        assert 'value="skulder"' in page
        assert 'value="soker-arbete"' not in page
        assert ("kronofogden" in page) == (word == "kronofogden")

    def test_keep_what_is_ticked_when_narrowed(self, client, needs):
        page = self.ask(client, "&hitta=skuld&behov=lang-tid-utan-arbete")

        assert 'value="lang-tid-utan-arbete" checked' in page
        assert '<details class="more" open>' in page
        assert "Ta bort" not in page

    def test_are_all_there_when_the_word_is_about_none(self, client, needs):
        page = self.ask(client, "&hitta=xyzzy")

        assert "Inget val handlar om ”xyzzy”" in page
        assert 'value="skulder"' in page
        assert 'href="tel:1177"' in page

    def test_say_whom_to_call_when_the_word_speaks_of_danger(self, client, needs):
        assert "Kvinnofridslinjen" in self.ask(client, "&hitta=misshandel")

    def test_are_asked_by_a_form_whose_first_button_narrows(self, client, needs):
        """Enter in the field presses the first button: it must not be the way on."""
        page = self.ask(client)

        assert page.index('name="fraga" value="behov"') < page.index('value="ersattning"')


class TestEveryEnding:
    """Whatever was answered, somebody can be called."""

    @pytest.fixture
    def kinda(self):
        place = placed("Kinda", 58.0, 15.6)
        make_organisation("Kinda kommun", municipality=place, phone="031-390 06 13")
        make_intervention("Kindas egen", municipalities=["Kinda"], age_to=64,
                          requirements=["Remiss"], need_groups=["Unga"])  # fmt: skip
        make_need_group("Utsatta för våld eller hot", search_words="våld i nära relation")

    @pytest.mark.parametrize(
        "answers",
        [
            {"behov": "utsatta-for-vald-eller-hot"},
            {"alder": 65},  # near only
            {"alder": 99},
            {"kraver_inte": "remiss"},
            {"alder": 99, "kraver_inte": "remiss", "behov": "utsatta-for-vald-eller-hot"},
            {},
        ],
    )
    def test_in_a_known_kommun_gives_its_number(self, client, kinda, answers):
        page = client.get("/hitta/", {"fraga": "svar", "kommun": "kinda", **answers})

        assert 'href="tel:+46313900613"' in page.content.decode()

    def test_without_a_kommun_gives_the_advice_line_and_asks_for_the_kommun(self, client, kinda):
        page = client.get("/hitta/?fraga=svar&alder=99").content.decode()

        told = page[page.index('class="ask-call"') :]
        assert 'href="tel:1177"' in told
        assert 'href="?fraga=kommun&amp;alder=99">Säg vilken kommun' in told

    def test_says_that_the_catalogue_has_nothing_of_a_kommun_and_where_it_is_nearest(
        self, client, kinda
    ):
        placed("Karlshamn", 56.2, 14.9)
        make_intervention("Hela landet", nationwide=True)

        page = client.get("/hitta/?fraga=svar&kommun=karlshamn").content.decode()

        assert "1 insats passar dina svar" in page
        assert "Katalogen har inget som är bara för Karlshamn." in page
        assert 'href="/kommuner/kinda/">Kinda' in page
        assert "Be växeln om socialtjänsten" in page
        assert "Katalogen har inget som är bara" not in client.get(
            "/hitta/?fraga=svar&kommun=kinda"
        ).content.decode()  # fmt: skip

    def test_of_violence_says_what_the_social_services_must_do(self, client, kinda):
        page = client.get("/hitta/?behov=utsatta-for-vald-eller-hot&kommun=kinda").content.decode()

        assert "ska ge stöd och hjälp" in page
        assert "socialtjänstlagen, 2025:400" in page

    def test_promises_what_nearly_fits_only_where_something_does(self, client, kinda):
        near = client.get("/hitta/?fraga=svar&kommun=kinda&alder=65").content.decode()
        far = client.get("/hitta/?fraga=svar&kommun=kinda&alder=99").content.decode()

        assert "Längre ned står det som nästan passar." in near
        assert "nästan passar" not in far


class TestWhatNobodyHasSaid:
    def test_of_age_and_income_is_asked_about_too(self, client):
        make_intervention("Tyst")
        make_intervention("Säger", age_from=16, income_supports=["Sjukpenning"])

        hits, _ = found(client, alder=30, ersattning="sjukpenning")

        assert "2 insatser kan passa dina svar" in hits
        assert "allt du svarat passar: 1. Säger inget om något av det: 1." in hits
        assert hits.count("Säger inget om ålder eller ersättning: fråga.") == 1


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
        assert "allt du svarat passar: 1. Säger inget om något av det: 1." in hits
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
