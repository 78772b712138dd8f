"""The link in a reminder confirms exactly what it shows, once, by a press of the button."""

import datetime
import html
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.test import Client
from django.utils import timezone

from catalogue.models import Assignment, Intervention, RemindedEntry, Reminder, User
from catalogue.upkeep.link import FORM_SALT, address_of, imprint_of
from tests.factories import make_contact, make_intervention, make_organisation

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2024, 1, 1)


@pytest.fixture
def entry() -> Intervention:
    found = make_intervention(
        "Boendestöd",
        organisation=make_organisation("Ängsby kommun"),
        reviewed_on=LONG_AGO,
        summary="Stöd hemma <varje> dag",
    )
    found.contacts.add(make_contact("Växeln", organisation=found.organisation, phone="010-1"))
    return found


@pytest.fixture
def line(entry: Intervention) -> RemindedEntry:
    user = User.objects.create_user("anna", "anna@exempel.se")
    Assignment.objects.create(user=user, organisation=entry.organisation)
    reminder = Reminder.objects.create(
        user=user, day=timezone.localdate(), email=user.email, state="sent", sent_at=timezone.now()
    )
    return RemindedEntry.objects.create(
        reminder=reminder, intervention=entry, due_on=LONG_AGO, stage=1, imprint=imprint_of(entry)
    )


@pytest.fixture
def url(line: RemindedEntry) -> str:
    return address_of(line)


def state(entry: Intervention) -> tuple[Any, ...]:
    lines = RemindedEntry.objects.values_list()
    return (*Intervention.objects.values_list().get(pk=entry.pk), *lines, LogEntry.objects.count())


def press(client: Client, url: str, **headers: str) -> Any:
    page = client.get(url).content.decode()
    (token,) = re.findall(r'name="lapp" value="([^"]+)"', page)
    return client.post(url, {"lapp": html.unescape(token)}, headers=headers, follow=True)


class TestAVisit:
    def test_shows_what_would_be_confirmed(self, client: Client, url: str) -> None:
        page = client.get(url).content.decode()

        for words in ("Boendestöd", "Ängsby kommun", "Stöd hemma &lt;varje&gt; dag",
                      "Växeln, 010-1", "1 januari 2024", "anna@exempel.se"):  # fmt: skip
            assert words in page

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_changes_nothing_however_often(
        self, client: Client, url: str, entry: Intervention, method: str
    ) -> None:
        before = state(entry)

        for _ in range(3):
            answer = getattr(client, method)(url)

        assert answer.status_code == 200
        assert state(entry) == before

    def test_leaves_no_trace_in_the_browser_or_in_search_engines(
        self, client: Client, url: str
    ) -> None:
        answer = client.get(url)

        assert not answer.cookies
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer.headers["Cache-Control"]
        assert 'name="robots" content="noindex"' in answer.content.decode()
        assert 'rel="canonical" href="http://testserver/stammer/">' in answer.content.decode()

    def test_is_answered_in_english(self, client: Client, url: str) -> None:
        page = client.get(url.replace("/stammer/", "/en/stammer/")).content.decode()

        assert "Is this still correct?" in page
        assert 'action="/en/stammer/?lank=' in page


class TestThePress:
    def test_confirms_once_and_says_who(
        self, client: Client, url: str, entry: Intervention, line: RemindedEntry
    ) -> None:
        page = press(Client(enforce_csrf_checks=True), url)

        entry.refresh_from_db()
        assert entry.reviewed_on == timezone.localdate()
        assert entry.reviewed_by == line.reminder.user
        (note,) = LogEntry.objects.all()
        assert "anna@exempel.se" in note.change_message
        assert "Tack, uppgifterna är bekräftade" in page.content.decode()
        assert "lapp" not in page.content.decode()

    def test_cannot_be_used_again(self, client: Client, url: str, entry: Intervention) -> None:
        page = client.get(url).content.decode()
        token = html.unescape(re.findall(r'name="lapp" value="([^"]+)"', page)[0])
        client.post(url, {"lapp": token})
        Intervention.objects.update(reviewed_on=LONG_AGO)
        before = state(entry)

        client.post(url, {"lapp": token})

        assert state(entry) == before

    @pytest.mark.parametrize("token", ["", "skräp", "form of another", "old list"])
    def test_needs_the_form_that_was_shown(
        self, client: Client, url: str, entry: Intervention, line: RemindedEntry, token: str
    ) -> None:
        forged = {
            "form of another": signing.dumps([line.pk + 1, imprint_of(entry)], salt=FORM_SALT),
            "old list": signing.dumps("x", salt=FORM_SALT),
        }.get(token, token)
        before = state(entry)

        answer = client.post(url, {"lapp": forged})

        assert answer.status_code == 409
        assert "Inget är bekräftat än" in answer.content.decode()
        assert state(entry) == before

    def test_must_come_from_our_own_page(
        self, client: Client, url: str, entry: Intervention
    ) -> None:
        before = state(entry)

        press(client, url, origin="https://ond.exempel.se")

        assert state(entry) == before

    @pytest.mark.django_db(transaction=True)
    def test_says_when_the_database_cannot_write(
        self, client: Client, url: str, entry: Intervention, request: pytest.FixtureRequest
    ) -> None:
        page = client.get(url).content.decode()
        token = html.unescape(re.findall(r'name="lapp" value="([^"]+)"', page)[0])
        before = state(entry)

        request.getfixturevalue("read_only")
        answer = client.post(url, {"lapp": token})

        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
        assert "Inget är bekräftat än. Felet är vårt." in answer.content.decode()
        assert state(entry) == before

    def test_asks_again_when_the_entry_changed_after_the_letter(
        self, client: Client, url: str, entry: Intervention
    ) -> None:
        Intervention.objects.update(summary="Ny text")

        page = client.get(url).content.decode()
        press(client, url)

        assert "har ändrats sedan mejlet" in page
        assert "Ny text" in page
        entry.refresh_from_db()
        assert entry.reviewed_on == timezone.localdate()

    @pytest.mark.parametrize("change", ["field", "relation", "contact's number"])
    def test_asks_again_when_the_entry_changed_after_the_page(
        self, client: Client, url: str, entry: Intervention, change: str
    ) -> None:
        page = client.get(url).content.decode()
        token = html.unescape(re.findall(r'name="lapp" value="([^"]+)"', page)[0])
        if change == "field":
            Intervention.objects.update(criteria="Nya krav")
        elif change == "relation":
            entry.participants.add(make_organisation("En ny part"))
        else:
            entry.contacts.update(phone="010-2")

        answer = client.post(url, {"lapp": token})

        assert "har ändrats sedan mejlet" in answer.content.decode()
        entry.refresh_from_db()
        assert entry.reviewed_on == LONG_AGO


