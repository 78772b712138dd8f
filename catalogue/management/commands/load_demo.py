"""Fill an empty catalogue with the demo entries."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from catalogue.models import Intervention


class Command(BaseCommand):
    """Import `fixtures/interventions.json` unless the catalogue already holds something."""

    help = "Fyll en tom katalog med exempeldata. En katalog som har insatser lämnas orörd."

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or say that there is nothing to do."""
        if Intervention.objects.exists():
            self.stdout.write("Katalogen har redan insatser; exempeldata läses inte in.")
            return
        demo = settings.BASE_DIR / "fixtures" / "interventions.json"
        call_command("import_interventions", str(demo), apply=True, stdout=self.stdout)
