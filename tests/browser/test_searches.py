"""The förbund's staff work through what people search for, in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from catalogue.models import User
from tests.browser.test_worklist import (
    PASSWORD,
    assert_accessible,
    complaints,
    keep_picture,
)
from tests.browser.waiting import assert_fits
from tests.factories import make_intervention, make_search_count

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["complaints"]


@pytest.mark.parametrize("width", [1280, 360])
def test_what_nobody_finds_is_decided_about(
    page: Page, live_server: Any, complaints: list[str], width: int
) -> None:
    User.objects.create_superuser("chef", "chef@exempel.se", PASSWORD)
    entry = make_intervention("Boendestöd", summary="Stöd i vardagen hemma.")
    make_search_count("drejning", searches=8, missed=8)
    make_search_count("boendestöd", searches=12)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Användarnamn").fill("chef")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    page.get_by_role("link", name="1 Sökningar utan träff").click()
    expect(page.get_by_role("link", name="ingen träff", exact=True).first).to_be_visible()
    assert_fits(page)
    keep_picture(page, "searches")
    assert_accessible(page, complaints)
    page.get_by_role("checkbox", name="Välj detta objekt").check()
    page.get_by_label("Åtgärd:").select_option(label="Notera: insatsen saknas i området")
    page.get_by_role("button", name="Utför").click()

    expect(page.get_by_text("1 sökning: insatsen saknas i området.")).to_be_visible()
    page.goto(live_server.url + reverse("admin:index"))
    expect(page.get_by_text("Sökningar utan träff: klart")).to_be_visible()
    page.goto(live_server.url + reverse("admin:catalogue_intervention_change", args=[entry.pk]))
    page.get_by_role("link", name="Sökningar som hittar insatsen").click()
    expect(page.get_by_role("link", name="boendestöd", exact=True)).to_be_visible()
    assert_fits(page)
    keep_picture(page, "found-by")
    assert_accessible(page, complaints)