class TestALinkThatCannotBeUsed:
    def refuses(self, client: Client, url: str, words: str, status: int = 200) -> None:
        visit = client.get(url)
        post = client.post(url, {"lapp": "x"})

        assert (visit.status_code, post.status_code) == (status, status)
        assert words in visit.content.decode()
        assert 'name="lapp"' not in visit.content.decode()
        assert Intervention.objects.get().reviewed_by is None

    def test_is_too_old(self, client: Client, url: str, monkeypatch: Any) -> None:
        monkeypatch.setattr("catalogue.upkeep.link.DAYS", -1)

        self.refuses(client, url, "Länken har gått ut", 410)

    @pytest.mark.parametrize("token", ["x", "x:y:z", "%00", "ö"])
    def test_is_not_ours(self, client: Client, entry: Intervention, token: str) -> None:
        self.refuses(client, f"/stammer/?lank={token}", "Länken fungerar inte", 404)

    def test_is_signed_for_something_else(self, client: Client, line: RemindedEntry) -> None:
        token = signing.dumps(line.pk, salt="other")

        self.refuses(client, f"/stammer/?lank={token}", "Länken fungerar inte", 404)

    def test_was_overtaken_by_somebody_else_s_review(self, client: Client, url: str) -> None:
        Intervention.objects.update(reviewed_on=timezone.localdate())

        self.refuses(client, url, "redan granskad")

    def test_is_about_what_is_over(self, client: Client, url: str) -> None:
        Intervention.objects.update(status="ended", nothing_replaces=True)

        self.refuses(client, url, "inget att bekräfta")

    @pytest.mark.parametrize("status", ["draft", "review"])
    @pytest.mark.parametrize("used", [False, True])
    def test_shows_nothing_of_what_is_no_longer_public(
        self, client: Client, url: str, entry: Intervention, status: str, used: bool
    ) -> None:
        if used:
            RemindedEntry.objects.update(confirmed_at=timezone.now())
        Intervention.objects.update(status=status, name="Hemligt namn", summary="Hemlig text")

        for page in (client.get(url), client.post(url, {"lapp": "x"})):
            told = page.content.decode()
            assert "Insatsen är inte publicerad nu" in told
            assert 'name="lapp"' not in told
            for secret in ("Hemlig", "Ängsby", "Växeln", entry.get_absolute_url()):
                assert secret not in told

    def test_confirms_nothing_that_left_the_public_while_the_page_was_open(
        self, client: Client, url: str, entry: Intervention
    ) -> None:
        page = client.get(url).content.decode()
        token = html.unescape(re.findall(r'name="lapp" value="([^"]+)"', page)[0])
        Intervention.objects.update(status="review")

        client.post(url, {"lapp": token})

        entry.refresh_from_db()
        assert entry.reviewed_on == LONG_AGO

    def test_is_about_what_has_passed_its_last_day(self, client: Client, url: str) -> None:
        Intervention.objects.update(valid_until=LONG_AGO)

        self.refuses(client, url, "ny giltighetstid")

    @pytest.mark.parametrize("how", ["assignment", "account"])
    def test_was_sent_to_somebody_who_has_left(self, client: Client, url: str, how: str) -> None:
        if how == "assignment":
            Assignment.objects.update(to_on=LONG_AGO)
        else:
            User.objects.update(is_active=False)

        self.refuses(client, url, "Uppdraget är inte längre ditt")
        assert "Växeln" not in client.get(url).content.decode()
