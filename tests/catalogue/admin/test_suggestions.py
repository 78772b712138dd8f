"""What becomes of readers' messages: taken, turned into changes, counted; and proposals."""

import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Intervention, Organisation, Suggestion, User
from catalogue.upkeep.statistics import by_month
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import make_complete

LIST = reverse("admin:catalogue_suggestion_changelist")
STATISTICS = reverse("admin:catalogue_suggestion_statistics")
SEARCH = reverse("admin:catalogue_intervention_propose_search")


def page_of(row: Suggestion) -> str:
    return address(Suggestion, "change", row.pk)


def tell(entry: Intervention | None, text: str, **values: Any) -> Suggestion:
    given = {"kind": "wrong", "text": text, "intervention": entry, "imprint": text, **values}
    return Suggestion.objects.create(**given)


@pytest.fixture
def anna(client: Client, north: Side) -> User:
    user: User = north["User"]
    client.force_login(user)
    return user


@pytest.fixture
def told(north: Side) -> Suggestion:
    """A message about one's own published entry."""
    return tell(make_complete("Boendestöd", organisation=north["home"]), "Fel telefonnummer")


class TestTriage:
    def test_shows_who_takes_it(self, client: Client, anna: User, told: Suggestion) -> None:
        client.post(page_of(told), {"_take": "1"})

        told.refresh_from_db()
        assert (told.status, told.assigned_to, told.handled_at) == ("progress", anna, None)
        assert LogEntry.objects.filter(object_id=str(told.pk)).exists()

    @pytest.mark.parametrize("button", ["_take", "_handled", "_declined"])
    def test_is_for_keepers_only(
        self, client: Client, anna: User, south: Side, button: str
    ) -> None:
        answer = client.post(page_of(south["Suggestion"]), {button: "1"})

        assert answer.status_code == 403
        south["Suggestion"].refresh_from_db()
        assert south["Suggestion"].status == "new"

    def test_ends_with_a_day(self, client: Client, anna: User, told: Suggestion) -> None:
        client.post(page_of(told), {"_declined": "1"})

        told.refresh_from_db()
        assert told.status == "declined"
        assert told.handled_at is not None

    def test_filters_by_who_takes_it_and_what_waits(
        self, client: Client, anna: User, north: Side, told: Suggestion
    ) -> None:
        mine = tell(told.intervention, "Min", assigned_to=anna, status="progress")
        tell(told.intervention, "Klar", status="handled", handled_at=timezone.now())

        def texts(**query: str) -> set[str]:
            return {row.text for row in client.get(LIST, query).context["cl"].result_list}

        assert texts(ansvarig="mina") == {mine.text}
        assert texts(ansvarig="ingens") == {"Fel Norr", "Fel telefonnummer", "Klar"}
        assert texts(lage="vantar") == {"Fel Norr", "Fel telefonnummer", "Min"}

    def test_links_to_the_entry_and_to_what_else_waits_about_it(
        self, client: Client, anna: User, told: Suggestion
    ) -> None:
        other = tell(told.intervention, "Och fel adress")
        settled = tell(told.intervention, "Klar", status="handled", handled_at=timezone.now())

        page = client.get(page_of(told)).content.decode()

        assert told.intervention.get_absolute_url() in page
        assert f"{address(Intervention, 'change', told.intervention_id)}?forslag={told.pk}" in page
        assert page_of(other) in page
        assert page_of(settled) not in page

    def test_of_what_is_thinned_is_over(self, client: Client, anna: User, told: Suggestion) -> None:
        told.settle("handled")
        told.save()
        Suggestion.objects.filter(pk=told.pk).thin()

        page = client.get(page_of(told))

        assert page.status_code == 200
        assert not page.context["has_change_permission"]
        assert client.post(page_of(told), {"_take": "1"}).status_code == 403
        assert "(gallrat" in client.get(LIST).content.decode()


