"""Which of an entry's words are searched: what it is, whom it is for, whom to ask."""

import pytest
from django.utils import timezone

from catalogue.search.cards import make_cards
from catalogue.search.sync import build
from tests.catalogue.search.helpers import ask, names
from tests.factories import make_contact, make_intervention

pytestmark = pytest.mark.django_db

WORD = "segelflyg"


def with_route(entry, **fields):
    entry.routes.create(sender="primary_care", **fields)


def with_contact(entry, **fields):
    entry.contacts.add(make_contact(**fields))


def with_field(entry, **fields):
    type(entry).objects.filter(pk=entry.pk).update(**fields)


SEARCHED = {
    "the easy text": lambda entry: with_field(entry, easy_summary=f"Du får {WORD}."),
    "the easy steps": lambda entry: with_field(entry, easy_how=f"Ring om {WORD}."),
    "what one lives on": lambda entry: with_field(entry, income_amount=f"{WORD} 60 kronor"),
    "the law": lambda entry: with_field(entry, legal_ground=f"Lagen om {WORD}"),
    "the units that may send": lambda entry: with_route(entry, units=f"Kliniken för {WORD}"),
    "what is to be enclosed": lambda entry: with_route(entry, enclose=f"Intyg om {WORD}"),
    "whom to ask": lambda entry: with_contact(entry, function=f"Samordnare för {WORD}"),
}
NOT_SEARCHED = {
    "the register of the förbund": lambda entry: with_field(
        entry, sus_number=WORD, finsam_number=WORD, finsam_orientation=WORD, finsam_method=WORD
    ),
    "the decision": lambda entry: with_field(
        entry, decided_by_body=WORD, decision_reference=WORD, decision_terms=WORD
    ),
    "notes for the desk": lambda entry: with_field(entry, editor_note=WORD),
    "what else a contact knows": lambda entry: with_contact(entry, competence=WORD),
    "a person": lambda entry: with_contact(
        entry, person_name=WORD, person_reason="x", person_until=timezone.localdate()
    ),
    "a contact that no longer works": lambda entry: with_contact(
        entry, function=WORD, active=False
    ),
    "what happens before and after": lambda entry: with_route(entry, before=WORD, after=WORD),
    "a notice": lambda entry: entry.notices.create(
        text=WORD, starts_on=timezone.localdate(), ends_on=timezone.localdate()
    ),
    "how results were counted": lambda entry: entry.results.create(year=2025, measured=WORD),
}


@pytest.mark.parametrize("write", SEARCHED.values(), ids=SEARCHED)
def test_are_found(write):
    write(make_intervention("Kafét"))

    assert names(build(), WORD) == ["Kafét"]


@pytest.mark.parametrize("write", NOT_SEARCHED.values(), ids=NOT_SEARCHED)
def test_that_are_somebody_elses_or_pass_are_not_found(write):
    write(make_intervention("Kafét"))

    assert names(build(), WORD) == []


def test_of_a_contact_are_told_as_where_they_stand():
    entry = make_intervention("Kafét")
    with_contact(entry, function=f"Samordnare för {WORD}")
    catalogue = build()
    found = catalogue.search(ask(WORD))

    (card,) = make_cards(catalogue, found.ids, found)

    assert card.reason == f"Träff i organisationen: {WORD}."


def test_in_the_name_weigh_more_than_those_beside():
    with_contact(make_intervention("Kafét"), function=f"Samordnare för {WORD}")
    with_field(make_intervention("Kiosken"), easy_how=f"Ring om {WORD}.")
    make_intervention("Segelflyg")

    assert names(build(), WORD) == ["Segelflyg", "Kiosken", "Kafét"]
