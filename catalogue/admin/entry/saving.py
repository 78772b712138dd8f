"""What becomes of the form of an entry, from the pressed button to where it belongs.

What a form says is found by saving it, looking, and undoing it. So: **decide** what a button asks
that leaves the form alone, **try** what the form says, **compare** it with what others have saved
meanwhile, **judge** whether it may be so, and **store** it: in the entry, in a working copy beside
it, or nowhere, and then the page comes back with what stands in the way.
"""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.admin.entry.advice import advise
from catalogue.admin.entry.deciding import decide
from catalogue.admin.entry.edit import Edit, undone
from catalogue.admin.entry.page import page
from catalogue.admin.entry.posted_twice import SENT_TWICE, just_added
from catalogue.admin.entry.suggested import note_change
from catalogue.admin.entry.told import (
    history_line,
    may_publish,
    newest_line,
    told_of_conflict,
    wording,
)
from catalogue.changes.copies import Present, save_copy, settle
from catalogue.changes.noting import noting
from catalogue.changes.one_entry import write, write_before
from catalogue.changes.required import Lack, Standing, in_the_way, missing
from catalogue.changes.roads import Wish, apart, propose
from catalogue.changes.seen import Seen
from catalogue.models import Intervention, User
from catalogue.models.working_copy import State
from catalogue.values.differing import changed
from catalogue.values.fields import BEFORE
from catalogue.values.merging import join
from catalogue.values.record import fresh, read
from catalogue.values.registers import Book

Status = Intervention.Status
NOT_YOURS = _(
    "Du får inte publicera själv hos den här organisationen. Spara och skicka för granskning."
)
OTHERS_ROAD = _("En väg hör till dem som ansvarar för insatsen den går ut från.")


class NotStoredError(Exception):
    """What a form says cannot be stored: reasons by field, and facts that are missing."""

    def __init__(self, reasons: dict[str, list[str]], lacking: list[Lack] | None = None) -> None:
        super().__init__()
        self.reasons = reasons
        self.lacking = lacking or []


@dataclass
class Trial:
    """An entry as the form would have it."""

    number: int
    values: dict[str, Any]
    """What the form says, others' roads included."""
    kept: list[dict[str, Any]]
    """The roads that lead to it, with others' as they were: those can only be wished for."""
    wishes: list[Wish]


def receive(edit: Edit) -> HttpResponse:
    """Take in what was written, all or nothing; show the page again where it is refused."""
    how = "Inlagd i redaktionen" if edit.new else "Ändrad i redaktionen"
    try:
        with noting(edit.user, how), transaction.atomic():
            return _add(edit) if edit.new else _change(edit)
    except NotStoredError as refusal:
        edit.reasons = refusal.reasons
        edit.extra["lacking"] = refusal.lacking
        return show_again(edit)


def show_again(edit: Edit) -> HttpResponse:
    """Show what was typed, with what is wrong with it."""
    if answer := edit.look_up():
        return answer
    with undone():
        edit.fill_in()
        return page(edit).render()


def _add(edit: Edit) -> HttpResponse:
    edit.look_up()
    trial = try_out(edit)
    if trial is None:
        return page(edit)
    row = edit.form.instance
    if "_saveasnew" not in edit.pressed and (same := just_added(edit.user, row)):
        raise NotStoredError({"name": [SENT_TWICE.format(same.pk)]})
    _judge(edit, trial, None)
    _wish(edit, row, trial)
    line = edit.desk.construct_change_message(edit.request, edit.form, edit.formsets, add=True)
    edit.desk.log_addition(edit.request, row, line)
    advise(edit.request, row)
    note_change(edit.request, row, None)
    answer: HttpResponse = edit.desk.response_add(edit.request, row)
    return answer


def _change(edit: Edit) -> HttpResponse:
    if answer := edit.look_up(held=True) or decide(edit):
        return answer
    here = cast(Present, edit.here)
    seen = Seen.parse(edit.told["seen"])
    before = Standing(here.row.status, missing(here.row))
    with undone():
        trial = try_out(edit)
        if trial is None:
            return page(edit).render()
        fits = seen.fits(here.stored, here.shown)
        free = fits and _judge(edit, trial, before)
    if not fits:
        return _compare(edit, here, seen, trial)
    waits = here.row.is_public and (not free or {"_copy", "_submit"} & edit.pressed)
    return _store_beside(edit, here, trial) if waits else _store(edit, here, trial)


def try_out(edit: Edit) -> Trial | None:
    """Save what the form says; whoever asks undoes it or lets it stand. None: it is not valid."""
    if not edit.fill_in():
        return None
    _settle_status(edit, edit.form.instance)
    row = fresh(edit.save())
    values = read(row)
    stored = edit.here.stored[BEFORE] if edit.here else []
    kept, wishes = apart(stored, values[BEFORE], edit.user)
    write_before(row, kept)
    return Trial(row.pk, values, kept, wishes)


