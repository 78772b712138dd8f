import gzip

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import Continuation, NeedGroup, Organisation
from tests.factories import make_contact, make_intervention, make_municipality, make_organisation
from tests.sample import part

pytestmark = pytest.mark.django_db

ENTRY_QUERIES = 20  # the entry, its relations, before, after, similar ones, the revision
SEARCH_QUERIES = 2  # the revision, and the cards that are not remembered


@pytest.fixture
def entry():
    entry = make_intervention(
        "Arbetsträning i kafé",
        need_groups=["Utmattning"],
        municipalities=["Köping"],
        requirements=["Remiss"],
        step=3,
        summary="Träna i lugn takt.",
        content="Vi börjar med två timmar.\n\nSedan ökar vi.",
    )
    entry.contacts.add(make_contact("Handledaren", phone="021-12 34 56"))
    return entry


class TestEveryPage:
    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/insatser/",
            "/behov/",
            "/behov/utmattning/",
            "/organisationer/",
            "/organisationer/vasteras-stad/",
            "/kommuner/",
            "/kommuner/koping/",
            "/halsa",
            "/robots.txt",
        ],
    )
    def test_it_answers_without_a_trace(self, client, entry, address):
        response = client.get(address)

        assert response.status_code == 200
        assert not response.cookies
        assert "'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "Cookie" not in response.get("Vary", "")

    def test_it_comes_compressed_to_those_who_can_read_that(self, client, entry):
        plain = client.get("/insatser/")
        packed = client.get("/insatser/", headers={"Accept-Encoding": "gzip"})

        assert gzip.decompress(packed.content) == plain.content
        again = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
        assert client.get("/insatser/", headers=again).status_code == 304

    def test_only_a_search_is_kept_out_of_search_engines(self, client, entry):
        assert "noindex" not in client.get("/insatser/").content.decode()
        assert "noindex" in client.get("/insatser/?q=kafé").content.decode()

    def test_it_refuses_other_methods(self, client):
        assert client.post("/insatser/").status_code == 405

    def test_a_page_that_is_not_there_says_where_to_go(self, client):
        response = client.get("/finns-inte/")

        assert response.status_code == 404
        assert "Sidan finns inte" in response.content.decode()

    def test_opens_three_doors_beside_the_search_box(self, client):
        band = client.get("/").content.decode().split('class="doors"')[1].split("</ul>")[0]

        for address in ("/hitta/", "/insatser/", "/kommuner/"):
            assert f'href="{address}"' in band

    def test_our_own_fault_is_called_our_own(self, client, monkeypatch):
        monkeypatch.setattr("catalogue.views.home.render", lambda *a, **k: 1 / 0)
        client.raise_request_exception = False

        response = client.get("/")

        assert response.status_code == 500
        assert "Felet är vårt" in response.content.decode()


