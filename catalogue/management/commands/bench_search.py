"""Measure the search."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from benchmarks.report import lines
from benchmarks.running import run


def sizes(text: str) -> list[int]:
    """Read numbers with commas between."""
    return [int(number) for number in text.split(",")]


class Command(BaseCommand):
    """Print how fast and how large the search is, beside its yardsticks."""

    help = "Mät sökningen i påhittade kataloger. Rör varken webbplatsens databas eller dess index."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the sizes, and where the figures go."""
        parser.add_argument(
            "--sizes", type=sizes, default=[1_000, 10_000], help="till exempel 1000,10000,100000"
        )
        parser.add_argument("--json", type=Path, help="skriv siffrorna till en fil")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print, and write."""
        figures = run(options["sizes"])
        for line in lines(figures):
            self.stdout.write(line)
        if options["json"]:
            content = json.dumps(figures, ensure_ascii=False, indent=1)
            options["json"].write_text(content, encoding="utf-8")
