"""A form that arrives when its writer is signed in no longer, and the question before that."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Intervention, Organisation, Suggestion, User
from catalogue.moments import spoken
from tests.catalogue.admin.forms import form_values
from tests.factories import make_complete, make_organisation

ASK = reverse("signed_in")


@pytest.fixture
def kim(db: None) -> User:
    return User.objects.create_superuser("kim")


@pytest.fixture
def entry(db: None) -> Intervention:
    return make_complete("Boendestöd")


def page_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def change(row: Any) -> str:
    return reverse(f"admin:catalogue_{row._meta.model_name}_change", args=[row.pk])


class TestTheQuestion:
    def test_is_answered_with_a_time_and_a_fresh_token(self, client: Client, kim: User) -> None:
        client.force_login(kim)

        answer = client.get(ASK, {"vem": kim.pk})

        told = answer.json()
        due = timezone.now() + datetime.timedelta(hours=10)
        assert told["signedIn"]
        assert told["token"]
        assert told["until"] in {spoken(due), spoken(due - datetime.timedelta(minutes=1))}
        assert "no-store" in answer["Cache-Control"]

    def test_does_not_make_the_session_longer(self, client: Client, kim: User) -> None:
        client.force_login(kim)
        ends_at = client.session.get_expiry_date()

        assert "sessionid" not in client.get(ASK, {"vem": kim.pk}).cookies
        assert client.session.get_expiry_date() >= ends_at

    def test_tells_who_is_not_signed_in(self, client: Client, kim: User) -> None:
        assert client.get(ASK, {"vem": kim.pk}).json() == {
            "signedIn": False,
            "told": "Du är inte längre inloggad.",
        }

    def test_tells_when_it_is_somebody_else(self, client: Client, kim: User) -> None:
        client.force_login(User.objects.create_superuser("chris"))

        told = client.get(ASK, {"vem": kim.pk}).json()

        assert (told["signedIn"], "någon annan" in told["told"]) == (False, True)

    @pytest.mark.parametrize("who", ["", "x", "0", "9" * 50])
    def test_survives_bad_input(self, client: Client, kim: User, who: str) -> None:
        client.force_login(kim)

        assert client.get(ASK, {"vem": who}).json()["signedIn"] is False


class TestTheText:
    def test_is_given_back_and_not_stored(self, client: Client, entry: Intervention) -> None:
        posted = {
            "purpose": "Att bli <modig>.",
            "routes-0-how": "Ring och fråga.",
            "status": "open",
        }

        answer = client.post(change(entry), {**posted, "_save": "1"})

        assert answer.status_code == 403
        for words in ("Inget är sparat", "Syfte", "Att bli &lt;modig&gt;.", "Ring och fråga."):
            assert words in page_of(answer)
        assert f"{reverse('admin:login')}?next={change(entry)}" in page_of(answer)
        assert "no-store" in answer["Cache-Control"]
        entry.refresh_from_db()
        assert entry.purpose == "Att komma vidare."

    @pytest.mark.parametrize("address", ["propose", "advice"])
    def test_is_given_back_wherever_one_writes(
        self, client: Client, entry: Intervention, address: str
    ) -> None:
        number = [entry.pk] if address == "propose" else []
        page = reverse(f"admin:catalogue_intervention_{address}", args=number)

        answer = client.post(page, {"text": "Telefonnumret stämmer inte."})

        assert (answer.status_code, "Telefonnumret stämmer" in page_of(answer)) == (403, True)

    def test_may_be_an_answer_to_a_reader(self, client: Client, db: None) -> None:
        message = Suggestion.objects.create(text="Hej", imprint="1")

        answer = client.post(change(message), {"answer": "Tack!", "_answer": "1"})

        assert (answer.status_code, "Tack!" in page_of(answer)) == (403, True)

    def test_is_no_password(self, client: Client, kim: User) -> None:
        page = reverse("admin:password_change")

        assert client.post(page, {"new_password1": "ett långt ord"}).status_code == 302

    def test_leaves_a_panel_as_it_is(self, client: Client, db: None) -> None:
        page = reverse("admin:catalogue_intervention_advice")

        answer = client.post(page, {"name": "Nytt"}, headers={"HX-Request": "true"})

        assert answer.status_code == 204

    def test_without_words_leads_to_signing_in(self, client: Client, entry: Intervention) -> None:
        assert client.post(change(entry), {"status": "open"}).status_code == 302


class TestAnOldForm:
    @pytest.fixture
    def strict(self, kim: User) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(kim)
        return client

    def test_gives_the_text_back(self, strict: Client, db: None) -> None:
        row: Organisation = make_organisation("Ängsby kommun")
        form = form_values(strict.get(change(row)))

        answer = strict.post(change(row), {**form, "name": "Ett nytt namn", "_save": "1"})

        assert (answer.status_code, "Ett nytt namn" in page_of(answer)) == (403, True)
        assert "Du har loggat in på nytt" in page_of(answer)

    def test_shows_nothing_that_another_site_sent(self, strict: Client, db: None) -> None:
        row = make_organisation("Ängsby kommun")

        answer = strict.post(
            change(row), {"name": "Ring det här numret"}, headers={"Origin": "https://ond.exempel"}
        )

        assert (answer.status_code, "Ring det här" in page_of(answer)) == (403, False)


class TestEveryFormThatOneWritesIn:
    def test_asks_first_and_says_until_when(
        self, client: Client, kim: User, entry: Intervention
    ) -> None:
        client.force_login(kim)
        propose = reverse("admin:catalogue_intervention_propose", args=[entry.pk])

        for address in (change(entry), change(entry.organisation), propose):
            page = page_of(client.get(address))
            assert f'data-asks="{ASK}?vem={kim.pk}"' in page
            assert "unsaved.js" in page
            assert "Du är inloggad till " in page
