"""Compile the Swedish lexicon."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from catalogue.engine.language import Lexicon, LexiconError
from catalogue.engine.language.build import build_lexicon, fingerprint
from catalogue.engine.language.teaching import Said
from catalogue.engine.vocabulary import read_groups


class Command(BaseCommand):
    """Write the lexicon that every worker maps into memory."""

    requires_system_checks = []  # one of them asks for what this command makes
    help = "Bygg det svenska lexikonet i var/lexicon. Tar ungefär en halv minut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--if-needed", action="store_true", help="gör ingenting om lexikonet redan är rätt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, unless a usable lexicon is there and that was enough."""
        said = [group.said for group in read_groups()]
        if options["if_needed"] and _is_right(said):
            return
        self.stdout.write("Bygger det svenska lexikonet …")
        version = build_lexicon(settings.LEXICON_DIR, said)
        self.stdout.write(f"Lexikonet är klart (version {version}).")


def _is_right(said: Said) -> bool:
    """Tell whether the lexicon that is there can be used, and was taught by these phrases."""
    try:
        taught: str = Lexicon(settings.LEXICON_DIR).taught
    except LexiconError:
        return False
    return taught == fingerprint(said)
