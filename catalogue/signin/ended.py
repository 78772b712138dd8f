"""When a session ends while somebody writes: asking before saving, and giving the text back."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.changes.posted_fields import field_of, is_text, label_of
from catalogue.models import User
from catalogue.models.named_persons import NOBODY

_NO_WORDS = {"csrfmiddlewaretoken", NOBODY}


@require_safe
def signed_in(request: HttpRequest) -> JsonResponse:
    """Tell the script of an open form whether its person is still signed in, and until when.

    The token is for the form: signing in again in another tab has made the old one void.
    """
    user = request.user
    if not admin.site.has_permission(request) or not isinstance(user, User):
        return JsonResponse({"signedIn": False, "told": _("Du är inte längre inloggad.")})
    if request.GET.get("vem", "") != str(user.pk):
        told = _("Nu är någon annan inloggad i den här webbläsaren.")
        return JsonResponse({"signedIn": False, "told": told})
    until = getattr(request.session, "until", "")
    return JsonResponse({"signedIn": True, "until": until, "token": get_token(request)})


def what_was_written(request: HttpRequest) -> HttpResponse | None:
    """Return a page with the texts that were posted, to be copied; None where there are none."""
    texts = _texts(request)
    if not texts:
        return None
    return _page(request, texts)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token no longer holds: somebody has signed in since it was opened."""
    ours = reason.startswith("CSRF token")  # what another site has sent is refused before that
    texts = _texts(request) if ours else []
    return _page(request, texts, too_old=True)


def _page(request: HttpRequest, texts: list[tuple[str, str]], **told: bool) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)  # a panel that renews itself: the form is still there
    answer = render(request, "signin/ended.html", {"texts": texts, **told}, status=403)
    add_never_cache_headers(answer)  # on a shared computer the next person must not find it
    return answer


def _texts(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the label and the words of each text in the posted form."""
    model = _model_of(request)
    if model is None:
        return []
    found = []
    for name, value in request.POST.items():
        words = str(value).strip()
        if not words or name in _NO_WORDS or "password" in name:
            continue
        field = field_of(model, name)
        if is_text(field) or (field is None and " " in words):
            found.append((label_of(model, name), words))
    return found


def _model_of(request: HttpRequest) -> Any:
    """Return the model whose page was posted, by the name of its address."""
    app, _line, rest = (resolve(request.path_info).url_name or "").partition("_")
    try:
        return apps.get_model(app, rest.rpartition("_")[0])
    except (LookupError, ValueError):
        return None
