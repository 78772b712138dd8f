"""Signing in through an organisation's identity provider, against a real one on loopback."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import run_server_in_thread

from catalogue.models import User
from tests.catalogue.signin.conftest import DESK, PASSWORD
from tests.catalogue.signin.test_password import told
from tests.test_settings import load

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # in the provider itself
GOOD = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "a.se", "OIDC_ISSUER": "https://id.kommun.se/x"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def _switched_on(settings: Any, provider: str) -> None:
    app = {
        "provider_id": "inloggning", "name": "Västerås stad",
        "client_id": "katalogen", "secret": "hemlig",
        "settings": {
            "server_url": provider, "email_authentication": True,
            "verified_email": ["vasteras.example"],
        },
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


def go_through(client: Client, provider: str, sub: str, **claims: Any) -> Any:
    """Walk the whole way: our button, the provider's page, and back."""
    requests.put(f"{provider}/users/{sub}", json=claims, timeout=5).raise_for_status()
    sent = client.post(reverse("openid_connect_login", args=["inloggning"]))
    assert sent.status_code == 302, sent.content
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert "email" in asked["scope"][0]
    done = requests.post(
        sent.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=5
    )
    back = urlsplit(done.headers["Location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


@pytest.mark.usefixtures("_switched_on")
class TestSigningIn:
    def test_is_offered_on_the_page(self, db: None, client: Client) -> None:
        page = client.get(reverse("account_login")).content.decode()

        assert re.search(r"Logga in med Västerås stad", page)

    def test_opens_the_desk_to_the_one_with_that_address(
        self, boss: User, client: Client, provider: str
    ) -> None:
        User.objects.update(email="Kim@vasteras.example")

        page = go_through(client, provider, "kim1", email="kim@vasteras.example")

        assert page.redirect_chain[-1][0] == DESK
        assert page.context["user"] == boss
        assert told(boss) == ["Loggade in med organisationens inloggning."]

    def test_adds_nobody(self, db: None, client: Client, provider: str) -> None:
        page = go_through(client, provider, "ny1", email="ny@vasteras.example")

        assert "Du har ingen inloggning här" in page.content.decode()
        assert not User.objects.exists()

    def test_does_not_believe_the_provider_about_other_domains(
        self, boss: User, client: Client, provider: str
    ) -> None:
        page = go_through(client, provider, "kim2", email="kim@exempel.se", email_verified=True)

        assert not page.context["user"].is_authenticated

    def test_refuses_when_two_share_the_address(
        self, boss: User, client: Client, provider: str
    ) -> None:
        User.objects.create_superuser("kim2", "kim@vasteras.example")
        User.objects.update(email="kim@vasteras.example")

        page = go_through(client, provider, "kim3", email="kim@vasteras.example")

        assert not page.context["user"].is_authenticated

    def test_is_closed_to_those_who_have_left(
        self, boss: User, client: Client, provider: str
    ) -> None:
        User.objects.update(email="kim@vasteras.example", is_active=False)

        page = go_through(client, provider, "kim4", email="kim@vasteras.example")

        assert not page.context["user"].is_authenticated

    @pytest.mark.parametrize("trusted", [True, False])
    def test_counts_as_two_factors_only_where_that_is_said(
        self, boss: User, client: Client, provider: str, settings: Any, trusted: bool
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = True
        settings.OIDC_TWO_FACTOR = trusted
        User.objects.update(email="kim@vasteras.example")

        page = go_through(client, provider, "kim5", email="kim@vasteras.example")

        goal = page.redirect_chain[-1][0].partition("?")[0]
        assert goal == (DESK if trusted else reverse("mfa_activate_totp"))

    def test_ties_no_account_to_one_who_is_signed_in(
        self, boss: User, client: Client, provider: str
    ) -> None:
        client.post(reverse("account_login"), {"login": "kim", "password": PASSWORD})
        address = reverse("openid_connect_login", args=["inloggning"])
        sent = client.post(f"{address}?process=connect")
        done = requests.post(
            sent.headers["Location"], data={"sub": "kim6"}, allow_redirects=False, timeout=5
        )
        back = urlsplit(done.headers["Location"])

        page = client.get(f"{back.path}?{back.query}", follow=True)

        assert page.redirect_chain[-1][0] == DESK
        assert not boss.socialaccount_set.exists()

    def test_says_so_when_the_answer_is_forged(self, db: None, client: Client) -> None:
        answer = reverse("openid_connect_callback", args=["inloggning"])

        page = client.get(answer, {"code": "x", "state": "y"})

        assert "Inloggningen gick inte" in page.content.decode()


class TestTheSettings:
    def test_leave_it_off_unless_asked_for(self, db: None, client: Client) -> None:
        assert "Logga in med" not in client.get(reverse("account_login")).content.decode()
        assert client.post("/admin/organisation/inloggning/").status_code == 404

    @pytest.mark.parametrize(
        ("given", "missing"),
        [
            ({}, "OIDC_CLIENT_ID"),
            ({"OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
            ({"OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}, "OIDC_EMAIL_DOMAINS"),
        ],
    )
    def test_say_what_is_missing(self, given: dict[str, str], missing: str) -> None:
        code, said = load(**GOOD, **given)

        assert code != 0
        assert f"{missing} saknas." in said
