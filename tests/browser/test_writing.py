"""Help while an entry is written, and its whole page under axe, with scripts and without."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from catalogue.models import Intervention, User
from tests.browser.test_workflow import PASSWORD, change, someone  # noqa: F401 - a fixture
from tests.factories import make_complete, make_intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def assert_accessible(page: Any) -> None:
    if not page.scripts:
        return
    page.wait_for_load_state()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options={"runOnly": WCAG})
        broken = found.response["violations"]
        assert [(rule["id"], node["html"]) for rule in broken for node in rule["nodes"]] == []
    page.complaints.clear()  # axe itself sets styles that the policy forbids


@pytest.mark.parametrize("model", ["intervention", "organisation", "contact"])
def test_a_new_row_has_a_name_for_every_box(browser, live_server, model):
    User.objects.create_superuser("kim", password=PASSWORD)
    page = browser.new_page()
    page.scripts, page.complaints = True, []
    page.goto(live_server.url + reverse(f"admin:catalogue_{model}_add"))
    page.get_by_label("Användarnamn").fill("kim")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.locator(".select2-selection").first.wait_for()

    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".select2-selection--single").first.click()
    expect(page.locator(".select2-search__field:focus")).to_have_accessible_name(re.compile(r"\w+"))
    page.close()


def test_an_editor_is_helped_and_sees_the_page_before_saving(someone, live_server):  # noqa: F811
    make_intervention("Jobbspåret", organisation="Sydstads kommun")
    entry = make_complete("Boendestöd", organisation="Ängsby kommun")
    anna = someone("anna")
    anna.goto(change(live_server, entry))
    panel = anna.get_by_role("complementary", name="Granska texten")
    expect(panel.get_by_text("19 av 200 tecken")).to_be_visible()
    assert_accessible(anna)

    if anna.scripts:  # the search has been asked
        expect(panel.get_by_role("heading", name="Ord som leder hit")).to_be_visible()
    anna.locator("#id_name").fill("Jobbspåren")
    anna.locator("#id_summary").fill("Du får stöd av FK.")
    if anna.scripts:
        expect(anna.locator("#advice-status")).to_have_text("Granska texten: 2 att se över.")
        expect(anna.locator("#id_summary")).to_be_focused()
    else:
        anna.get_by_role("button", name="Kontrollera texten").click()
    expect(panel.get_by_text("Försäkringskassan (FK)")).to_be_visible()
    expect(panel.get_by_role("link", name="Jobbspåret")).to_be_visible()
    expect(anna.locator("#id_name")).to_have_value("Jobbspåren")

    with anna.context.expect_page() as opened:
        anna.get_by_role("button", name="Förhandsgranska i ny flik").click()
    preview = opened.value
    preview.scripts, preview.complaints = anna.scripts, []
    expect(preview.get_by_role("heading", name="Jobbspåren", level=1)).to_be_visible()
    expect(preview.get_by_text("Förhandsgranskning: inget är sparat")).to_be_visible()
    assert_accessible(preview)
    assert anna.complaints == []
    assert Intervention.objects.get(pk=entry.pk).name == "Boendestöd"
