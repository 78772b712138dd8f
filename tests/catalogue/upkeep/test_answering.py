"""Answers by mail, over a real mail server on loopback."""

import re
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Assignment, Intervention, Suggestion, User
from catalogue.upkeep.answering import TAKEN, UNKNOWN, send_answer
from tests.catalogue.admin.test_pages import address
from tests.factories import make_intervention
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db
READER = "las@exempel.se"


@pytest.fixture
def told() -> Suggestion:
    return Suggestion.objects.create(
        kind="wrong", text="Fel nummer", email=READER, imprint="1",
        intervention=make_intervention("Boendestöd"),
    )  # fmt: skip


@pytest.fixture
def anna(told: Suggestion, client: Client) -> User:
    user = User.objects.create_user("anna", first_name="Anna", last_name="Ek")
    Assignment.objects.create(user=user, organisation=told.intervention.organisation)
    client.force_login(user)
    return user


@pytest.fixture
def page(told: Suggestion) -> str:
    return address(Suggestion, "change", told.pk)


def answer(client: Client, page: str, text: str = "Hej!\nTack, vi har rättat.") -> Any:
    return client.post(page, {"_answer": "1", "answer": text}, follow=True)


class TestTheForm:
    def test_begins_politely_about_the_entry(
        self, client: Client, anna: User, page: str, mailbox: Mailbox
    ) -> None:
        words = client.get(page).context["answer_form"].initial["answer"]

        assert words.startswith("Hej!\n\nTack för att du skrev till oss om ”Boendestöd”.")
        assert words.endswith("Vänliga hälsningar\nAnna Ek\nInsatskatalogen")

    def test_is_not_there_without_an_address(
        self, client: Client, anna: User, told: Suggestion, page: str, mailbox: Mailbox
    ) -> None:
        Suggestion.objects.update(email="")

        assert "answer_form" not in client.get(page).context
        answer(client, page)
        assert mailbox.letters == []

    def test_says_what_to_do_where_no_mail_can_be_sent(
        self, client: Client, anna: User, page: str
    ) -> None:
        said = client.get(page).content.decode()

        assert "inte inställd för att skicka e-post" in said
        assert f"mailto:{READER}" in said

    @pytest.mark.parametrize("text", ["", "  ", "Hej 811218-9876", "x" * 4_001, "a\x00b"])
    def test_keeps_what_cannot_be_sent_and_says_why(
        self, client: Client, anna: User, page: str, mailbox: Mailbox, text: str
    ) -> None:
        again = answer(client, page, text)

        assert again.status_code == 200
        assert again.context["answer_form"].errors
        assert again.context["answer_form"]["answer"].value() == text
        assert mailbox.letters == []


class TestAnAnswer:
    def test_leaves_and_is_kept_with_who_and_when(
        self, client: Client, anna: User, told: Suggestion, page: str, mailbox: Mailbox
    ) -> None:
        said = answer(client, page).content.decode()

        letter = mailbox.to(READER)[0]
        assert letter["Subject"] == "Svar om Boendestöd – Insatskatalogen"
        assert letter["From"] == letter["Reply-To"] == "katalogen@exempel.se"
        assert letter.get_content().split() == ["Hej!", "Tack,", "vi", "har", "rättat."]
        told.refresh_from_db()
        assert (told.answer_state, told.answered_by) == ("sent", anna)
        assert told.answered_at is not None
        assert (told.status, told.assigned_to) == ("progress", anna)
        assert "Svaret är skickat." in said
        assert "Tack, vi har rättat." in said

    @pytest.mark.parametrize("status", ["draft", "review"])
    def test_does_not_tell_what_an_entry_is_called_that_has_left_the_public(
        self, client: Client, anna: User, page: str, mailbox: Mailbox, status: str
    ) -> None:
        Intervention.objects.update(status=status, name="Hemligt namn")

        words = client.get(page).context["answer_form"].initial["answer"]
        answer(client, page)

        assert "Hemligt" not in words
        assert mailbox.to(READER)[0]["Subject"] == "Svar på ditt meddelande – Insatskatalogen"

    def test_is_kept_when_the_address_cannot_be_written_to(
        self, anna: User, told: Suggestion, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
    ) -> None:
        bad = f"las@{'x' * 70}.se"
        Suggestion.objects.update(email=bad)
        told.refresh_from_db()

        assert "Adressen eller brevet går inte att skicka" in send_answer(told, "Hej", anna)
        assert Suggestion.objects.get().answer_state == "failed"
        assert bad not in caplog.text

    def test_never_leaves_twice(
        self, client: Client, anna: User, page: str, mailbox: Mailbox
    ) -> None:
        answer(client, page)

        said = answer(client, page).content.decode()

        assert len(mailbox.letters) == 1
        assert str(TAKEN) in said

    def test_is_kept_when_the_server_says_no_and_can_be_sent_again(
        self,
        client: Client,
        anna: User,
        told: Suggestion,
        page: str,
        mailbox: Mailbox,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        mailbox.refused.add(READER)

        said = answer(client, page)

        told.refresh_from_db()
        assert (told.answer_state, told.answered_at) == ("failed", None)
        assert f"The answer to suggestion {told.pk} was not sent" in caplog.text
        assert READER not in caplog.text
        assert "550 Finns inte" in said.content.decode()
        assert "vi har rättat" in said.context["answer_form"].initial["answer"]
        mailbox.refused.clear()
        answer(client, page)
        told.refresh_from_db()
        assert told.answer_state == "sent"
        assert len(mailbox.letters) == 1

    def test_is_kept_when_there_is_no_server(
        self, anna: User, told: Suggestion, mailbox: Mailbox, settings: Any
    ) -> None:
        settings.EMAIL_PORT = 1

        assert re.match(r"Svaret kom inte i väg. E-postservern svarar inte",
                        send_answer(told, "Hej", anna))  # fmt: skip
        assert Suggestion.objects.get().answer == "Hej"

    def test_is_not_repeated_when_nobody_knows_whether_it_left(
        self, anna: User, told: Suggestion, mailbox: Mailbox
    ) -> None:
        mailbox.breaks_for.add(READER)

        assert send_answer(told, "Hej", anna) == UNKNOWN
        assert send_answer(told, "Hej", anna) == TAKEN
        assert len(mailbox.letters) == 1
        assert Suggestion.objects.get().answer == "Hej"

    def test_is_for_keepers_only(
        self, client: Client, told: Suggestion, page: str, mailbox: Mailbox
    ) -> None:
        stranger = User.objects.create_user("kim")
        home = make_intervention(organisation="Någon annan").organisation
        Assignment.objects.create(user=stranger, organisation=home)
        client.force_login(stranger)

        assert answer(client, page).status_code == 403
        assert mailbox.letters == []
