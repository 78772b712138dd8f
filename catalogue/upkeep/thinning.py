"""What readers told, who posted, and whom to turn to: kept no longer than it is needed."""

from django.conf import settings
from django.utils import timezone

from catalogue.changes.noting import note
from catalogue.models import Contact, Suggestion
from catalogue.upkeep.limits import forget_earlier


def thin_messages() -> int:
    """Empty what somebody dealt with long ago."""
    return Suggestion.objects.thinnable(settings.SUGGESTION_DAYS).thin()


def thin_names() -> int:
    """Forget the persons whose last day has passed."""
    names = Contact.objects.with_outdated_person(timezone.localdate()).forget_persons()
    note(None, "Gallring")
    return names


def thin_posts() -> int:
    """Throw away what tells yesterday's senders apart."""
    return forget_earlier(timezone.now())
