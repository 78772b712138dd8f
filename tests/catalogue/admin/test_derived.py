"""A fact that was read out of prose waits for somebody who keeps the entry."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Intervention, ProposedFact, Requirement, WorkingCopy
from catalogue.upkeep.worklist import work_of
from catalogue.values.record import fresh, values
from tests.catalogue.admin.sides import Side

pytestmark = pytest.mark.usefixtures("ready_index")

Verdict = ProposedFact.Verdict


@pytest.fixture
def entry(north: Side) -> Intervention:
    """Return a published entry of one's own, without a working copy."""
    WorkingCopy.objects.update(state="discarded")
    entry: Intervention = north["later"]
    return entry


@pytest.fixture
def client(client: Client, north: Side) -> Client:
    client.force_login(north["User"])
    return client


@pytest.fixture
def sgi() -> Requirement:
    """Return a requirement of the list."""
    row: Requirement = Requirement.objects.create(name="SGI", slug="sgi", without="SGI")
    return row


def propose(entry: Intervention, field: str, value: Any, words: str) -> ProposedFact:
    return ProposedFact.objects.create(intervention=entry, field=field, value=value, words=words)


def address(entry: Intervention) -> str:
    return reverse("admin:catalogue_intervention_derived", args=[entry.pk])


def press(client: Client, fact: ProposedFact, button: str) -> str:
    answer = client.post(address(fact.intervention), {button: fact.pk}, follow=True)
    assert answer.status_code == 200
    fact.refresh_from_db()
    return answer.content.decode()


class TestThePage:
    def test_shows_each_fact_beside_its_words(self, client: Client, entry: Intervention) -> None:
        propose(entry, "hours_from", 8.0, "4 timmar per dag, 2 gånger i veckan")
        page = client.get(address(entry)).content.decode()
        assert "timmar per vecka, från" in page
        assert "4 timmar per dag, 2 gånger i veckan" in page

    def test_is_reached_from_the_entry_and_the_work_list(
        self, client: Client, north: Side, entry: Intervention
    ) -> None:
        propose(entry, "hours_from", 8.0, "8 timmar i veckan")
        page = client.get(reverse("admin:catalogue_intervention_change", args=[entry.pk]))
        assert address(entry) in page.content.decode()
        works = [work for section in work_of(north["User"]) for work in section.works]
        line = next(work for work in works if str(work.line.title) == "Utläst ur löpande text")
        assert line.count == 1
        assert entry.name in client.get(line.line.address).content.decode()

    def test_is_for_those_who_keep_the_entry(
        self, client: Client, south: Side, entry: Intervention
    ) -> None:
        fact = propose(entry, "hours_from", 8.0, "8 timmar i veckan")
        client.force_login(south["User"])
        assert client.get(address(entry)).status_code == 403
        assert client.post(address(entry), {"accept": fact.pk}).status_code == 403


class TestAccepting:
    def test_writes_a_number(self, client: Client, entry: Intervention) -> None:
        fact = propose(entry, "sessions_per_week", 2, "2 gånger i veckan")
        assert "Uppgiften är godtagen" in press(client, fact, "accept")
        entry.refresh_from_db()
        assert (entry.sessions_per_week, fact.verdict) == (2, Verdict.ACCEPTED)

    def test_adds_to_a_list(self, client: Client, entry: Intervention, sgi: Requirement) -> None:
        before = values(fresh(entry.pk))["requirements"]
        fact = propose(entry, "requirements", ["sgi"], "SGI krävs.")
        press(client, fact, "accept")
        assert set(values(fresh(entry.pk))["requirements"]) == {*before, "sgi"}

    def test_waits_where_somebody_else_approves(self, client: Client, entry: Intervention) -> None:
        organisation = entry.organisation
        organisation.approval = organisation.Approval.STAFF
        organisation.save()
        fact = propose(entry, "sessions_per_week", 2, "2 gånger i veckan")
        assert "arbetskopia" in press(client, fact, "accept")
        entry.refresh_from_db()
        assert entry.sessions_per_week is None
        assert WorkingCopy.objects.unsettled().get().values["sessions_per_week"] == 2

    def test_that_contradicts_is_refused_with_words(
        self, client: Client, entry: Intervention, sgi: Requirement
    ) -> None:
        press(client, propose(entry, "requirements", ["sgi"], "SGI krävs."), "accept")
        fact = propose(entry, "not_required", ["sgi"], "SGI behövs inte.")
        assert "står både som krav och som något som inte krävs" in press(client, fact, "accept")
        assert fact.verdict == Verdict.OPEN
        assert "sgi" not in values(fresh(entry.pk))["not_required"]

    def test_of_a_number_that_no_fact_has_is_told(
        self, client: Client, entry: Intervention
    ) -> None:
        for number in ("", "9999999", "abc", "-1", "٣"):
            answer = client.post(address(entry), {"accept": number}, follow=True)
            assert "redan avgjord" in answer.content.decode()


class TestRefusing:
    def test_leaves_the_entry_and_is_remembered(self, client: Client, entry: Intervention) -> None:
        before = values(fresh(entry.pk))
        fact = propose(entry, "sessions_per_week", 2, "2 gånger i veckan")
        assert "avvisad" in press(client, fact, "refuse")
        assert fact.verdict == Verdict.REFUSED
        assert values(fresh(entry.pk)) == before
        assert "redan avgjord" in press(client, fact, "accept")
