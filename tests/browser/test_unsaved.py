"""Nobody's text is lost: a session that ends while somebody writes, and going on elsewhere."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from catalogue.models import Intervention, UnsavedText
from tests.browser.test_workflow import PASSWORD, change, press, someone  # noqa: F401 - a fixture
from tests.browser.test_writing import assert_accessible
from tests.factories import make_complete, make_municipality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
with_scripts = pytest.mark.parametrize("someone", [True], indirect=True, ids=["with scripts"])
without_scripts = pytest.mark.parametrize("someone", [False], indirect=True, ids=["without"])
WHILE = 25_000  # milliseconds: a text is kept every ten seconds


@pytest.fixture
def entry(someone):  # noqa: F811
    make_municipality("Sala")
    return make_complete("Boendestöd", organisation="Ängsby kommun", status="draft")


def sign_out(page: Any) -> None:
    """End the session as time does: the browser no longer has its cookie."""
    page.context.clear_cookies(name="sessionid")


def line(page: Any) -> Any:
    return page.locator("[data-said][role=status]")


def choose_place(page: Any, name: str) -> None:
    box = page.locator("#id_municipalities + .select2 .select2-selection")
    box.click()
    page.keyboard.type(name)
    page.locator(".select2-results__option--highlighted", has_text=name).click()


def write(page: Any) -> None:
    """Write in a field, choose a place, and add a way in."""
    page.locator("#id_purpose").fill("Att bli modig.")
    choose_place(page, "Sala")
    page.locator("#routes-group .add-row").get_by_role("button").click()
    page.locator("#id_routes-0-sender").select_option("self")
    page.locator("#id_routes-0-how").fill("Ring och fråga.")
    page.locator("#id_routes-0-cost_kind").select_option("free")


@with_scripts
def test_a_text_outlives_the_session_and_the_computer(someone, live_server, entry):  # noqa: F811
    anna, elsewhere = someone("anna"), someone("anna")
    anna.goto(change(live_server, entry))
    write(anna)
    expect(line(anna)).to_have_text(re.compile(r"^Utkast sparat \d\d\.\d\d\.$"), timeout=WHILE)
    assert_accessible(anna)

    sign_out(anna)
    anna.locator("#id_content").fill("Det sista som skrevs.")
    press(anna, "Spara")
    expect(anna.get_by_role("alert")).to_contain_text("Du är inte längre inloggad.")
    expect(anna.get_by_role("alert")).to_be_focused()
    expect(anna.locator("#id_content")).to_have_value("Det sista som skrevs.")
    assert_accessible(anna)
    assert Intervention.objects.get(pk=entry.pk).content == ""

    elsewhere.goto(change(live_server, entry))
    expect(elsewhere.get_by_text("Du har text som inte är sparad, från")).to_be_visible()
    assert_accessible(elsewhere)
    elsewhere.get_by_role("link", name="Fortsätt").click()
    expect(elsewhere.locator("#id_purpose")).to_have_value("Att bli modig.")
    expect(elsewhere.locator("#id_routes-0-how")).to_have_value("Ring och fråga.")
    chosen = elsewhere.locator("#id_municipalities + .select2 .select2-selection")
    expect(chosen).to_contain_text("Sala")
    assert_accessible(elsewhere)
    press(elsewhere, "Spara")
    elsewhere.locator(".messagelist .success").wait_for()
    assert not UnsavedText.objects.exists()
    stored = Intervention.objects.get(pk=entry.pk)
    assert (stored.purpose, stored.routes.get().how) == ("Att bli modig.", "Ring och fråga.")
    assert stored.municipalities.filter(name="Sala").exists()
    assert anna.complaints == elsewhere.complaints == []


@with_scripts
def test_the_form_stays_while_one_signs_in_again(someone, live_server, entry):  # noqa: F811
    anna = someone("anna")
    anna.goto(change(live_server, entry))
    anna.locator("#id_purpose").fill("Att bli modig.")
    sign_out(anna)
    press(anna, "Spara")

    with anna.context.expect_page() as opened:
        anna.get_by_role("link", name="Logga in (öppnas i en ny flik)").click()
    tab = opened.value
    tab.get_by_label("Användarnamn").fill("anna")
    tab.get_by_label("Lösenord").fill(PASSWORD)
    tab.get_by_role("button", name="Logga in").click()
    tab.locator("#user-tools").wait_for()
    press(anna, "Spara")

    anna.locator(".messagelist .success").wait_for()
    assert Intervention.objects.get(pk=entry.pk).purpose == "Att bli modig."
    assert anna.complaints == []


@with_scripts
def test_leaving_asks_only_when_something_is_written(someone, live_server, entry):  # noqa: F811
    anna = someone("anna")
    asked = []
    anna.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    anna.goto(change(live_server, entry))
    anna.locator("#id_purpose").click()
    anna.goto(live_server.url + reverse("admin:index"))
    assert asked == []

    anna.goto(change(live_server, entry))
    anna.locator("#id_purpose").press_sequentially("x")
    anna.goto(live_server.url + reverse("admin:index"))
    assert asked == ["beforeunload"]

    anna.goto(change(live_server, entry))
    anna.locator("#id_purpose").press_sequentially("x")
    press(anna, "Spara")
    anna.locator(".messagelist .success").wait_for()
    assert asked == ["beforeunload"]


@without_scripts
def test_a_text_is_given_back_without_scripts(someone, live_server, entry):  # noqa: F811
    anna = someone("anna")
    anna.goto(change(live_server, entry))
    told = anna.get_by_text(re.compile(r"Du är inloggad till .*\d\d\.\d\d\."))
    expect(told.last).to_be_visible()
    anna.locator("#id_purpose").fill("Att bli modig.")
    sign_out(anna)

    press(anna, "Spara")

    anna.get_by_role("heading", name="Inget är sparat").wait_for()
    expect(anna.get_by_label("Syfte")).to_have_value("Att bli modig.")
    assert Intervention.objects.get(pk=entry.pk).purpose != "Att bli modig."
