"""What the catalogue understood of a telephone number that somebody wrote."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.models.telephones import shown


def say_number(request: HttpRequest, form: Any) -> None:
    """Tell how a new number is read, where that is not how it was written."""
    number = shown(form.cleaned_data.get("phone", ""))
    written = form.data.get("phone", "").strip()
    if number and "phone" in form.changed_data and number != written:
        told = _("Telefonnumret är läst som %(number)s. Stämmer det?")
        messages.info(request, told % {"number": number})
