import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_contact, make_intervention
from tests.sample import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    return [
        make_intervention("Arbetsträning", cost_kind="free", municipalities=["Köping"]),
        make_intervention("Samtalsstöd", cost_kind="patient_fee", municipalities=["Köping"]),
        make_intervention("Boendestöd", cost_kind="free", municipalities=["Sala"]),
    ]


def address(page, *entries):
    return f"{page}?" + "&".join(f"i={getattr(entry, 'pk', entry)}" for entry in entries)


class TestList:
    def test_shows_the_entries_in_the_order_of_the_address(self, client, entries):
        page = client.get(address("/lista/", *reversed(entries))).content.decode()

        assert page.index("Boendestöd") < page.index("Samtalsstöd") < page.index("Arbetsträning")

    def test_that_is_empty_tells_how_to_begin(self, client):
        page = client.get("/lista/").content.decode()

        assert "Du behöver inget konto." in page
        assert "<figure" not in page

    def test_takes_an_entry_off_by_a_link(self, client, entries):
        first, second, _ = entries
        page = client.get(address("/lista/", first, second)).content.decode()

        assert f'href="/lista/?i={second.pk}">Ta bort från listan' in page

    def test_finds_more_to_put_on_without_scripts(self, client, entries):
        first, second, _ = entries
        page = client.get(address("/lista/", first) + "&q=samtalsstöd").content.decode()

        kept = page.split('<form id="pick"')[1].split("</form>")[0]
        assert f'name="i" value="{first.pk}"' in kept
        assert 'name="q" value="samtalsstöd"' in kept
        assert f'form="pick" formaction="#lista-{second.pk}" name="i" value="{second.pk}"' in page

    def test_does_not_offer_what_is_already_on_it(self, client, entries):
        page = client.get(address("/lista/", entries[0]) + "&q=arbetsträning").content.decode()

        assert "Ingen insats utöver listan" in page

    def test_skips_unknown_numbers_and_drafts_and_says_so(self, client, entries):
        draft = make_intervention("Hemlig", status="draft")

        page = client.get(address("/lista/", entries[0], draft, 999999)).content.decode()

        assert "Arbetsträning" in page
        assert "Hemlig" not in page
        assert f"{draft.pk}, 999999" in page

    def test_says_what_ended_and_offers_what_replaces_it(self, client, entries):
        new, other, _ = entries
        old = make_intervention(
            "Gamla spåret", status="replaced", replaced_by=new, end_story="Pengarna tog slut."
        )

        page = client.get(address("/lista/", other, old)).content.decode()

        assert "Gamla spåret" in page
        assert "Pengarna tog slut." in page
        assert f'href="/lista/?i={other.pk}&amp;i={new.pk}">Byt till Arbetsträning' in page

    def test_says_when_nothing_replaces_what_ended(self, client):
        old = make_intervention("Gamla spåret", status="ended", nothing_replaces=True)

        assert (
            "Det finns inget nytt i stället."
            in client.get(address("/lista/", old)).content.decode()
        )

    def test_never_links_to_a_draft_that_will_replace_something(self, client):
        draft = make_intervention("Hemlig", status="draft")
        old = make_intervention("Gamla spåret", status="replaced", replaced_by=draft)

        for page in ["/lista/", "/lista/blad/", "/lista/jamfor/"]:
            other = make_intervention()
            assert "Hemlig" not in client.get(address(page, old, other)).content.decode()

    def test_holds_thirty_and_says_how_many_were_too_many(self, client):
        entries = [make_intervention() for _ in range(32)]

        page = client.get(address("/lista/", *entries)).content.decode()

        assert "2 till är inte med" in page
        assert "Listan är full." in page

    def test_can_be_shared_as_an_address_and_a_code(self, client, entries):
        page = client.get(address("/lista/", entries[0])).content.decode()

        assert f'value="http://testserver/lista/?i={entries[0].pk}"' in page
        assert 'class="qr"' in page
        assert "style=" not in page


