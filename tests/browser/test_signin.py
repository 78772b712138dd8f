"""Signing in with a real browser, under the site's own Content-Security-Policy."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from catalogue.models import User
from tests.browser.waiting import assert_fits, until
from tests.catalogue.signin.conftest import PASSWORD, code_from

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def problems(page: Page, live_server: Any) -> list[str]:
    """Collect what the browser complains about, and every request to somebody else."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((live_server.url, "data:")) else found.append(asked.url)
        ),
    )
    return found


def assert_accessible(page: Page) -> None:
    page.wait_for_load_state()
    results = Axe().run(page, options=RULES)

    assert results.violations_count == 0, results.generate_report()


def test_a_person_sets_up_a_telephone_and_signs_in_with_it(
    page: Page, live_server: Any, settings: Any, problems: list[str]
) -> None:
    settings.REQUIRE_TWO_FACTOR = True
    User.objects.create_superuser("kim", "kim@exempel.se", PASSWORD)

    page.goto(live_server.url + reverse("admin:catalogue_intervention_changelist"))
    assert_accessible(page)
    page.get_by_label("Användarnamn").fill("kim")
    page.get_by_label("Lösenord").fill("fel")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_contain_text("stämmer inte")
    assert_accessible(page)
    page.get_by_label("Användarnamn").fill("kim")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Koppla din telefon")
    expect(page.get_by_role("img", name=re.compile("QR-kod"))).to_be_visible()
    until(page, "document.querySelector('.signin-qr').naturalWidth > 0")
    assert_accessible(page)
    key = page.locator(".signin-key").inner_text()
    page.get_by_label("Kod").fill(code_from(key))
    page.get_by_role("button", name="Koppla telefonen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
    expect(page.locator(".signin-codes li")).to_have_count(10)
    assert_accessible(page)
    page.get_by_role("link", name="Till redaktionen").click()
    expect(page.get_by_role("heading", name="Vad vill du ändra?")).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()

    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_label("Användarnamn").fill("kim")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv koden")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page)
    page.get_by_label("Kod").fill(code_from(key))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Vad vill du ändra?")).to_be_visible()
    assert problems == []


@pytest.mark.parametrize("name", ["mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
                                  "mfa_reauthenticate", "account_reauthenticate"])  # fmt: skip
def test_the_other_pages_are_accessible(
    page: Page, live_server: Any, problems: list[str], name: str
) -> None:
    User.objects.create_superuser("kim", "kim@exempel.se", PASSWORD)
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Användarnamn").fill("kim")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.goto(live_server.url + reverse("mfa_activate_totp"))
    page.get_by_label("Kod").fill(code_from(page.locator(".signin-key").inner_text()))
    page.get_by_role("button", name="Koppla telefonen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")

    page.goto(live_server.url + reverse(name))

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert_accessible(page)
    assert problems == []
