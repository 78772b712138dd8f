"""See whether the pages that the catalogue links to are still there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.keeping.links import ask_all, forget_others, linked_addresses, store


class Command(BaseCommand):
    """Ask every linked address, and store the answer for the desk; to be run once a week."""

    help = (
        "Kontrollera länkarna: fråga varje adress som katalogen länkar till och spara svaret. "
        "Trasiga länkar står på redaktionens arbetslista. Kör en gång i veckan."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the trial run."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Visa adresserna, fråga ingen av dem."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, store, and name those that are broken."""
        addresses = linked_addresses()
        if options["dry_run"]:
            self.stdout.write("\n".join([*addresses, f"Skulle fråga {len(addresses)} adresser."]))
            return
        answers = list(ask_all(addresses))
        if answers and not any(answer.reached for _, answer in answers):
            raise CommandError(
                "Ingen adress svarade. Servern har troligen ingen väg ut på nätet. "
                "Inget har sparats."
            )
        checks = [store(address, answer) for address, answer in answers]
        gone = forget_others(addresses)
        broken = [check for check in checks if check.broken]
        for check in broken:
            self.stdout.write(f"{check.address}: {check.problem}")
        self.stdout.write(
            f"Frågade {len(checks)} adresser. Trasiga: {len(broken)}. Glömda: {gone}."
        )
