"""The pages of signing in that differ from the library's."""

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from catalogue.models import User
from catalogue.signin.log import note
from catalogue.signin.two_factor import remember_device


class SetUpDevice(ActivateTOTPView):
    """Set up a telephone, by a code from it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Count the code as this session's second factor."""
        answer: HttpResponse = super().form_valid(form)
        remember_device(self.request)
        if isinstance(self.request.user, User):
            note(self.request.user, "Kopplade en telefon för tvåstegsinloggning.")
        return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, also for those who may not see the desk."""
    logout(request)
    return redirect("account_login")
