"""The one app of the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The catalogue (katalogen)."""

    name = "catalogue"
    verbose_name = _("katalogen")

    def ready(self) -> None:
        """Register the checks."""
        from catalogue import checks  # noqa: F401
