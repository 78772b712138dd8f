"""Addresses that were written nearly right, or cut and wrapped by a mail program."""

from urllib.parse import quote

import pytest
from django.http import QueryDict

from catalogue.search import mending
from catalogue.search.filters import read_query
from catalogue.search.options import load_options
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return make_intervention("Samtal", municipalities=["Åmål"], need_groups=["Psykisk ohälsa"])


def read(address):
    return read_query(QueryDict(address), load_options())


class TestWhatIsCertain:
    @pytest.mark.parametrize(
        "address",
        [
            "kommun[]=amal",
            "kommun[0]=amal",
            "Kommun=amal",
            "kommun=Amal",
            "kommun=Åmål",
            "kommun=%C3%85m%C3%A5l",
            "kommun=%25C3%2585m%25C3%25A5l",
            "kommun%255B%255D=amal",
            "kommun=+amal.",
            "kommun=amal).",
            "kommun=<amal>",
            "amp;kommun=amal",
            "kommun=amal,",
            "kommun=amal&KOMMUN=Åmål",
            "kommun=Åmåls kommun",
            "kommun=AMALS KOMMUN",
            "kommun=Åmål stad",
            "kommun=A\u030ama\u030al",
        ],
    )
    def test_is_read_as_if_it_had_been_written_right(self, entry, address):
        assert read(address) == read("kommun=amal")
        assert read(address).querystring() == "?kommun=amal"

    def test_is_a_name_of_several_words(self, entry):
        assert read("behov=Psykisk ohälsa") == read("behov=psykisk-ohalsa")

    def test_is_two_values_with_a_comma_between(self, entry):
        make_intervention("Annat", municipalities=["Säffle"])

        assert read("kommun=amal, Säffle") == read("kommun=amal&kommun=saffle")

    def test_is_words_that_were_encoded_twice(self):
        assert read("q=tr%25C3%25A4dg%25C3%25A5rd").words == "trädgård"
        assert read("q=50%25 arbete").words == "50% arbete"
        assert read("q=50%2525C3 a").words == "50%25C3 a"

    def test_is_an_order_a_tick_and_a_page(self):
        assert read("sortera=Namn.&ordagrant=Ja&sida=2)") == read(
            "sortera=namn&ordagrant=ja&sida=2"
        )

    def test_gives_way_to_what_is_rightly_named(self):
        assert read("q=rätt&Q=fel").words == "rätt"
        assert read("amp;q=fel&q=rätt").words == "rätt"

    def test_is_that_no_default_is_meant(self):
        assert read("inriktning=Alla.") == read("inriktning=alla")


class TestWhatIsNotCertain:
    def test_is_asked_about_and_changes_nothing(self, client, entry):
        query = read("komun=amal")

        assert query.querystring() == ""
        assert query.remarks == ("Vi känner inte igen ”komun” i adressen. Menade du ”kommun”?",)
        page = client.get("/insatser/?komun=amal").content.decode()
        assert "Menade du ”kommun”?" in page

    def test_is_told_piece_by_piece(self, entry):
        query = read("kommun=amal,Atlantis")

        assert query.choice("kommun") == {"amal"}
        assert len(query.remarks) == 1
        assert "”Atlantis”" in query.remarks[0]

    @pytest.mark.parametrize(
        "address", ["fbclid=1&utm_source=x&sid=9&lang=sv&format=json", "i=1&fraga=2", "[]=&amp;=1"]
    )
    def test_is_nothing_that_others_put_into_addresses(self, address):
        assert read(address) == read("")

    def test_is_looked_for_among_a_few_names_only(self):
        query = read("&".join(f"komun{'n' * number}=1" for number in range(30)))

        assert len(query.remarks) <= mending.MOST_NAMES

    @pytest.mark.parametrize("value", ["-1", "%ff%fe", "%00", "," * 500, "[" * 500, "\ud800"])
    def test_is_never_an_error(self, client, entry, value):
        written = quote(value.encode("utf-8", "surrogatepass"), safe="%")

        assert client.get(f"/insatser/?kommun={written}&{written}=1").status_code == 200


