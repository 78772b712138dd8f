"""Build the search index and save it."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from catalogue.searching.sync import build, read_mark


class Command(BaseCommand):
    """Write the snapshot that workers map when they start."""

    help = "Bygg sökindexet och spara det, så att webbplatsen startar snabbt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build from the database, whatever was saved before."""
        begun = time.perf_counter()
        catalogue = build(read_mark())
        seconds = time.perf_counter() - begun
        self.stdout.write(f"Sökindexet har {len(catalogue.index)} insatser ({seconds:.1f} s).")
