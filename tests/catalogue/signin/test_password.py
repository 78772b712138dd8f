"""Signing in with a name and a password."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Assignment, User
from insatskatalog import settings
from tests.catalogue.signin.conftest import DESK, PASSWORD
from tests.factories import make_organisation

SignIn = Callable[..., Any]


def told(user: User) -> list[str]:
    rows = LogEntry.objects.filter(object_id=str(user.pk)).order_by("pk")
    return [row.change_message for row in rows]


class TestSigningIn:
    def test_opens_the_desk(self, boss: User, sign_in: SignIn) -> None:
        page = sign_in()

        assert page.redirect_chain[-1][0] == DESK
        assert page.status_code == 200

    def test_returns_to_where_one_was_going(self, boss: User, client: Client) -> None:
        goal = reverse("admin:catalogue_intervention_changelist")

        asked = client.get(goal, follow=True)
        form = {"login": "kim", "password": PASSWORD, "next": goal}
        page = client.post(reverse("account_login"), form, follow=True)

        assert asked.redirect_chain[-1][0].startswith(reverse("account_login"))
        assert f'name="next" value="{goal}"' in asked.content.decode()
        assert page.redirect_chain[-1][0] == goal

    def test_never_leads_to_another_site(self, boss: User, client: Client) -> None:
        form = {"login": "kim", "password": PASSWORD, "next": "https://ond.example/"}
        page = client.post(reverse("account_login"), form, follow=True)
        again = client.get(reverse("admin:login"), {"next": "https://ond.example/"})

        assert page.redirect_chain[-1][0] == DESK
        assert again.headers["Location"] == DESK

    def test_refuses_a_wrong_password_without_blame(self, boss: User, sign_in: SignIn) -> None:
        page = sign_in(password="fel")

        assert "Användarnamnet eller lösenordet stämmer inte." in page.content.decode()

    def test_says_the_same_of_a_name_that_is_not_there(self, db: None, sign_in: SignIn) -> None:
        page = sign_in("ingen")

        assert "Användarnamnet eller lösenordet stämmer inte." in page.content.decode()

    def test_is_closed_to_those_who_have_left(self, boss: User, sign_in: SignIn) -> None:
        User.objects.update(is_active=False)

        assert not sign_in().context["user"].is_authenticated

    def test_needs_an_assignment_of_today(self, db: None, sign_in: SignIn) -> None:
        user = User.objects.create_user("eva", password=PASSWORD)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Assignment.objects.create(user=user, organisation=make_organisation(), to_on=yesterday)

        page = sign_in("eva")

        assert page.status_code == 403
        assert "inget uppdrag i katalogen i dag" in page.content.decode()

    def test_opens_the_desk_to_an_editor(self, db: None, sign_in: SignIn) -> None:
        user = User.objects.create_user("eva", password=PASSWORD)
        Assignment.objects.create(user=user, organisation=make_organisation())

        assert sign_in("eva").redirect_chain[-1][0] == DESK

    def test_works_for_who_createsuperuser_made(
        self, db: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
        call_command(
            "createsuperuser", username="ny", email="ny@exempel.se", interactive=False, verbosity=0
        )

        assert sign_in("ny").redirect_chain[-1][0] == DESK

    def test_has_no_way_to_sign_up(self, db: None, client: Client) -> None:
        for address in ("/admin/signup/", "/accounts/signup/", "/admin/password/reset/"):
            assert client.get(address, follow=True).status_code in {200, 404}
            assert "password1" not in client.get(address, follow=True).content.decode()


class TestThrottling:
    def test_stops_after_five_failures(self, boss: User, sign_in: SignIn) -> None:
        for _ in range(5):
            sign_in(password="fel")

        page = sign_in()

        assert "För många försök." in page.content.decode()
        assert not page.context["user"].is_authenticated

    def test_spares_a_colleague_behind_the_same_address(self, boss: User, sign_in: SignIn) -> None:
        User.objects.create_superuser("robin", password=PASSWORD)
        for _ in range(6):
            sign_in(password="fel")

        assert sign_in("robin").redirect_chain[-1][0] == DESK

    def test_spares_the_person_elsewhere(self, boss: User, sign_in: SignIn) -> None:
        for _ in range(6):
            sign_in(password="fel", REMOTE_ADDR="203.0.113.7")

        assert sign_in(REMOTE_ADDR="203.0.113.8").redirect_chain[-1][0] == DESK

    def test_does_not_count_what_succeeds(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        for _ in range(7):
            assert sign_in().redirect_chain[-1][0] == DESK
            client.logout()

    def test_stops_a_flood_from_one_address(self, boss: User, client: Client) -> None:
        for number in range(60):
            client.post(reverse("account_login"), {"login": f"n{number}", "password": ""})

        answer = client.post(reverse("account_login"), {"login": "kim", "password": PASSWORD})

        assert answer.status_code == 429
        assert "Vänta en minut" in answer.content.decode()

    def test_keeps_no_address(self, boss: User, sign_in: SignIn) -> None:
        sign_in(password="fel", REMOTE_ADDR="203.0.113.7")
        sign_in(REMOTE_ADDR="203.0.113.7")

        remembered = str(caches["default"]._cache)  # type: ignore[attr-defined]
        remembered += str(list(LogEntry.objects.values_list("change_message", "object_repr")))
        remembered += str([row.get_decoded() for row in Session.objects.all()])
        assert "allauth" in remembered
        assert "203.0.113" not in remembered


class TestTheLog:
    def test_holds_each_sign_in(self, boss: User, sign_in: SignIn) -> None:
        sign_in()

        assert told(boss) == ["Loggade in med lösenord."]

    def test_holds_each_failure(self, boss: User, sign_in: SignIn) -> None:
        sign_in(password="fel")

        assert told(boss) == ["Misslyckad inloggning: fel lösenord."]

    def test_is_shown_in_the_history(self, boss: User, sign_in: SignIn, client: Client) -> None:
        sign_in()

        page = client.get(reverse("admin:catalogue_user_history", args=[boss.pk]))

        assert "Loggade in med lösenord." in page.content.decode()

    def test_holds_a_new_password(self, boss: User, sign_in: SignIn, client: Client) -> None:
        sign_in()

        for new in ("för-kort", "en ny " + PASSWORD):
            client.post(
                reverse("admin:password_change"),
                {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
            )

        assert told(boss) == ["Loggade in med lösenord.", "Bytte lösenord."]


class TestTheSession:
    def test_ends_with_the_browser_and_with_the_day(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()
        cookie = client.cookies["sessionid"]

        assert cookie["max-age"] == cookie["expires"] == ""
        assert cookie["path"] == "/admin/"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        left = Session.objects.get().expire_date - timezone.now()
        assert datetime.timedelta(hours=9) < left <= datetime.timedelta(hours=10)

    def test_ends_elsewhere_when_the_password_is_changed(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()
        elsewhere = Client()
        elsewhere.post(reverse("account_login"), {"login": "kim", "password": PASSWORD})
        new = "en helt annan lösenfras"

        client.post(
            reverse("admin:password_change"),
            {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
        )

        assert client.get(DESK).status_code == 200
        assert elsewhere.get(DESK).status_code == 302

    def test_ends_when_its_owner_is_made_inactive(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()
        User.objects.update(is_active=False)

        assert client.get(DESK).status_code == 302

    def test_ends_at_the_button(self, boss: User, sign_in: SignIn, client: Client) -> None:
        sign_in()

        client.post(reverse("admin:logout"))

        assert client.get(DESK).status_code == 302
        assert not Session.objects.exists()

    def test_cannot_come_back_once_it_is_ended(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()
        Session.objects.all().delete()

        assert client.get(DESK).status_code == 302


@pytest.mark.django_db(transaction=True)
class TestAReadOnlyDatabase:
    def test_lets_people_in(self, boss: User, sign_in: SignIn, read_only: None) -> None:
        page = sign_in()

        assert page.redirect_chain[-1][0] == DESK
        assert page.status_code == 200

    def test_tells_those_who_get_it_wrong(
        self, boss: User, sign_in: SignIn, read_only: None
    ) -> None:
        assert "stämmer inte" in sign_in(password="fel").content.decode()

    def test_lets_people_out(
        self, boss: User, sign_in: SignIn, client: Client, read_only: None
    ) -> None:
        sign_in()

        client.post(reverse("admin:logout"))

        assert client.get(DESK).status_code == 302

    def test_does_not_end_the_sessions_there_are(
        self, boss: User, sign_in: SignIn, client: Client, request: pytest.FixtureRequest
    ) -> None:
        sign_in()

        request.getfixturevalue("read_only")

        assert client.get(DESK).status_code == 200

    def test_trusts_no_cookie_that_it_has_not_signed(
        self, boss: User, sign_in: SignIn, client: Client, read_only: None
    ) -> None:
        sign_in()
        held = client.cookies["sessionid"].value
        assert held.startswith("~")

        client.cookies["sessionid"] = held[:-4] + "AAAA"

        assert client.get(DESK).status_code == 302


class TestPasswords:
    def test_are_hashed_with_argon2_outside_the_tests(self) -> None:
        assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")

    def test_are_at_least_twelve_characters(self) -> None:
        lengths = [
            rule["OPTIONS"]["min_length"]
            for rule in site.AUTH_PASSWORD_VALIDATORS
            if "OPTIONS" in rule
        ]

        assert lengths == [12]
