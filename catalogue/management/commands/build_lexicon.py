"""Compile the Swedish lexicon."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from catalogue.engine.language import Lexicon, LexiconError
from catalogue.engine.language.build import build_lexicon


class Command(BaseCommand):
    """Write the lexicon that every worker maps into memory."""

    requires_system_checks = []  # one of them asks for what this command makes
    help = "Bygg det svenska lexikonet i var/lexicon. Tar ungefär en kvarts minut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--if-needed", action="store_true", help="gör ingenting om lexikonet redan är rätt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, unless a usable lexicon is there and that was enough."""
        if options["if_needed"]:
            try:
                Lexicon(settings.LEXICON_DIR)
            except LexiconError:
                pass
            else:
                return
        self.stdout.write("Bygger det svenska lexikonet …")
        version = build_lexicon(settings.LEXICON_DIR)
        self.stdout.write(f"Lexikonet är klart (version {version}).")
