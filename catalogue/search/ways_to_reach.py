"""How one gets hold of somebody: by what stands on the contacts that answer."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from catalogue.models import Contact, Intervention
from catalogue.search.unsaid import NOT_SAID

# The value of the address -> the field of the contact.
WAYS: Mapping[str, str] = {"telefon": "phone", "epost": "email", "formular": "form"}


def ways_to_reach(entry: Intervention) -> set[str]:
    """Return the ways in which some working contact of an entry can be reached."""
    working = [contact for contact in entry.contacts.all() if contact.works]
    found = {way for way, field in WAYS.items() if any(getattr(row, field) for row in working)}
    return found or {NOT_SAID}


def ways_condition(values: Collection[str]) -> Q:
    """Ask the database the same thing."""
    condition = _reached_by(*(way for way in WAYS if way in values))
    if NOT_SAID in values:
        condition |= ~Q(pk__in=Intervention.objects.filter(_reached_by(*WAYS)))
    return condition


def _reached_by(*ways: str) -> Q:
    condition = Q(pk__in=[])
    for way in ways:
        contacts = Contact.objects.working().exclude(**{WAYS[way]: ""})
        condition |= Q(contacts__in=contacts)
    return condition
