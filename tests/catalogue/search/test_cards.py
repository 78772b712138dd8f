import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from catalogue.models import Intervention, NeedGroup
from catalogue.search.cards import facts_of, make_cards
from catalogue.search.sync import current
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_intervention("Kafét", need_groups=["Unga"], types=["coachning"])


def card_of(entry):
    """Return the card that the next request shows."""
    return make_cards(current(), [entry.pk])[0]


def test_the_facts_are_read_once_for_each_state_of_the_catalogue(entry, django_assert_num_queries):
    catalogue = current()
    with django_assert_num_queries(1):
        first = facts_of(catalogue, [entry.pk])
    with django_assert_num_queries(0):
        assert facts_of(catalogue, [entry.pk])[entry.pk] is first[entry.pk]


def test_a_draft_has_no_card(entry):
    Intervention.objects.filter(pk=entry.pk).update(status="draft")

    assert make_cards(current(), [entry.pk]) == []


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda e: Intervention.objects.filter(pk=e.pk).update(name="B"), lambda c: c.name),
        (lambda e: NeedGroup.objects.update(name="vuxna"), lambda c: c.facts.needs),
        (
            lambda e: type(e.organisation).objects.update(name="Ny"),
            lambda c: c.entry.organisation.name,
        ),
    ],
    ids=["the entry itself", "a need group", "an organisation"],
)
def test_a_change_is_on_the_next_card(entry, change, seen):
    before = seen(card_of(entry))

    change(entry)

    assert seen(card_of(entry)) != before


def test_the_facts_of_a_language_and_of_a_day_are_their_own(entry, monkeypatch):
    Intervention.objects.filter(pk=entry.pk).update(
        reviewed_on=timezone.localdate(), nationwide=True
    )
    catalogue = current()
    swedish = facts_of(catalogue, [entry.pk])[entry.pk]
    with override("en"):
        english = facts_of(catalogue, [entry.pk])[entry.pk]
    later = timezone.localdate() + datetime.timedelta(days=1_000)
    monkeypatch.setattr(timezone, "localdate", lambda: later)

    assert swedish.places == ["Hela landet"]
    assert english.places != swedish.places
    assert not swedish.stale
    assert facts_of(current(), [entry.pk])[entry.pk].stale
