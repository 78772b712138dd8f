"""A code from a telephone, after the password."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from catalogue.models import User
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address
from tests.catalogue.signin.conftest import DESK, PASSWORD, code_from, key_on
from tests.catalogue.signin.test_password import told

SignIn = Callable[..., Any]
CODE = reverse("mfa_authenticate")
SET_UP = reverse("mfa_activate_totp")


@pytest.fixture(autouse=True)
def _required(settings: Any) -> None:
    settings.REQUIRE_TWO_FACTOR = True


@pytest.fixture
def key(boss: User, sign_in: SignIn, client: Client) -> str:
    """Set up a telephone, sign out, and return its key."""
    found = key_on(sign_in())
    client.post(SET_UP, {"code": code_from(found)})
    client.post(reverse("account_logout"))
    return found


class TestTheFirstTime:
    def test_leads_to_setting_up_a_telephone(self, boss: User, sign_in: SignIn) -> None:
        page = sign_in()

        assert page.redirect_chain[-1][0].startswith(SET_UP)
        assert "Koppla din telefon" in page.content.decode()

    def test_keeps_the_desk_closed_meanwhile(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()

        for name in ("admin:index", "admin:catalogue_intervention_changelist"):
            assert client.get(reverse(name)).status_code == 302

    def test_opens_the_desk_after_a_code(self, boss: User, sign_in: SignIn, client: Client) -> None:
        key = key_on(sign_in())

        page = client.post(SET_UP, {"code": code_from(key)}, follow=True)

        assert page.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
        assert page.content.decode().count("<li><code>") == 10
        assert client.get(DESK).status_code == 200

    def test_refuses_a_wrong_code(self, boss: User, sign_in: SignIn, client: Client) -> None:
        sign_in()

        page = client.post(SET_UP, {"code": "000000"})

        assert "Koden stämmer inte." in page.content.decode()
        assert client.get(DESK).status_code == 302

    def test_lets_one_leave(self, boss: User, sign_in: SignIn, client: Client) -> None:
        sign_in()

        client.post(reverse("account_logout"))

        assert "_auth_user_id" not in client.session

    def test_opens_nothing_for_an_older_session_with_the_password_only(
        self, boss: User, sign_in: SignIn, client: Client
    ) -> None:
        thief = Client()
        thief.post(reverse("account_login"), {"login": "kim", "password": PASSWORD})
        client.post(SET_UP, {"code": code_from(key_on(sign_in()))})

        assert client.get(DESK).status_code == 200
        assert thief.get(DESK).status_code == 302
        assert (
            thief.get(DESK, follow=True)
            .redirect_chain[-1][0]
            .startswith(reverse("mfa_reauthenticate"))
        )


class TestSigningIn:
    def test_asks_for_a_code(self, key: str, sign_in: SignIn, client: Client) -> None:
        page = sign_in()

        assert page.redirect_chain[-1][0].startswith(CODE)
        assert client.get(DESK).status_code == 302

    def test_opens_the_desk_with_it(
        self, key: str, sign_in: SignIn, client: Client, boss: User
    ) -> None:
        sign_in()

        page = client.post(CODE, {"code": code_from(key)}, follow=True)

        assert page.redirect_chain[-1][0] == DESK
        assert told(boss)[-1] == "Loggade in med lösenord och engångskod."

    def test_takes_each_code_once(self, key: str, sign_in: SignIn, client: Client) -> None:
        sign_in()
        code = code_from(key)
        client.post(CODE, {"code": code})
        client.post(reverse("admin:logout"))
        sign_in()

        page = client.post(CODE, {"code": code})

        assert page.status_code == 200
        assert client.get(DESK).status_code == 302

    def test_bears_a_clock_half_a_minute_off_but_not_more(
        self, key: str, sign_in: SignIn, client: Client
    ) -> None:
        sign_in()
        late = client.post(CODE, {"code": code_from(key, time.time() - 95)})
        near = client.post(CODE, {"code": code_from(key, time.time() + 30)})

        assert late.status_code == 200
        assert near.status_code == 302

    def test_stops_after_five_wrong_codes(
        self, key: str, sign_in: SignIn, client: Client, boss: User
    ) -> None:
        sign_in()
        for _ in range(5):
            client.post(CODE, {"code": "000000"})

        page = client.post(CODE, {"code": code_from(key)})

        assert "För många försök" in page.content.decode()
        assert "Misslyckad inloggning: fel kod." in told(boss)

    def test_takes_each_recovery_code_once(
        self, key: str, sign_in: SignIn, client: Client, boss: User
    ) -> None:
        codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        sign_in()

        first = client.post(CODE, {"code": codes[0]})
        client.post(reverse("admin:logout"))
        sign_in()
        second = client.post(CODE, {"code": codes[0]})

        assert first.status_code == 302
        assert second.status_code == 200
        assert "Loggade in med lösenord och reservkod." in told(boss)

    @pytest.mark.django_db(transaction=True)
    def test_works_when_the_database_can_only_be_read(
        self, key: str, sign_in: SignIn, client: Client, request: pytest.FixtureRequest
    ) -> None:
        request.getfixturevalue("read_only")
        sign_in()

        page = client.post(CODE, {"code": code_from(key)}, follow=True)

        assert page.redirect_chain[-1][0] == DESK
        assert page.status_code == 200


class TestTheSecrets:
    def test_are_not_stored_in_the_clear(self, key: str) -> None:
        stored = str(list(Authenticator.objects.values_list("data", flat=True)))

        assert key not in stored

    def test_fit_no_code_after_a_change_of_the_site_s_key(
        self, key: str, sign_in: SignIn, client: Client, settings: Any
    ) -> None:
        settings.SECRET_KEY = "another-key-" + "y" * 50
        sign_in()

        assert client.post(CODE, {"code": code_from(key)}).status_code == 200
        assert client.post(CODE, {"code": ""}).status_code == 200

    def test_are_shown_again_only_after_a_new_proof(
        self, key: str, sign_in: SignIn, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sign_in()
        client.post(CODE, {"code": code_from(key)})
        codes = reverse("mfa_view_recovery_codes")
        assert client.get(codes).status_code == 200

        later = time.time() + 11 * 60
        monkeypatch.setattr("catalogue.signin.two_factor.time.time", lambda: later)

        assert client.get(codes).status_code == 302


class TestALostTelephone:
    def test_is_forgotten_by_an_administrator(
        self, key: str, sign_in: SignIn, settings: Any, boss: User
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = False
        helper = Client()
        helper.force_login(User.objects.create_superuser("hjalpare"))

        helper.post(
            address(User, "changelist"),
            {"action": "reset_two_factor", "_selected_action": [boss.pk]},
        )

        settings.REQUIRE_TWO_FACTOR = True
        assert not Authenticator.objects.filter(user=boss).exists()
        assert "Nollställde tvåstegsinloggningen." in told(boss)
        assert sign_in().redirect_chain[-1][0].startswith(SET_UP)

    def test_is_replaced_by_its_owner(self, key: str, sign_in: SignIn, client: Client) -> None:
        sign_in()
        client.post(CODE, {"code": code_from(key)})

        page = client.post(reverse("mfa_deactivate_totp"), follow=True)
        cache.clear()
        new = key_on(client.get(SET_UP))
        client.post(SET_UP, {"code": code_from(new)})

        assert page.status_code == 200
        assert new != key
        assert Authenticator.objects.filter(type="totp").count() == 1


class TestTheRequirement:
    def test_can_be_left_out_on_one_s_own_machine(
        self, boss: User, sign_in: SignIn, settings: Any
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = False

        assert sign_in().redirect_chain[-1][0] == DESK

    def test_shows_whether_each_person_has_a_telephone(
        self, key: str, client: Client, settings: Any, boss: User
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = False
        client.force_login(boss)

        page = client.get(address(User, "change", boss.pk))

        assert "tvåstegsinloggning" in page.content.decode().lower()
        assert form_values(page)["username"] == ["kim"]