def _settle_status(edit: Edit, row: Intervention) -> None:
    """Note who reviewed it, and what the pressed button makes of it."""
    if "_saveasnew" in edit.pressed:
        row.status, row.reviewed_on, row.reviewed_by = Status.DRAFT, None, None
    elif "reviewed_on" in edit.form.changed_data:
        row.reviewed_by = edit.user if row.reviewed_on else None
    if not row.is_public and "_publish" in edit.pressed:
        row.status = Status.OPEN
        if row.reviewed_on is None:
            row.reviewed_on, row.reviewed_by = timezone.localdate(), edit.user
    elif not row.is_public and "_submit" in edit.pressed:
        row.status = Status.REVIEW


def _compare(edit: Edit, here: Present, seen: Seen, trial: Trial) -> HttpResponse:
    """Show both people's values; nothing is stored, and one's own stay in the form."""
    joined = join(seen.fields, trial.values, here.shown)
    conflict = told_of_conflict(here, seen, joined, Book(edit.user))
    mark = str(Seen.of(newest_line(here.row), here.stored, here.shown))
    try:
        return show_values(edit, here, joined.values, conflict=conflict, seen=mark)
    except ValidationError as broken:  # the two do not go together
        raise NotStoredError({"": [conflict.summary, *broken.messages]}) from broken


def show_values(edit: Edit, here: Present, values: dict[str, Any], **told: Any) -> HttpResponse:
    """Show the page as if the entry held the values."""
    with undone():
        write(here.row, values, edit.user)
        edit.posted = None
        edit.told |= told
        edit.fill_in()
        return page(edit).render()


def _judge(edit: Edit, trial: Trial, before: Standing | None) -> bool:
    """Refuse what may not be so; tell whether the person may publish it.

    The entry is now as the form would have it; `edit.here` is how it was.
    """
    here, row = edit.here, fresh(trial.number)
    free = here is None or may_publish(edit.user, here.row)
    free = free and may_publish(User.objects.get(pk=edit.user.pk), row)
    was_public = here is not None and here.row.is_public
    if row.is_public and not was_public and not free:
        raise NotStoredError({"status": [str(NOT_YOURS)]})
    waits = not free or "_copy" in edit.pressed
    if was_public and waits and "_submit" not in edit.pressed:
        return free
    if lacking := in_the_way(row.status, missing(row), before):
        reasons: dict[str, list[str]] = {}
        for lack in lacking:
            reasons.setdefault(lack.field, []).append(lack.reason)
        raise NotStoredError(reasons, lacking)
    return free


def _store(edit: Edit, here: Present, trial: Trial) -> HttpResponse:
    """Put what the form says in the entry."""
    values = {**trial.values, BEFORE: trial.kept}
    names = changed(here.stored, values)
    try:
        write(here.row, values, edit.user)
    except ValidationError as broken:
        raise NotStoredError({"": broken.messages}) from broken
    if here.copy:
        settle(here.copy, State.APPROVED, edit.user)
    row = fresh(here.row.pk)
    _log(edit, row, history_line(names, "Godkände arbetskopian" if here.copy else ""))
    _wish(edit, row, trial)
    advise(edit.request, row)
    answer: HttpResponse = edit.desk.response_change(edit.request, row)
    return answer


def _store_beside(edit: Edit, here: Present, trial: Trial) -> HttpResponse:
    """Put what the form says in a working copy, if it differs from what is published."""
    names = changed(here.stored, trial.values)
    if names:
        sent = "_submit" in edit.pressed
        waits = sent or bool(here.copy and here.copy.state == State.REVIEW)
        save_copy(here, trial.values, edit.user, State.REVIEW if waits else State.DRAFT)
        what = "Skickade en arbetskopia för granskning" if sent else "Sparade en arbetskopia"
        _log(edit, here.row, history_line(names, what))
        told = (
            _("Arbetskopian är skickad för granskning.") if sent else _("Arbetskopian är sparad.")
        )
        until = _("Besökarna ser det som var publicerat tills den godkänns.")
        messages.success(edit.request, f"{told} {until}")
        advise(edit.request, wording(trial.values))
    else:
        if here.copy:
            settle(here.copy, State.DISCARDED, edit.user)
        messages.info(edit.request, _("Inget skiljer sig från det publicerade. Inget sparades."))
    return HttpResponseRedirect(edit.request.get_full_path())


def _wish(edit: Edit, row: Intervention, trial: Trial) -> None:
    """Send what is wished of others' entries, and tell where it went."""
    for before in propose(row, trial.wishes, edit.user):
        told = _("De som ansvarar för ”%(entry)s” har ditt förslag i sin lista.")
        messages.success(edit.request, f"{OTHERS_ROAD} {told % {'entry': before}}")


def _log(edit: Edit, row: Intervention, line: str) -> None:
    """Write in the history what happened, and on a reader's message that it led to that."""
    note_change(edit.request, row, str(row.pk))
    edit.desk.log_change(edit.request, row, line)
