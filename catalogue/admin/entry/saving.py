"""The page of an entry on its way out among people: saving, approving, and two at once.

What a form says is found by saving it, looking, and undoing it. Then it is decided where it
belongs: in the entry, in a working copy beside it, or back on the page with what stands in the way.
"""

import copy
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import ModelForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone

from catalogue.admin.entry.advice import advise
from catalogue.admin.entry.demands import DemandsForm
from catalogue.admin.entry.posted import settle_rows
from catalogue.admin.entry.posted_twice import just_added
from catalogue.admin.entry.told import (
    context,
    history_line,
    may_publish,
    newest_line,
    told_of_conflict,
    wording,
)
from catalogue.changes.copies import Present, present, save_copy, send_back, settle
from catalogue.changes.noting import noting
from catalogue.changes.required import Lack, Standing, in_the_way, missing
from catalogue.changes.roads import Wish, apart, propose
from catalogue.changes.seen import Seen
from catalogue.changes.storing import write, write_before
from catalogue.models import Intervention, User
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.working_copy import State
from catalogue.values.differing import changed
from catalogue.values.fields import BEFORE
from catalogue.values.merging import join
from catalogue.values.record import fresh, read
from catalogue.values.registers import Book

Status = Intervention.Status
NOT_YOURS = (
    "Du får inte publicera själv hos den här organisationen. Spara och skicka för granskning."
)


OTHERS_ROAD = "En väg hör till dem som ansvarar för insatsen den går ut från."


class NotStoredError(Exception):
    """What a form says cannot be stored: reasons by field, and facts that are missing."""

    def __init__(self, told: dict[str, list[str]], lacking: list[Lack] | None = None) -> None:
        super().__init__()
        self.told = told
        self.lacking = lacking or []


class InterventionForm(DemandsForm):
    """The form of an entry, with what was found wrong once it had been tried."""

    told: dict[str, list[str]] = {}
    checking = False  # only looked at: nothing is judged, nothing can be saved

    def full_clean(self) -> None:
        """Judge what was typed, unless it is only looked at."""
        super().full_clean()
        if self.checking:
            self._errors = ErrorDict()

    def is_valid(self) -> bool:
        """Tell whether it may be saved."""
        return not self.checking and super().is_valid()

    def _post_clean(self) -> None:
        super()._post_clean()
        for name, reasons in self.told.items():
            self.add_error(name if name in self.fields else None, [*reasons])


class _Trial:
    """A form that is saved only to be looked at."""

    def __init__(self, before: Standing | None) -> None:
        self.before = before
        self.number: int | None = None  # of the entry, once it could be saved
        self.wanted: dict[str, Any] = {}  # what the form says, others' roads included


SENT_TWICE = (
    "Du har nyss sparat en insats med det namnet hos samma organisation: nr {}. "
    "Öppna den om du vill ändra mer. Är det här en till, så ge den ett annat namn."
)


