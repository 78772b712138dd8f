"""Fill a catalogue with the demo; one that has entries of its own is left alone."""

from django.conf import settings
from django.db import transaction

from catalogue.exchange.demo.forbund import ExampleError, is_loaded, load_forbund
from catalogue.exchange.demo.numbers import give_numbers
from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention

AREA = "interventions"


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
    give_numbers(AREA)
    return len(report.created)
