"""Note versions of what was changed outside the desk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.changes.noting import note_every, note_outside
from catalogue.changes.shapes import SHAPES
from catalogue.upkeep.rounds import Round


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
        """Note, and say how many; a kind of entry that fails is no hindrance to the others."""
        kinds, made = Round("slag av poster"), 0
        with kinds.step("ändrat utanför redaktionen"):
            made += note_outside()
        for shape in SHAPES.values() if options["all"] else ():
            with kinds.step(str(shape.model._meta.verbose_name_plural)):
                made += note_every(shape, "Första versionen")
        self.stdout.write(f"Nya versioner: {made}.")
        kinds.finish()
