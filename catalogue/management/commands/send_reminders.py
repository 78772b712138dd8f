"""Remind editors of the entries that wait for a review."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalogue.search.restored import look_for_a_restore, release_letters, restored_at
from catalogue.upkeep.recipients import reminders_for
from catalogue.upkeep.rounds import Round
from catalogue.upkeep.sending import send_all

HELD = (
    "Inget skickat. Databasen är en återläst kopia ({:%Y-%m-%d %H:%M}): brev som redan har gått "
    "kan gå en gång till, och namn som är raderade kan vara tillbaka. Gå igenom påminnelser, "
    "kontakter och konton. Skriv sedan: manage.py send_reminders --release"
)
MISSING = "{} saknas. Sätt den i miljön eller i filen .env; .env.example visar hur."


class Command(BaseCommand):
    """Send at most one letter a person and day; to be run once a day, and as often as one likes."""

    help = (
        "Påminn om insatser som ska granskas: ett brev per person och dag, när det är dags, efter "
        "14 och efter 30 dagar, sedan till den som leder arbetet. Kör en gång om dygnet; "
        "körs det flera gånger skickas bara det som inte kom i väg."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the trial run."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Visa vem som skulle få vad, skicka inget."
        )
        parser.add_argument(
            "--release",
            action="store_true",
            help="Databasen är en återläst kopia som någon har gått igenom: skicka igen.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or tell what would be sent."""
        today = timezone.localdate()
        if options["dry_run"]:
            self._tell(today)
            return
        for name in ("SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"):
            if not getattr(settings, name):
                told = "EMAIL_FROM" if name == "DEFAULT_FROM_EMAIL" else name
                raise CommandError(MISSING.format(told))
        look_for_a_restore()
        if options["release"]:
            release_letters()
        elif since := restored_at():
            raise CommandError(HELD.format(timezone.localtime(since)))
        letters = Round("brev")
        outcome = send_all(today, letters)
        self.stdout.write(
            f"Skickade: {outcome['sent']}. Redan fått brev i dag: {outcome['waiting']}. "
            f"Kom inte i väg: {outcome['failed']}. Oklart: {outcome['sending']}."
        )
        letters.finish("Orsaken står i loggen och på redaktionens första sida.")

    def _tell(self, today: Any) -> None:
        people = reminders_for(today)
        for user, dues in people.items():
            self.stdout.write(f"{user.get_username()} <{user.email}>")
            for due in dues:
                self.stdout.write(
                    f"  {due.entry.name}: skulle granskas {due.due_on}, påminnelse {due.stage}"
                )
        self.stdout.write(f"Skulle skicka {len(people)} brev.")
