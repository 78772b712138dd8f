"""Import fact sheets from a JSON file; a dry run unless told to apply."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.exchange.factsheets.load import import_file


class Command(BaseCommand):
    """Print what importing a file does, or would do."""

    help = (
        "Läs in insatser från en JSON-fil. Utan --apply är det en provkörning: allt görs och "
        "ångras, så att rapporten stämmer. Filen läses in hel eller inte alls."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, and what to do with it."""
        parser.add_argument("file", type=Path, help="JSON-fil med insatser")
        parser.add_argument("--apply", action="store_true", help="spara det som läses in")
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--source", default="", help="källa som katalogen känner till")
        source.add_argument("--new-source", default="", help="namn på en källa som är ny")
        parser.add_argument("--json", action="store_true", help="skriv rapporten som JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the report, and end with 1 where there were problems."""
        report = import_file(
            options["file"],
            source=options["source"] or options["new_source"],
            new=bool(options["new_source"]),
            apply=options["apply"],
        )
        if options["json"]:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
            self.stdout.write(text)
        else:
            for line in report.lines():
                self.stdout.write(line)
        if report.problems:
            raise CommandError(f"Inget lästes in: {len(report.problems)} fel.")
