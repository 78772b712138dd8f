"""What the catalogue never forgets."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models

from catalogue.models.marked import _
from catalogue.models.rights import RightsQuerySet


class KeptQuerySet(RightsQuerySet):
    """Rows that are retired rather than deleted."""

    def delete(self) -> NoReturn:
        """Refuse: public records are kept, and links to them must go on working."""
        raise PermissionDenied(self.model.refusal())

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Kept(models.Model):
    """A row that cannot be deleted by the admin or the ORM's public methods."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse, as the QuerySet does."""
        raise PermissionDenied(self.refusal())

    @classmethod
    def refusal(cls) -> str:
        """Tell an editor what to do instead."""
        plural = cls._meta.verbose_name_plural
        return _("I katalogen tas %(plural)s inte bort. Avsluta eller ersätt i stället.") % {
            "plural": plural
        }
