"""Answering a reader by mail, on the page of the message."""

import copy
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from catalogue.models import Suggestion, User
from catalogue.upkeep.answering import AnswerForm, send_answer, words_for
from catalogue.upkeep.mailing import can_send

Answer = Suggestion.Answer


class AnsweringMixin(admin.ModelAdmin):
    """The form below the message, and what becomes of it."""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form where somebody waits for an answer; send what is written in it."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            if "_answer" in request.POST and row is not None:
                raise PermissionDenied
            return super().change_view(request, object_id, form_url, extra_context)
        user = cast(User, request.user)
        extra = {**(extra_context or {}), "can_send": can_send()}
        if _may_be_answered(row):
            extra["answer_form"] = AnswerForm(initial={"answer": words_for(row, user)})
        if request.method != "POST" or "_answer" not in request.POST:
            return super().change_view(request, object_id, form_url, extra)
        form = AnswerForm(request.POST)
        if form.is_valid():
            self._send(request, row, form.cleaned_data["answer"])
            return HttpResponseRedirect(request.path)
        asking = copy.copy(request)
        asking.method, asking.POST = "GET", QueryDict()
        return super().change_view(asking, object_id, form_url, {**extra, "answer_form": form})

    def _send(self, request: HttpRequest, row: Suggestion, text: str) -> None:
        problem = send_answer(row, text, cast(User, request.user))
        if problem:
            self.message_user(request, problem, messages.ERROR)
            return
        self.log_change(request, row, "Svarade avsändaren.")
        self.message_user(request, _("Svaret är skickat."), messages.SUCCESS)


def _may_be_answered(row: Suggestion) -> bool:
    return bool(row.email) and row.answer_state in {"", Answer.FAILED}