class TestEntryPage:
    def test_it_shows_what_a_person_needs(self, client, entry):
        page = client.get(entry.get_absolute_url()).content.decode()

        for text in ["Arbetsträning i kafé", "Träna i lugn takt.", "Sedan ökar vi.", "Handledaren"]:
            assert text in page

    def test_an_old_slug_leads_to_the_present_one(self, client, entry):
        response = client.get(f"/insatser/{entry.pk}-gammalt-namn/")

        assert response.status_code == 301
        assert response["Location"] == entry.get_absolute_url()

    def test_a_draft_is_not_there(self, client):
        draft = make_intervention(status="draft")

        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_an_ended_entry_tells_its_story(self, client, entry):
        ended = make_intervention(
            status="replaced", replaced_by=entry, end_story="Pengarna tog slut."
        )

        page = client.get(ended.get_absolute_url()).content.decode()

        assert "Insatsen är avslutad." in page
        assert entry.get_absolute_url() in page
        assert "Pengarna tog slut." in page

    def test_an_example_says_that_it_is_one(self, client):
        example = make_intervention(example=True)

        assert "Exempeldata:" in client.get(example.get_absolute_url()).content.decode()

    def test_a_review_that_is_long_overdue_is_said_here_and_in_the_lists(self, client):
        entry = make_intervention(review_interval=1)

        for address in (entry.get_absolute_url(), "/insatser/"):
            assert "Inte granskad sedan" in client.get(address).content.decode()

    def test_it_links_before_and_after_but_never_to_a_draft(self, client, entry):
        after = make_intervention("Praktik")
        draft = make_intervention("Hemlig", status="draft")
        Continuation.objects.create(before=entry, after=after, handover="Plan följer med.")
        Continuation.objects.create(before=entry, after=draft)

        page = client.get(entry.get_absolute_url()).content.decode()

        assert after.get_absolute_url() in page
        assert "Plan följer med." in page
        assert "Hemlig" not in page

    def test_a_named_person_is_never_shown(self, client, entry):
        contact = make_contact(
            "Chefen", person_name="Kim Hemlig", person_reason="x", person_until="2027-01-01"
        )
        entry.contacts.add(contact)

        assert "Kim Hemlig" not in client.get(entry.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("values", [{"broken_on": "2026-11-01"}, {"active": False}])
    def test_a_contact_that_fails_gives_way_to_the_organisation(self, client, entry, values):
        entry.contacts.update(**values)
        Organisation.objects.filter(pk=entry.organisation_id).update(phone="021-39 00 00")

        page = client.get(entry.get_absolute_url()).content.decode()

        assert "Uppgifterna fungerar inte och kontrolleras just nu." in page
        assert "021-12 34 56" not in page
        assert 'href="tel:+4621390000"' in page
        body = client.get(entry.organisation.get_absolute_url()).content.decode()
        assert "Handledaren" not in body

    def test_a_protected_address_is_never_shown(self, client, entry):
        venue = make_organisation().venues.create(
            name="Boendet", address="Hemliga gatan 1", protected=True,
            municipality=make_municipality("Köping"),
        )  # fmt: skip
        entry.venues.add(venue)

        page = client.get(entry.get_absolute_url()).content.decode()

        assert "Adressen är skyddad." in page
        assert "Hemliga gatan" not in page

    def test_what_an_editor_writes_cannot_be_code(self, client):
        entry = make_intervention("<script>alert(1)</script>", content="<b>fet</b>")

        page = client.get(entry.get_absolute_url()).content.decode()

        assert "<script>alert" not in page
        assert "<b>fet" not in page


class TestSearchPage:
    def test_it_shows_hits_counts_and_chips(self, client, entry):
        page = client.get("/insatser/?q=kafé&kommun=koping").content.decode()

        assert "1 insats<" in page
        assert "lugn takt." in page
        assert 'href="?q=kaf%C3%A9"' in page

    def test_a_fragment_is_the_part_that_changes(self, client, entry):
        response = client.get("/insatser/", headers={"HX-Request": "true"})

        assert "<html" not in response.content.decode()
        assert 'id="facets"' in response.content.decode()
        assert "HX-Request" in response["Vary"]

    def test_what_the_hits_leave_out_is_heard_too(self, client, entry):
        make_intervention("Boendestöd")

        address = "/insatser/?kraver_inte=remiss"
        page = client.get(address, headers={"HX-Request": "true"}).content.decode()

        status = page.partition('id="search-status"')[2].partition("</p>")[0]
        assert "1 insats säger inget om remiss." in status

    def test_what_was_heard_among_the_words_is_shown_and_said_aloud(self, client):
        make_intervention("Skulder ja", cost_kind="free")
        make_intervention("Skulder emot", cost_kind="fee")
        make_intervention("Skulder tyst")
        address = "/insatser/?q=skulder+gratis"

        page = client.get(address).content.decode()

        aside = "?q=skulder+gratis&amp;bortse=kostnad-gratis"
        assert f'<a class="chip" href="{aside}">' in page
        assert f'1 insats som kostar något visas inte. <a class="lone-link" href="{aside}">' in page
        assert page.count("Säger inget om när det är gratis: fråga.") == 1
        status = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "1 insats som kostar något visas inte." in status.partition('"search-status"')[2]

        page = client.get(f"{address}&bortse=kostnad-gratis").content.decode()

        assert "Skulder emot" in page
        assert 'name="bortse" value="kostnad-gratis" checked' in page

    @pytest.mark.parametrize("address", ["bortse=hej", "bortse=krav-x&tysta=kanske", "bortse="])
    def test_what_nobody_can_set_aside_is_left_out(self, client, entry, address):
        response = client.get(f"/insatser/?q=gratis&{address}")

        assert response.status_code == 200
        assert 'name="bortse"' not in response.content.decode()

    def test_a_page_beyond_the_last_is_the_last(self, client):
        for number in range(21):
            make_intervention(f"Insats {number:02}")

        page = client.get("/insatser/?sida=999999").content.decode()

        assert "Sida 2 av 2" in page
        assert "Insats 20" in page

    def test_a_page_is_told_from_the_next_by_its_title(self, client):
        for number in range(21):
            make_intervention(f"Insats {number:02}")

        first, second = (client.get(f"/insatser/?sida={n}").content.decode() for n in (1, 2))

        assert "<title>21 insatser – Sida 2 av 2 – " in second
        assert "Sida" not in first.partition("<title>")[2].partition("</title>")[0]

    def test_search_words_that_never_match_end_in_advice(self, client, entry):
        page = client.get("/insatser/?q=båtplats").content.decode()

        assert "0 insatser" in page
        assert "Vi hittar inget sådant i katalogen." in page

    def test_blunt_words_find_a_group_but_are_never_shown(self, client, entry):
        NeedGroup.objects.filter(slug="utmattning").update(search_words="utbrändis")

        page = client.get("/insatser/?q=utbrändis").content.decode()

        assert "1 insats<" in page
        assert page.count("utbrändis") == page.count("”utbrändis”") + 4  # both titles, both forms

    @pytest.mark.parametrize(
        "query",
        [
            "q=%00",
            "q=" + "å" * 100_000,
            "q=%ff%fe",
            "q=%F0%9F%98%80&q=b&q=c",
            "steg=99",
            "steg=%00",
            "sida=-1",
            "sida=999999",
            "sida=%00",
            "kommun=" + "x" * 10_000,
            "kommun=a" + "&kommun=a" * 500,
            "sortera=%00",
            "kraver_inte=%27%3B+DROP+TABLE",
            "q=%3Cscript%3E",
            "behov[]=unga",
            "&&&===",
            "q=%E2%80%AE%D8%A7",
        ],
    )
    def test_bad_input_gives_a_page(self, client, entry, query):
        response = client.get(f"/insatser/?{query}")

        assert response.status_code == 200
        assert "<script>" not in response.content.decode()

    def test_thousands_of_parameters_are_refused_plainly(self, client):
        response = client.get("/insatser/?" + "&kommun=a" * 2_000)

        assert response.status_code == 400
        assert "Adressen går inte att läsa" in response.content.decode()

    @pytest.mark.slow
    def test_any_input_gives_a_page(self, entry):
        client = Client()
        names = ["q", "behov", "kommun", "steg", "sida", "sortera", "kraver_inte", "lage", "x"]

        @settings(max_examples=part(150))
        @given(st.lists(st.tuples(st.sampled_from(names), st.text(max_size=40)), max_size=6))
        def check(pairs):
            data = {}
            for name, value in pairs:
                data.setdefault(name, []).append(value)
            assert client.get("/insatser/", data).status_code == 200

        check()


@pytest.mark.django_db(transaction=True)  # what is not committed is read anew each time
class TestQueries:
    def test_an_entry_takes_few_however_much_it_says(
        self, client, entry, django_assert_max_num_queries
    ):
        for number in range(9):
            other = make_intervention(f"Arbetsträning i kafé {number}", municipalities=["Sala"])
            Continuation.objects.create(before=entry, after=other)
            entry.contacts.add(make_contact(f"Mottagning {number}"))
            entry.participants.add(make_organisation(f"Förening {number}"))
        client.get(entry.get_absolute_url())  # the index is made

        with django_assert_max_num_queries(ENTRY_QUERIES):
            client.get(entry.get_absolute_url())

    def test_a_search_takes_as_many_however_much_it_finds(self, client, django_assert_num_queries):
        for number in range(25):
            make_intervention(f"Insats {number:02}", municipalities=["Köping"])
        client.get("/insatser/?sida=2")

        with django_assert_num_queries(SEARCH_QUERIES):
            client.get("/insatser/")
        with django_assert_num_queries(1):  # all of its cards are remembered
            client.get("/insatser/")


class TestDemands:
    """What an entry has not said of a demand is neither yes nor no, and never out of reach."""

    @pytest.fixture
    def entries(self):
        make_intervention("Kräver", requirements=["Grupp"])
        make_intervention("Slipper", not_required=["Grupp"])
        make_intervention("Tyst", municipalities=["Köping"])

    def test_lead_from_those_that_say_no_to_those_that_say_nothing(self, client, entries):
        page = client.get("/insatser/?kraver_inte=grupp").content.decode()

        assert "Slipper" in page
        assert "Tyst" not in page
        assert "1 insats säger inget om grupp." in page
        assert 'href="?inte_angett=grupp">Visa dem' in page
        silent = client.get("/insatser/?inte_angett=grupp").content.decode()
        assert "Tyst" in silent
        assert "Slipper" not in silent
        assert "Säger inget om grupp" in silent
        assert 'name="inte_angett" value="grupp" checked' in silent

    def test_are_no_dead_end_when_nobody_says_no(self, client, entries):
        page = client.get("/insatser/?kraver_inte=grupp&kommun=koping").content.decode()

        assert "0 insatser" in page
        assert "Ta med dem som inte säger något om grupp" in page
        both = client.get("/insatser/?kraver_inte=grupp&inte_angett=grupp").content.decode()
        assert "Slipper" in both
        assert "Tyst" in both
        assert "Kräver</a>" not in both
