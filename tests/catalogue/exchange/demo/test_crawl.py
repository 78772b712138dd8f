"""Whoever opens a page of the demo finds a number to call there, beside those of every page."""

import pytest

from catalogue.models import Intervention
from tests.sample import sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_page_of_an_entry_has_somebody_to_call(client, whole_demo):
    silent = []
    for entry in sample(Intervention.objects.published().order_by("pk")):
        page = client.get(entry.get_absolute_url()).text
        own = page.partition("<main")[2].partition("</main>")[0]
        if 'href="tel:' not in own:
            silent.append(entry.name)

    assert silent == []
