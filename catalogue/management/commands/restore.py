"""Put a backup in the place of the database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.backup.files import BackupError
from catalogue.backup.restoring import restore


class Command(BaseCommand):
    """Read back what `backup` made; what was written since is lost."""

    help = (
        "Läs tillbaka en säkerhetskopia. Allt som har skrivits efter kopian försvinner. Går något "
        "fel är databasen som förut."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, and let a script answer the question."""
        parser.add_argument("path", type=Path, help="filen som kommandot backup gjorde")
        parser.add_argument("--no-input", action="store_true", help="fråga inte")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, restore, and build the index of what was restored."""
        path = options["path"]
        if not options["no_input"]:
            answer = input(f"Allt som har skrivits efter kopian {path} försvinner. Skriv ja: ")
            if answer.strip().lower() != "ja":
                raise CommandError("Inget är ändrat.")
        try:
            told = restore(path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Databasen är återläst från {path}.")
        for line in told:
            self.stdout.write(line)
        call_command("build_index", stdout=self.stdout)
