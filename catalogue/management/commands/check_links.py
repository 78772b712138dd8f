"""See whether the pages that the catalogue links to are still there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.models import LinkCheck
from catalogue.upkeep.links import (
    FAILED,
    ask_all,
    forget_others,
    from_the_first_sign_of_life,
    linked_addresses,
    store,
)
from catalogue.upkeep.rounds import Round


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
        """Ask, store each answer as it comes, and name those that are broken."""
        addresses = linked_addresses()
        if options["dry_run"]:
            self.stdout.write("\n".join([*addresses, f"Skulle fråga {len(addresses)} adresser."]))
            return
        links, checks = Round("länkar"), []
        for address, answer in from_the_first_sign_of_life(ask_all(addresses)):
            with links.step(address):
                checks.append(store(address, answer))
            if answer is FAILED:
                links.fail(address)
        if addresses and not links.total:
            raise CommandError(
                "Ingen adress svarade. Servern har troligen ingen väg ut på nätet. "
                "Inget har sparats."
            )
        self._tell(checks, forget_others(addresses))
        links.finish()

    def _tell(self, checks: list[LinkCheck], gone: int) -> None:
        broken = [check for check in checks if check.broken]
        unknown = [check for check in checks if check.broken is None]
        for check in [*broken, *unknown]:
            self.stdout.write(f"{check.address}: {check.problem}")
        self.stdout.write(
            f"Frågade {len(checks)} adresser. Trasiga: {len(broken)}. "
            f"Vet inte: {len(unknown)}. Glömda: {gone}."
        )
