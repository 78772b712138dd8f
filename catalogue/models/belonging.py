"""What belongs to an organisation, and is used on its entries."""

from typing import TYPE_CHECKING, Self

from catalogue.models.kept import KeptQuerySet
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Reach

if TYPE_CHECKING:
    from catalogue.models.user import User


class BelongingQuerySet(KeptQuerySet):
    """What belongs to an organisation, and is used on its entries."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep what belongs to the organisations that the person keeps."""
        return self.filter(organisation__in=Organisation.objects.belonging_to(reach))

    def linkable(self, user: "User") -> Self:
        """Offer one's own only: another's reception is not for others to promise."""
        return self.editable_by(user)