def test_an_address_that_is_written_right_is_not_mended(entry, monkeypatch):
    for name in ["well_named", "near_names"]:
        monkeypatch.setattr(f"catalogue.search.filters.{name}", None)
    for name in ["plain", "pieces"]:
        monkeypatch.setattr(f"catalogue.search.address.{name}", None)

    assert read("q=a&kommun=amal&sida=2").querystring() == "?q=a&kommun=amal&sida=2"


class TestTheOtherLists:
    @pytest.mark.parametrize("field", ["amp;i", "i[]", "I"])
    def test_the_list_reads_numbers(self, client, entry, field):
        page = client.get(f"/lista/?{quote(field)}=9999,{entry.pk}).").content.decode()

        assert entry.get_absolute_url() in page

    def test_organisations_read_kind_and_name(self, client, entry):
        kind = entry.organisation.kind
        address = f"/organisationer/?Hitta=zzz&amp;slag={kind.upper()}."
        page = client.get(address).content.decode()

        assert f'value="{kind}" selected' in page
        assert 'value="zzz"' in page

    def test_a_need_reads_its_kommun(self, client, entry):
        right, nearly = (
            client.get(f"/behov/psykisk-ohalsa/?{address}").content.partition(b"<main")[2]
            for address in ["kommun=amal", "Kommun=Åmål."]
        )

        assert b"kommun=amal" in right
        assert nearly == right

    def test_the_questions_read_their_answers(self, client, entry):
        page = client.get("/hitta/?Kommun=amal&behov[]=Psykisk ohälsa&fraga=svar").content.decode()

        assert "kommun=amal" in page
        assert "behov=psykisk-ohalsa" in page

    def test_completions_read_the_words(self, client, entry):
        right = client.get("/insatser/forslag/?q=psykisk").json()

        assert right
        assert client.get("/insatser/forslag/?amp;Q=psykisk").json() == right


class TestPaths:
    @pytest.mark.parametrize(
        "rest",
        ["", "/", "-", "-/", "-sam", "-sam/", "-Åmål/", "-samtal.", "-samtal/)", ".", "-s/>,"],
    )
    def test_the_number_of_an_entry_is_enough(self, client, entry, rest):
        response = client.get(f"/insatser/{entry.pk}{quote(rest)}", follow=True)

        assert response.status_code == 200
        assert response.redirect_chain[-1] == (entry.get_absolute_url(), 301)

    @pytest.mark.parametrize("rest", ["", "-", "-sam"])
    def test_an_entry_that_is_not_there_is_still_missing(self, client, entry, rest):
        assert client.get(f"/insatser/{entry.pk + 1}{rest}/").status_code == 404
        assert client.get(f"/insatser/{'9' * 40}{rest}/").status_code == 404

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("/kommuner/Åmål/", "/kommuner/amal/"),
            ("/kommuner/amal.", "/kommuner/amal/"),
            ("/kommuner/%C3%85m%C3%A5l/", "/kommuner/amal/"),  # quoted once more below
            ("/INSATSER/", "/insatser/"),
            ("/Behov/psykisk-ohalsa/).", "/behov/psykisk-ohalsa/"),
            ("/organisationer/>?hitta=x", "/organisationer/?hitta=x"),
            ("/en/insatser/,", "/en/insatser/"),
            ("/.", "/"),
        ],
    )
    def test_what_a_letter_put_after_an_address_is_left_out(self, client, entry, written, meant):
        response = client.get(quote(written, safe="/?="))

        assert (response.status_code, response["Location"]) == (301, meant)
        assert client.get(meant).status_code == 200

    @pytest.mark.parametrize("path", ["/finns-inte/", "/finns-inte.", "/%2Fond.example/.", "/%ff."])
    def test_what_is_nowhere_is_missing(self, client, path):
        assert client.get(path).status_code == 404

    def test_nothing_is_sent_on(self, client, entry):
        assert client.post("/Sag-till/.").status_code == 404
