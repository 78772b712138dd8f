"""Whether a session has shown a second factor, and the forms that ask for one."""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.models import User
from catalogue.signin.log import note

RECENT = 10 * 60


def methods_of(request: HttpRequest) -> list[str]:
    """Return the ways in which this session has proved who it is, in order."""
    if not isinstance(request.user, User):
        return []
    records = get_authentication_records(request, request.user)
    return list(dict.fromkeys(record.get("type") or record["method"] for record in records))


def recently_signed_in(request: HttpRequest) -> bool:
    """Tell whether the person proved who they are within the last ten minutes."""
    if not isinstance(request.user, User):
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < RECENT for record in records)


def is_strong(request: HttpRequest) -> bool:
    """Tell whether this session may open the admin: by two factors, where they are required."""
    if not settings.REQUIRE_TWO_FACTOR:
        return True
    enough = {"totp", "recovery_codes"}
    if settings.OIDC_TWO_FACTOR:
        enough |= {"socialaccount"}
    return bool(enough & set(methods_of(request)))


def remember_device(request: HttpRequest) -> None:
    """Count a device that was just set up, with a code from it, as shown."""
    record_authentication(request, request.user, "mfa", type="totp")


class _CodeForm:
    """A form for a code that leaves a trace of failures and needs no writing to succeed."""

    user: User
    authenticator: Any
    again = False

    def clean_code(self) -> str:
        """Check the code, and note when it is wrong."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except DatabaseError:
            # A recovery code is used up by writing; without that it would work twice.
            raise ValidationError(
                _("Just nu går det inte att använda reservkoder. Försök igen om en stund.")
            ) from None
        except ValidationError:
            note(self.user, "Misslyckad inloggning: fel kod.")
            raise
        # The library remembers a code for one period; with the tolerance it is good for three.
        mark = f"code:{self.user.pk}:{''.join(filter(str.isdecimal, code))}"
        if not cache.add(mark, True, 3 * app_settings.TOTP_PERIOD):
            raise ValidationError(_("Den koden är redan använd. Vänta på nästa."))
        return code

    def save(self) -> None:
        """Record that the code was given."""
        try:
            super().save()  # type: ignore[misc]
        except DatabaseError:  # only the time of use could not be written
            kind = self.authenticator.type
            again = {"reauthenticated": True} if self.again else {}
            record_authentication(context.request, self.user, "mfa", type=kind, **again)


class CodeForm(_CodeForm, AuthenticateForm):
    """The code, after the password."""


class CodeAgainForm(_CodeForm, ReauthenticateForm):
    """The code, before something sensitive."""

    again = True
