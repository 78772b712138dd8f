"""Numbers for the bodies of the area, which are real: only what is known, or says it is fiction."""

from collections.abc import Iterator

from catalogue.changes.noting import noting
from catalogue.models import Contact, Organisation

# The switchboard as its own page had it: vasteras.se, ”Servicedeklarationer”, read 2026-11-30.
KNOWN = {"vasteras-stad": "+4621390000"}
SUPPLIERS_SAY = "Arbetsförmedlingens nummer. Fråga efter leverantören."
# What the förbund has not used of two series that PTS keeps free for books and films.
FICTION = [f"+46{series}{last}" for series in ("3139006", "4062804") for last in range(50, 100)]
FICTION_SAYS = "Exempelnummer: ingen svarar där"


@noting(None, "Exempelnummer")
def give_numbers(source: str) -> None:
    """See that every contact of the entries from a source leads to a number."""
    for slug, phone in KNOWN.items():
        Organisation.objects.filter(slug=slug, phone="").update(phone=phone)
    payer = Organisation.objects.get(slug="arbetsformedlingen")
    contacts = Contact.objects.filter(interventions__source=source, phone="").distinct()
    free = iter(FICTION)
    for contact in contacts.select_related("organisation__parent__parent").order_by("pk"):
        if any(body.phone for body in _upwards(contact.organisation)):
            continue
        if "på uppdrag av A" in contact.organisation.name:
            contact.phone, contact.phone_hours = payer.phone, SUPPLIERS_SAY
        else:
            contact.phone, contact.phone_hours = next(free), FICTION_SAYS
        contact.save(update_fields=["phone", "phone_hours"])


def _upwards(body: Organisation | None) -> Iterator[Organisation]:
    while body:
        yield body
        body = body.parent
