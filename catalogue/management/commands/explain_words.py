"""Show how the search understands words."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.engine.vocabulary import Distress
from catalogue.search.query import Query
from catalogue.search.sync import current


class Command(BaseCommand):
    """Print the key, the parts and the alternatives of each word."""

    help = "Visa hur sökningen förstår ord: nyckel, delar, rättelser, synonymer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the words."""
        parser.add_argument("words", nargs="+", help="ord eller uttryck")

    def handle(self, *args: Any, **options: Any) -> None:
        """Explain each."""
        catalogue = current()
        analyser = catalogue.index.analyser
        for words in options["words"]:
            self.stdout.write(words)
            plan = catalogue.plan(Query(words))
            for word in words.casefold().split():
                parts = " + ".join(analyser.parts(word)) or "–"
                known = "ja" if analyser.lexicon.knows(word) else "nej"
                self.stdout.write(
                    f"  {word}: nyckel {analyser.key(word)}, delar {parts}, i lexikonet {known}"
                )
            for correction in plan.corrections:
                self.stdout.write(f"  rättat: {correction.typed} → {correction.used}")
            for group in plan.groups:
                self.stdout.write(f"  ”{group.typed}” finner:")
                for way in group.alternatives:
                    self.stdout.write(f"    {way.boost:.2f}  {way.word}  ({way.kind})")
            if plan.distress is Distress.DANGER:
                self.stdout.write("  visar hjälprutan")
            elif plan.distress:
                self.stdout.write("  visar raden om någon att prata med")
