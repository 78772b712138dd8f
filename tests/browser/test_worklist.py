"""The desk's first page and the link in a reminder, in a real browser under the site's policy."""

import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalogue.models import (
    Assignment,
    Intervention,
    LinkCheck,
    Organisation,
    RemindedEntry,
    Reminder,
    Suggestion,
    User,
)
from catalogue.upkeep.link import address_of, imprint_of
from tests.browser.waiting import assert_fits
from tests.factories import make_contact, make_intervention, make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = "ett-långt-lösenord"  # noqa: S105 - of a test


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


@pytest.fixture
def home(transactional_db: Any) -> Organisation:
    return make_organisation("Ängsby kommun")


@pytest.fixture
def editor(home: Organisation) -> User:
    user = User.objects.create_user("anna", "anna@exempel.se", PASSWORD)
    Assignment.objects.create(user=user, organisation=home)
    return user


@pytest.fixture
def late(home: Organisation) -> Intervention:
    entry = make_intervention(
        "Boendestöd", organisation=home, reviewed_on=ago(200), summary="Stöd i vardagen hemma."
    )
    entry.contacts.add(make_contact("Växeln", organisation=home, phone="0512-100 00"))
    return entry


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """Fail on whatever the browser complains about."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def assert_accessible(page: Page, complaints: list[str], *more: str) -> None:
    page.wait_for_load_state()
    # Preloading, axe asks for style sheets at the wrong addresses, and no rule of these needs it.
    results = Axe().run(page, options={"runOnly": [*WCAG, *more], "preload": False})
    complaints[:] = [text for text in complaints if "style" not in text]  # axe sets styles itself

    broken = [(rule["id"], node["html"]) for rule in results.response["violations"]
              for node in rule["nodes"]]  # fmt: skip
    assert broken == []


def keep_picture(page: Page, name: str) -> None:
    """Store what the page looks like, for the one who asks by PICTURES=folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_editor_works_through_the_list(
    page: Page,
    live_server: Any,
    editor: User,
    home: Organisation,
    late: Intervention,
    complaints: list[str],
    width: int,
) -> None:
    make_intervention("Arbetsträning", organisation=home, reviewed_on=ago(165))
    make_intervention("Språkkafé", organisation=home, outcome_url="https://borta.se/")
    LinkCheck.objects.create(address="https://borta.se/", broken=True)
    Suggestion.objects.create(kind="wrong", text="Fel nummer", intervention=late, imprint="1")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Användarnamn").fill("anna")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    expect(page.get_by_role("heading", name="Din arbetslista")).to_be_visible()
    expect(page.get_by_text("Krockar vid inläsning: klart")).to_be_visible()
    assert_fits(page)
    keep_picture(page, "worklist")
    assert_accessible(page, complaints, "best-practice")
    page.get_by_role("link", name="1 Försenade").click()
    expect(page.get_by_role("link", name="Boendestöd")).to_be_visible()
    keep_picture(page, "late")
    assert_accessible(page, complaints)
    page.get_by_role("button", name="Stämmer fortfarande: Boendestöd").click()

    expect(page.get_by_text("”Boendestöd” är granskad i dag.")).to_be_visible()
    expect(page).to_have_url(re.compile("granskning=forsenad"))
    late.refresh_from_db()
    assert (late.reviewed_on, late.reviewed_by) == (ago(0), editor)
    page.goto(live_server.url + reverse("admin:index"))
    expect(page.get_by_text("Försenade: klart")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_link_in_a_letter_confirms_without_signing_in(
    browser: Any,
    live_server: Any,
    settings: Any,
    editor: User,
    late: Intervention,
    scripts: bool,
    width: int,
) -> None:
    settings.SITE_URL = live_server.url
    reminder = Reminder.objects.create(
        user=editor, day=ago(0), email=editor.email, state="sent", sent_at=timezone.now()
    )
    late = Intervention.objects.get(pk=late.pk)
    line = RemindedEntry.objects.create(
        reminder=reminder, intervention=late, due_on=ago(20), stage=2, imprint=imprint_of(late)
    )
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": 900}
    )
    page = context.new_page()

    page.goto(address_of(line))
    expect(page.get_by_role("heading", level=1)).to_have_text("Stämmer uppgifterna fortfarande?")
    if scripts:
        assert_accessible(page, [], "best-practice")
        assert_fits(page)
        keep_picture(page, "link")
    page.get_by_role("button", name="Ja, det stämmer fortfarande").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, uppgifterna är bekräftade")
    assert context.cookies() == []
    late.refresh_from_db()
    assert (late.reviewed_on, late.reviewed_by) == (ago(0), editor)
    context.close()
