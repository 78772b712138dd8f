"""Load the places, parties and lists that every catalogue begins with."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.exchange.reference import load_reference


class Command(BaseCommand):
    """Load `fixtures/geography.json` and `fixtures/terms.json`; safe to run again."""

    help = (
        "Läs in län, kommuner, myndigheter, regioner och katalogens listor. "
        "Det som redaktionen har ändrat lämnas orört."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        report = load_reference()
        if options["verbosity"]:
            self.stdout.write("\n".join(report.lines()))
