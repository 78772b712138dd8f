"""Fill a catalogue with the demo; one that has entries of its own is left alone."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from catalogue.changes.noting import noting
from catalogue.exchange.demo.forbund import ExampleError, is_loaded, load_forbund
from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Contact, Intervention, Organisation

AREA = "interventions"
# What the förbund has not used of two series that PTS keeps free for books and films.
FICTION = [f"+46{series}{last}" for series in ("3139006", "4062804") for last in range(50, 100)]
FICTION_SAYS = "Exempelnummer: ingen svarar där"


def load_demo() -> int:
    """Load what is missing of the demo, all of it or nothing; return how many entries that made.

    Raise ExampleError where the files hold something that the catalogue cannot.
    """
    with transaction.atomic():
        if Intervention.objects.filter(example=False).exists():
            return 0
        made = 0 if Intervention.objects.filter(source=AREA).exists() else load_area()
        return made if is_loaded() else made + load_forbund()


def load_area() -> int:
    """Load the wider area around the exemplary förbund: fact sheets from four parts of Sweden."""
    path = settings.BASE_DIR / "fixtures" / "interventions.json"
    # All that is read out of this prose has been looked through (test_looked_through.py).
    report = import_file(path, source=AREA, new=True, apply=True, accept=True)
    if report.problems:
        raise ExampleError("\n".join(str(problem) for problem in report.problems))
    give_numbers()
    return len(report.created)


@noting(None, "Exempelnummer")
def give_numbers() -> None:
    """Give a number of fiction to each contact of the area above whom nobody has a real one."""
    contacts = Contact.objects.filter(interventions__source=AREA, phone="").distinct()
    free = iter(FICTION)
    for contact in contacts.select_related("organisation__parent__parent").order_by("pk"):
        if not any(body.phone for body in _upwards(contact.organisation)):
            contact.phone, contact.phone_hours = next(free), FICTION_SAYS
            contact.save(update_fields=["phone", "phone_hours"])


def _upwards(body: Organisation | None) -> Iterator[Organisation]:
    while body:
        yield body
        body = body.parent
