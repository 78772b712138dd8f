"""Note versions of what was changed outside the desk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.versions.noting import note_all, note_outside


class Command(BaseCommand):
    """Make a version of each entry that was changed by no known hand; `thin` does it daily."""

    help = (
        "Notera versioner av det som har ändrats utanför redaktionen, till exempel direkt i "
        "databasen. Med --all jämförs varje post med sin senaste version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the comparison of everything."""
        parser.add_argument("--all", action="store_true", help="jämför alla poster")

    def handle(self, *args: Any, **options: Any) -> None:
        """Note, and say how many."""
        made = note_all("Första versionen") if options["all"] else note_outside()
        self.stdout.write(f"Nya versioner: {made}.")
