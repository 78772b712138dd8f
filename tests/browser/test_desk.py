"""The pages of the desk that lists, files and versions have: whole, under the site's policy."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from catalogue.changes.noting import noting, versions_of
from catalogue.changes.shapes import SHAPES
from catalogue.models import Contact, ImportConflict, Intervention, Suggestion, User, Venue
from tests.factories import make_complete, make_intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LIST = "admin:catalogue_intervention_changelist"


@pytest.fixture
def entry(transactional_db: Any) -> Intervention:
    """One with two versions, a conflict and a suggestion, among others."""
    boss = User.objects.create_superuser("chef")
    entry = make_complete("Boendestöd", review_interval=1)
    make_intervention("Utkastet", status="draft", reviewed_on=None)
    for words in ("Som den var.", "Som den är."):
        with noting(boss, "Ändrad"):
            Intervention.objects.filter(pk=entry.pk).update(summary=words)
    ImportConflict.objects.create(intervention=entry, field="summary", theirs="Ur filen")
    Suggestion.objects.create(kind="wrong", text="Fel nummer", intervention=entry, imprint="1")
    add_rows(entry)
    return entry


def add_rows(entry: Intervention) -> None:
    """Give the entry, its contact and its place two rows of each kind."""
    body, place = entry.organisation, entry.municipalities.get()
    venue = Venue.objects.create(name="Huset", organisation=body, municipality=place)
    entry.venues.add(venue)
    for at in (1, 2):
        entry.notices.create(text=f"Besked {at}", starts_on="2026-12-01", ends_on="2027-01-12")
        entry.results.create(year=2020 + at, started=40)
        entry.contributions.create(organisation=body, what=f"Del {at}")
        entry.routes.create(sender="self", how=f"Väg {at}", before="Ring först.")
        for owner in (venue, entry.contacts.get()):
            owner.opening_hours.create(weekday=at, opens="09:00", closes="12:00")
            owner.closed_periods.create(first_day=f"2027-07-0{at}", last_day=f"2027-07-0{at}")


def changed(model: type[Contact] | type[Venue]) -> str:
    """Return the page of the first row that the entry leads to."""
    return reverse(
        f"admin:catalogue_{model._meta.model_name}_change",
        args=[model.objects.filter(interventions__isnull=False)[0].pk],
    )


def faults(page: Page, address: str) -> list[Any]:
    """Return what the browser and axe complain about on a whole page."""
    found: list[Any] = []
    page.on("console", lambda told: found.append(told.text) if told.type == "error" else None)
    answer = page.goto(address)
    assert answer is not None
    if answer.status != 200:
        return [answer.status]
    said = list(found)  # axe itself sets styles that the policy forbids
    broken = Axe().run(page, options=RULES).response["violations"]
    return said + [(rule["id"], node["html"]) for rule in broken for node in rule["nodes"]]


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_and_the_policy_find_nothing(
    browser: Browser, live_server: Any, entry: Intervention, width: int
) -> None:
    client = Client()
    client.force_login(User.objects.get(username="chef"))
    context = browser.new_context(viewport={"width": width, "height": 900})
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value}
    context.add_cookies([{**session, "url": live_server.url + "/admin/"}])
    versions = [version.pk for version in versions_of(SHAPES["intervention"], entry.pk)]
    conflict = ImportConflict.objects.get()
    found = {}
    for name, address in {
        "list": reverse(LIST),
        "filtered list": reverse(LIST) + "?saknar=nagot&q=stöd",
        "suggestions": reverse("admin:catalogue_suggestion_changelist"),
        "import": reverse("admin:catalogue_intervention_import"),
        "history": reverse("admin:catalogue_intervention_history", args=[entry.pk]),
        "compare": reverse("admin:catalogue_intervention_versions", args=[entry.pk])
        + f"?fran={versions[1]}&till={versions[0]}",
        "conflicts": reverse("admin:catalogue_importconflict_changelist"),
        "conflict": reverse("admin:catalogue_importconflict_change", args=[conflict.pk]),
        "entry": reverse("admin:catalogue_intervention_change", args=[entry.pk]),
        "contact": changed(Contact),
        "place": changed(Venue),
        "organisation": reverse(
            "admin:catalogue_organisation_change", args=[entry.organisation_id]
        ),
        "organisations": reverse("admin:catalogue_organisation_changelist"),
    }.items():
        page = context.new_page()
        found[name] = faults(page, live_server.url + address)
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"desk-{name}-{width}.png", full_page=True)
        page.close()
    context.close()

    assert {name: told for name, told in found.items() if told} == {}
