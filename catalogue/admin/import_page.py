"""The page about a file that was handed in: it grows while the file is read, without scripts."""

import logging
import re
from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from catalogue.admin.common.pages import frame
from catalogue.exchange.incoming import exchange
from catalogue.exchange.outcome import Outcome, Progress
from catalogue.models import ImportRun, Intervention, User

_PAGE = "admin/catalogue/intervention/import_run.html"
_OUTCOME = "admin/catalogue/intervention/_import_outcome.html"
_MARK = "<!-- the file -->"
_ANSWER = re.compile(r"rad-([0-9]{1,9})")
SHOWN = 200  # of each sort; a person reads no more, and the figures count them all

logger = logging.getLogger(__name__)


def show(request: HttpRequest, run: ImportRun) -> HttpResponseBase:
    """Tell what reading the file in would do, or how it ended."""
    if run.state != ImportRun.State.WAITING:
        return _page(request, run, iter([_outcome(request, run, None)]))
    return _page(request, run, _read(request, run, apply=False))


def decide(request: HttpRequest, run: ImportRun) -> HttpResponseBase:
    """Read the file in, or put it aside."""
    if run.state != ImportRun.State.WAITING:
        return HttpResponseRedirect(request.path)
    if "cancel" in request.POST:
        _end(run, ImportRun.State.CANCELLED, _("Inget lästes in. Innehållet är tömt."))
        messages.info(request, _("Filen är lagd åt sidan. Inget har ändrats."))
        return HttpResponseRedirect(reverse("admin:catalogue_intervention_changelist"))
    return _page(request, run, _read(request, run, apply="apply" in request.POST))


def _page(request: HttpRequest, run: ImportRun, parts: Iterator[str]) -> HttpResponseBase:
    """Return a page whose middle is sent piece by piece."""
    get_token(request)  # its cookie cannot be set once the page has begun
    context = {
        **frame(request, Intervention, _("Läs in %(file_name)s") % {"file_name": run.file_name}),
        "run": run,
        "mark": _MARK,
    }
    head, tail = render_to_string(_PAGE, context, request).split(_MARK)

    def pieces() -> Iterator[str]:
        yield head
        yield from parts
        yield tail

    answer = StreamingHttpResponse(pieces())
    answer["X-Accel-Buffering"] = "no"  # a proxy must not save the pieces up
    answer["Content-Encoding"] = "identity"  # nor must compression
    answer["Cache-Control"] = "no-store"
    return answer


def _read(request: HttpRequest, run: ImportRun, *, apply: bool) -> Iterator[str]:
    """Yield the progress and the outcome of reading the file, as HTML."""
    yield _step(_("Filen öppnas …"))
    steps = exchange(
        bytes(run.content),
        run.file_name,
        cast(User, request.user),
        source=run.source,
        answers=_answers(request),
        apply=(lambda outcome: _finish(request, run, outcome)) if apply else None,
    )
    try:
        for step in steps:
            if isinstance(step, Progress):
                yield _step(
                    _("%(done)s av %(total)s rader är lästa …")
                    % {"done": step.done, "total": step.total}
                )
            else:
                if step.problems:  # what is refused is not kept
                    _end(
                        run,
                        ImportRun.State.REFUSED,
                        _("%(summary)s Innehållet är tömt.") % {"summary": step.summary},
                    )
                yield _outcome(request, run, step)
    except ValidationError as refusal:
        yield format_html('<p class="errornote">{}</p>', " ".join(refusal.messages))
    except Exception:
        logger.exception("An import failed")
        text = _("Något gick fel, och inget har ändrats. Felet är noterat.")
        yield format_html('<p class="errornote">{}</p>', text)


def _answers(request: HttpRequest) -> dict[int, str]:
    """Return what the person has said about single rows, by position."""
    given = ((_ANSWER.fullmatch(name), value) for name, value in request.POST.items())
    return {int(found[1]): str(value) for found, value in given if found}


def _finish(request: HttpRequest, run: ImportRun, outcome: Outcome) -> None:
    """Leave lines in the histories, and close the run; in the same transaction as the writing."""
    if not _end(run, ImportRun.State.DONE, outcome.summary):
        raise ValidationError(_("Filen är redan inläst, eller lagd åt sidan, i ett annat fönster."))
    told = f"Inläst ur filen {run.file_name}."
    for flag, touched in ((ADDITION, outcome.created), (CHANGE, outcome.changed)):
        rows: list[Intervention] = [entry.row for entry in touched]
        if rows:
            LogEntry.objects.log_actions(cast(User, request.user).pk, rows, flag, told)


def _end(run: ImportRun, state: ImportRun.State, outcome: str) -> bool:
    """Close the run and wipe what it holds, unless another window has been first."""
    return bool(ImportRun.objects.filter(pk=run.pk).close(state, outcome))


def _outcome(request: HttpRequest, run: ImportRun, outcome: Outcome | None) -> str:
    context: dict[str, Any] = {"run": run, "outcome": outcome, "shown": SHOWN}
    if outcome:
        context |= {
            "problems": outcome.problems[:SHOWN],
            "warnings": outcome.warnings[:SHOWN],
            "created": outcome.created[:SHOWN],
            "changed": outcome.changed[:SHOWN],
            "conflicts": outcome.conflicts[:SHOWN],
        }
    return render_to_string(_OUTCOME, context, request)


def _step(text: str) -> str:
    return format_html('<p class="import-step">{}</p>\n', text)
