"""Remove what is not to be kept any longer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from catalogue.feedback.limits import forget_earlier
from catalogue.keeping.searches import now_crisis
from catalogue.models import Contact, SearchCount, Suggestion
from catalogue.versions.noting import note, note_outside


class Command(BaseCommand):
    """Thin messages, names, and the counts of posts and searches (gallring); once a day."""

    help = (
        "Gallra: töm meddelanden från läsare som någon har behandlat för länge sedan "
        "(SUGGESTION_DAYS), namn på kontaktpersoner vars slutdag har passerat, gårdagens "
        "räkning av inskick och gamla sökningar (SEARCH_STATISTICS_MONTHS). "
        "Kör en gång om dygnet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the trial run."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Berätta vad som skulle tas bort, ta inte bort."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, or tell what would be removed."""
        days = settings.SUGGESTION_DAYS
        with transaction.atomic():
            versions = note_outside()
            messages = Suggestion.objects.thinnable(days).thin()
            names = Contact.objects.with_outdated_person(timezone.localdate()).forget_persons()
            note(None, "Gallring")
            counts = forget_earlier(timezone.now())
            searches = _thin_searches()
            if options["dry_run"]:
                transaction.set_rollback(True)
        done = "Skulle gallras" if options["dry_run"] else "Gallrat"
        waiting = Suggestion.objects.waiting().count()
        self.stdout.write(
            f"{done}: {messages} meddelanden som behandlats för mer än {days} dagar sedan, "
            f"{counts} rader om inskick, {searches} rader om sökningar. "
            f"Namn på kontaktpersoner: {names}. Meddelanden som väntar: {waiting}. "
            f"Versioner av det som ändrats utanför redaktionen: {versions}."
        )


def _thin_searches() -> int:
    """Remove old counts, those that can never be read, and words that have become ones of danger.

    All of them where the site no longer counts.
    """
    rows = SearchCount.objects.all()
    if settings.SEARCH_STATISTICS:
        rows = rows.thinnable(settings.SEARCH_STATISTICS_MONTHS)
        rows |= SearchCount.objects.filter(words__in=now_crisis())
    return rows.delete()[0]
