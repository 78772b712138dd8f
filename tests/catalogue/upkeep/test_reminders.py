"""Reminders leave over real SMTP: to the right people, in time, and never two on a day."""

import datetime
import re
import time
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from catalogue.models import (
    Assignment,
    Association,
    Intervention,
    Organisation,
    RemindedEntry,
    Reminder,
    User,
)
from catalogue.models.review import DECIDE, MARK, REMIND_AGAIN, REMIND_LAST, TELL_LEAD
from catalogue.upkeep import sending
from catalogue.upkeep.sending import send_all
from tests.factories import make_intervention, make_municipality, make_organisation
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def day(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def make_person(name: str, **assignment: Any) -> User:
    user = User.objects.create_user(name, f"{name}@exempel.se", first_name=name.title())
    role = {"role": "staff"} if "association" in assignment else {}
    Assignment.objects.create(user=user, **role, **assignment)
    return user


@pytest.fixture
def home() -> Organisation:
    return make_organisation("Ängsby kommun")


@pytest.fixture
def work(home: Organisation) -> Intervention:
    """Due for review today."""
    return make_intervention("Boendestöd", organisation=home, reviewed_on=day(-180))


def staff(home: Organisation) -> User:
    payer = make_organisation("Förbundet Norr", kind="association")
    association = Association.objects.create(organisation=payer)
    place = make_municipality("Ängsby")
    association.municipalities.add(place)
    for entry in Intervention.objects.all():
        entry.municipalities.add(place)
    return make_person("stab", association=association)


def stages(mailbox: Mailbox, days: range) -> dict[int, list[str]]:
    """Run the command once a day; return who got a letter on which day."""
    found = {}
    for number in days:
        before = len(mailbox.letters)
        send_all(day(number))
        found[number] = [letter["To"].split("@")[0] for letter in mailbox.letters[before:]]
    return {number: people for number, people in found.items() if people}


class TestTheTimes:
    def test_are_the_day_14_30_and_then_the_lead(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)
        make_person("chef", organisation=home, lead=True)

        assert stages(mailbox, range(-3, 80)) == {
            0: ["anna", "chef"], 14: ["anna", "chef"], 30: ["anna", "chef"], 44: ["chef"],
        }  # fmt: skip

    def test_end_before_visitors_are_told_and_the_forbund_decides(self) -> None:
        days = [REMIND_AGAIN, REMIND_LAST, TELL_LEAD, MARK, DECIDE]

        assert days == sorted(set(days))
        for guide in ("redaktor.md", "operations.md"):
            told = (settings.BASE_DIR / "docs" / guide).read_text(encoding="utf-8")
            assert [day for day in days if not re.search(rf"\b{day}\b", told)] == []

    def test_begin_again_after_a_review(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)
        send_all(day(0))
        Intervention.objects.update(reviewed_on=day(1))

        assert stages(mailbox, range(2, 190)) == {181: ["anna"]}

    def test_skip_none_when_the_command_has_been_away(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)

        assert stages(mailbox, range(20, 32)) == {20: ["anna"], 30: ["anna"]}

    @pytest.mark.parametrize(
        "values", [{"status": "draft"}, {"status": "ended", "nothing_replaces": True}]
    )
    def test_never_come_for_what_is_not_in_public(
        self, mailbox: Mailbox, home: Organisation, work: Intervention, values: dict[str, Any]
    ) -> None:
        make_person("anna", organisation=home)
        Intervention.objects.update(**values)

        assert stages(mailbox, range(0, 50, 7)) == {}


class TestThePeople:
    def test_are_the_editors_of_the_organisation_and_those_above(
        self, mailbox: Mailbox, home: Organisation
    ) -> None:
        unit = make_organisation("Enheten", parent=home)
        make_intervention("Boendestöd", organisation=unit, reviewed_on=day(-180))
        make_person("ovan", organisation=home)
        make_person("enhet", organisation=unit)
        make_person("annan", organisation=make_organisation("En annan"))

        assert stages(mailbox, range(1)) == {0: ["enhet", "ovan"]}

    def test_are_the_forbund_s_staff_where_there_is_no_editor_or_no_lead(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        staff(home)
        assert stages(mailbox, range(1)) == {0: ["stab"]}
        make_person("anna", organisation=home)

        assert stages(mailbox, range(1, 60)) == {
            1: ["anna"],
            14: ["anna"],
            30: ["anna"],
            44: ["stab"],
        }

    @pytest.mark.parametrize("how", ["left", "inactive", "no address"])
    def test_can_be_written_to(
        self, mailbox: Mailbox, home: Organisation, work: Intervention, how: str
    ) -> None:
        user = make_person("anna", organisation=home)
        if how == "left":
            user.assignments.update(to_on=day(-1))
        User.objects.filter(pk=user.pk).update(
            is_active=how != "inactive", email="" if how == "no address" else user.email
        )

        assert stages(mailbox, range(1)) == {}


class TestALetter:
    def test_says_everything_in_two_forms(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)
        Intervention.objects.update(summary="Stöd <hemma> & ute")
        make_intervention("Körkort", organisation=home, reviewed_on=day(-200))
        send_all(TODAY)

        (letter,) = mailbox.letters
        text = letter.get_body(("plain",)).get_content()
        rich = letter.get_body(("html",)).get_content()
        assert letter["Subject"] == "2 insatser väntar på granskning"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert "Stöd <hemma> & ute" in text
        assert "Stöd &lt;hemma&gt; &amp; ute" in rich
        assert 'lang="sv"' in rich
        assert text.index("TVÅ VECKOR FÖRSENADE") < text.index("DAGS ATT GRANSKA")
        links = set(re.findall(r"http://testserver/stammer/\?lank=[\w:%-]+", text))
        assert len(links) == 2
        assert links == set(re.findall(r"http://testserver/stammer/\?lank=[\w:%-]+", rich))

    def test_names_a_single_entry_in_its_subject(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)
        Intervention.objects.update(name="Bo\nende")

        send_all(TODAY)

        assert mailbox.letters[0]["Subject"] == "Stämmer uppgifterna om Bo ende fortfarande?"

    def test_asks_for_a_new_last_day_where_that_has_passed(
        self, mailbox: Mailbox, home: Organisation, work: Intervention
    ) -> None:
        make_person("anna", organisation=home)
        Intervention.objects.update(valid_until=datetime.date(2020, 1, 1), reviewed_on=TODAY)

        send_all(TODAY)

        assert mailbox.letters == []  # its lead is long since the one to tell
        staff(home)
        send_all(day(1))
        assert "Giltighetstiden har gått ut" in mailbox.letters[0].get_body().get_content()
        assert "/stammer/" not in mailbox.letters[0].get_body().get_content()


class TestNeverTwiceADay:
    @pytest.fixture(autouse=True)
    def three_people(self, home: Organisation, work: Intervention) -> None:
        for name in ("anna", "bo", "cilla"):
            make_person(name, organisation=home)

    def test_however_often_it_runs(self, mailbox: Mailbox, home: Organisation) -> None:
        send_all(TODAY)
        make_intervention("Ny", organisation=home, reviewed_on=day(-180))
        outcome = send_all(TODAY)

        assert len(mailbox.letters) == 3
        assert outcome == {"waiting": 3}
        assert stages(mailbox, range(1, 2)) == {1: ["anna", "bo", "cilla"]}  # what waited

    @pytest.mark.parametrize("moment", ["before sending", "after sending"])
    def test_when_it_dies_half_way(
        self, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        step = "_sent" if moment == "before sending" else "_note"
        whole = getattr(sending, step)

        def dies(reminder: Reminder, told: Any) -> Any:
            if reminder.user.username == "bo":
                raise KeyboardInterrupt
            return whole(reminder, told)

        with monkeypatch.context() as patch:
            patch.setattr(sending, step, dies)
            with pytest.raises(KeyboardInterrupt):
                send_all(TODAY)
        send_all(TODAY)

        left = {"anna": 1, "bo": int(moment == "after sending"), "cilla": 1}
        assert {name: len(mailbox.to(f"{name}@exempel.se")) for name in left} == left
        assert stages(mailbox, range(1, 3)) == {1: ["bo"]}  # in the end everybody is told

    def test_when_the_line_breaks_after_the_letter(self, mailbox: Mailbox) -> None:
        mailbox.breaks_for = {"bo@exempel.se"}

        outcome = send_all(TODAY)
        send_all(TODAY)

        assert outcome == {"sent": 2, "sending": 1}
        assert len(mailbox.to("bo@exempel.se")) == 1
        assert len(mailbox.letters) == 3


class TestAFailure:
    def test_is_logged_kept_and_tried_again(
        self, mailbox: Mailbox, home: Organisation, work: Intervention, caplog: Any
    ) -> None:
        make_person("anna", organisation=home)
        make_person("bo", organisation=home)
        mailbox.refused = {"anna@exempel.se"}

        outcome = send_all(TODAY)

        assert outcome == {"failed": 1, "sent": 1}
        failed = Reminder.objects.get(state="failed")
        assert failed.problem == "Adressen godtas inte: 550 Finns inte"
        assert "was not sent" in caplog.text
        assert "anna@" not in caplog.text
        mailbox.refused = set()
        assert send_all(TODAY) == {"sent": 1}
        failed.refresh_from_db()
        assert (failed.state, failed.attempts, failed.problem) == ("sent", 2, "")
        assert len(mailbox.to("anna@exempel.se")) == len(mailbox.to("bo@exempel.se")) == 1
        assert RemindedEntry.objects.count() == 2

    def test_of_the_server_leaves_everybody_for_the_next_run(
        self, mailbox: Mailbox, home: Organisation, work: Intervention, settings: Any
    ) -> None:
        make_person("anna", organisation=home)
        make_person("bo", organisation=home)
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

        assert send_all(TODAY) == {"failed": 2}
        settings.EMAIL_PORT = port
        assert send_all(TODAY) == {"sent": 2}
        assert len(mailbox.letters) == 2


class TestABadNeighbour:
    """One letter, one address or one answer that goes wrong is nobody else's misfortune."""

    @pytest.fixture(autouse=True)
    def three_people(self, home: Organisation, work: Intervention, settings: Any) -> None:
        settings.EMAIL_TIMEOUT = 0.3
        for name in ("anna", "bo", "cilla"):
            make_person(name, organisation=home)

    def others_got_theirs(self, mailbox: Mailbox, outcome: Any) -> bool:
        assert outcome["sent"] == 2
        return [letter["To"] for letter in mailbox.letters] == [
            "anna@exempel.se",
            "cilla@exempel.se",
        ]

    @pytest.mark.parametrize("email", [f"bo@{'x' * 70}.se", "bo@å..se", "bo@a.se, c@a.se"])
    def test_has_an_address_that_cannot_be_written_to(self, mailbox: Mailbox, email: str) -> None:
        User.objects.filter(username="bo").update(email=email)

        outcome = send_all(TODAY)

        assert self.others_got_theirs(mailbox, outcome)
        assert outcome["failed"] == 1
        failed = Reminder.objects.get(user__username="bo")
        assert (failed.state, failed.problem[:11]) == ("failed", "Adressen el")

    def test_drips_a_line_at_a_time(self, mailbox: Mailbox) -> None:
        mailbox.drips_for = {"bo@exempel.se"}
        begun = time.monotonic()

        outcome = send_all(TODAY)

        assert time.monotonic() - begun < 2
        assert self.others_got_theirs(mailbox, outcome)
        assert outcome["sending"] == 1

    def test_hangs_up(self, mailbox: Mailbox) -> None:
        mailbox.hangs_up_on = {"bo@exempel.se"}

        outcome = send_all(TODAY)

        assert self.others_got_theirs(mailbox, outcome)
        assert outcome["failed"] == 1

    def test_leaves_after_each_letter(self, mailbox: Mailbox, monkeypatch: Any) -> None:
        mailbox.leaves_after_each = True
        whole = sending._claim

        def later(*args: Any) -> Any:
            time.sleep(0.05)
            return whole(*args)

        monkeypatch.setattr(sending, "_claim", later)

        assert send_all(TODAY) == {"sent": 3}

    def test_has_a_letter_that_cannot_be_written(
        self, mailbox: Mailbox, monkeypatch: Any, capsys: Any, caplog: Any
    ) -> None:
        whole = sending.letter

        def written(reminder: Reminder, *rest: Any) -> Any:
            if reminder.user.username == "bo":
                raise LookupError
            return whole(reminder, *rest)

        monkeypatch.setattr(sending, "letter", written)
        monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)

        with pytest.raises(CommandError, match=r"1 av 3 brev gick inte: bo\. Resten är klart\."):
            call_command("send_reminders")

        assert "Skickade: 2." in capsys.readouterr().out
        assert Reminder.objects.get(user__username="bo").state == "failed"

    def test_has_a_row_that_cannot_be_stored(
        self, mailbox: Mailbox, monkeypatch: Any, caplog: Any
    ) -> None:
        whole = sending._claim

        def claimed(user: User, *rest: Any) -> Any:
            if user.username == "bo":
                raise DatabaseError("full")
            return whole(user, *rest)

        monkeypatch.setattr(sending, "_claim", claimed)

        assert self.others_got_theirs(mailbox, send_all(TODAY))


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def due(self, home: Organisation) -> None:
        make_person("anna", organisation=home)
        ago = timezone.localdate() - datetime.timedelta(days=181)
        make_intervention("Boendestöd", organisation=home, reviewed_on=ago)

    def test_sends_and_counts(self, mailbox: Mailbox, capsys: Any) -> None:
        call_command("send_reminders")
        call_command("send_reminders")

        assert len(mailbox.letters) == 1
        assert "Skickade: 1. Redan fått brev i dag: 0." in capsys.readouterr().out

    def test_only_tells_on_a_trial_run(self, mailbox: Mailbox, capsys: Any) -> None:
        call_command("send_reminders", dry_run=True)

        said = capsys.readouterr().out
        assert "anna <anna@exempel.se>" in said
        assert "Boendestöd: skulle granskas" in said
        assert "Skulle skicka 1 brev." in said
        assert mailbox.letters == []
        assert not Reminder.objects.exists()

    def test_fails_when_a_letter_did(self, mailbox: Mailbox) -> None:
        mailbox.refused = {"anna@exempel.se"}

        with pytest.raises(CommandError, match="1 av 1 brev gick inte: anna"):
            call_command("send_reminders")

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("SITE_URL", "SITE_URL"),
            ("EMAIL_URL", "EMAIL_URL"),
            ("DEFAULT_FROM_EMAIL", "EMAIL_FROM"),
        ],
    )
    def test_says_which_setting_is_missing(
        self, mailbox: Mailbox, settings: Any, name: str, told: str
    ) -> None:
        setattr(settings, name, "")

        with pytest.raises(CommandError, match=f"{told} saknas"):
            call_command("send_reminders")
