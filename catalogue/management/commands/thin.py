"""Remove what is not to be kept any longer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from catalogue.feedback.limits import forget_earlier
from catalogue.models import Contact, Suggestion
from catalogue.versions.noting import note, note_outside


class Command(BaseCommand):
    """Thin readers' messages, names and the counts of posts (gallring); to be run once a day."""

    help = (
        "Gallra: töm meddelanden från läsare som någon har behandlat för länge sedan "
        "(SUGGESTION_DAYS), namn på kontaktpersoner vars slutdag har passerat, och gårdagens "
        "räkning av inskick. Kör en gång om dygnet."
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
            if options["dry_run"]:
                transaction.set_rollback(True)
        done = "Skulle gallras" if options["dry_run"] else "Gallrat"
        waiting = Suggestion.objects.waiting().count()
        self.stdout.write(
            f"{done}: {messages} meddelanden som behandlats för mer än {days} dagar sedan, "
            f"{counts} rader om inskick. Namn på kontaktpersoner: {names}. "
            f"Meddelanden som väntar: {waiting}. "
            f"Versioner av det som ändrats utanför redaktionen: {versions}."
        )
