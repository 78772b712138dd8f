"""What an editor does to many interventions at once."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Intervention, User
from catalogue.models.status import OVER, UNPUBLISHED
from catalogue.upkeep.confirming import NOTHING_TO_CONFIRM, has_expired, may_be_confirmed

Status = Intervention.Status


@admin.action(description=_("Stämmer fortfarande – granskad i dag"), permissions=["change"])
def mark_reviewed(desk: Any, request: HttpRequest, chosen: QuerySet[Intervention]) -> None:
    """Note that the signed-in editor has found the facts right today, where there are any out."""
    rows = list(chosen)
    able = [row.pk for row in rows if may_be_confirmed(row)]
    done = _write(
        request,
        chosen.filter(pk__in=able),
        "Granskad: stämmer fortfarande.",
        reviewed_on=timezone.localdate(),
        reviewed_by=cast(User, request.user),
    )
    _tell(
        desk,
        request,
        done,
        _("1 insats är granskad i dag."),
        _("%(n)s insatser är granskade i dag."),
    )
    _refuse(desk, request, [row for row in rows if row.pk not in able], str(NOTHING_TO_CONFIRM))
    expired = [row for row in rows if row.pk in able and has_expired(row)]
    _refuse(
        desk,
        request,
        expired,
        _(
            "är granskad, men giltighetstiden har gått ut. Öppna insatsen och ange hur länge den "
            "gäller nu"
        ),
    )


@admin.action(description=_("Pausa"), permissions=["change"])
def pause(desk: Any, request: HttpRequest, chosen: QuerySet[Intervention]) -> None:
    """Pause those that run; drafts and what is over are left alone."""
    chosen = _publishable(desk, request, chosen)
    done = _write(
        request,
        chosen.filter(status__in=[Status.PLANNED, Status.OPEN, Status.FULL]),
        "Pausad.",
        status=Status.PAUSED,
    )
    _tell(desk, request, done, _("1 insats är pausad."), _("%(n)s insatser är pausade."))
    others = chosen.exclude(pk__in=done)
    _refuse(
        desk, request, others, _("kan inte pausas: bara det som pågår eller är planerat kan det")
    )


@admin.action(description=_("Avsluta"), permissions=["change"])
def end(desk: Any, request: HttpRequest, chosen: QuerySet[Intervention]) -> None:
    """End those that say what follows, and tell how to end the rest."""
    chosen = _publishable(desk, request, chosen)
    running = chosen.exclude(status__in=[*UNPUBLISHED, *OVER])
    silent = running.filter(replaced_by__isnull=True, nothing_replaces=False)
    refused = list(silent.order_by("name"))
    undated = running.filter(ended_on__isnull=True).exclude(pk__in=[row.pk for row in refused])
    dated = running.filter(ended_on__isnull=False).exclude(pk__in=[row.pk for row in refused])
    done = _write(request, dated, "Avslutad.", status=Status.ENDED)
    done += _write(
        request, undated, "Avslutad.", status=Status.ENDED, ended_on=timezone.localdate()
    )
    _tell(desk, request, done, _("1 insats är avslutad."), _("%(n)s insatser är avslutade."))
    _refuse(
        desk,
        request,
        refused,
        _(
            "kan inte avslutas än. Öppna insatsen och ange under ”Avslut” vad som ersätter "
            "den, eller kryssa i ”inget ersätter”. Avsluta den sedan"
        ),
    )
    others = chosen.exclude(pk__in=[*done, *(row.pk for row in refused)])
    _refuse(desk, request, others, _("kan inte avslutas: ett utkast, eller redan över"))


def _publishable(
    desk: Any, request: HttpRequest, chosen: QuerySet[Intervention]
) -> QuerySet[Intervention]:
    """Leave out those whose changes somebody else approves."""
    free = Intervention.objects.publishable_by(cast(User, request.user)).values("pk")
    _refuse(
        desk,
        request,
        chosen.exclude(pk__in=free),
        _(
            "ändras först när någon har godkänt det. Öppna insatsen, ändra och skicka för "
            "granskning"
        ),
    )
    return chosen.filter(pk__in=free)


def _write(
    request: HttpRequest, chosen: QuerySet[Intervention], told: str, **values: Any
) -> list[int]:
    """Change the rows, leave a line in each one's history, and return their numbers."""
    rows = list(chosen)
    numbers = [row.pk for row in rows]
    Intervention.objects.filter(pk__in=numbers).update(changed_at=timezone.now(), **values)
    if rows:
        LogEntry.objects.log_actions(cast(User, request.user).pk, rows, CHANGE, told)
    return numbers


def _tell(desk: Any, request: HttpRequest, done: list[int], one: Any, many: Any) -> None:
    if done:
        count = len(done)
        text = one if count == 1 else many % {"n": count}
        desk.message_user(request, text, messages.SUCCESS)


def _refuse(desk: Any, request: HttpRequest, rows: Any, why: Any) -> None:
    names = [row.name for row in rows]
    if names:
        shown = ", ".join(f"”{name}”" for name in names[:5])
        more = f" och {len(names) - 5} till" if len(names) > 5 else ""
        desk.message_user(request, f"{shown}{more} {why}.", messages.WARNING)
