"""Where an entry is in its life, and what follows from it."""

from django.db import models


class Status(models.TextChoices):
    """Where an entry is in its life (status)."""

    DRAFT = "draft", "utkast"
    REVIEW = "review", "för granskning"
    PLANNED = "planned", "planerad"
    OPEN = "open", "pågående"
    PAUSED = "paused", "pausad"
    FULL = "full", "full"
    ENDED = "ended", "avslutad"
    REPLACED = "replaced", "ersatt av en annan"


class Scope(models.TextChoices):
    """Whom an intervention is directed at (inriktning, as in SUS)."""

    INDIVIDUAL = "individual", "individinriktad"
    STRUCTURAL = "structural", "strukturövergripande"


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
