"""Stämmer fortfarande: one click in the list."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Intervention, Organisation
from tests.catalogue.admin.sides import Side

LIST = reverse("admin:catalogue_intervention_changelist")
LONG_AGO = datetime.date(2024, 1, 1)


def days_ago(number: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=number)


def told(page: HttpResponse) -> str:
    """Return a page without the token that differs from one page to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def button(entry: Intervention) -> str:
    return reverse("admin:catalogue_intervention_confirm", args=[entry.pk])


@pytest.mark.parametrize("role", ["editor", "staff", "administrator", "unassigned"], indirect=True)
class TestTheClick:
    def test_writes_the_day_and_who_on_one_s_own(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for side, allowed in ((north, True), (south, role == "administrator")):
            entry = side["later"]
            Intervention.objects.filter(pk=entry.pk).update(reviewed_on=LONG_AGO)

            client.post(button(entry))

            entry.refresh_from_db()
            done = allowed and role != "unassigned"
            assert (entry.reviewed_on == timezone.localdate()) == done
            assert (entry.reviewed_by is not None) == done
            assert LogEntry.objects.filter(object_id=str(entry.pk)).exists() == done

    def test_is_needed_a_visit_does_nothing(self, client: Client, role: str, north: Side) -> None:
        before = Intervention.objects.values().get(pk=north["later"].pk)

        answer = client.get(button(north["later"]))

        assert answer.status_code in {302, 405}
        assert Intervention.objects.values().get(pk=north["later"].pk) == before


@pytest.mark.parametrize("role", ["editor"], indirect=True)
class TestTheList:
    def test_has_a_button_where_a_review_is_due(
        self, client: Client, role: str, north: Side
    ) -> None:
        Intervention.objects.filter(pk=north["later"].pk).update(reviewed_on=LONG_AGO)
        late = client.get(LIST).content.decode()
        Intervention.objects.filter(pk=north["later"].pk).update(reviewed_on=timezone.localdate())
        fresh = client.get(LIST).content.decode()

        assert button(north["later"]) in late
        assert button(north["later"]) not in fresh
        assert button(north["Intervention"]) not in late  # a draft

    def test_comes_back_as_it_was_filtered(self, client: Client, role: str, north: Side) -> None:
        there = f"http://testserver{LIST}?granskning=forsenad"

        answer = client.post(button(north["later"]), headers={"referer": there})

        assert answer.headers["Location"] == f"{LIST}?granskning=forsenad"

    @pytest.mark.parametrize(
        "there", ["https://ond.exempel.se/?x=1", "http://testserver/admin/?a=1"]
    )
    def test_comes_back_to_itself_from_elsewhere(
        self, client: Client, role: str, north: Side, there: str
    ) -> None:
        answer = client.post(button(north["later"]), headers={"referer": there})

        assert answer.headers["Location"] == LIST

    def test_says_when_a_new_last_day_is_needed(
        self, client: Client, role: str, north: Side
    ) -> None:
        Intervention.objects.filter(pk=north["later"].pk).update(valid_until=LONG_AGO)

        page = client.post(button(north["later"]), follow=True).content.decode()

        assert "giltighetstiden gick ut 2024-01-01" in page

    def test_refuses_a_draft(self, client: Client, role: str, north: Side) -> None:
        draft = north["Intervention"]
        before = Intervention.objects.values().get(pk=draft.pk)

        client.post(button(draft))

        assert Intervention.objects.values().get(pk=draft.pk) == before

    def test_refuses_what_waits_for_review(self, client: Client, role: str, north: Side) -> None:
        waiting = north["later"]
        Intervention.objects.filter(pk=waiting.pk).update(status="review", reviewed_on=LONG_AGO)
        before = Intervention.objects.values().get(pk=waiting.pk)

        page = client.post(button(waiting), follow=True).content.decode()

        assert Intervention.objects.values().get(pk=waiting.pk) == before
        assert "kan inte bekräftas" in page
        assert button(waiting) not in client.get(LIST).content.decode()

    def test_answers_alike_for_what_is_foreign_and_what_is_not_there(
        self, client: Client, role: str, south: Side
    ) -> None:
        foreign = client.post(button(south["Intervention"]))
        missing = client.post(reverse("admin:catalogue_intervention_confirm", args=[999_999]))

        assert foreign.status_code == missing.status_code == 403
        assert told(foreign) == told(missing)


@pytest.mark.parametrize("role", ["editor", "staff", "administrator", "unassigned"], indirect=True)
class TestAnOrganisation:
    def test_is_confirmed_by_its_keepers_only(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for side, mine in ((north, True), (south, False)):
            body = side["home"]

            client.post(reverse("admin:catalogue_organisation_confirm", args=[body.pk]))

            body.refresh_from_db()
            allowed = role == "administrator" or (mine and role != "unassigned")
            assert (body.reviewed_on == timezone.localdate()) == allowed
            assert LogEntry.objects.filter(object_id=str(body.pk)).exists() == allowed


class TestTheListOfOrganisations:
    @pytest.mark.parametrize(
        ("values", "due"),
        [
            ({}, True),
            ({"reviewed_on": LONG_AGO}, True),
            ({"reviewed_on": days_ago(365)}, False),
            ({"reviewed_on": days_ago(366)}, True),
            ({"reviewed_on": days_ago(700), "review_interval": 1000}, False),
            ({"valid_to": LONG_AGO}, False),
        ],
    )
    def test_has_a_button_and_keeps_what_is_due(
        self, client: Client, north: Side, values: dict[str, object], due: bool
    ) -> None:
        body = north["home"]
        Organisation.objects.filter(pk=body.pk).update(**values)
        client.force_login(north["User"])
        there = reverse("admin:catalogue_organisation_changelist")

        listed = client.get(there).content.decode()
        kept = client.get(there, {"granskning": "dags"}).context["cl"].queryset

        button = reverse("admin:catalogue_organisation_confirm", args=[body.pk])
        assert (button in listed) == due
        assert (body in kept) == due
