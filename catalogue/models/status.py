"""Where an entry is in its life, and what follows from it."""

from django.db import models

from catalogue.models.marked import _


class Status(models.TextChoices):
    """Where an entry is in its life (status)."""

    DRAFT = "draft", _("utkast")
    REVIEW = "review", _("för granskning")
    PLANNED = "planned", _("planerad")
    OPEN = "open", _("pågående")
    PAUSED = "paused", _("pausad")
    FULL = "full", _("full")
    ENDED = "ended", _("avslutad")
    REPLACED = "replaced", _("ersatt av en annan")


class Scope(models.TextChoices):
    """Whom an intervention is directed at (inriktning, as in Uppföljning Finsam)."""

    INDIVIDUAL = "individual", _("individinriktad")
    STRUCTURAL = "structural", _("strukturövergripande")


UNPUBLISHED = (Status.DRAFT, Status.REVIEW)
"""What visitors do not see yet."""

OVER = (Status.ENDED, Status.REPLACED)


def running(relation: str) -> models.Q:
    """Return the condition that the entry at the end of `relation` takes people in, or will."""
    return models.Q(
        **{
            f"{relation}__status__in": set(Status) - {*UNPUBLISHED, *OVER},
            f"{relation}__scope": Scope.INDIVIDUAL,
        }
    )
