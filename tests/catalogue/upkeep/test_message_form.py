import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import Mock

import pytest
from django.db import DatabaseError, OperationalError, connection, connections
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import Intervention, PostingCount, Suggestion
from catalogue.upkeep.message_form import SuggestionForm
from catalogue.upkeep.token import new_token
from tests.factories import make_intervention
from tests.sample import part

pytestmark = pytest.mark.django_db
FORM = "/sag-till/"
THANKS = "/sag-till/tack/"


def page_of(response):
    return response.content.decode()


def made_at(moment, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr("django.core.signing.time.time", lambda: moment)
        return new_token()


class TestSending:
    def test_stores_the_message_and_thanks(self, client, letter):
        response = client.post(FORM, {**letter, "epost": "a@exempel.se"}, follow=True)

        stored = Suggestion.objects.get()
        assert response.redirect_chain == [(THANKS, 302)]
        assert "Tack, vi har tagit emot" in page_of(response)
        assert (stored.kind, stored.text, stored.email) == (
            Suggestion.Kind.WRONG, "Telefonnumret går till någon annan.", "a@exempel.se",
        )  # fmt: skip
        assert (stored.status, stored.handled_at) == (Suggestion.Status.NEW, None)

    def test_leaves_no_cookie(self, client, letter):
        client.get(FORM)
        client.post(FORM, {**letter, "slag": ""})
        client.post(FORM, letter, follow=True)

        assert not client.cookies

    def test_needs_no_csrf_cookie(self, letter):
        strict = Client(enforce_csrf_checks=True)

        assert strict.post(FORM, letter).status_code == 302

    def test_remembers_the_entry_it_is_about(self, client, letter):
        entry = make_intervention("Arbetsträning i kafé")

        page = page_of(client.get(f"{FORM}?slag=fel&insats={entry.pk}"))
        client.post(FORM, {**letter, "insats": str(entry.pk)})

        assert "Arbetsträning i kafé" in page
        assert 'value="fel" id="id_slag_0" checked' in page
        assert Suggestion.objects.get().intervention == entry

    def test_never_tells_the_name_of_a_draft(self, client):
        draft = make_intervention("Hemlig", status=Intervention.Status.DRAFT)

        assert "Hemlig" not in page_of(client.get(f"{FORM}?insats={draft.pk}"))

    def test_twice_by_a_double_press_stores_one_and_says_so(self, client, letter):
        client.post(FORM, letter)
        response = client.post(FORM, letter, follow=True)

        assert response.redirect_chain == [(f"{THANKS}?redan", 302)]
        assert "Ditt meddelande har redan kommit fram" in page_of(response)
        assert Suggestion.objects.count() == 1

    def test_again_with_other_words_needs_another_form_and_gets_it(self, client, letter):
        client.post(FORM, letter)
        response = client.post(FORM, {**letter, "text": "En sak till."})

        page = page_of(response)
        assert response.status_code == 409
        assert "En sak till." in page
        assert "har redan kommit fram. Vill du skicka det här också?" in page
        assert letter["lapp"] not in page
        assert re.search(r'name="lapp" value="[^"]{20,}"', page)
        assert Suggestion.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_twice_at_the_same_moment_stores_one(self, write):
        sent = write()
        both = Barrier(2)

        def press():
            both.wait()
            try:
                return Client().post(FORM, sent)["Location"]
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as hands:
            asked = [hands.submit(press) for _ in range(2)]
            went = sorted(answer.result() for answer in asked)

        assert went == [THANKS, f"{THANKS}?redan"]
        assert Suggestion.objects.count() == 1

    def test_uses_up_no_form_that_it_refuses(self, client, letter):
        client.post(FORM, {**letter, "slag": ""})

        assert client.post(FORM, letter)["Location"] == THANKS

    def test_stores_nothing_when_the_message_cannot_be(self, client, letter, monkeypatch):
        def fail(*args, **values):
            raise DatabaseError

        with monkeypatch.context() as broken:
            broken.setattr(Suggestion.objects, "get_or_create", fail)
            assert client.post(FORM, letter).status_code == 503

        assert client.post(FORM, letter)["Location"] == THANKS  # the form is as good as new

    @pytest.mark.parametrize("kind", ["fel", "saknas", "tillganglig", "annat"])
    def test_takes_every_kind(self, client, letter, kind):
        assert client.post(FORM, {**letter, "slag": kind}).status_code == 302


class TestRefusing:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"text": "Kim, 811218-9876, fick nej."}, "personnummer eller samordningsnummer"),
            ({"epost": "8112189876@exempel.se"}, "personnummer eller samordningsnummer"),
            ({"text": "https://exempel.se/a http://b.se www.c.se d.se/x"}, "med egna ord"),
            ({"text": "https://exempel.se/köp-nu-billigt-här"}, "med egna ord"),
            ({"text": "?!"}, "Skriv med några ord"),
            ({"text": "   "}, "Skriv vad du vill säga."),
            ({"text": "o" * 50_000}, "46\N{NO-BREAK SPACE}000 tecken för lång"),
            ({"text": "ord\x00"}, "Meddelandet är inte skickat än"),
            ({"epost": "inte-en-adress"}, "namn@exempel.se"),
            ({"slag": "x"}, "Välj i listan vad meddelandet handlar om"),
            ({"webbplats": "https://billigt.example"}, "brukar vara en robot"),
            ({"lapp": "påhittad"}, "Allt du skrev finns kvar"),
        ],
    )  # fmt: skip
    def test_says_why_and_stores_nothing(self, client, letter, change, said):
        response = client.post(FORM, {**letter, **change})

        assert response.status_code == 200
        assert said in page_of(response)
        assert "Meddelandet är inte skickat än" in page_of(response)
        assert not Suggestion.objects.exists()

    def test_loses_nothing_that_was_written(self, client, letter):
        sent = {**letter, "text": "Rad ett.\r\n\r\n<Rad två> & 811218-9876", "epost": "a@b.se"}

        page = page_of(client.post(FORM, sent))

        assert "Rad ett.\n\n&lt;Rad två&gt; &amp; 811218-9876</textarea>" in page.replace("\r", "")
        assert 'value="a@b.se"' in page
        assert 'value="fel" id="id_slag_0" checked' in page

    def test_ties_each_message_to_its_field(self, client, letter):
        page = page_of(client.post(FORM, {"lapp": letter["lapp"]}))

        assert '<a href="#id_text">' in page
        assert 'aria-describedby="fel-text tips-text" aria-invalid="true"' in page
        assert 'id="fel-text"' in page

    def test_a_form_filled_in_at_once_may_be_sent_a_little_later(self, client, letter, monkeypatch):
        monkeypatch.setattr("catalogue.upkeep.token.LEAST_SECONDS", 600)  # "at once", for a test

        page = page_of(client.post(FORM, letter))

        assert "Det gick väldigt fort." in page
        assert f'name="lapp" value="{letter["lapp"]}"' in page  # it grows older while one reads

    def test_a_form_left_open_overnight_gets_a_new_token(self, client, letter, monkeypatch):
        old = made_at(time.time() - 13 * 3_600, monkeypatch)

        page = page_of(client.post(FORM, {**letter, "lapp": old}))

        assert "Sidan hade varit öppen länge" in page
        assert old not in page

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://annan.example"},
            {"Origin": "null"},
            {"Referer": "https://annan.example/sida"},
            {"Origin": "https://[fel"},
            {"Sec-Fetch-Site": "cross-site"},
        ],
    )
    def test_a_post_from_another_site_is_turned_away(self, client, letter, headers):
        response = client.post(FORM, letter, headers=headers)

        assert response.status_code == 403
        assert "från en annan webbplats" in page_of(response)
        assert letter["text"] in page_of(response)

    @pytest.mark.parametrize(
        "headers", [{"Origin": "http://testserver"}, {"Referer": "http://testserver/sag-till/"}]
    )
    def test_a_post_from_our_own_page_passes(self, client, letter, headers):
        assert client.post(FORM, letter, headers=headers).status_code == 302

    def test_a_post_too_large_for_the_server_is_answered_in_words(self, client):
        response = client.post(FORM, b"text=" + b"x" * 3_000_000, content_type=FORM_TYPE)

        assert response.status_code == 413
        assert "mer än vi kan ta emot" in page_of(response)


