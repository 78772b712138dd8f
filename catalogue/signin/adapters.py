"""How the library for sign-in behaves here: limits, traces, words and secrets."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from catalogue.models import User
from catalogue.signin.log import note
from catalogue.signin.two_factor import methods_of, recently_signed_in

LIMITED = _("För många försök. Vänta fem minuter och försök igen.")
WRONG_CODE = _("Koden stämmer inte. Vänta på nästa kod i appen och skriv in den.")
WAYS = {
    "password": "lösenord",
    "totp": "engångskod",
    "recovery_codes": "reservkod",
    "socialaccount": "organisationens inloggning",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by password; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": LIMITED,
        "rate_limited": LIMITED,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Lösenordet stämmer inte."),
        "username_password_mismatch": _(
            "Användarnamnet eller lösenordet stämmer inte. Båda skiljer på stora och små bokstäver."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an administrator adds people."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a pseudonym of the address, another each day: the address itself is never kept."""
        day = timezone.localdate().isoformat()
        return salted_hmac(f"address {day}", get_client_ip(request) or "").hexdigest()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted per name and address: one who forgets does not lock out the colleagues behind
        # the same address, and a stranger elsewhere does not lock out anybody.
        return f"{credentials.get('username', '').casefold()} {self.get_client_ip(request)}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose name and password it is; a user of the demo, only where it is shown."""
        user: User | None = super().authenticate(request, **credentials)
        return None if user and user.demo and not settings.DEMO_USERS else user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note it with the person whose name was used."""
        user = User.objects.filter(username=credentials.get("username", "")).first()
        if user:
            note(user, "Misslyckad inloggning: fel lösenord.")

    def login(self, request: HttpRequest, user: User) -> None:
        """Let the person in, also when the database can only be read."""
        try:
            super().login(request, user)
        except DatabaseError:
            # All is done but noting the time, which Django does last.
            if request.user != user:
                raise
        ways = [WAYS.get(way, way) for way in methods_of(request)]
        note(user, f"Loggade in med {' och '.join(ways)}.")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before codes are shown or changed, unless the person has just signed in."""
        return not recently_signed_in(context.request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing beside the pages, which say what they did themselves."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: signing in does not wait for mail."""


class OrganisationLoginAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the identity provider of a kommun or another organisation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: an administrator adds people."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """Find the one active person with an address that the provider may speak for."""
        for address in sociallogin.email_addresses:
            if not self.is_email_verified(sociallogin.provider, address.email):
                continue
            found = list(User.objects.filter(email__iexact=address.email, is_active=True)[:2])
            if len(found) == 1:
                return found[0], address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse all but signing in: no lasting tie is made between an account here and there."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("admin:index"))


class TwoFactorAdapter(DefaultMFAAdapter):
    """Codes from a telephone. Their secrets are stored encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        """Return the name that the telephone shows."""
        return str(settings.SITE_NAME)

    def get_totp_label(self, user: Any) -> str:
        """Return what tells a person's accounts apart in the telephone."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """Hide a secret with the installation's key, so that a copied database gives no codes."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; after a change of key, one that no code fits."""
        try:
            secret: str = _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            secret = generate_totp_secret()
        return secret


def _cipher() -> Fernet:
    key = salted_hmac("two-factor secrets", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
