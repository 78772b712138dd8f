"""What is remembered of who signed in: in each person's history in the admin, and kept there."""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import DatabaseError

from catalogue.models import User

logger = logging.getLogger(__name__)


def note(user: User, told: str) -> None:
    """Leave a line in the person's history; signing in goes on when the database cannot write."""
    try:
        LogEntry.objects.log_actions(user.pk, [user], CHANGE, told, single_object=True)
    except DatabaseError:
        logger.warning("Kunde inte skriva i användare %s historik: %s", user.pk, told)
