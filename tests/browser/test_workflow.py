"""From an empty form to the public search, by an editor and the förbund's staff, and back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from catalogue.models import Assignment, Association, Intervention, Organisation, User, WorkingCopy
from tests.factories import make_complete, make_municipality, make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ett-långt-lösenord"  # noqa: S105


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def someone(request, browser, live_server):
    """Return a function that signs somebody in, in a browser of their own."""
    home = make_organisation("Ängsby kommun", approval=Organisation.Approval.STAFF)
    payer = make_organisation("Förbundet", kind=Organisation.Kind.ASSOCIATION)
    association = Association.objects.create(organisation=payer)
    association.municipalities.add(make_municipality("Västerås"))
    editor = User.objects.create_user("anna", password=PASSWORD, first_name="Anna")
    staff = User.objects.create_user("kim", password=PASSWORD, first_name="Kim")
    Assignment.objects.create(user=editor, organisation=home)
    Assignment.objects.create(user=staff, role="staff", association=association)
    contexts = []

    def _someone(name):
        context = browser.new_context(java_script_enabled=request.param)
        contexts.append(context)
        page = context.new_page()
        page.scripts = request.param
        page.complaints = []
        page.on(
            "console",
            lambda told: page.complaints.append(told.text) if told.type == "error" else None,
        )
        page.goto(live_server.url + reverse("account_login"))
        page.get_by_label("Användarnamn").fill(name)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in").click()
        page.locator("#user-tools").wait_for()
        page.complaints.clear()
        return page

    yield _someone
    for context in contexts:
        context.close()


def change(live_server, row):
    return live_server.url + reverse("admin:catalogue_intervention_change", args=[row.pk])


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def complaints(page):
    """Return what the browser complained about, and what axe finds where scripts can run."""
    page.wait_for_load_state()
    told = list(page.complaints)
    if not page.scripts:
        return told
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=".workflow-note, .submit-row", options=options)
    page.complaints.clear()  # axe itself sets styles that the policy forbids
    return told + [
        (broken["id"], node["html"])
        for broken in found.response["violations"]
        for node in broken["nodes"]
    ]


class TestAnEntry:
    def test_goes_from_an_editor_by_review_to_the_public(self, someone, live_server):
        entry = make_complete(
            "Zebrasamtal", organisation="Ängsby kommun", status="draft", purpose="", criteria=""
        )
        anna, kim, visitor = someone("anna"), someone("kim"), someone("kim")
        search = f"{live_server.url}{reverse('intervention_list')}?q=zebrasamtal"

        anna.goto(change(live_server, entry))
        press(anna, "Spara och skicka för granskning")
        anna.get_by_role("heading", name="Det här behövs innan insatsen kan visas (2)").wait_for()
        assert complaints(anna) == []
        anna.get_by_role("link", name="Syfte").click()
        anna.locator("#id_purpose").fill("Att bli modig.")
        anna.locator("#id_criteria").fill("Att du vill.")
        press(anna, "Spara och skicka för granskning")
        anna.locator(".messagelist .success").wait_for()

        visitor.goto(search)
        expect(visitor.get_by_role("link", name="Zebrasamtal", exact=True)).to_have_count(0)
        kim.goto(change(live_server, entry))
        kim.get_by_role("heading", name="Insatsen väntar på granskning").wait_for()
        assert complaints(kim) == []
        press(kim, "Godkänn och publicera")
        kim.locator(".messagelist .success").wait_for()
        visitor.goto(search)
        expect(visitor.get_by_role("link", name="Zebrasamtal", exact=True)).to_have_count(1)

    def test_is_changed_in_a_working_copy(self, someone, live_server):
        entry = make_complete("Boendestöd", organisation="Ängsby kommun")
        anna, kim = someone("anna"), someone("kim")

        anna.goto(change(live_server, entry))
        anna.locator("#id_summary").fill("Nytt från Anna")
        press(anna, "Spara och skicka för granskning")
        anna.get_by_role("heading", name="Arbetskopia: för granskning").wait_for()
        assert complaints(anna) == []
        assert Intervention.objects.get(pk=entry.pk).summary == "Stöd steg för steg."

        kim.goto(change(live_server, entry))
        kim.get_by_label("Kommentar till den som skrev").fill("Kortare, tack.")
        press(kim, "Skicka tillbaka")
        kim.get_by_role("heading", name="Arbetskopia: tillbaka med kommentar").wait_for()
        assert complaints(kim) == []
        anna.goto(change(live_server, entry))
        anna.get_by_text("Kortare, tack.").wait_for()
        anna.locator("#id_summary").fill("Kort")
        press(anna, "Spara och skicka för granskning")
        anna.get_by_role("heading", name="Arbetskopia: för granskning").wait_for()

        kim.goto(change(live_server, entry))
        kim.get_by_role("cell", name="Kort", exact=True).wait_for()
        press(kim, "Godkänn och publicera")
        kim.locator(".messagelist .success").wait_for()
        assert Intervention.objects.get(pk=entry.pk).summary == "Kort"
        assert WorkingCopy.objects.get().state == "approved"

    def test_is_not_for_an_editor_elsewhere(self, someone, live_server):
        entry = make_complete("Någon annans", organisation="Sydstads kommun")
        anna = someone("anna")

        answer = anna.goto(change(live_server, entry))

        assert answer.status == 403
        expect(anna.get_by_text("hör till någon annan")).to_be_visible()

    def test_is_never_overwritten(self, someone, live_server):
        entry = make_complete("Boendestöd", organisation="Ängsby kommun")
        first, second = someone("kim"), someone("kim")
        second.goto(change(live_server, entry))
        first.goto(change(live_server, entry))
        first.locator("#id_summary").fill("Den första")
        press(first, "Spara och publicera")
        first.locator(".messagelist .success").wait_for()

        second.locator("#id_summary").fill("Den andra")
        press(second, "Spara och publicera")

        second.get_by_role("heading", name="Någon annan hann före").wait_for()
        second.get_by_role("cell", name="Den första").wait_for()
        expect(second.locator("#id_summary")).to_have_value("Den andra")
        assert complaints(second) == []
        assert Intervention.objects.get(pk=entry.pk).summary == "Den första"
