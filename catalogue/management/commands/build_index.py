"""Build the search index and save it."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.backup.restoring import settle
from catalogue.search.pruning import prune
from catalogue.search.restored import look_for_a_restore
from catalogue.search.snapshot import Moment, moments
from catalogue.search.sync import build


class Command(BaseCommand):
    """Write the snapshot that workers map when they start, and shorten the change log."""

    help = "Bygg sökindexet och spara det, så att webbplatsen startar snabbt. Kör det varje natt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="databasen har lästs tillbaka på annat sätt än med restore: gallra den, håll "
            "påminnelser och lita inte på något sparat",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build from the database, whatever was saved before."""
        begun = time.perf_counter()
        if options["after_restore"]:
            for line in settle():
                self.stdout.write(line)
        catalogue = build()
        look_for_a_restore()
        seconds = time.perf_counter() - begun
        self.stdout.write(f"Sökindexet har {len(catalogue.index)} insatser ({seconds:.1f} s).")
        at = Moment(catalogue.revision, catalogue.day)
        if catalogue.epoch and at not in moments(catalogue.epoch):
            raise CommandError("Sökindexet kunde inte sparas. Är disken full?")
        if gone := prune():
            self.stdout.write(f"{gone} gamla rader i ändringsloggen är bortgallrade.")
