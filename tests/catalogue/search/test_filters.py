"""Every parameter of a search, declared once: read from an address, asked of the database."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.http import QueryDict

from catalogue.search.filters import InterventionFilter, fields_of, read_parameter, read_query
from catalogue.search.options import load_options
from tests.factories import (
    make_contact,
    make_intervention,
    make_language,
    make_requirement,
    make_venue,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
REAL = {  # a real value of each, that finds the one entry and not the other
    "q": "träning",
    "behov": "psykisk-ohalsa",
    "kommun": "vasteras",
    "tilltrade": "egen-ansokan",
    "kraver_inte": "remiss",
    "inte_angett": "inskrivning",
    "lage": "full",
    "typ": "coachning",
    "form": "enskilt",
    "steg": "2",
    "sprak": "finska",
    "ersattning": "sjukpenning",
    "organisation": "vasteras-stad",
    "finansiering": "esf",
    "inriktning": "struktur",
    "tider": "kvall",
    "nas": "telefon",
    "kontaktperson": "ja",
    "avstamning": "varje-vecka",
    "kostnad": "gratis",
    "tillganglighet": "rullstol",
    "anonym": "ja",
}
UNCHANGED = {"bortse": "alder", "tysta": "ja", "ordagrant": "ja", "sortera": "namn", "sida": "2"}


@pytest.fixture
def wanted(db):
    entry = make_intervention(
        "Arbetsträning",
        need_groups=["Psykisk ohälsa"],
        municipalities=["Västerås"],
        types=["Coachning"],
        forms=["Enskilt"],
        income_supports=["Sjukpenning"],
        step=2,
        access="self",
        status="full",
        financing="esf",
        steady_contact="yes",
        check_in="weekly",
        cost_kind="free",
        anonymous=True,
    )
    entry.contacts.add(make_contact(phone="021-39 00 00"))
    entry.venues.add(venue := make_venue(accessibility="Hiss."))
    venue.opening_hours.create(weekday=1, opens="18:00", closes="20:00")
    entry.languages.add(make_language())
    entry.not_required.add(make_requirement("Remiss"))
    make_requirement("Inskrivning")
    other = make_intervention("Boendestöd", organisation="Region Skåne", access="professional")
    other.requirements.set([make_requirement("Remiss"), make_requirement("Inskrivning")])
    return entry


def found(address):
    options = load_options()
    return set(InterventionFilter(QueryDict(address), options).qs.values_list("name", flat=True))


class TestFilters:
    def test_are_each_tried_with_a_real_value(self):
        assert set(InterventionFilter.base_filters) == set(REAL) | set(UNCHANGED)

    @pytest.mark.parametrize("name", [name for name in REAL if name != "inriktning"])
    def test_keep_what_answers_to_the_value(self, wanted, name):
        assert found(f"{name}={REAL[name]}") == {"Arbetsträning"}

    def test_keep_the_default_where_nothing_stands(self, wanted):
        make_intervention("Samverkan", scope="structural", access="not_searchable")

        assert found("") == {"Arbetsträning", "Boendestöd"}
        assert found("inriktning=struktur") == {"Samverkan"}

    @pytest.mark.parametrize("name", UNCHANGED)
    def test_that_say_how_to_show_keep_everything(self, wanted, name):
        assert found(f"{name}={UNCHANGED[name]}") == found("")

    @pytest.mark.parametrize("name", [*REAL, *UNCHANGED])
    def test_take_anything_without_an_error(self, wanted, name):
        for value in ("", "\0", "x" * 5_000, "<script>", "-1", "atlantis"):
            address = QueryDict(mutable=True)
            address[name] = value
            InterventionFilter(address, load_options()).qs.count()
            read_query(address, load_options())


class TestFields:
    def test_are_made_once_for_each_state_of_the_lists(self, wanted):
        options = load_options()

        assert fields_of(options) is fields_of(options)
        assert fields_of(load_options())["kommun"] is not fields_of(options)["kommun"]

    def test_mean_the_same_wherever_they_are_read(self, wanted):
        address = QueryDict("kommun=vasteras&kommun=atlantis")
        options = load_options()

        assert read_parameter("kommun", address, options) == {"vasteras"}
        assert read_query(address, options).choice("kommun") == {"vasteras"}

    def test_stand_in_the_documentation(self):
        check = [sys.executable, "tools/parameters.py", "--check"]

        assert subprocess.run(check, cwd=ROOT, check=False).returncode == 0
