"""From a reader's message to an answer and a change, and a contact that stops working."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from catalogue.models import Contact, Intervention, Organisation, Suggestion, User
from tests.browser.test_worklist import (
    PASSWORD,
    assert_accessible,
    complaints,
    editor,
    home,
    keep_picture,
)
from tests.browser.waiting import assert_fits
from tests.factories import make_complete, make_contact
from tests.mailbox import Mailbox

__all__ = ["complaints", "editor", "home"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 360])


@pytest.fixture
def entry(home: Organisation) -> Intervention:
    return make_complete("Boendestöd", organisation=home)


@pytest.fixture
def desk(page: Page, live_server: Any, editor: User, width: int) -> Page:
    """The desk, with its editor signed in."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Användarnamn").fill("anna")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Din arbetslista")).to_be_visible()
    return page


def look(page: Page, complaints: list[str], name: str) -> None:
    keep_picture(page, name)
    assert_accessible(page, complaints)
    assert_fits(page)


@WIDTHS
def test_an_editor_answers_a_reader_and_changes_the_entry(
    desk: Page, live_server: Any, entry: Intervention, mailbox: Mailbox, complaints: list[str]
) -> None:
    told = Suggestion.objects.create(
        kind="wrong", text="Telefonnumret går inte fram.", email="las@exempel.se",
        intervention=entry, imprint="1",
    )  # fmt: skip
    Suggestion.objects.create(kind="wrong", text="Fel adress", intervention=entry, imprint="2")

    desk.reload()
    desk.get_by_role("link", name="2 Förslag från läsare").click()
    expect(desk.get_by_role("link", name="Fel adress")).to_be_visible()
    look(desk, complaints, "messages")
    desk.get_by_role("link", name="Telefonnumret går inte fram.").click()
    desk.get_by_role("button", name="Jag tar hand om det").click()
    expect(desk.get_by_role("heading", name="Tas om hand av anna")).to_be_visible()
    look(desk, complaints, "message")
    desk.get_by_role("link", name="Gör till en ändring").click()
    expect(desk.get_by_role("heading", name="En läsare har skrivit")).to_be_visible()
    keep_picture(desk, "message-change")
    desk.locator("#id_summary").fill("Stöd hemma.")
    desk.get_by_role("button", name="Spara och publicera").first.click()
    desk.get_by_role("link", name="Svara, eller markera det som åtgärdat").click()
    expect(desk.get_by_role("link", name=re.compile("^En ändring"))).to_be_visible()
    desk.get_by_label("Svar", exact=True).fill("Hej! Tack, vi har rättat.")
    desk.get_by_role("button", name="Skicka svaret").click()
    expect(desk.get_by_text("Svaret är skickat.")).to_be_visible()
    look(desk, complaints, "message-answered")
    handled = desk.get_by_role("button", name="Markera som åtgärdat")
    handled.click()
    expect(handled).to_have_count(0)
    desk.goto(live_server.url + reverse("admin:catalogue_suggestion_statistics"))
    look(desk, complaints, "message-statistics")

    assert [letter["To"] for letter in mailbox.letters] == ["las@exempel.se"]
    told.refresh_from_db()
    assert (told.status, told.answer_state) == ("handled", "sent")
    entry.refresh_from_db()
    assert entry.summary == "Stöd hemma."


@WIDTHS
def test_an_editor_marks_a_contact_and_replaces_it(
    desk: Page,
    live_server: Any,
    home: Organisation,
    entry: Intervention,
    complaints: list[str],
) -> None:
    other = make_contact("Mottagningen", organisation=home, phone="021-39 10 00")
    Organisation.objects.filter(pk=home.pk).update(phone="021-39 00 00")
    used = entry.contacts.get()
    visitor = live_server.url + entry.get_absolute_url()

    desk.goto(live_server.url + reverse("admin:catalogue_contact_changelist"))
    look(desk, complaints, "contacts")
    desk.get_by_role("button", name=f"Fungerar inte {used}").click()
    expect(desk.get_by_role("button", name=f"Fungerar {used}")).to_be_visible()
    desk.goto(visitor)
    expect(desk.get_by_text("Uppgifterna fungerar inte")).to_be_visible()
    desk.locator("#kontakt").scroll_into_view_if_needed()
    look(desk, complaints, "contact-public")
    desk.goto(live_server.url + reverse("admin:index"))
    expect(desk.get_by_role("link", name="1 Kontakter som inte fungerar")).to_be_visible()
    desk.goto(live_server.url + reverse("admin:catalogue_contact_change", args=[used.pk]))
    look(desk, complaints, "contact")
    desk.get_by_role("link", name="Ersätt den i alla insatser").click()
    desk.get_by_label("Ersätt med").select_option(str(other.pk))
    look(desk, complaints, "contact-replace")
    desk.get_by_role("button", name="Ersätt kontakten").click()

    expect(desk.get_by_text("är ersatt med ”Mottagningen” i 1 insats.")).to_be_visible()
    assert entry.contacts.get() == other
    assert not Contact.objects.get(pk=used.pk).works


@pytest.mark.parametrize("width", [360])
def test_an_editor_proposes_something_for_others(
    desk: Page, live_server: Any, complaints: list[str]
) -> None:
    foreign = make_complete("Språkkafé", organisation="Sydstads kommun")
    change = reverse("admin:catalogue_intervention_change", args=[foreign.pk])

    desk.goto(live_server.url + reverse("admin:catalogue_intervention_propose_search"))
    desk.get_by_label("Insatsens eller organisationens namn").fill("språk")
    desk.get_by_role("button", name="Sök").click()
    look(desk, complaints, "propose-search")
    expect(desk.get_by_role("link", name="Språkkafé")).to_be_visible()
    desk.goto(live_server.url + change)
    complaints.clear()  # the browser notes the refusal
    desk.get_by_role("link", name="Föreslå en ändring").click()
    desk.get_by_label("Vad bör ändras?").fill("Kaféet har flyttat.")
    look(desk, complaints, "propose")
    desk.get_by_role("button", name="Skicka förslaget").click()

    expect(desk.get_by_text("har ditt förslag i sin lista")).to_be_visible()
    assert Suggestion.objects.get().proposed_by is not None
