"""The editor's guide, walked as it is written: a first entry, from the empty form to the public."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import (
    Assignment,
    Contact,
    Intervention,
    InterventionType,
    Municipality,
    NeedGroup,
    Organisation,
    Step,
    User,
)
from tests.catalogue.admin.forms import form_values

GUIDE = (Path(settings.BASE_DIR) / "docs" / "redaktor.md").read_text()
ADD = reverse("admin:catalogue_intervention_add")


@pytest.fixture
def home(reference: None) -> Organisation:
    return Organisation.objects.create(name="Ängsby stödcenter", slug="angsby-stodcenter")


@pytest.fixture
def anna(home: Organisation, client: Client) -> Client:
    user = User.objects.create_user("anna", is_staff=True)
    Assignment.objects.create(user=user, organisation=home)
    client.force_login(user)
    return client


def steps() -> list[str]:
    """Return what the guide says to fill in, step by step."""
    section = GUIDE.split("## 2. ")[1].split("\n## ")[0]
    return re.findall(r"^\d\. \*\*(.+?)\*\*", section, re.MULTILINE)


def first_entry(home: Organisation, contact: Contact) -> dict[str, dict[str, Any]]:
    """Return what a person fills in at each step; nothing that the guide does not mention."""
    year = timezone.localdate().year
    return {
        "Vad det är.": {
            "name": "Öppen verkstad",
            "summary": "Du prövar vad du orkar.",
            "purpose": "Att komma närmare arbete.",
            "organisation": home.pk,
            "types": InterventionType.objects.first().pk,
            "step": Step.objects.get(number=2).pk,
        },
        "För vem.": {
            "need_groups": NeedGroup.objects.first().pk,
            "criteria": "Att du vill.",
            "exclusion": "Inga kända",
        },
        "Så kommer man in.": {
            "access": "self",
            "routes-0-sender": "self",
            "routes-0-how": "Ring.",
            "routes-0-cost_kind": "free",
            "routes-TOTAL_FORMS": 1,
        },
        "Pengar, När, Var.": {
            "cost_kind": "free",
            "extent": "Två förmiddagar i veckan",
            "municipalities": Municipality.objects.first().pk,
        },
        "Kontakt.": {"contacts": contact.pk},
        "Stämmer det?": {
            "reviewed_on": timezone.localdate(),
            "review_interval": 180,
            "valid_until": f"{year + 1}-06-30",
        },
        "Leder vidare till.": {"after_funding": "Ordinarie verksamhet, som leder till praktik."},
    }


@pytest.mark.slow
def test_the_first_entry_is_published_as_the_guide_says(anna: Client, home: Organisation) -> None:
    page = reverse("admin:catalogue_contact_add")
    told = {"function": "Mottagningen", "organisation": home.pk, "phone": "021-39 00 00"}
    anna.post(page, {**form_values(anna.get(page)), **told})
    filled = first_entry(home, Contact.objects.get())
    assert list(filled) == steps()

    form = form_values(anna.get(ADD))
    for values in filled.values():
        form |= {name: [str(value)] for name, value in values.items()}
    anna.post(ADD, {**form, "_save": "1"})
    entry = Intervention.objects.get()
    assert entry.status == "draft"

    change = reverse("admin:catalogue_intervention_change", args=[entry.pk])
    answer = anna.post(change, {**form_values(anna.get(change)), "status": "open", "_save": "1"})

    entry.refresh_from_db()
    assert answer.status_code == 302, answer.context["lacking"]
    assert entry.status == "open"
    assert anna.get(entry.get_absolute_url()).status_code == 200


def test_the_guide_says_nothing_that_is_not_needed_for_the_chain(
    anna: Client, home: Organisation
) -> None:
    contact = Contact.objects.create(
        function="Mottagningen", organisation=home, phone="031-390 06 12"
    )
    form = form_values(anna.get(ADD))
    for values in first_entry(home, contact).values():
        form |= {name: [str(value)] for name, value in values.items()}

    answer = anna.post(ADD, {**form, "after_funding": "", "status": "open", "_save": "1"})

    assert [lack.field for lack in answer.context["lacking"]] == ["leads_to"]
    assert not Intervention.objects.exists()


def test_its_sections_are_numbered_one_by_one() -> None:
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", GUIDE, re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))