class TestComparison:
    def test_sets_apart_what_differs_from_what_is_the_same(self, client, entries):
        page = client.get(address("/lista/jamfor/", *entries[:2])).content.decode()
        differing, _, same = page.partition('<details class="same"')

        assert "Kostnadsfritt" in differing
        assert "Patientavgift" in differing
        assert "Köping" in same

    def test_sets_whom_to_call_first_and_says_what_is_not_known(self, client, entries):
        entries[0].contacts.add(make_contact("Handledaren", phone="+4684650041"))

        page = client.get(address("/lista/jamfor/", *entries[:2])).content.decode()

        assert page.index("08-465 00 41") < page.index("Kostnadsfritt")
        asked = page.split('scope="row">Fråga om')[1].split("</tr>")[0].split("<td>")
        assert asked[1].endswith("</span></td>")  # the first says all that the others say
        assert "Ring" in asked[2]
        assert "Inte angivet" not in page

    def test_needs_two(self, client, entries):
        page = client.get(address("/lista/jamfor/", entries[0])).content.decode()

        assert "Välj minst två insatser" in page

    def test_takes_four_and_says_how_many_are_left_out(self, client):
        entries = [make_intervention() for _ in range(6)]

        page = client.get(address("/lista/jamfor/", *entries)).content.decode()

        assert page.count('<th scope="col"><a') == 4
        assert "2 till är inte med" in page


class TestSheet:
    def test_holds_what_a_meeting_needs(self, client, entries):
        entries[0].contacts.add(
            make_contact("Handledaren", phone="021-12 34 56", person_name="Kim Hemlig",
                         person_reason="x", person_until="2027-01-01")
        )  # fmt: skip

        page = client.get(address("/lista/blad/", *entries)).content.decode()

        assert "1. Arbetsträning" in page
        assert ">021-12 34 56</bdi>" in page
        assert "Kim Hemlig" not in page
        assert page.count("Vem, och när:") == 3

    def test_begins_with_what_holds_now_and_whom_to_call(self, client):
        entry = make_intervention(
            "Kafét", summary="Arbetslivsinriktad rehabilitering.", easy_summary="Du får prova."
        )
        contact = make_contact("Handledaren", phone="+4684650041", email="vi@exempel.se")
        entry.contacts.add(contact)
        contact.opening_hours.create(weekday=0, opens="9:00", closes="16:00")
        entry.notices.create(text="Stängt i jul.", starts_on="2000-01-01", ends_on="2099-01-01")
        entry.notices.create(text="Förra julen.", starts_on="2000-01-01", ends_on="2001-01-01")

        sheet = client.get(address("/lista/blad/", entry)).content.decode().split("1. Kafét")[1]

        told = ["Stängt i jul.", "08-465 00 41", "vi@exempel.se", "9–16", "Du får prova.", "<dl"]
        assert [sheet.index(text) for text in told] == sorted(sheet.index(text) for text in told)
        assert "rehabilitering" not in sheet
        assert "Förra julen" not in sheet

    def test_says_so_when_nobody_has_a_number(self, client):
        page = client.get(address("/lista/blad/", make_intervention())).content.decode()

        assert "Vi vet inte vem man ringer. Be kommunens växel om hjälp." in page

    def test_calls_nobody_about_what_has_ended(self, client):
        old = make_intervention(status="ended", nothing_replaces=True)
        old.contacts.add(make_contact("Handledaren", phone="+4684650041"))

        assert "08-465 00 41" not in client.get(address("/lista/blad/", old)).content.decode()


class TestAnyAddress:
    @pytest.mark.slow
    @pytest.mark.parametrize("address", ["/lista/", "/lista/jamfor/", "/lista/blad/"])
    def test_gives_a_page_without_a_trace(self, entries, address):
        client = Client()
        numbers = st.one_of(
            st.text(max_size=20),
            st.integers().map(str),
            st.sampled_from([str(e.pk) for e in entries]),
        )

        @settings(max_examples=part(60))
        @given(st.lists(numbers, max_size=12), st.text(max_size=20))
        def check(i, q):
            response = client.get(address, {"i": i, "q": q})
            assert response.status_code == 200
            assert not response.cookies

        check()


class TestTheListThatFollows:
    @pytest.mark.parametrize("page", ["/", "/insatser/", "/kommuner/koping/", "/lista/"])
    def test_comes_with_every_link_of_a_page_that_is_sent_whole(self, client, entries, page):
        answer = client.get(address(page, *entries))

        told = answer.content.decode()
        assert f'href="/hitta/?i={entries[0].pk}&amp;i=' in told
        assert int(answer["Content-Length"]) == len(answer.content)
        assert told.rstrip().endswith("</html>")
