"""Make users for trying the desk of the demo, or remove them."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.exchange.demo.forbund import is_loaded
from catalogue.exchange.demo.users import TakenError, make_users, remove_users


class Command(BaseCommand):
    """Give each role of the desk a user with a new password, printed here and kept nowhere."""

    help = (
        "Skapa provanvändare i varje roll, med nya lösenord varje gång. Bara på en egen dator: "
        "DEBUG eller DEMO_USERS ska vara på."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to remove them."""
        parser.add_argument("--remove", action="store_true", help="Ta bort provanvändarna.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or remove them, and say so."""
        if options["remove"]:
            self.stdout.write(f"{remove_users()} provanvändare borttagna.")
            return
        if not settings.DEMO_USERS:
            raise CommandError(
                "Provanvändare skapas bara på en egen dator. Sätt DEMO_USERS=on om det är en sådan."
            )
        if not is_loaded():
            self.stdout.write("Exempelförbundet finns inte här, och därför inga provanvändare.")
            return
        try:
            made = make_users()
        except TakenError as taken:
            raise CommandError(f"{taken} är redan en riktig användare. Byt dess namn.") from taken
        self.stdout.write("  Prova redaktionen som (lösenorden gäller tills nästa start):")
        for part, password in made:
            self.stdout.write(f"    {part.username:20} {password}   {part.title}")
