"""Copy the database into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.backup.files import BackupError
from catalogue.backup.restoring import back_up


class Command(BaseCommand):
    """Make a backup while the site is in use; `restore` reads it."""

    help = "Gör en säkerhetskopia av databasen medan webbplatsen är i gång, och kontrollera den."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file."""
        parser.add_argument("path", type=Path, help="den nya filen; den får inte finnas")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, check, and tell how large it is."""
        try:
            back_up(options["path"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = options["path"].stat().st_size / 1e6
        self.stdout.write(f"Säkerhetskopian {options['path']} är klar och hel ({size:.1f} MB).")