FORM_TYPE = "application/x-www-form-urlencoded"


class TestThrottle:
    def test_a_hundred_posts_a_minute_are_stopped(self, client, write, settings):
        answers = [client.post(FORM, write(f"Meddelande nummer {number}")) for number in range(100)]

        assert {answer.status_code for answer in answers} == {302, 429}
        assert Suggestion.objects.count() == settings.POSTS_PER_TEN_MINUTES
        assert "Allt du skrev finns kvar" in page_of(answers[-1])
        assert "Meddelande nummer 99" in page_of(answers[-1])
        assert answers[-1]["Retry-After"] == "600"

    def test_so_are_those_of_many_addresses(self, client, write, settings):
        settings.POSTS_OF_ALL_PER_TEN_MINUTES = 5

        answers = [
            client.post(FORM, write(f"Nummer {number}"), REMOTE_ADDR=f"192.0.2.{number}")
            for number in range(10)
        ]

        assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 5
        assert "ovanligt många meddelanden just nu" in page_of(answers[-1])
        assert "Nummer 9" in page_of(answers[-1])
        assert PostingCount.objects.count() == 6  # no more is written beyond the limit

    def test_one_form_serves_one_message(self, client, letter):
        for number in range(5):
            client.post(FORM, {**letter, "text": f"Meddelande nummer {number}"})

        assert Suggestion.objects.count() == 1

    def test_another_address_is_not_stopped(self, client, write, settings):
        settings.POSTS_PER_TEN_MINUTES = 1
        client.post(FORM, write())

        response = client.post(FORM, write("En annan."), REMOTE_ADDR="192.0.2.7")

        assert response.status_code == 302

    def test_a_network_of_the_new_kind_counts_as_one_address(self, client, write, settings):
        settings.POSTS_PER_TEN_MINUTES = 1
        client.post(FORM, write(), REMOTE_ADDR="2001:db8::1")

        response = client.post(FORM, write("Igen."), REMOTE_ADDR="2001:db8::2:2")

        assert response.status_code == 429

    def test_behind_a_proxy_it_is_the_visitor_that_counts(self, client, write, settings):
        settings.POSTS_PER_TEN_MINUTES = 1
        settings.BEHIND_PROXY = True
        client.post(FORM, write(), headers={"X-Forwarded-For": "påhitt, 192.0.2.1"})

        other = client.post(FORM, write(), headers={"X-Forwarded-For": "192.0.2.2"})
        same = client.post(FORM, write(), headers={"X-Forwarded-For": "annat påhitt, 192.0.2.1"})

        assert (other.status_code, same.status_code) == (302, 429)

    def test_a_stranger_cannot_pretend_to_be_a_proxy(self, client, write, settings):
        settings.POSTS_PER_TEN_MINUTES = 1
        settings.BEHIND_PROXY = True

        answers = [
            client.post(
                FORM, write(), headers={"X-Forwarded-For": f"192.0.2.{number}"},
                REMOTE_ADDR="203.0.113.9",
            )
            for number in range(2)
        ]  # fmt: skip

        assert [answer.status_code for answer in answers] == [302, 429]

    def test_no_address_is_stored_in_the_clear(self, client, letter):
        client.post(FORM, letter, REMOTE_ADDR="192.0.2.77")

        stored = ""
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}"')
                stored += repr(cursor.fetchall())
        assert PostingCount.objects.count() == 2  # the sender's and everybody's
        assert "192.0.2.77" not in stored


