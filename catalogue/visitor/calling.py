"""Somebody to call, in words: what to do where the number itself is missing."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from catalogue.models.calling import Chain, Rung
from catalogue.presentation import phone, swedish


def number_missing(chain: Chain) -> Markup:
    """Tell which switchboard to ring instead, and whom to ask for; nothing if a contact has one.

    A page shows the contacts of the chain itself, with `phone`, `email` and `form`.
    """
    nearest = chain.number
    asked = Markup("”{}”").format(swedish(chain.ask_for))
    if nearest is None:
        told = _("Numret saknas. Ring kommunens växel och fråga efter %(what)s.")
        return escape(told) % {"what": asked}
    if nearest.rung is Rung.CONTACT:
        return Markup()
    told = _("Numret saknas. Ring växeln hos %(body)s, %(number)s, och fråga efter %(what)s.")
    values = {"body": swedish(nearest.name), "number": phone(nearest.phone), "what": asked}
    return escape(told) % values
