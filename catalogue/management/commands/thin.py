"""Remove what is not to be kept any longer."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from catalogue.changes.noting import note_outside
from catalogue.changes.unsaved import thin_unsaved
from catalogue.exchange.thinning import thin_files
from catalogue.models import Suggestion
from catalogue.search.thinning import thin_searches
from catalogue.upkeep.rounds import Round
from catalogue.upkeep.thinning import thin_messages, thin_names, thin_posts


class Command(BaseCommand):
    """Thin messages, names, and the counts of posts and searches (gallring); once a day."""

    help = (
        "Gallra: töm meddelanden från läsare som någon har behandlat för länge sedan "
        "(SUGGESTION_DAYS), namn på kontaktpersoner vars slutdag har passerat, gårdagens "
        "räkning av inskick, gamla sökningar (SEARCH_STATISTICS_MONTHS), innehållet i filer "
        "som ingen har gått vidare med på ett dygn, och text som ingen har sparat på 14 dagar. "
        "Kör en gång om dygnet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the trial run."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Berätta vad som skulle tas bort, ta inte bort."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, or tell what would be removed; what cannot be is no hindrance to the rest."""
        parts, gone = Round("delar av gallringen"), Counter[str]()
        for name, thin in PARTS.items():
            with parts.step(name), transaction.atomic():
                gone[name] = thin()
                if options["dry_run"]:
                    transaction.set_rollback(True)
        done = "Skulle gallras" if options["dry_run"] else "Gallrat"
        waiting = Suggestion.objects.waiting().count()
        self.stdout.write(
            f"{done}: {gone['meddelanden']} meddelanden som behandlats för mer än "
            f"{settings.SUGGESTION_DAYS} dagar sedan, {gone['inskick']} rader om inskick, "
            f"{gone['sökningar']} rader om sökningar, {gone['utkast']} osparade texter. "
            f"Namn på kontaktpersoner: {gone['namn']}. "
            f"Filer som ingen gick vidare med: {gone['filer']}. "
            f"Meddelanden som väntar: {waiting}. "
            f"Versioner av det som ändrats utanför redaktionen: {gone['versioner']}."
        )
        parts.finish()


PARTS: dict[str, Callable[[], int]] = {  # the versions first: what others did is not the thinning's
    "versioner": note_outside,
    "meddelanden": thin_messages,
    "namn": thin_names,
    "inskick": thin_posts,
    "sökningar": thin_searches,
    "filer": thin_files,
    "utkast": thin_unsaved,
}
