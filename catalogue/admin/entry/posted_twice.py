"""A form for a new entry that is sent once more, as by the browser's way back."""

from datetime import timedelta

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.exchange.namesakes import folded_name
from catalogue.models import Intervention, User

_WHILE = timedelta(hours=1)
SENT_TWICE = _(
    "Du har nyss sparat en insats med det namnet hos samma organisation: nr {}. "
    "Öppna den om du vill ändra mer. Är det här en till, så ge den ett annat namn."
)


def just_added(user: User, row: Intervention) -> Intervention | None:
    """Return the entry of the same name and organisation that the person has just added."""
    added = LogEntry.objects.filter(
        user=user,
        action_flag=ADDITION,
        content_type=ContentType.objects.get_for_model(Intervention),
        action_time__gte=timezone.now() - _WHILE,
    )
    numbers = [int(number or 0) for number in added.values_list("object_id", flat=True)]
    there = Intervention.objects.filter(pk__in=numbers, organisation=row.organisation_id)
    name = folded_name(row.name)
    return next((other for other in there if folded_name(other.name) == name), None)
