"""The one app of the project."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue (katalogen)."""

    name = "catalogue"
    verbose_name = "katalogen"

    def ready(self) -> None:
        """Register the checks."""
        from catalogue import checks  # noqa: F401
