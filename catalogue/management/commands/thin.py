"""Remove what is not to be kept any longer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from catalogue.feedback.limits import forget_earlier
from catalogue.models import Suggestion
from catalogue.versions.noting import note_outside


class Command(BaseCommand):
    """Thin readers' messages and the counts of posts (gallring); to be run once a day."""

    help = (
        "Gallra: ta bort meddelanden från läsare som någon har behandlat för länge sedan "
        "(SUGGESTION_DAYS), och gårdagens räkning av inskick. Kör en gång om dygnet."
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
            messages, _ = Suggestion.objects.thinnable(days).delete()
            counts = forget_earlier(timezone.now())
            if options["dry_run"]:
                transaction.set_rollback(True)
        done = "Skulle gallras" if options["dry_run"] else "Gallrat"
        waiting = Suggestion.objects.unanswered().count()
        self.stdout.write(
            f"{done}: {messages} meddelanden som behandlats för mer än {days} dagar sedan, "
            f"{counts} rader om inskick. Nya meddelanden som väntar: {waiting}. "
            f"Versioner av det som ändrats utanför redaktionen: {versions}."
        )