class TestAnyInput:
    @pytest.mark.slow
    def test_gives_a_page(self, transactional_db, letter):
        client = Client()
        names = ["slag", "text", "epost", "insats", "lapp", "webbplats", "x"]
        values = st.text(max_size=60) | st.sampled_from(["fel", "811218-9876", "\x00", "9" * 30])

        @settings(max_examples=part(120))
        @given(st.dictionaries(st.sampled_from(names), values), st.booleans())
        def check(data, signed):
            PostingCount.objects.all().delete()
            sent = {**data, "lapp": letter["lapp"]} if signed else data
            assert client.post(FORM, sent).status_code in {302, 200, 409}
            assert client.get(FORM, data).status_code == 200

        check()

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("multipart/form-data; boundary=x", b"--x\r\nsmuts"),
            ("multipart/form-data", b"x"),
            ("application/json", b"{"),
            (FORM_TYPE, b"text=%ff%fe&slag=fel"),
            (FORM_TYPE, b"&a=1" * 3_000),
        ],
    )
    def test_is_never_our_fault(self, client, kind, body):
        assert client.post(FORM, body, content_type=kind).status_code in {200, 400}


class TestADatabaseThatCannotWrite:
    @pytest.mark.django_db(transaction=True)
    def test_sends_the_form_back_with_all_its_text(self, client, letter, read_only):
        response = client.post(FORM, {**letter, "epost": "a@exempel.se"})

        page = page_of(response)
        assert (response.status_code, response["Retry-After"]) == (503, "300")
        assert "Telefonnumret går till någon annan." in page
        assert 'value="a@exempel.se"' in page
        assert 'value="fel" id="id_slag_0" checked' in page
        assert "Det går inte att ta emot meddelanden just nu." in page

    def test_may_be_out_of_reach(self, client, letter, monkeypatch, caplog):
        def refuse(*arguments):
            raise OperationalError(f"no connection: {letter['text']}")

        with monkeypatch.context() as broken:
            broken.setattr(type(connections["default"]), "cursor", refuse)
            response = client.post(FORM, {**letter, "insats": "12"})
            visit = client.get(f"{FORM}?insats=12")

        assert (response.status_code, visit.status_code) == (503, 200)
        assert letter["text"] in page_of(response)
        assert 'name="insats" value="12"' in page_of(response)
        assert letter["text"] not in caplog.text

    def test_takes_the_same_form_when_it_can_write_again(self, client, letter, monkeypatch):
        with monkeypatch.context() as broken:
            broken.setattr(SuggestionForm, "save", Mock(side_effect=OperationalError))
            client.post(FORM, letter)

        assert client.post(FORM, letter).status_code == 302
        assert Suggestion.objects.get().text == letter["text"]
