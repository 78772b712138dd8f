"""The desk's first page: what is left to do, counted over one's own rows only."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalogue.models import (
    Contact,
    Continuation,
    ImportConflict,
    Intervention,
    LinkCheck,
    Organisation,
    Reminder,
    Suggestion,
    User,
    WorkingCopy,
)
from catalogue.upkeep.worklist import LINES
from tests.catalogue.admin.sides import Side
from tests.factories import make_contact, make_intervention, make_organisation

INDEX = reverse("admin:index")
ENTRIES = ("Försenade", "Försenade mer än 60 dagar", "Dags att granska inom 30 dagar",
           "Upphör inom sex månader", "Saknar uppgifter", "Saknar nästa steg",
           "Trasiga länkar i insatser")  # fmt: skip


def counts(page: Any) -> dict[str, int]:
    return {work.line.title: work.count for part in page.context["work"] for work in part.works}


def days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def make_trouble(side: Side) -> None:
    """Give a side exactly one row for each line of the list, all but overdue on entries apart."""
    Intervention.objects.filter(organisation__in=[side["home"], side["Organisation"]]).update(
        status="open", reviewed_on=days(0), review_interval=180, after_funding="Ordinarie drift."
    )
    for name, values in {
        "late": {"reviewed_on": days(-190)},
        "very late": {"reviewed_on": days(-300)},
        "soon": {"reviewed_on": days(-160)},
        "expires": {"valid_until": days(90)},
        "stuck": {"after_funding": ""},
        "broken": {"outcome_url": "https://borta.exempel.se/"},
    }.items():
        given = {"reviewed_on": days(0), "after_funding": "Drift.", "organisation": side["home"]}
        make_intervention(f"{name} {side['home']}", **{**given, **values})
    LinkCheck.objects.get_or_create(address="https://borta.exempel.se/", defaults={"broken": True})
    side["home"].website = "https://borta.exempel.se/"
    side["home"].save()


class TestTheWorkList:
    @pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
    def test_counts_what_is_one_s_own(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        make_trouble(north)
        make_trouble(south)

        found = counts(client.get(INDEX))

        assert found["Försenade"] == 2
        assert found["Dags att granska inom 30 dagar"] == 1
        assert found["Upphör inom sex månader"] == 1
        assert found["Saknar nästa steg"] == 1
        assert found["Trasiga länkar i insatser"] == 1
        assert found["Trasiga länkar hos organisationer"] == 1
        assert found["Förslag från läsare"] == 1
        assert found["Krockar vid inläsning"] == 1
        assert found["Kontakter som ingen har provat på ett år"] == 1

    def test_leaves_what_is_to_be_approved_to_those_who_may(
        self, client: Client, north: Side, south: Side
    ) -> None:
        Organisation.objects.update(approval=Organisation.Approval.STAFF)
        for side in (north, south):
            Intervention.objects.filter(pk=side["Intervention"].pk).update(status="review")
            WorkingCopy.objects.filter(pk=side["WorkingCopy"].pk).update(state="review")

        client.force_login(north["User"])
        editor = counts(client.get(INDEX))
        client.force_login(north["staff"])
        staff = counts(client.get(INDEX))

        assert "Nya insatser att godkänna" not in editor
        assert "Ändringar att godkänna" not in editor
        assert staff["Nya insatser att godkänna"] == 1
        assert staff["Ändringar att godkänna"] == 1

    def test_gives_back_what_was_returned(self, client: Client, north: Side) -> None:
        WorkingCopy.objects.filter(pk=north["WorkingCopy"].pk).update(state="returned")
        client.force_login(north["User"])

        assert counts(client.get(INDEX))["Tillbaka med kommentar"] == 1

    @pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
    def test_counts_what_the_linked_list_shows(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        make_trouble(north)
        make_trouble(south)
        page = client.get(INDEX)

        for part in page.context["work"]:
            for work in part.works:
                listed = client.get(work.line.address).context["cl"].result_count
                assert listed == work.count, work.line.title

    def test_leaves_what_the_forbund_decides_to_the_forbund(
        self, client: Client, north: Side
    ) -> None:
        make_trouble(north)

        client.force_login(north["User"])
        editor = counts(client.get(INDEX))
        client.force_login(north["staff"])
        staff = counts(client.get(INDEX))

        assert "Försenade mer än 60 dagar" not in editor
        assert "Påminnelser som inte kom fram" not in editor
        assert staff["Försenade mer än 60 dagar"] == 1
        assert staff["Påminnelser som inte kom fram"] == 1

    @pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
    def test_takes_few_queries_however_much_there_is(
        self, client: Client, role: str, north: Side, django_assert_max_num_queries: Any
    ) -> None:
        make_trouble(north)
        with CaptureQueriesContext(connection) as few:
            client.get(INDEX)
        for number in range(40):
            entry = make_intervention(organisation=north["home"], reviewed_on=days(-200 - number))
            Suggestion.objects.create(
                kind="wrong", text="Fel", intervention=entry, imprint=f"x{number}"
            )

        with django_assert_max_num_queries(15) as many:
            client.get(INDEX)

        assert len(many) == len(few)

    def test_shows_what_is_done_as_done(self, client: Client, db: None) -> None:
        client.force_login(User.objects.create_superuser("chef"))

        page = client.get(INDEX).content.decode()

        assert "Allt är klart." in page
        assert page.count("worklist-done") == len(LINES)

    def test_is_there_only_for_those_with_work(self, client: Client, db: None) -> None:
        client.force_login(User.objects.create_user("ny", is_staff=True))

        assert client.get(INDEX).status_code == 302


class TestWhatCounts:
    @pytest.fixture
    def found(self, client: Client, db: None) -> Any:
        client.force_login(User.objects.create_superuser("chef"))
        return lambda: counts(client.get(INDEX))

    @pytest.mark.parametrize(
        "values",
        [
            {"status": "draft"},
            {"status": "ended", "nothing_replaces": True},
            {"scope": "structural", "access": "not_searchable"},
            {"step": 5},
            {"after_funding": "Kommunen tar över."},
            {"nothing_replaces": True},
        ],
    )
    def test_an_end_that_explains_itself_is_no_dead_end(
        self, found: Any, values: dict[str, Any]
    ) -> None:
        make_intervention(reviewed_on=days(0), **values)

        assert found()["Saknar nästa steg"] == 0

    def test_a_step_before_the_last_without_a_road_on_is_one(self, found: Any) -> None:
        first, second = make_intervention(step=3), make_intervention(step=4)
        Continuation.objects.create(before=first, after=second)

        assert found()["Saknar nästa steg"] == 1

    def test_a_contact_out_of_use_needs_no_check(self, found: Any) -> None:
        make_contact("Gammal", active=False)
        make_contact("Ny", verified_on=days(-364))
        make_contact("För länge sedan", verified_on=days(-366))

        assert found()["Kontakter som ingen har provat på ett år"] == 1
        assert Contact.objects.count() == 3

    def test_numbers_that_nobody_can_dial_are_told_apart(self, found: Any, client: Client) -> None:
        home = make_organisation("Kommunen", phone="växeln", kind="municipality")
        make_organisation(phone="08-465 004 15")
        silent = make_organisation("Tredje kommunen", kind="municipality")
        make_organisation("Enheten", parent=silent, kind="municipality")
        make_organisation("Gamla kommunen", kind="municipality", valid_to="2020-12-31")
        for number in ("", "021-12 eller 13", "1177", "08-465 004 15 ankn. 2", "+47 22 12 34 56"):
            make_contact(f"Nummer {number}", organisation=home, phone=number)

        counted = found()
        assert counted["Telefonnummer som inte går att ringa"] == 1
        assert counted["Växelnummer som inte går att ringa"] == 1
        assert counted["Kommuner utan växel"] == 1
        self.leads_to_as_many(client)

    def test_a_contact_that_entries_lead_to_needs_a_way_to_reach_it(
        self, found: Any, client: Client
    ) -> None:
        entry, over = make_intervention(), make_intervention(status="ended", nothing_replaces=True)
        for count, fields in enumerate(
            [
                {},
                {"email": "a@exempel.se"},
                {"phone": "1177"},
                {"form": "https://exempel.se"},
                {"active": False},
            ]
        ):
            entry.contacts.add(make_contact(f"Kontakt {count}", **fields))
        over.contacts.add(make_contact("På en avslutad"))
        make_contact("Oanvänd")

        assert found()["Kontakter utan nummer"] == 1
        self.leads_to_as_many(client)

    @staticmethod
    def leads_to_as_many(client: Client) -> None:
        for part in client.get(INDEX).context["work"]:
            for work in part.works:
                listed = client.get(work.line.address).context["cl"].result_count
                assert listed == work.count, work.line.title

    def test_a_decided_conflict_is_done(self, found: Any) -> None:
        entry = make_intervention()
        ImportConflict.objects.create(intervention=entry, field="summary", theirs="x")
        ImportConflict.objects.create(intervention=entry, field="name", theirs="x", decision="ours")

        assert found()["Krockar vid inläsning"] == 1

    def test_a_letter_that_arrived_later_mends_one_that_did_not(self, found: Any) -> None:
        mended, waiting = User.objects.create_user("a"), User.objects.create_user("b")
        Reminder.objects.create(user=mended, day=days(-2), state="failed")
        Reminder.objects.create(user=mended, day=days(-1), state="sent", sent_at=timezone.now())
        Reminder.objects.create(user=waiting, day=days(-1), state="sending")

        assert found()["Påminnelser som inte kom fram"] == 1

    def test_what_the_law_of_the_catalogue_asks_for_is_missing(self, found: Any) -> None:
        make_intervention(status="draft")
        make_intervention(status="open")
        make_organisation("Utan insats")

        assert found()["Saknar uppgifter"] == 1
