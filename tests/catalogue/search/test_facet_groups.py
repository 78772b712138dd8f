"""Facets come in the order of the talk, and what gives no hit is folded away."""

import pytest
from django.http import QueryDict

from catalogue.search.filters import read_query
from catalogue.search.results import Results
from catalogue.search.sync import build
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


def facets(address=""):
    catalogue = build()
    results = Results(read_query(QueryDict(address), catalogue.options), catalogue)
    return {group.name: group for group in results.facets}


class TestOrderOfFacets:
    def test_is_that_of_the_talk(self):
        names = list(facets())

        assert names[:5] == ["kommun", "behov", "tilltrade", "steg", "sprak"]
        assert names[-3:] == ["organisation", "finansiering", "inriktning"]


class TestChoicesWithoutAHit:
    def test_are_folded(self):
        make_intervention(access="self", municipalities=["Sala"])

        group = facets()["tilltrade"]

        assert [choice.value for choice in group.choices] == ["egen-ansokan"]
        assert "oppet" in [choice.value for choice in group.rest]
        assert all(not choice.count for choice in group.rest)

    def test_stand_among_the_others_once_chosen(self):
        make_intervention(access="self", municipalities=["Sala"])

        group = facets("tilltrade=oppet")["tilltrade"]

        assert [(choice.value, choice.count) for choice in group.choices if choice.chosen] == [
            ("oppet", 0)
        ]

    def test_are_opened_without_scripts(self, client):
        make_intervention(access="self", municipalities=["Sala"])

        page = client.get("/insatser/").content.decode()
        folded = page.split('id="more-tilltrade"')[1].split("</details>")[0]

        assert "val utan träff" in folded
        assert 'name="tilltrade" value="oppet"' in folded
