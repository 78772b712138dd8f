"""The admin site: who may come in, and where the others are sent."""

from collections.abc import Iterable, Sequence
from functools import wraps
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from catalogue.models import UnsavedText, User
from catalogue.signin.ended import what_was_written
from catalogue.signin.log import note
from catalogue.signin.two_factor import is_strong
from catalogue.upkeep.worklist import work_of


class Desk(AdminSite):
    """The editors' desk, open to those with an assignment today, by two factors."""

    pages: Sequence[URLPattern] = ()  # besides those of the models

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Show the catalogue's own rows; what libraries keep is handled on pages of ours."""
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        ours = [model for model in models if model._meta.app_label == "catalogue"]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in administrators and those who have an assignment, properly signed in."""
        user = request.user
        return isinstance(user, User) and user.reach.anything and is_strong(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Give back what somebody wrote who is no longer signed in; nothing of it is stored."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            lost = request.method == "POST" and not self.has_permission(request)
            page = what_was_written(request) if lost else None
            return page or inner(request, *args, **kwargs)

        return answer

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send each person to what is left to do before the desk opens."""
        user = request.user
        if not isinstance(user, User):
            return _send("account_login", self._goal(request))
        if not user.reach.anything:
            return render(request, "signin/no_assignment.html", status=403)
        if is_strong(request):
            return redirect(self._goal(request))
        step = "mfa_reauthenticate" if is_mfa_enabled(user) else "mfa_activate_totp"
        return _send(step, self._goal(request))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Let a person choose a new password, which ends all other sessions; note that."""
        answer = super().password_change(request, extra_context)
        if (
            request.method == "POST"
            and answer.status_code == 302
            and isinstance(request.user, User)
        ):
            note(request.user, "Bytte lösenord.")
        return answer

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Begin the day with what is left to do."""
        sections = work_of(cast(User, request.user))
        left = any(work.count for section in sections for work in section.works)
        mine = UnsavedText.objects.held_by(cast(User, request.user))
        unsaved = mine.select_related("intervention").order_by("-kept_at")
        told = {"work": sections, "work_left": left, "unsaved": unsaved}
        return super().index(request, {**told, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Ask what there is to open when a page shows it; most do not."""
        listed = super().get_app_list
        return cast(list[Any], SimpleLazyObject(lambda: listed(request, app_label)))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Put our own pages first; leave out what finds the page of any row: ours link directly."""
        theirs = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [*self.pages, *theirs]

    def _goal(self, request: HttpRequest) -> str:
        """Return where the person was going, if that is here."""
        goal = request.GET.get(REDIRECT_FIELD_NAME, "")
        allowed = url_has_allowed_host_and_scheme(
            goal, {request.get_host()}, require_https=request.is_secure()
        )
        return goal if goal and allowed else reverse("admin:index")


def _send(name: str, goal: str) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: goal})}")
