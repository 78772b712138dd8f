"""The area around the exemplary förbund: what a card says of it, and whom one can call."""

import re

import pytest

from catalogue.exchange.demo.numbers import FICTION, FICTION_SAYS, KNOWN
from catalogue.models import Contact, Intervention, Organisation
from catalogue.models.calling import calls_of_many
from tests.catalogue.exchange.demo.words import NATIONAL, NOT_OUR_WORDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_is_summed_up_in_sentences_that_say_something():
    rows = Intervention.objects.values_list("name", "summary")

    assert [name for name, summary in rows if not 60 <= len(summary) <= 200] == []


def test_speaks_to_whom_it_is_for():
    rows = Intervention.objects.published().in_scope(Intervention.Scope.INDIVIDUAL)

    assert [
        s
        for s in rows.values_list("summary", flat=True)
        if not re.search(r"\b[Dd](?:u|ig|in|itt|ina)\b", s)
    ] == []


def test_words_are_ours():
    texts = ("summary", "purpose", "content", "criteria", "exclusion", "referral")

    assert [
        found
        for row in Intervention.objects.values_list(*texts)
        for found in NOT_OUR_WORDS.findall(" ".join(row))
    ] == []


def test_has_somebody_to_call_for_every_entry():
    numbers = Intervention.objects.values_list("pk", flat=True)

    assert [pk for pk, chain in calls_of_many(numbers).items() if chain.number is None] == []


def test_invents_no_number():
    bodies = Organisation.objects.exclude(phone="").values_list("phone", flat=True)
    contacts = Contact.objects.exclude(phone="")
    told = dict(contacts.values_list("phone", "phone_hours"))

    assert {*bodies} <= NATIONAL | {*KNOWN.values()}
    assert {number for number in told if number not in FICTION} == {"+46771416416"}
    assert {told[number] for number in told if number in FICTION} == {FICTION_SAYS}
    assert contacts.count() < len(FICTION) - 10
