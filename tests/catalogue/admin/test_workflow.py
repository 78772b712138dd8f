"""An entry on its way out among people: who may let it, what stops it, and two at once."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from catalogue.exchange.deciding import take_theirs
from catalogue.models import (
    Assignment,
    Continuation,
    ImportConflict,
    Intervention,
    Organisation,
    ReferralRoute,
    User,
    WorkingCopy,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_exchange import hand_in, read
from tests.catalogue.admin.test_pages import address
from tests.factories import make_complete, make_intervention, make_organisation
from tests.sealed import SEALED, sealed

Approval = Organisation.Approval
ROUTE = {
    "routes-TOTAL_FORMS": "1",
    "routes-0-sender": "self",
    "routes-0-how": "Ring",
    "routes-0-cost_kind": "unknown",
}


@pytest.fixture
def home(db: None) -> Organisation:
    return make_organisation("Ängsby kommun", approval=Approval.STAFF)


@pytest.fixture
def entry(home: Organisation) -> Intervention:
    return make_complete("Boendestöd", organisation=home, summary="Den publicerade")


@pytest.fixture
def anna(home: Organisation) -> Client:
    """An editor who may not publish."""
    user = User.objects.create_user("anna", first_name="Anna", last_name="Ek")
    Assignment.objects.create(user=user, organisation=home)
    return signed_in(user)


@pytest.fixture
def kim(db: None) -> Client:
    """Somebody who may."""
    return signed_in(User.objects.create_superuser("kim", first_name="Kim", last_name="Al"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(row: Intervention) -> str:
    return address(Intervention, "change", row.pk)


def opened(client: Client, row: Intervention) -> Any:
    return form_values(client.get(url(row)))


def press(client: Client, row: Intervention, button: str, form: Any = None, **changes: str) -> Any:
    """Change fields of a form, opened now if not before, and press a button."""
    posted = {**(form or opened(client, row)), **changes, button: "1"}
    answer = client.post(url(row), {name: value for name, value in posted.items() if value != ""})
    row.refresh_from_db()
    return answer


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


class TestWhoMayPublish:
    @pytest.mark.parametrize(
        ("above", "own", "may"),
        [("", "", True), ("staff", "", False), ("staff", "editors", True), ("", "staff", False),
         ("editors", "staff", False)],
    )  # fmt: skip
    def test_is_inherited_by_units(self, db: None, above: str, own: str, may: bool) -> None:
        top = make_organisation("Topp", approval=above)
        unit = make_organisation("Enhet", parent=top, approval=own)
        team = make_organisation("Team", parent=unit)
        row = make_intervention(organisation=team)
        user = User.objects.create_user("anna")
        Assignment.objects.create(user=user, organisation=team)

        free = Intervention.objects.publishable_by(user)

        assert free.filter(pk=row.pk).exists() == may
        assert Intervention.objects.guarded_from(user).filter(pk=row.pk).exists() != may

    def test_is_not_for_the_editor_to_decide(self, anna: Client, home: Organisation) -> None:
        page = address(Organisation, "change", home.pk)
        anna.post(page, form_values(anna.get(page)) | {"approval": "editors"})

        home.refresh_from_db()
        assert home.approval == Approval.STAFF


class TestADraft:
    def test_is_told_all_that_is_missing_in_one_pass(
        self, anna: Client, home: Organisation, entry: Intervention
    ) -> None:
        row = make_intervention("Nytt", organisation=home, status="draft", reviewed_on=None)

        answer = press(anna, row, "_submit", summary="Mitt")

        assert answer.status_code == 200
        errors = answer.context["adminform"].form.errors
        assert {"purpose", "types", "need_groups", "contacts", "valid_until"} < set(errors)
        assert len(answer.context["lacking"]) == 12
        assert 'href="#id_purpose"' in text(answer)
        assert answer.context["adminform"].form["summary"].value() == "Mitt"
        assert (row.status, row.summary) == ("draft", "")

    def test_is_told_when_it_is_added_too(self, kim: Client, home: Organisation) -> None:
        page = address(Intervention, "add")
        posted = form_values(kim.get(page)) | {"name": "Ny", "organisation": str(home.pk)}

        answer = kim.post(page, posted | {"_publish": "1"})

        assert answer.status_code == 200
        assert "purpose" in answer.context["adminform"].form.errors
        assert not Intervention.objects.filter(name="Ny").exists()

    def test_can_be_saved_with_gaps(self, anna: Client, home: Organisation) -> None:
        page = address(Intervention, "add")
        posted = form_values(anna.get(page)) | {"name": "Ny", "organisation": str(home.pk)}

        assert anna.post(page, posted | {"_save": "1"}).status_code == 302
        assert Intervention.objects.get(name="Ny").status == "draft"

    def test_goes_by_review_to_the_public(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        Intervention.objects.filter(pk=entry.pk).update(status="draft")

        press(anna, entry, "_submit")
        assert entry.status == "review"
        assert Client().get(entry.get_absolute_url()).status_code == 404

        press(kim, entry, "_publish")
        assert entry.status == "open"
        assert Client().get(entry.get_absolute_url()).status_code == 200

    def test_is_not_published_by_one_who_may_not(self, anna: Client, entry: Intervention) -> None:
        Intervention.objects.filter(pk=entry.pk).update(status="draft")

        for answer in (press(anna, entry, "_save", status="open"), press(anna, entry, "_publish")):
            assert "får inte publicera själv" in text(answer)
            assert entry.status == "draft"

    def test_is_published_by_an_editor_who_may(
        self, anna: Client, home: Organisation, entry: Intervention
    ) -> None:
        Organisation.objects.filter(pk=home.pk).update(approval="")
        Intervention.objects.filter(pk=entry.pk).update(status="draft", reviewed_on=None)

        press(anna, entry, "_publish")

        assert entry.status == "open"
        assert entry.reviewed_by.username == "anna"

    def test_comes_back_with_a_comment(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        Intervention.objects.filter(pk=entry.pk).update(status="review")

        assert "Skriv en kommentar" in told(press(kim, entry, "_return"))
        assert press(anna, entry, "_return", _comment="Nej").status_code == 403
        press(kim, entry, "_return", _comment="Vem ringer man?")

        assert entry.status == "draft"
        assert "tillbaka från Kim Al: Vem ringer man?" in entry.editor_note

    def test_takes_no_personal_number_in_the_comment(
        self, kim: Client, entry: Intervention
    ) -> None:
        Intervention.objects.filter(pk=entry.pk).update(status="review")

        press(kim, entry, "_return", _comment="Gäller 19121212-1212")

        assert entry.status == "review"


class TestAWorkingCopy:
    def test_holds_an_editor_s_changes_while_visitors_see_the_approved(
        self, anna: Client, entry: Intervention
    ) -> None:
        answer = press(anna, entry, "_save", summary="Annas", **ROUTE)

        assert "Arbetskopian är sparad" in told(answer)
        assert (entry.summary, entry.routes.count()) == ("Den publicerade", 0)
        page = anna.get(url(entry))
        assert page.context["adminform"].form["summary"].value() == "Annas"
        assert [d.after for d in page.context["copy_differences"]] == [
            "Annas", "du själv | Ring | inte angivet",
        ]  # fmt: skip

    def test_is_written_on_from_where_it_was(self, anna: Client, entry: Intervention) -> None:
        press(anna, entry, "_save", summary="Annas", **ROUTE)
        press(anna, entry, "_submit", purpose="Också")

        kept = WorkingCopy.objects.get()
        assert (kept.state, kept.values["summary"], kept.values["purpose"]) == (
            "review", "Annas", "Också",
        )  # fmt: skip
        assert [route["how"] for route in kept.values["routes"]] == ["Ring"]
        assert not ReferralRoute.objects.exists()

    def test_goes_live_when_approved(self, anna: Client, kim: Client, entry: Intervention) -> None:
        before = make_intervention("Före", organisation=entry.organisation)
        press(
            anna, entry, "_submit", summary="Annas", municipalities="", nationwide="on",
            **{**ROUTE, "comes_from-TOTAL_FORMS": "1", "comes_from-0-before": str(before.pk)},
        )  # fmt: skip

        answer = press(kim, entry, "_save")

        assert answer.status_code == 302
        assert (entry.summary, entry.nationwide, entry.municipalities.count()) == ("Annas", True, 0)
        assert entry.routes.get().how == "Ring"
        assert entry.comes_from.get().before == before
        assert WorkingCopy.objects.get().state == "approved"
        line = LogEntry.objects.order_by("-pk")[0].change_message
        assert line.startswith("Godkände arbetskopian: kort beskrivning")

    def test_takes_rows_away(self, anna: Client, kim: Client, entry: Intervention) -> None:
        gone = ReferralRoute.objects.create(intervention=entry, sender="self", how="Ring")
        press(anna, entry, "_submit", **{"routes-0-DELETE": "on"})
        assert ReferralRoute.objects.filter(pk=gone.pk).exists()

        press(kim, entry, "_save")

        assert not ReferralRoute.objects.exists()
        assert entry.continues_to.count() == 1

    def test_is_an_approver_s_choice(self, kim: Client, entry: Intervention) -> None:
        press(kim, entry, "_copy", summary="Kims")
        assert (entry.summary, WorkingCopy.objects.count()) == ("Den publicerade", 1)

        press(kim, entry, "_discard")
        press(kim, entry, "_save", summary="Direkt")
        assert (entry.summary, WorkingCopy.objects.get().state) == ("Direkt", "discarded")

    def test_comes_back_with_a_comment(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_submit", summary="Annas")

        press(kim, entry, "_return", _comment="Kortare!")

        assert WorkingCopy.objects.get().state == "returned"
        assert "Kortare!" in text(anna.get(url(entry)))

    def test_is_thrown_away_by_its_author_only(
        self, anna: Client, home: Organisation, entry: Intervention
    ) -> None:
        other = User.objects.create_user("bo")
        Assignment.objects.create(user=other, organisation=home)
        press(anna, entry, "_save", summary="Annas")

        assert press(signed_in(other), entry, "_discard").status_code == 403
        press(anna, entry, "_discard")

        assert WorkingCopy.objects.get().state == "discarded"

    def test_is_saved_by_enter_rather_than_thrown_away(
        self, anna: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_submit", summary="Annas")

        page = text(anna.get(url(entry)))

        assert page.index('name="_save"') < page.index('name="_discard"')

    def test_is_not_kept_when_nothing_differs(self, anna: Client, entry: Intervention) -> None:
        assert "Inget sparades" in told(press(anna, entry, "_save"))
        assert not WorkingCopy.objects.exists()

    def test_may_not_take_away_what_must_be_there(self, anna: Client, entry: Intervention) -> None:
        answer = press(anna, entry, "_submit", purpose="")

        assert list(answer.context["adminform"].form.errors) == ["purpose"]
        assert not WorkingCopy.objects.exists()

    def test_is_not_stopped_by_what_was_missing_before(
        self, anna: Client, entry: Intervention
    ) -> None:
        Intervention.objects.filter(pk=entry.pk).update(purpose="")

        press(anna, entry, "_submit", summary="Annas")

        assert WorkingCopy.objects.get().state == "review"

    def test_keeps_what_was_written_when_a_field_is_wrong(
        self, anna: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_save", summary="Annas")

        answer = press(anna, entry, "_save", age_from="30", age_to="20", purpose="Mitt")

        form = answer.context["adminform"].form
        assert list(form.errors) == ["age_to"]
        assert (form["summary"].value(), form["purpose"].value()) == ("Annas", "Mitt")

    def test_has_a_list_that_leads_to_the_entry(self, anna: Client, entry: Intervention) -> None:
        press(anna, entry, "_submit", summary="Annas")

        listed = anna.get(address(WorkingCopy, "changelist"), {"state__exact": "review"})
        page = anna.get(address(WorkingCopy, "change", WorkingCopy.objects.get().pk))

        assert "Boendestöd" in text(listed)
        assert url(entry) in text(page)


class TestNoOtherWay:
    """What somebody else must approve is not written by another door."""

    def test_leads_through_the_list(self, anna: Client, entry: Intervention) -> None:
        for action in ("pause", "end"):
            answer = anna.post(
                address(Intervention, "changelist"),
                {"action": action, "_selected_action": [entry.pk]},
            )
            assert "när någon har godkänt det" in told(answer)
        entry.refresh_from_db()
        assert entry.status == "open"

    def test_leads_through_a_conflict(self, anna: Client, entry: Intervention) -> None:
        conflict = ImportConflict.objects.create(
            intervention=entry, field="summary", theirs="Filens"
        )
        with pytest.raises(Exception, match="godkänt"):
            take_theirs(conflict, User.objects.get(username="anna"))

    def test_leads_through_a_file(self, anna: Client, entry: Intervention) -> None:
        number, seal = sealed(entry)
        heads = ";".join([*SEALED, "kostnad med ord"])
        page = hand_in(anna, f"{heads}\n{number};{seal};Ur filen\n")
        assert "godkänt det" in read(anna.get(page))

        page = hand_in(anna, "namn;ansvarig organisation;status\nNy;Ängsby kommun;planerad\n")
        assert "Du får inte publicera själv" in read(anna.get(page))

    def test_leads_through_the_ways_in_and_on(self, anna: Client, entry: Intervention) -> None:
        way = ReferralRoute.objects.create(intervention=entry, sender="self")
        for row in (way, Continuation.objects.get()):
            page = anna.get(address(type(row), "change", row.pk))
            assert not page.context["has_change_permission"]
        new = {"intervention": entry.pk, "sender": "other", "cost_kind": "unknown"}
        assert anna.post(address(ReferralRoute, "add"), new).status_code == 403
        assert entry.routes.count() == 1


class TestTwoAtOnce:
    def test_tells_the_second_and_overwrites_nothing(
        self, kim: Client, entry: Intervention
    ) -> None:
        boss = signed_in(User.objects.create_superuser("bo", first_name="Bo", last_name="Ek"))
        mine = opened(kim, entry)
        press(boss, entry, "_save", summary="Bos", criteria="Bos krav")

        answer = press(kim, entry, "_save", mine, summary="Kims", purpose="Kims")

        assert answer.status_code == 200
        assert (entry.summary, entry.purpose) == ("Bos", "Att komma vidare.")
        conflict = answer.context["conflict"]
        assert conflict.who.startswith("Bo Ek (")
        assert conflict.theirs == [("kriterier", "Bos krav")]
        assert [(d.before, d.after, d.moved) for d in conflict.mine] == [
            ("Bos", "Kims", True), ("Att komma vidare.", "Kims", False),
        ]  # fmt: skip
        form = answer.context["adminform"].form
        assert (form["summary"].value(), form["criteria"].value()) == ("Kims", "Bos krav")

        press(kim, entry, "_save", form_values(answer))
        assert (entry.summary, entry.purpose, entry.criteria) == ("Kims", "Kims", "Bos krav")

    def test_sees_rows_that_somebody_has_added_or_taken_away(
        self, kim: Client, entry: Intervention
    ) -> None:
        gone = ReferralRoute.objects.create(intervention=entry, sender="self", how="Ring")
        mine = opened(kim, entry)
        gone.delete()
        entry.routes.create(sender="other", how="Mejla")

        answer = press(kim, entry, "_save", mine, summary="Kims")
        assert answer.status_code == 200
        press(kim, entry, "_save", form_values(answer))

        assert entry.summary == "Kims"
        assert [route.how for route in entry.routes.all()] == ["Mejla"]

    def test_asks_again_when_two_changes_do_not_go_together(
        self, kim: Client, entry: Intervention
    ) -> None:
        mine = opened(kim, entry)
        Intervention.objects.filter(pk=entry.pk).update(age_to=20)

        answer = press(kim, entry, "_save", mine, age_from="30")

        assert "Till-åldern kan inte vara lägre" in text(answer)
        assert "har ändrat insatsen medan du hade sidan öppen" in text(answer)
        assert entry.age_from is None

    def test_refuses_a_form_that_does_not_say_what_it_saw(
        self, kim: Client, entry: Intervention
    ) -> None:
        answer = press(kim, entry, "_save", _seen="0.x", summary="Kims")

        assert answer.context["conflict"].who == "Någon annan"
        assert entry.summary == "Den publicerade"

    def test_tells_the_approver_that_the_entry_has_moved(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_submit", summary="Annas")
        mine = opened(kim, entry)
        Intervention.objects.filter(pk=entry.pk).update(summary="Ändrad", cost="Ändrad")

        answer = press(kim, entry, "_save", mine)

        assert entry.summary == "Ändrad"
        assert "kort beskrivning, kostnad med ord" in answer.context["copy_moved"]
        press(kim, entry, "_save", form_values(answer))
        assert (entry.summary, entry.cost) == ("Annas", "Ändrad")

    def test_tells_when_a_copy_has_been_thrown_away(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_save", summary="Annas")
        mine = opened(anna, entry)
        press(kim, entry, "_discard")

        answer = press(anna, entry, "_submit", mine, purpose="Mer")

        assert answer.context["conflict"]
        assert WorkingCopy.objects.get().state == "discarded"


class TestSearch:
    def test_finds_what_was_approved_on_the_next_request(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        press(anna, entry, "_submit", summary="Stöd med zebrafinkar")
        search = reverse("intervention_list")
        assert "Boendestöd" not in text(Client().get(search, {"q": "zebrafinkar"}))

        press(kim, entry, "_save")

        assert "Boendestöd" in text(Client().get(search, {"q": "zebrafinkar"}))
