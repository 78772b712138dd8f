"""What rows of an entry have in common: they are whose the entry is."""

from typing import Self

from catalogue.models.intervention import Intervention
from catalogue.models.rights import Reach, RightsQuerySet


class OfEntryQuerySet(RightsQuerySet):
    """Rows that belong to an entry."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those of one's own entries."""
        return self.filter(intervention__in=Intervention.objects.belonging_to(reach))
