"""Fill an empty catalogue with the demo: the exemplary förbund and the area around it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.exchange.demo.forbund import ExampleError
from catalogue.exchange.demo.load import load_demo


class Command(BaseCommand):
    """Load what is missing of the demo, unless the catalogue has entries of its own."""

    help = "Fyll en tom katalog med exempeldata. En katalog som har egna insatser lämnas orörd."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say that there is nothing to do."""
        try:
            made = load_demo()
        except ExampleError as error:
            raise CommandError(str(error)) from error
        if made:
            self.stdout.write(f"{made} insatser inlästa som exempeldata.")
        else:
            self.stdout.write("Katalogen har redan insatser; exempeldata läses inte in.")
