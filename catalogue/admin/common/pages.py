"""Pages of the desk that are neither a list nor a form of Django's: functions, in `admin/urls.py`.

What they need of a model's own desk, its permissions above all, they ask the site for.
"""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse

from catalogue.admin.common.rights import FOREIGN
from catalogue.models.rights import Verb


def desk_of(model: type[Model]) -> Any:
    """Return what the site has registered for the model."""
    return admin.site.get_model_admin(model)


def page(
    request: HttpRequest, model: type[Model], title: str, template: str, context: dict[str, Any]
) -> TemplateResponse:
    """Return a page among those of the model, in the look of the desk."""
    return TemplateResponse(request, template, {**frame(request, model, title), **context})


def frame(request: HttpRequest, model: type[Model], title: str) -> dict[str, Any]:
    """Return what the templates of the desk need, whatever the page is about."""
    desk = desk_of(model)
    shared = {"opts": desk.opts, "title": title, "media": desk.media}
    return {**admin.site.each_context(request), **shared}


def require(request: HttpRequest, model: type[Model], verb: Verb, row: Model | None = None) -> None:
    """Refuse those who may not treat the row so; without one, those who treat no such row so."""
    if not _may(request, model, verb, row):
        raise PermissionDenied


def row_of_theirs(
    request: HttpRequest, model: type[Model], number: int, verb: Verb = "change"
) -> Any:
    """Return a row that the person may treat so; refuse alike whether or not it is there."""
    row = desk_of(model).get_object(request, str(number))
    if row is None or not _may(request, model, verb, row):
        raise PermissionDenied(FOREIGN)
    return row


def list_as_it_was(request: HttpRequest, home: str) -> str:
    """Return the list with the filters that a button stood among; nothing if it was elsewhere."""
    came_from: Any = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or came_from.path != home:
        return ""
    return f"{home}?{came_from.query}" if came_from.query else home


def _may(request: HttpRequest, model: type[Model], verb: Verb, row: Model | None = None) -> bool:
    return bool(getattr(desk_of(model), f"has_{verb}_permission")(request, row))
