"""Moments as people say them."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format


def spoken(moment: datetime.datetime) -> str:
    """Return the time of day, 14.02, with the day before it unless that is today."""
    local = timezone.localtime(moment)
    return date_format(local, "H.i" if local.date() == timezone.localdate() else "j F H.i")
