"""What nobody has said is neither yes nor no, and a choice that nobody gives is not offered."""

import pytest
from django.http import QueryDict

from catalogue.search.filters import read_query
from catalogue.search.results import Results
from catalogue.search.sync import build
from catalogue.search.unsaid import NOT_SAID
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db

FACETS = ("tider", "nas", "kontaktperson", "avstamning")


def offered(address=""):
    """Return the counts of each facet that the page offers."""
    catalogue = build()
    results = Results(read_query(QueryDict(address), catalogue.options), catalogue)
    return {
        group.name: {choice.value: choice.count for choice in [*group.choices, *group.rest]}
        for group in results.facets
        if group.choices
    }


class TestFacetsOfWhatNobodyHasSaid:
    def test_are_not_there(self):
        make_intervention()

        assert offered().keys().isdisjoint(FACETS)

    def test_come_with_the_first_who_says_something(self):
        make_intervention(steady_contact="no")
        make_intervention()

        assert offered()["kontaktperson"] == {"ja": 0, "nej": 1, NOT_SAID: 1}
        assert "avstamning" not in offered()

    def test_stay_while_one_is_chosen(self):
        make_intervention()

        assert offered(f"tider={NOT_SAID}")["tider"] == {
            "kvall": 0,
            "helg": 0,
            "dagtid": 0,
            NOT_SAID: 1,
        }


def test_silence_is_a_choice_with_a_chip_of_its_own():
    make_intervention("Ja", check_in="weekly")
    make_intervention("Tyst")
    catalogue = build()
    query = read_query(
        QueryDict(f"avstamning=varje-vecka&avstamning={NOT_SAID}"), catalogue.options
    )

    results = Results(query, catalogue)

    assert results.total == 2
    assert [chip.label for chip in results.chips][-2:] == [
        "Avstämning varje vecka",
        "Har inte angett hur ofta",
    ]
