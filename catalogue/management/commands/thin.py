"""Remove what is not to be kept any longer."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from catalogue.changes.noting import note, note_outside
from catalogue.models import Contact, ImportRun, SearchCount, Suggestion, UnsavedText
from catalogue.search.lookups import now_crisis
from catalogue.upkeep.limits import forget_earlier
from catalogue.upkeep.rounds import Round


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


def _thin_messages() -> int:
    """Empty what somebody dealt with long ago."""
    return Suggestion.objects.thinnable(settings.SUGGESTION_DAYS).thin()


def _thin_names() -> int:
    """Forget the persons whose last day has passed."""
    names = Contact.objects.with_outdated_person(timezone.localdate()).forget_persons()
    note(None, "Gallring")
    return names


def _thin_counts() -> int:
    """Throw away what tells yesterday's senders apart."""
    return forget_earlier(timezone.now())


def _thin_files() -> int:
    """Empty the files that nobody has gone on with."""
    told = "Ingen gick vidare med filen. Innehållet är tömt."
    return ImportRun.objects.forsaken(timezone.now()).close(ImportRun.State.CANCELLED, told)


def _thin_unsaved() -> int:
    """Delete what nobody has saved in time, or may save any longer."""
    return UnsavedText.objects.thin(timezone.now())


def _thin_searches() -> int:
    """Remove old counts, those that can never be read, and words that have become ones of danger.

    All of them where the site no longer counts.
    """
    rows = SearchCount.objects.all()
    if settings.SEARCH_STATISTICS:
        rows = rows.thinnable(settings.SEARCH_STATISTICS_MONTHS)
        rows |= SearchCount.objects.filter(words__in=now_crisis())
    return rows.delete()[0]


PARTS: dict[str, Callable[[], int]] = {  # the versions first: what others did is not the thinning's
    "versioner": note_outside,
    "meddelanden": _thin_messages,
    "namn": _thin_names,
    "inskick": _thin_counts,
    "sökningar": _thin_searches,
    "filer": _thin_files,
    "utkast": _thin_unsaved,
}
