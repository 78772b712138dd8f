"""The addresses of signing in: only these of the library's pages are reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path
from django.views.decorators.cache import never_cache

from catalogue.signin.ended import signed_in
from catalogue.signin.views import SetUpDevice, sign_out

PAGES = [
    ("logga-in/", account.login, "account_login"),
    ("inloggad/", signed_in, "signed_in"),
    ("logga-ut/", sign_out, "account_logout"),
    ("bekrafta/", account.reauthenticate, "account_reauthenticate"),
    ("sparrad/", account.account_inactive, "account_inactive"),
    ("kod/", mfa.authenticate, "mfa_authenticate"),
    ("bekrafta-kod/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("telefon/", mfa.index, "mfa_index"),
    ("telefon/ny/", SetUpDevice.as_view(), "mfa_activate_totp"),
    ("telefon/ta-bort/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("reservkoder/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    ("reservkoder/nya/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("organisation/fel/", social.login_error, "socialaccount_login_error"),
    ("organisation/avbruten/", social.login_cancelled, "socialaccount_login_cancelled"),
    ("organisation/<slug:provider_id>/", oidc.login, "openid_connect_login"),
    ("organisation/<slug:provider_id>/svar/", oidc.callback, "openid_connect_callback"),
]

urlpatterns = [path(address, never_cache(view), name=name) for address, view, name in PAGES]
