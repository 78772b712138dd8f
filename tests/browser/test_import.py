"""An editor hands a file in, looks at it, and reads it in, with and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from catalogue.models import ImportConflict, Intervention, User
from tests.factories import make_intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADS = "nummer i källan;namn;ansvarig organisation;kort beskrivning"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def desk(request, browser, live_server, tmp_path):
    """A page where somebody has signed in, and whatever the browser complained about."""
    User.objects.create_superuser("redaktor", "r@exempel.se", "ett-långt-lösenord")
    make_intervention("Boendestöd", summary="Vår", source="listan", source_id="1")
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.complaints = []
    page.on(
        "console", lambda told: page.complaints.append(told.text) if told.type == "error" else None
    )
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Användarnamn").fill("redaktor")
    page.get_by_label("Lösenord").fill("ett-långt-lösenord")
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Vad vill du ändra?").wait_for()

    def hand_in(*rows):
        file = tmp_path / "lista.csv"
        file.write_text("\n".join([HEADS, *rows]))
        page.goto(live_server.url + reverse("admin:catalogue_intervention_changelist"))
        page.get_by_role("link", name="Läs in från fil").click()
        page.set_input_files("[name=file]", file)
        page.select_option("[name=source]", "listan")
        page.get_by_role("button", name="Visa vad filen ändrar").click()

    page.hand_in = hand_in
    page.scripts = request.param
    yield page
    context.close()


def complaints(page):
    """Return what the browser complained about, and what axe finds where scripts can run."""
    page.wait_for_load_state()
    page.locator("#footer").wait_for(state="attached")  # the page is streamed
    told = list(page.complaints)
    if not page.scripts:
        return told
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=options).response["violations"]
    page.complaints.clear()  # axe itself sets styles that the policy forbids
    return told + [(broken["id"], node["html"]) for broken in found for node in broken["nodes"]]


class TestImport:
    def test_shows_writes_and_asks_about_conflicts(self, desk):
        desk.hand_in("1;Boendestöd;Västerås stad;Deras", "2;Öppet hus;Västerås stad;Kom in")
        desk.get_by_text("Inget är sparat än").first.wait_for()
        desk.get_by_role("cell", name="Deras").first.wait_for()
        expect(desk.locator(".import-step").last).to_be_hidden()
        assert complaints(desk) == []
        assert Intervention.objects.count() == 1

        desk.get_by_role("button", name="Läs in").click()
        desk.get_by_text("Filen är inläst").first.wait_for()
        assert complaints(desk) == []
        assert Intervention.objects.count() == 2
        assert Intervention.objects.get(name="Boendestöd").summary == "Vår"

        desk.get_by_role("link", name="Avgör dem här").click()
        desk.get_by_role("link", name="Boendestöd").click()
        assert complaints(desk) == []
        desk.get_by_role("button", name="Ta filens uppgift").click()
        desk.get_by_text("Filens uppgift skrevs in").wait_for()
        assert Intervention.objects.get(name="Boendestöd").summary == "Deras"
        assert ImportConflict.objects.get().decision == "theirs"

    def test_asks_whether_a_number_is_the_catalogues(self, desk, tmp_path):
        entry = Intervention.objects.get()
        file = tmp_path / "egen.csv"
        file.write_text(f"Nr;namn;ansvarig organisation\n{entry.pk};Öppet hus;Västerås stad")
        desk.goto(desk.url.partition("/admin/")[0] + reverse("admin:catalogue_intervention_import"))
        desk.set_input_files("[name=file]", file)
        desk.get_by_role("button", name="Visa vad filen ändrar").click()
        question = desk.get_by_role("group", name=f"Rad 2: nr {entry.pk} i katalogen")
        question.wait_for()
        assert complaints(desk) == []

        question.get_by_label("Nej, det är en ny insats").check()
        desk.get_by_role("button", name="Visa med mina svar").click()
        desk.get_by_text("1 nya").wait_for()
        assert complaints(desk) == []
        desk.get_by_role("button", name="Läs in", exact=True).click()
        desk.get_by_text("Filen är inläst").first.wait_for()

        assert set(Intervention.objects.values_list("name", flat=True)) == {
            "Boendestöd",
            "Öppet hus",
        }

    def test_names_three_bad_rows_and_imports_nothing(self, desk):
        desk.hand_in("2;A;Ingen;", "3;;Västerås stad;", "4;C;;x", "5;Bra;Västerås stad;")

        desk.get_by_text("Inget kan läsas in").wait_for()
        for at, row in enumerate(["2", "3", "4"]):
            expect(desk.locator("tbody tr td:first-child").nth(at)).to_have_text(row)
        assert complaints(desk) == []
        expect(desk.get_by_role("button", name="Läs in")).to_have_count(0)
        assert Intervention.objects.count() == 1
