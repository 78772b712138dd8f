"""Build the search index and save it."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.searching.pruning import begin_anew, prune
from catalogue.searching.sync import build


class Command(BaseCommand):
    """Write the snapshot that workers map when they start, and shorten the change log."""

    help = "Bygg sökindexet och spara det, så att webbplatsen startar snabbt. Kör det varje natt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="databasen har lästs tillbaka från en säkerhetskopia: lita inte på något sparat",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build from the database, whatever was saved before."""
        begun = time.perf_counter()
        if options["after_restore"]:
            begin_anew()
        catalogue = build()
        seconds = time.perf_counter() - begun
        self.stdout.write(f"Sökindexet har {len(catalogue.index)} insatser ({seconds:.1f} s).")
        if gone := prune():
            self.stdout.write(f"{gone} gamla rader i ändringsloggen är bortgallrade.")
