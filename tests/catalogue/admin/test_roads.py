"""A road belongs to the keepers of the entry that it leaves; from the other end it is proposed."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from catalogue.changes.noting import noting
from catalogue.changes.required import missing
from catalogue.models import (
    Continuation,
    Intervention,
    Organisation,
    ReferralRoute,
    Suggestion,
    WorkingCopy,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import make_complete

pytestmark = pytest.mark.usefixtures("ready_index")

LIST = reverse("admin:catalogue_suggestion_changelist")


@pytest.fixture
def mine(north: Side) -> Intervention:
    """Return a published entry of one's own, without a working copy."""
    WorkingCopy.objects.update(state="discarded")
    entry: Intervention = north["later"]
    return entry


@pytest.fixture
def theirs(south: Side) -> Intervention:
    """Return a published entry of somebody else's."""
    WorkingCopy.objects.update(state="discarded")
    entry: Intervention = south["later"]
    return entry


@pytest.fixture
def client(client: Client, north: Side) -> Client:
    client.force_login(north["User"])
    return client


def save(client: Client, entry: Intervention, changes: dict[str, Any]) -> HttpResponse:
    """Save the page of an entry as a browser would, with some fields changed."""
    url = address(Intervention, "change", entry.pk)
    posted = form_values(client.get(url)) | changes
    answer: HttpResponse = client.post(url, posted)
    return answer


def from_there(entry: Intervention, handover: str = "En plan", at: int = 1) -> dict[str, list[str]]:
    """Return what choosing an entry under Kommer från sends."""
    return {
        "comes_from-TOTAL_FORMS": [str(at + 1)],
        f"comes_from-{at}-before": [str(entry.pk)],
        f"comes_from-{at}-handover": [handover],
    }


def told(answer: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))  # type: ignore[attr-defined]


def as_keeper(side: Side, name: str = "User") -> Client:
    keeper = Client()
    keeper.force_login(side[name])
    return keeper


@pytest.fixture
def proposal(client: Client, mine: Intervention, theirs: Intervention) -> Suggestion:
    answer = save(client, mine, from_there(theirs))
    assert answer.status_code == 302
    return Suggestion.objects.get(kind="road")


