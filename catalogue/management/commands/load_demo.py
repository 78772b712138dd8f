"""Fill an empty catalogue with the demo entries."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention

SOURCE = "interventions"


class Command(BaseCommand):
    """Import `fixtures/interventions.json` unless the catalogue already holds something."""

    help = "Fyll en tom katalog med exempeldata. En katalog som har insatser lämnas orörd."

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or say that there is nothing to do."""
        if Intervention.objects.exists():
            self.stdout.write("Katalogen har redan insatser; exempeldata läses inte in.")
            return
        path = settings.BASE_DIR / "fixtures" / "interventions.json"
        # All that is read out of this prose has been looked through (test_looked_through.py).
        report = import_file(path, source=SOURCE, new=True, apply=True, accept=True)
        if report.problems:
            raise CommandError("\n".join(str(problem) for problem in report.problems))
        self.stdout.write(f"{Intervention.objects.count()} insatser inlästa som exempeldata.")