class WorkflowMixin(admin.ModelAdmin):
    """Puts the workflow around Django's own change form."""

    form: Any = InterventionForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Give the form what was found wrong the first time."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.told = getattr(request, "_told", {})
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show an entry, or its working copy; take in what was written."""
        asked = (object_id, form_url, extra_context)
        if request.method != "POST":
            return self._show(request, *asked)
        new = object_id is None or "_saveasnew" in request.POST
        user = cast(User, request.user)
        how = "Inlagd i redaktionen" if new else "Ändrad i redaktionen"
        try:
            with noting(user, how):
                return self._add(request, *asked) if new else self._receive(request, *asked)
        except NotStoredError as refusal:
            request.__dict__["_told"] = refusal.told
            extra = {**(extra_context or {}), "lacking": refusal.lacking}
            asked = (object_id, form_url, extra)
            with noting(user, how):
                return self._add(request, *asked) if new else self._receive(request, *asked)

    # --- A new entry -------------------------------------------------------------------------

    def unseen_values(self, request: HttpRequest, row: Any) -> dict[str, str]:
        """Return what tells which state of the entry somebody has before them."""
        here = self.mine(request, str(row.pk))
        told = context(cast(User, request.user), here, request)
        return {"_seen": str(told["seen"])} if here else {}

    def _add(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: Any
    ) -> HttpResponse:
        extra = {**context(cast(User, request.user), None, request), **(extra or {})}
        return super().changeform_view(request, object_id, form_url, extra)

    def save_model(
        self, request: HttpRequest, obj: Intervention, form: ModelForm, change: bool
    ) -> None:
        """Note who reviewed it, and what the pressed button makes of it."""
        user = cast(User, request.user)
        if not change and "_saveasnew" not in request.POST and (same := just_added(user, obj)):
            raise NotStoredError({"name": [SENT_TWICE.format(same.pk)]})
        if "_saveasnew" in request.POST:
            obj.status, obj.reviewed_on, obj.reviewed_by = Status.DRAFT, None, None
        elif "reviewed_on" in form.changed_data:
            obj.reviewed_by = user if obj.reviewed_on else None
        if not obj.is_public and "_publish" in request.POST:
            obj.status = Status.OPEN
            if obj.reviewed_on is None:
                obj.reviewed_on, obj.reviewed_by = timezone.localdate(), user
        elif not obj.is_public and "_submit" in request.POST:
            obj.status = Status.REVIEW
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Intervention, post_url_continue: Any = None
    ) -> HttpResponse:
        """Let a new entry stay unless it lacks something; this is the end of the transaction."""
        if "_trial" in request.__dict__:
            return self.response_change(request, obj)
        self._judge(request, None, obj.pk)
        advise(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Propose the roads that lead to a new entry from others'."""
        super().save_related(request, form, formsets, change)
        if not change:
            row = fresh(form.instance.pk)
            kept, wishes = apart([], read(row)[BEFORE], cast(User, request.user))
            write_before(row, kept)
            self._propose(request, row, wishes)

    def _propose(self, request: HttpRequest, row: Intervention, wishes: list[Wish]) -> None:
        """Send the wishes, and tell where they went."""
        if "_trial" in request.__dict__ or not wishes:
            return
        for before in propose(row, wishes, cast(User, request.user)):
            told = f"De som ansvarar för ”{before}” har ditt förslag i sin lista."
            self.message_user(request, f"{OTHERS_ROAD} {told}", messages.SUCCESS)

    # --- An entry that is there --------------------------------------------------------------

    def _show(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: Any
    ) -> HttpResponse:
        user = cast(User, request.user)
        here = self.mine(request, object_id)
        told = {**context(user, here, request), **(extra or {})}
        if here is None or here.copy is None:
            return super().changeform_view(request, object_id, form_url, told)
        with transaction.atomic():
            return self._show_values(request, object_id, form_url, told, here, here.shown)

    def _show_values(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra: Any,
        here: Present,
        values: dict[str, Any],
    ) -> HttpResponse:
        """Show the page as if the entry held the values, and undo that."""
        asking = copy.copy(request)
        asking.method, asking.POST = "GET", QueryDict()
        asking.__dict__.pop("_trial", None)
        write(here.row, values, cast(User, request.user))
        answer = super().changeform_view(asking, object_id, form_url, extra)
        return undone(answer)

    def mine(
        self, request: HttpRequest, object_id: str | None, *, held: bool = False
    ) -> Present | None:
        """Return the entry when it is there and the person's to change."""
        if object_id is None or not object_id.isdecimal() or len(object_id) > 18:
            return None
        mine = Intervention.objects.editable_by(cast(User, request.user))
        if not mine.filter(pk=object_id).exists():
            return None
        return present(int(object_id), held=held)

    def _receive(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: Any
    ) -> HttpResponse:
        here = self.mine(request, object_id, held=True)
        if here is None:  # Django tells whose it is
            return super().changeform_view(request, object_id, form_url, extra)
        answer = self._decide(request, here)
        if answer is not None:
            return answer
        extra = {**context(cast(User, request.user), here, request), **(extra or {})}
        extra["seen"] = sent = request.POST.get("_seen", "")
        begun = transaction.savepoint()
        trial, answer = self.try_out(request, (object_id, form_url, extra), here)
        if trial.number is None:
            return undone(answer)
        mine = trial.wanted
        seen = Seen.parse(sent)
        fits = seen.fits(here.stored, here.shown)
        free = fits and self._judge(request, here, here.row.pk, trial.before)
        transaction.savepoint_rollback(begun)
        del request.__dict__["_trial"]
        if fits:
            return self._store(request, here, mine, free)
        return self._tell_conflict(request, object_id, form_url, extra, here, seen, mine)

    def try_out(
        self, request: HttpRequest, asked: tuple[Any, ...], here: Present | None
    ) -> tuple[_Trial, HttpResponse]:
        """Save what the form says, to be looked at and undone. A new entry is not yet here."""
        before = Standing(here.row.status, missing(here.row)) if here else None
        trial = request.__dict__["_trial"] = _Trial(before)
        if here:
            request.POST = settle_rows(request.POST, here.row)  # type: ignore[assignment]
        answer = super().changeform_view(request, *asked)
        if trial.number is not None:
            row = fresh(trial.number)
            trial.wanted = read(row)
            stored = here.stored[BEFORE] if here else []
            kept, _ = apart(stored, trial.wanted[BEFORE], cast(User, request.user))
            write_before(row, kept)
        return trial, answer

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write in the history only what happens, not what is tried."""
        return None if "_trial" in request.__dict__ else super().log_change(request, obj, message)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Note that the form could be saved."""
        trial = request.__dict__.get("_trial")
        if trial is None:
            return super().response_change(request, obj)
        trial.number = obj.pk
        return HttpResponse()

    def _judge(
        self,
        request: HttpRequest,
        here: Present | None,
        number: int,
        before: Standing | None = None,
    ) -> bool:
        """Refuse what may not be so; tell whether the person may publish it.

        The entry is now as the form would have it; `here` is how it was.
        """
        user, row = cast(User, request.user), fresh(number)
        free = here is None or may_publish(user, here.row)
        free = free and may_publish(User.objects.get(pk=user.pk), row)
        was_public = here is not None and here.row.is_public
        if row.is_public and not was_public and not free:
            raise NotStoredError({"status": [NOT_YOURS]})
        waits = not free or "_copy" in request.POST
        if was_public and waits and "_submit" not in request.POST:
            return free
        if lacking := in_the_way(row.status, missing(row), before):
            told: dict[str, list[str]] = {}
            for lack in lacking:
                told.setdefault(lack.field, []).append(lack.reason)
            raise NotStoredError(told, lacking)
        return free

    def _store(
        self, request: HttpRequest, here: Present, mine: dict[str, Any], free: bool
    ) -> HttpResponse:
        """Put what the form says where it belongs."""
        user = cast(User, request.user)
        names = changed(here.stored, mine)
        waits = here.row.is_public and (not free or {"_copy", "_submit"} & set(request.POST))
        if not waits:
            kept, wishes = apart(here.stored[BEFORE], mine[BEFORE], user)
            mine = {**mine, BEFORE: kept}
            names = changed(here.stored, mine)
            try:
                write(here.row, mine, user)
            except ValidationError as broken:
                raise NotStoredError({"": broken.messages}) from broken
            if here.copy:
                settle(here.copy, State.APPROVED, user)
            row = fresh(here.row.pk)
            what = "Godkände arbetskopian" if here.copy else ""
            self.log_change(request, row, history_line(names, what))
            self._propose(request, row, wishes)
            advise(request, row)
            return super().response_change(request, row)
        if not names:
            if here.copy:
                settle(here.copy, State.DISCARDED, user)
            self.message_user(request, "Inget skiljer sig från det publicerade. Inget sparades.")
            return HttpResponseRedirect(request.get_full_path())
        state = here.copy.state if here.copy and here.copy.state == State.REVIEW else State.DRAFT
        sent = "_submit" in request.POST
        save_copy(here, mine, user, State.REVIEW if sent else state)
        what = "Skickade en arbetskopia för granskning" if sent else "Sparade en arbetskopia"
        self.log_change(request, here.row, history_line(names, what))
        text = "är skickad för granskning" if sent else "är sparad"
        self.message_user(
            request,
            f"Arbetskopian {text}. Besökarna ser det som var publicerat tills den godkänns.",
            messages.SUCCESS,
        )
        advise(request, wording(mine))
        return HttpResponseRedirect(request.get_full_path())

    def _tell_conflict(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra: Any,
        here: Present,
        seen: Seen,
        mine: dict[str, Any],
    ) -> HttpResponse:
        """Show both people's values; nothing is stored, and one's own stay in the form."""
        user = cast(User, request.user)
        joined = join(seen.fields, mine, here.shown)
        conflict = told_of_conflict(here, seen, joined, Book(user))
        mark = str(Seen.of(newest_line(here.row), here.stored, here.shown))
        extra = {**extra, "conflict": conflict, "seen": mark}
        try:
            return self._show_values(request, object_id, form_url, extra, here, joined.values)
        except ValidationError as broken:  # the two do not go together
            raise NotStoredError({"": [conflict.summary, *broken.messages]}) from broken

    # --- Buttons that leave the form alone ---------------------------------------------------

    def _decide(self, request: HttpRequest, here: Present) -> HttpResponse | None:
        user = cast(User, request.user)
        if "_return" in request.POST:
            return self._return(request, here, user)
        if "_discard" not in request.POST:
            return None
        if here.copy:
            if here.copy.author_id != user.pk and not may_publish(user, here.row):
                raise PermissionDenied
            settle(here.copy, State.DISCARDED, user)
            self.log_change(request, here.row, "Kastade arbetskopian.")
            self.message_user(request, "Arbetskopian är kastad. Det publicerade står kvar.")
        return HttpResponseRedirect(request.get_full_path())

    def _return(self, request: HttpRequest, here: Present, user: User) -> HttpResponse:
        if not may_publish(user, here.row):
            raise PermissionDenied
        comment = request.POST.get("_comment", "").replace("\x00", "").strip()[:2_000]
        try:
            refuse_personal_numbers(comment)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        if not comment:
            self.message_user(
                request,
                "Skriv en kommentar om vad som behöver ändras, och skicka sedan tillbaka.",
                messages.ERROR,
            )
            return HttpResponseRedirect(request.get_full_path())
        if here.copy:
            send_back(here.copy, comment)
        elif here.row.status == Status.REVIEW:
            day = timezone.localdate()
            note = f"{day}, tillbaka från {user.get_full_name() or user}: {comment}"
            here.row.status = Status.DRAFT
            here.row.editor_note = "\n".join(filter(None, [note, here.row.editor_note]))
            here.row.save(update_fields=["status", "editor_note", "changed_at"])
        self.log_change(request, here.row, f"Skickade tillbaka: {comment}")
        self.message_user(request, "Skickad tillbaka med din kommentar.", messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())


def undone(answer: HttpResponse) -> HttpResponse:
    """Render the page while the database is as it shows, and then undo that."""
    if isinstance(answer, TemplateResponse):
        answer.render()
    transaction.set_rollback(True)
    return answer
