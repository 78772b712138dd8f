"""Contacts that stop working, that are replaced, and names that go by themselves."""

import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalogue.changes.noting import versions_of
from catalogue.changes.shapes import SHAPES
from catalogue.models import Contact, Intervention, Organisation, User, WorkingCopy
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import make_complete, make_contact, make_intervention

LIST = reverse("admin:catalogue_contact_changelist")
ENTRIES = reverse("admin:catalogue_intervention_changelist")


def button(name: str, contact: Contact) -> str:
    return reverse(f"admin:catalogue_contact_{name}", args=[contact.pk])


def days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def used(north: Side) -> Contact:
    """A contact that an entry of one's own and an entry of others lead to."""
    contact: Contact = north["Contact"]
    north["later"].contacts.add(contact)
    make_intervention("Hos andra", organisation="Någon annan").contacts.add(contact)
    return contact


class TestABrokenContact:
    @pytest.mark.parametrize(
        "role", ["editor", "staff", "administrator", "unassigned"], indirect=True
    )
    def test_is_marked_and_cleared_by_its_keepers_only(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for side, mine in ((north, True), (south, False)):
            contact = side["Contact"]
            allowed = role == "administrator" or (mine and role != "unassigned")

            client.post(button("broken", contact), {"note": "Numret är avstängt"})
            contact.refresh_from_db()
            assert (contact.broken_on == days(0)) == allowed
            assert (contact.broken_by is not None) == allowed
            assert (contact.broken_note == "Numret är avstängt") == allowed

            Contact.objects.filter(pk=contact.pk).update(broken_on=days(-2), broken_note="x")
            client.post(button("works", contact))
            contact.refresh_from_db()
            assert (contact.verified_on == days(0)) == contact.works == allowed
            assert LogEntry.objects.filter(object_id=str(contact.pk)).count() == 2 * allowed

    def test_leaves_a_version_with_who_and_how(self, client: Client, north: Side) -> None:
        client.force_login(north["User"])

        client.post(button("broken", north["Contact"]), {"note": "Svarar inte"})

        newest = versions_of(SHAPES["contact"], north["Contact"].pk)[0]
        assert newest.revision.user == north["User"]
        assert newest.revision.comment == "Fungerar inte längre. Svarar inte"

    def test_is_not_touched_by_a_visit(self, client: Client, north: Side) -> None:
        client.force_login(north["User"])

        assert client.get(button("broken", north["Contact"])).status_code == 405

    @pytest.mark.parametrize("note", ["811218-9876 ringde", "x" * 201, "a\x00b"])
    def test_takes_no_note_that_may_not_be_stored(
        self, client: Client, north: Side, note: str
    ) -> None:
        client.force_login(north["User"])

        answer = client.post(button("broken", north["Contact"]), {"note": note}, follow=True)

        assert "Inget är noterat." in answer.content.decode()
        north["Contact"].refresh_from_db()
        assert north["Contact"].works

    @pytest.mark.parametrize("values", [{"broken_on": days(0)}, {"active": False}])
    def test_flags_every_entry_that_uses_it_at_once(
        self, client: Client, north: Side, used: Contact, values: dict[str, Any]
    ) -> None:
        client.force_login(north["User"])
        Contact.objects.filter(pk=used.pk).update(**values)

        work = [work for part in client.get(reverse("admin:index")).context["work"]
                for work in part.works
                if work.line.title == "Kontakter som inte fungerar"]  # fmt: skip
        listed = client.get(work[0].line.address).context["cl"].result_list
        page = client.get(address(Intervention, "change", north["later"].pk)).content.decode()

        assert work[0].count == 2
        assert set(listed) == {north["Intervention"], north["later"]}
        assert address(Contact, "change", used.pk) in page

    def test_is_flagged_until_the_form_says_when_it_was_tried(
        self, client: Client, north: Side, used: Contact
    ) -> None:
        client.force_login(north["User"])
        Contact.objects.filter(pk=used.pk).update(broken_on=days(-1), verified_on=days(-30))
        page = address(Contact, "change", used.pk)

        client.post(page, form_values(client.get(page)) | {"phone": ["021-39 00 00"]})
        used.refresh_from_db()
        assert used.broken_on == days(-1)
        client.post(page, form_values(client.get(page)) | {"verified_on": [str(days(0))]})
        used.refresh_from_db()

        assert used.works
        assert used.phone == "+4621390000"

    def test_goes_back_to_the_list_as_it_was(self, client: Client, north: Side) -> None:
        client.force_login(north["User"])
        came_from = {"Referer": f"http://testserver{LIST}?q=samordnare"}

        answer = client.post(button("broken", north["Contact"]), headers=came_from)

        assert answer.headers["Location"] == f"{LIST}?q=samordnare"


class TestTheList:
    def test_counts_the_entries_behind_the_link(
        self, client: Client, north: Side, used: Contact
    ) -> None:
        for person, count in ((north["User"], 2), (User.objects.create_superuser("chef"), 3)):
            client.force_login(person)
            link = f"{ENTRIES}?contacts__id__exact={used.pk}"

            page = client.get(LIST).content.decode()

            assert f'<a href="{link}">{count} insatser</a>' in page
            assert client.get(link).context["cl"].result_count == count

    def test_asks_no_more_for_more(self, client: Client, north: Side, used: Contact) -> None:
        client.force_login(north["User"])
        client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            client.get(LIST)
        for number in range(20):
            contact = make_contact(f"Kontakt {number}", organisation=north["home"])
            north["later"].contacts.add(contact)

        with CaptureQueriesContext(connection) as many:
            client.get(LIST)

        assert len(many) == len(few) <= 12


class TestReplacing:
    @pytest.fixture
    def other(self, north: Side) -> Contact:
        return make_contact("Mottagningen", organisation=north["home"])

    def test_names_the_entries_first_and_changes_nothing(
        self, client: Client, north: Side, used: Contact, other: Contact
    ) -> None:
        client.force_login(north["User"])

        page = client.get(button("replace", used))

        uses = page.context["uses"]
        assert {*uses.direct} == {north["Intervention"], north["later"]}
        assert [row.name for row in uses.foreign] == ["Hos andra"]
        assert used.interventions.count() == 3

    def test_changes_one_s_own_and_leaves_others(
        self, client: Client, north: Side, used: Contact, other: Contact
    ) -> None:
        client.force_login(north["User"])
        north["later"].contacts.add(other)

        client.post(button("replace", used), {"new": other.pk})

        assert [row.name for row in used.interventions.all()] == ["Hos andra"]
        assert {*other.interventions.all()} == {north["Intervention"], north["later"]}
        version = versions_of(SHAPES["intervention"], north["later"].pk)[0]
        assert version.revision.user == north["User"]
        told = LogEntry.objects.filter(object_id=str(north["later"].pk)).first()
        assert told is not None
        assert told.change_message == f"Ersatte kontakten ”{used}” med ”{other}”."

    def test_waits_for_approval_where_somebody_else_approves(
        self, client: Client, north: Side
    ) -> None:
        home = north["home"]
        Organisation.objects.filter(pk=home.pk).update(approval=Organisation.Approval.STAFF)
        entry = make_complete("Boendestöd", organisation=home)
        used, other = entry.contacts.get(), make_contact("Växeln", organisation=home)
        client.force_login(north["User"])

        page = client.get(button("replace", used))
        client.post(button("replace", used), {"new": other.pk})

        assert page.context["uses"].by_approval == [entry]
        assert entry.contacts.get() == used
        copy = WorkingCopy.objects.unsettled().get(intervention=entry)
        assert (copy.state, copy.author) == ("review", north["User"])
        assert [key["function"] for key in copy.values["contacts"]] == ["Växeln"]

    def test_reaches_into_a_copy_that_somebody_is_writing(
        self, client: Client, north: Side
    ) -> None:
        entry = make_complete("Boendestöd", organisation=north["home"])
        used, other = entry.contacts.get(), make_contact("Växeln", organisation=north["home"])
        client.force_login(north["User"])
        page = address(Intervention, "change", entry.pk)
        client.post(page, form_values(client.get(page)) | {"summary": ["Nytt"], "_copy": ["1"]})

        client.post(button("replace", used), {"new": other.pk})
        client.post(page, form_values(client.get(page)) | {"_save": ["1"]})

        entry.refresh_from_db()
        assert (entry.contacts.get(), entry.summary) == (other, "Nytt")

    @pytest.mark.parametrize("chosen", ["foreign", "failing", "itself", "", "999999", "x"])
    def test_takes_only_a_contact_of_one_s_own_that_works(
        self, client: Client, north: Side, south: Side, used: Contact, chosen: str
    ) -> None:
        client.force_login(north["User"])
        failing = make_contact("Gammal", organisation=north["home"], broken_on=days(0))
        keys = {"foreign": south["Contact"].pk, "failing": failing.pk, "itself": used.pk}

        answer = client.post(button("replace", used), {"new": keys.get(chosen, chosen)})

        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert used.interventions.count() == 3

    def test_is_refused_for_others_contacts(self, client: Client, north: Side, south: Side) -> None:
        client.force_login(north["User"])

        assert client.get(button("replace", south["Contact"])).status_code == 403


class TestANamedPerson:
    @pytest.mark.parametrize(("last_day", "shown"), [(0, True), (-1, False)])
    def test_is_shown_to_the_last_day_and_not_after(
        self, client: Client, north: Side, last_day: int, shown: bool
    ) -> None:
        client.force_login(north["User"])
        contact = north["Contact"]
        Contact.objects.filter(pk=contact.pk).update(
            person_name="Eva Ek", person_reason="Ensam", person_until=days(last_day)
        )
        page = client.get(address(Contact, "change", contact.pk))

        client.post(address(Contact, "change", contact.pk), form_values(page))

        assert ("Eva Ek" in page.content.decode()) == shown
        contact.refresh_from_db()
        assert (contact.person_name == "Eva Ek") == shown

    @pytest.mark.parametrize(("last_day", "shown"), [(0, True), (-1, False)])
    def test_is_shown_to_signed_in_staff_elsewhere(
        self, client: Client, north: Side, south: Side, last_day: int, shown: bool
    ) -> None:
        contact = make_contact(
            "Samordnaren", organisation=south["home"], person_name="Eva Ek",
            person_reason="Ensam", person_until=days(last_day),
        )  # fmt: skip
        south["later"].contacts.add(contact)
        client.force_login(north["User"])

        page = client.get(
            reverse("admin:catalogue_intervention_propose", args=[south["later"].pk])
        ).content.decode()

        assert "Samordnaren" in page
        assert ("Eva Ek" in page) == shown


class TestANumber:
    @pytest.mark.parametrize("name", ["Contact", "home"])
    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("031 3900612", "Telefonnumret är läst som 031-390 06 12."),
            ("+46 31 390 06 12 ankn 5", "Telefonnumret är läst som 031-390 06 12, anknytning 5."),
            ("031-390 06 12", ""),
        ],
    )
    def test_is_said_as_it_was_understood(
        self, client: Client, north: Side, name: str, written: str, told: str
    ) -> None:
        client.force_login(north["User"])
        page = address(type(north[name]), "change", north[name].pk)

        saved = client.post(page, form_values(client.get(page)) | {"phone": [written]}, follow=True)

        assert told in saved.content.decode()
        assert told or "Telefonnumret är läst" not in saved.content.decode()
        north[name].refresh_from_db()
        assert north[name].phone.startswith("+4631")
