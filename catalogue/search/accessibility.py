"""How a venue can be got into and borne, as its own words say. Silence is neither yes nor no."""

import datetime
import re
from collections.abc import Collection

from django.db.models import Q

from catalogue.models import Intervention, Venue
from catalogue.search.unsaid import NOT_SAID

WHEELS, WHEELS_NOT, HEARING, QUIET = "rullstol", "inte-rullstol", "horslinga", "lugnt"
_NOT = r"\b(?:utan|ingen|inga|inget|inte|ej|saknar)\b[^.;,]*"
_BARRED = re.compile(_NOT + r"\b(?:hiss|ramp|rullstol)|\b(?:hiss|ramp)\w* (?:saknas|finns inte)")
_SAYS = {
    WHEELS: re.compile(r"\b(?:rullstol|hiss|ramp)|\butan (?:trösklar|steg|trappor)\b"),
    HEARING: re.compile(r"\b(?:hörslinga|hörselslinga|teleslinga)"),
    QUIET: re.compile(r"\b(?:tyst|lugn|vilrum|eget väntrum|dämpa[td])"),
}


def read(text: str) -> set[str]:
    """Return what a venue's text on accessibility says."""
    text = text.casefold()
    told = {value for value, said in _SAYS.items() if said.search(text)}
    if _BARRED.search(text):
        told = told - {WHEELS} | {WHEELS_NOT}
    return told


def accessibility(entry: Intervention, _day: datetime.date) -> set[str]:
    """Return what the venues of an entry say, together."""
    told = {value for venue in entry.venues.all() for value in read(venue.accessibility)}
    return told or {NOT_SAID}


def accessibility_condition(values: Collection[str], _day: datetime.date) -> Q:
    """Ask the database the same thing: Python reads the texts of the venues."""
    told = dict(Venue.objects.exclude(accessibility="").values_list("pk", "accessibility"))
    says = {pk: read(text) for pk, text in told.items()}
    condition = Q(venues__in=[pk for pk, found in says.items() if found & set(values)])
    if NOT_SAID in values:
        saying = Intervention.objects.filter(venues__in=[pk for pk, found in says.items() if found])
        condition |= ~Q(pk__in=saying)
    return condition