class TestAChange:
    def change(self, client: Client, told: Suggestion, **values: Any) -> Any:
        url = f"{address(Intervention, 'change', told.intervention_id)}?forslag={told.pk}"
        page = client.get(url)
        assert told.text in page.content.decode()
        return client.post(url, form_values(page) | values, follow=True)

    def test_is_made_beside_the_message_and_noted_on_it(
        self, client: Client, anna: User, told: Suggestion
    ) -> None:
        answer = self.change(client, told, summary=["Rättat"], _save=["1"])

        told.refresh_from_db()
        told.intervention.refresh_from_db()
        assert told.intervention.summary == "Rättat"
        assert told.led_to_change_at is not None
        assert (told.status, told.assigned_to) == ("progress", anna)
        assert f'<a href="{page_of(told)}">' in answer.content.decode()
        history = address(Intervention, "history", told.intervention_id)
        assert f'<a href="{history}">En ändring' in client.get(page_of(told)).content.decode()

    def test_counts_as_one_when_somebody_else_approves(
        self, client: Client, anna: User, north: Side, told: Suggestion
    ) -> None:
        Organisation.objects.filter(pk=north["home"].pk).update(approval="staff")

        answer = self.change(client, told, summary=["Rättat"], _submit=["1"])

        told.refresh_from_db()
        assert told.led_to_change_at is not None
        assert told.text in answer.content.decode()  # the copy is shown beside the message

    def test_that_is_refused_is_none(self, client: Client, anna: User, told: Suggestion) -> None:
        self.change(client, told, summary=[""], _save=["1"])

        told.refresh_from_db()
        assert told.led_to_change_at is None

    @pytest.mark.parametrize("key", ["other entry", "foreign", "x", "9" * 40])
    def test_shows_no_message_that_is_not_about_it(
        self, client: Client, anna: User, north: Side, south: Side, key: str
    ) -> None:
        keys = {"other entry": north["Suggestion"].pk, "foreign": south["Suggestion"].pk}
        url = address(Intervention, "change", north["later"].pk)

        page = client.get(url, {"forslag": keys.get(key, key)})

        assert page.status_code == 200
        assert page.context["suggestion"] is None

    def test_may_be_a_new_draft(self, client: Client, north: Side) -> None:
        client.force_login(north["staff"])
        missing = tell(None, "Det saknas ett språkkafé", kind="missing")
        url = f"{address(Intervention, 'add')}?forslag={missing.pk}"
        page = client.get(url)
        values = form_values(page) | {
            "name": ["Språkkafé"],
            "organisation": [str(north["home"].pk)],
        }

        client.post(url, values)

        entry = Intervention.objects.get(name="Språkkafé")
        missing.refresh_from_db()
        assert (entry.status, entry.editor_note) == ("draft", "Det saknas ett språkkafé")
        assert (missing.intervention, missing.status) == (entry, "progress")


class TestStatistics:
    def test_counts_one_s_own_and_opens_the_lists_behind(
        self, client: Client, anna: User, told: Suggestion, south: Side
    ) -> None:
        client.post(page_of(told), {"_handled": "1"})

        page = client.get(STATISTICS)

        month = page.context["tables"][0][2][0]
        assert (month.received.count, month.handled.count, month.declined.count) == (2, 1, 0)
        assert month.days == 0
        for _, _, lines in page.context["tables"]:
            for figure in [each for line in lines
                           for each in (line.received, line.handled, line.declined)]:  # fmt: skip
                listed = client.get(f"{LIST}?{figure.address}").context["cl"]
                assert listed.result_count == figure.count

    def test_outlive_the_words(self, anna: User, told: Suggestion) -> None:
        ago = timezone.now() - datetime.timedelta(days=400)
        Suggestion.objects.filter(pk=told.pk).update(
            sent_at=ago, status="handled", handled_at=ago + datetime.timedelta(days=4, hours=1)
        )
        Suggestion.objects.thinnable(365).thin()

        oldest = by_month(Suggestion.objects.all())[-1]

        assert (oldest.received.count, oldest.days) == (1, 4)

    def test_are_closed_without_an_assignment(self, client: Client, db: None) -> None:
        client.force_login(User.objects.create_user("ny", is_staff=True))

        assert client.get(STATISTICS).status_code == 302


class TestProposing:
    def test_finds_what_is_published_whosever_it_is(
        self, client: Client, anna: User, south: Side
    ) -> None:
        page = client.get(SEARCH, {"q": "syd"})

        assert page.context["found"] == [south["later"]]  # the other one is a draft

    @pytest.mark.parametrize("words", ["", "\x00", "x" * 5_000, "%_'"])
    def test_answers_whatever_is_asked(self, client: Client, anna: User, words: str) -> None:
        assert client.get(SEARCH, {"q": words}).status_code == 200

    def test_reaches_its_keepers_with_the_sender_s_name(
        self, client: Client, anna: User, south: Side
    ) -> None:
        User.objects.filter(pk=anna.pk).update(email="anna@exempel.se")
        url = reverse("admin:catalogue_intervention_propose", args=[south["later"].pk])

        for _ in range(2):  # a double press
            client.post(url, {"text": "Kötiden stämmer inte."})

        told = Suggestion.objects.get(proposed_by=anna)
        assert (told.intervention, told.email) == (south["later"], "anna@exempel.se")
        client.force_login(south["User"])
        assert "editor-Norr" in client.get(page_of(told)).content.decode()

    @pytest.mark.parametrize("text", ["", "Hos 811218-9876", "x" * 4_001])
    def test_keeps_what_may_not_be_sent(
        self, client: Client, anna: User, south: Side, text: str
    ) -> None:
        url = reverse("admin:catalogue_intervention_propose", args=[south["later"].pk])

        page = client.post(url, {"text": text})

        assert page.context["form"].errors
        assert page.context["form"]["text"].value() == text
        assert not Suggestion.objects.filter(proposed_by=anna).exists()

    def test_is_closed_without_an_assignment(self, client: Client, south: Side) -> None:
        client.force_login(User.objects.create_user("ny", is_staff=True))
        url = reverse("admin:catalogue_intervention_propose", args=[south["later"].pk])

        assert client.get(url).status_code == client.get(SEARCH).status_code == 302
