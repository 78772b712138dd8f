"""Who did something with a row, or looks after it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from catalogue.models.marked import Marked

if TYPE_CHECKING:
    from catalogue.models.user import User


def acted_by(label: Marked, **more: Any) -> "models.ForeignKey[User | None, User | None]":
    """Return a field for a person; there may be none, and whoever acted cannot be removed."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **more,
    )