class TestFromTheOtherEnd:
    def test_a_new_road_is_a_proposal(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        answer = save(client, mine, from_there(theirs))

        assert not Continuation.objects.filter(before=theirs).exists()
        asked = Suggestion.objects.get(kind="road")
        assert (asked.intervention, asked.leads_to) == (theirs, mine)
        assert (asked.handover, asked.takes_away) == ("En plan", False)
        assert "ditt förslag" in told(answer)

    @pytest.mark.parametrize("change", [{"handover": "Annat"}, {"DELETE": "on"}])
    def test_a_change_of_what_is_there_is_a_proposal(
        self, client: Client, mine: Intervention, theirs: Intervention, change: dict[str, str]
    ) -> None:
        road = Continuation.objects.create(before=theirs, after=mine, handover="Deras ord")

        save(client, mine, {f"comes_from-1-{name}": [said] for name, said in change.items()})

        road.refresh_from_db()
        assert road.handover == "Deras ord"
        asked = Suggestion.objects.get(kind="road")
        assert asked.takes_away == ("DELETE" in change)
        assert asked.handover == change.get("handover", "")

    def test_saving_the_page_again_proposes_nothing(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        Continuation.objects.create(before=theirs, after=mine, handover="Deras ord")

        save(client, mine, {"summary": ["Nytt"]})
        save(client, mine, from_there(theirs, "Deras ord"))

        assert not Suggestion.objects.filter(kind="road").exists()
        assert Continuation.objects.filter(before=theirs, after=mine).exists()

    def test_the_same_is_not_proposed_twice_while_it_waits(
        self, client: Client, proposal: Suggestion, mine: Intervention, theirs: Intervention
    ) -> None:
        save(client, mine, from_there(theirs))

        assert Suggestion.objects.filter(kind="road").count() == 1

    def test_a_new_entry_proposes_too(
        self, client: Client, north: Side, theirs: Intervention
    ) -> None:
        url = address(Intervention, "add")
        posted = form_values(client.get(url)) | from_there(theirs, at=0)

        answer = client.post(
            url, posted | {"name": ["Helt ny"], "organisation": [str(north["home"].pk)]}
        )

        assert answer.status_code == 302
        assert not Continuation.objects.filter(before=theirs).exists()
        assert Suggestion.objects.get(kind="road").leads_to.name == "Helt ny"

    def test_a_copy_of_an_entry_proposes_too(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        save(client, mine, from_there(theirs) | {"_saveasnew": ["1"], "name": ["Helt ny"]})

        assert not Continuation.objects.filter(before=theirs).exists()
        assert Suggestion.objects.get(kind="road").leads_to.name == "Helt ny"

    def test_one_s_own_road_is_written_at_once(self, client: Client, north: Side) -> None:
        WorkingCopy.objects.update(state="discarded")
        entry = north["later"]

        save(client, entry, {"comes_from-0-handover": ["Nya ord"]})

        assert Continuation.objects.get(after=entry).handover == "Nya ord"
        assert not Suggestion.objects.filter(kind="road").exists()

    def test_what_others_approve_in_one_s_own_is_proposed(
        self, client: Client, north: Side, mine: Intervention
    ) -> None:
        unit = north["Organisation"]
        Organisation.objects.filter(pk=unit.pk).update(approval="staff")
        before = Intervention.objects.create(
            name="Först", organisation=unit, status="open", reviewed_on="2026-01-01"
        )

        save(client, mine, from_there(before))

        assert not Continuation.objects.filter(before=before).exists()
        assert Suggestion.objects.get(kind="road").intervention == before

    def test_it_waits_in_a_working_copy_as_the_rest_of_the_page(
        self, client: Client, north: Side, mine: Intervention, theirs: Intervention
    ) -> None:
        Organisation.objects.filter(pk=north["home"].pk).update(approval="staff")
        changes = from_there(theirs) | {"_submit": ["1"]}
        save(client, mine, changes)
        waiting = Suggestion.objects.filter(kind="road").exists()

        save(as_keeper(north, "staff"), mine, {"_save": ["1"]})

        assert not waiting
        assert not Continuation.objects.filter(before=theirs).exists()
        assert Suggestion.objects.get(kind="road").proposed_by == north["staff"]

    def test_a_preview_shows_no_mere_proposal(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        page = save(client, mine, from_there(theirs) | {"_preview": ["1"]})

        assert page.status_code == 200
        assert "En plan" not in page.content.decode()
        assert not Suggestion.objects.filter(kind="road").exists()

    def test_the_public_pages_show_no_mere_proposal(
        self, proposal: Suggestion, mine: Intervention, theirs: Intervention
    ) -> None:
        pages = [Client().get(entry.get_absolute_url()) for entry in (mine, theirs)]

        for page in pages:
            assert "En plan" not in page.content.decode()

    def test_the_page_tells_what_waits_and_what_was_declined(
        self, client: Client, proposal: Suggestion, mine: Intervention
    ) -> None:
        url = address(Intervention, "change", mine.pk)
        waiting = client.get(url).content.decode()
        proposal.settle("declined")
        proposal.save()

        assert "väntar på svar sedan" in waiting
        assert "avböjt" in client.get(url).content.decode()

    def test_names_no_foreign_draft(
        self, client: Client, north: Side, south: Side, mine: Intervention
    ) -> None:
        draft = south["Intervention"]
        road = Continuation.objects.create(before=draft, after=mine, handover="Hemligt")

        page = client.get(address(Intervention, "change", mine.pk)).content.decode()
        save(client, mine, {"summary": ["Nytt"]})

        assert draft.name not in page
        assert "Hemligt" not in page
        assert Continuation.objects.filter(before=draft, after=mine).exists()
        assert not Suggestion.objects.filter(kind="road").exists()
        assert road.handover == "Hemligt"

    def test_names_no_foreign_draft_beside_a_working_copy(
        self, client: Client, south: Side, mine: Intervention, theirs: Intervention
    ) -> None:
        Continuation.objects.create(before=south["Intervention"], after=mine)
        save(client, mine, from_there(theirs) | {"_copy": ["1"]})

        page = client.get(address(Intervention, "change", mine.pk)).content.decode()

        assert theirs.name in page
        assert south["Intervention"].name not in page

    def test_restoring_a_version_leaves_the_roads_from_others(
        self, client: Client, north: Side, mine: Intervention, theirs: Intervention
    ) -> None:
        Continuation.objects.create(before=theirs, after=mine, handover="Deras ord")
        for name in ("Ett", "Två"):
            with noting(north["User"], name):
                mine.name = name
                mine.save()
        page = client.get(address(Intervention, "history", mine.pk))
        first = page.context["versions"][1]["version"]

        answer = client.post(
            reverse("admin:catalogue_intervention_restore", args=[mine.pk, first.pk])
        )

        mine.refresh_from_db()
        assert (answer.status_code, mine.name) == (302, "Ett")
        assert Continuation.objects.get(before=theirs, after=mine).handover == "Deras ord"
        assert Continuation.objects.filter(after=mine).count() == 2
        assert not Suggestion.objects.filter(kind="road").exists()


class TestTheListOfRoads:
    def test_holds_those_that_leave_one_s_own(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        road = Continuation.objects.create(before=theirs, after=mine)

        listed = client.get(address(Continuation, "changelist")).context["cl"].queryset

        assert road not in listed
        assert client.get(address(Continuation, "change", road.pk)).status_code == 403
        assert client.post(address(Continuation, "delete", road.pk), {"post": "yes"}).status_code
        assert Continuation.objects.filter(pk=road.pk).exists()

    def test_says_how_to_propose_one_from_elsewhere(
        self, client: Client, mine: Intervention, theirs: Intervention
    ) -> None:
        answer = client.post(
            address(Continuation, "add"), {"before": theirs.pk, "after": mine.pk, "handover": ""}
        )

        assert answer.status_code == 200
        assert "under ”Kommer från”" in answer.content.decode()
        assert not Continuation.objects.filter(before=theirs).exists()

    def test_does_not_go_round_those_who_approve(
        self, client: Client, north: Side, mine: Intervention
    ) -> None:
        Organisation.objects.filter(pk=north["home"].pk).update(approval="staff")

        answer = client.post(
            address(Continuation, "add"),
            {"before": mine.pk, "after": north["Intervention"].pk, "handover": ""},
        )

        assert answer.status_code == 403
        assert not Continuation.objects.filter(before=mine).exists()


class TestTheKeepers:
    def test_have_it_on_their_work_list(self, proposal: Suggestion, south: Side) -> None:
        keeper = as_keeper(south)

        desk = keeper.get(reverse("admin:index")).content.decode()
        listed = keeper.get(LIST, {"lage": "vagar"}).context["cl"].queryset

        assert "Föreslagna vägar från era insatser" in desk
        assert list(listed) == [proposal]
        assert proposal not in keeper.get(LIST, {"lage": "lasare"}).context["cl"].queryset

    def test_alone_see_it(self, client: Client, proposal: Suggestion) -> None:
        assert client.get(address(Suggestion, "change", proposal.pk)).status_code == 403
        answer = client.post(address(Suggestion, "change", proposal.pk), {"_accept": "1"})
        assert answer.status_code == 403
        assert not Continuation.objects.filter(before=proposal.intervention).exists()

    def test_accept_it(self, proposal: Suggestion, south: Side, mine: Intervention) -> None:
        url = address(Suggestion, "change", proposal.pk)

        page = as_keeper(south).get(url).content.decode()
        as_keeper(south).post(url, {"_accept": "Godta"})

        road = Continuation.objects.get(before=south["later"])
        assert (road.after, road.handover) == (mine, "En plan")
        proposal.refresh_from_db()
        assert proposal.status == "handled"
        assert proposal.led_to_change_at
        assert 'name="_accept"' in page
        assert mine.name in page

    def test_accept_that_one_goes(
        self, client: Client, south: Side, mine: Intervention, theirs: Intervention
    ) -> None:
        Continuation.objects.create(before=theirs, after=mine)
        Continuation.objects.create(before=theirs, after=south["Intervention"])
        save(client, mine, {"comes_from-1-DELETE": ["on"]})
        asked = Suggestion.objects.get(kind="road")

        as_keeper(south).post(address(Suggestion, "change", asked.pk), {"_accept": "Godta"})

        assert not Continuation.objects.filter(before=theirs, after=mine).exists()

    def test_decline_it(self, proposal: Suggestion, south: Side) -> None:
        url = address(Suggestion, "change", proposal.pk)

        as_keeper(south).post(url, {"_declined": "Avböj"})
        as_keeper(south).post(url, {"_accept": "Godta"})

        proposal.refresh_from_db()
        assert proposal.status == "declined"
        assert not Continuation.objects.filter(before=south["later"]).exists()

    def test_send_it_on_where_somebody_approves(
        self, proposal: Suggestion, south: Side, mine: Intervention
    ) -> None:
        Organisation.objects.filter(pk=south["home"].pk).update(approval="staff")

        as_keeper(south).post(address(Suggestion, "change", proposal.pk), {"_accept": "Godta"})

        assert not Continuation.objects.filter(before=south["later"]).exists()
        copy = WorkingCopy.objects.unsettled().get(intervention=south["later"])
        assert copy.state == "review"
        assert copy.values["leads_to"] == [{"id": mine.pk, "handover": "En plan"}]

    def test_do_not_open_a_road_to_a_draft(
        self, proposal: Suggestion, south: Side, mine: Intervention
    ) -> None:
        Intervention.objects.filter(pk=mine.pk).update(status="draft")

        as_keeper(south).post(address(Suggestion, "change", proposal.pk), {"_accept": "Godta"})

        proposal.refresh_from_db()
        assert proposal.is_waiting
        assert not Continuation.objects.filter(before=south["later"]).exists()

    def test_are_told_nothing_of_it_once_it_is_thinned(self, proposal: Suggestion) -> None:
        Suggestion.objects.all().thin()

        proposal.refresh_from_db()
        assert proposal.text == proposal.handover == ""


class TestTheListsTakeNoFact:
    """What a public entry must tell is not taken away beside its own page."""

    @pytest.fixture
    def whole(self, north: Side) -> Intervention:
        """Return a public entry that lacks nothing and hangs on one road and one way in."""
        entry = make_complete("Hel", organisation=north["Organisation"])
        Continuation.objects.filter(before=entry).delete()
        Continuation.objects.create(before=entry, after=north["later"])
        ReferralRoute.objects.filter(intervention=entry).delete()
        ReferralRoute.objects.create(
            intervention=entry, sender="self", how="Ring", cost_kind="free"
        )
        Intervention.objects.filter(pk=entry.pk).update(
            referral="", cost_kind="unknown", after_funding="", access="professional"
        )
        assert missing(entry) == []
        return entry

    def rows(self, whole: Intervention) -> list[Any]:
        return [
            Continuation.objects.get(before=whole),
            ReferralRoute.objects.get(intervention=whole),
        ]

    def test_when_a_row_is_taken_away(self, client: Client, whole: Intervention) -> None:
        for row in self.rows(whole):
            model = type(row)
            alone = client.post(address(model, "delete", row.pk), {"post": "yes"})
            chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
            client.post(address(model, "changelist"), chosen)

            assert alone.status_code == 403
            assert model._default_manager.filter(pk=row.pk).exists()
            assert "skulle sakna något" in alone.content.decode()
        assert missing(whole) == []

    def test_when_a_row_is_moved_or_emptied(
        self, client: Client, whole: Intervention, north: Side
    ) -> None:
        road, way = self.rows(whole)
        draft = north["Intervention"]

        moved = client.post(
            address(Continuation, "change", road.pk),
            {"before": draft.pk, "after": whole.pk, "handover": ""},
        )
        emptied = client.post(
            address(ReferralRoute, "change", way.pk),
            {"intervention": whole.pk, "sender": "self", "how": "Ring", "cost_kind": "unknown"},
        )

        assert (moved.status_code, emptied.status_code) == (403, 403)
        assert missing(whole) == []

    def test_when_a_proposal_takes_the_last_road(
        self, client: Client, whole: Intervention, north: Side
    ) -> None:
        asked = Suggestion.objects.create(
            kind="road", text="Ta bort", intervention=whole, leads_to=north["later"],
            takes_away=True, imprint="x",
        )  # fmt: skip

        answer = client.post(address(Suggestion, "change", asked.pk), {"_accept": "Godta"})

        asked.refresh_from_db()
        assert asked.is_waiting
        assert "leder vidare till" in told(answer).casefold()
        assert missing(whole) == []

    def test_when_there_is_another(self, client: Client, whole: Intervention, north: Side) -> None:
        road = Continuation.objects.get(before=whole)
        Continuation.objects.create(before=whole, after=north["Intervention"])

        client.post(address(Continuation, "delete", road.pk), {"post": "yes"})

        assert not Continuation.objects.filter(pk=road.pk).exists()
