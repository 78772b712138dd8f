"""Of a requirement an entry says yes, no or nothing: every page must tell the three apart.

Every kind of made-up entry is tried, and held against what was entered alone.
"""

import re
from itertools import product

import pytest
from django.http import QueryDict

from catalogue.search.filters import read_query
from catalogue.search.requirements import REQUIREMENTS
from catalogue.search.sync import current
from tests.factories import make_intervention, make_requirement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SLUGS = ("Remiss", "Bistandsbeslut", "Grupp", "Sgi")
WAYS_IN = {
    "self": "",
    "open": "",
    "health_referral": "remiss",
    "municipal_decision": "bistandsbeslut",
}
FORMS = ([], ["grupp"], ["enskilt"], ["enskilt", "grupp"])
STANCES = ("", "requirements", "not_required")
NAME = re.compile(r"Prov [0-9]+\b")


def said_of(slug, way_in, forms, stance, complete):
    """The oracle: yes, no, or None where nobody has said."""
    demanded = WAYS_IN[way_in] == slug or (slug == "grupp" and forms == ["grupp"])
    if demanded or stance == "requirements":
        return "yes"
    return "no" if complete or stance == "not_required" else None


@pytest.fixture
def entries():
    """One entry of every kind there can be: name -> what was entered."""
    for slug in SLUGS:
        make_requirement(slug)
    kinds = {
        f"Prov {number}": kind
        for number, kind in enumerate(product(WAYS_IN, FORMS, STANCES, (False, True)))
    }
    for name, (way_in, forms, stance, complete) in kinds.items():
        make_intervention(
            name, access=way_in, forms=forms, requirements_complete=complete,
            **({stance: SLUGS} if stance else {}),
        )  # fmt: skip
    return kinds


def names_in(cards):
    return {NAME.search(card)[0] for card in cards}


def answered(client, slug):
    """The cards of the page of answers, each with what is said under it: hits, near misses."""
    page = client.get(f"/hitta/?fraga=svar&visa=alla&kraver_inte={slug}").content.decode()
    hits, _, near = page.partition('id="near"')
    return [re.split(r'<article class="card', part)[1:] for part in (hits, near)]


def test_every_made_up_entry_is_told_truly_everywhere(client, entries):
    catalogue = current()
    unasked = catalogue.search(read_query(QueryDict(""), catalogue.options))

    for slug in map(str.lower, SLUGS):
        kinds = {said: {name for name, kind in entries.items() if said_of(slug, *kind) == said}
                 for said in ("yes", "no", None)}  # fmt: skip
        hits, near = answered(client, slug)
        assert names_in(card for card in hits if f"kräver inte {slug}" in card) == kinds["no"]
        asked = [card for card in hits if f"Säger inget om {slug}: fråga." in card]
        assert names_in(asked) == kinds[None]
        assert names_in(hits) == kinds["no"] | kinds[None]
        assert names_in(near) <= kinds["yes"]
        counts = unasked.stances(REQUIREMENTS, slug)
        assert (counts.no, counts.unsaid) == (len(kinds["no"]), len(kinds[None]))
        for parameter, said in (("kraver_inte", "no"), ("inte_angett", None)):
            query = read_query(QueryDict(f"{parameter}={slug}"), catalogue.options)
            assert len(catalogue.search(query, limit=200).ids) == len(kinds[said])
