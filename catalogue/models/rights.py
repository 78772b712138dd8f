"""Who may see and change what in the admin: the one place for the rule.

An administrator may do everything. All others may do what their assignments (uppdrag) of today
say: an editor keeps what belongs to the organisation and its units, a förbund's staff keep what
belongs to the förbund's area, members and money. Each model says in `rights` what kind of rows it
has; each QuerySet says in `belonging_to` which of them are whose. Who may publish is a question of
its own: an organisation says whether its editors may (`Organisation.approval`), and those who may
not send what they write for review.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Self

from django.db import models

from catalogue.models.marked import _

if TYPE_CHECKING:
    from catalogue.models.user import User

Verb = Literal["view", "add", "change", "delete"]


class Rights(Enum):
    """What kind of rows a model has, when it comes to who keeps them."""

    OWN = "each row has its keepers, and nobody else sees it in the admin"
    SHARED = "all see every row; the förbund's staff keep them"
    REFERENCE = "all see every row; administrators keep them"
    STAFF = "the förbund's staff see and keep every row; editors see none"
    ASSOCIATION = "a förbund's staff see their own; administrators keep them"
    ADMINISTRATION = "for administrators only"


# The fields by which a row comes to belong to somebody: they may only point at one's own. What
# stands on the page of another row belongs to that one's keepers, whatever else it names.
OWNING = {"organisation", "parent"}
OWNED_THROUGH = {"intervention", "contact", "venue"}

LOST = _(
    "Så här kan det inte sparas: efter ändringen skulle det inte längre höra till något av dina "
    "uppdrag. Ange en organisation, en kommun eller ett förbund som du arbetar för, "
    "eller be en administratör om hjälp."
)

GUARDED = _(
    "Det som är publicerat ändras här först när någon har godkänt det. Öppna insatsen, gör "
    "ändringen där och skicka den för granskning."
)


@dataclass(frozen=True)
class Reach:
    """What a person's assignments of today lead to, as numbers of rows."""

    everything: bool = False
    workplaces: frozenset[int] = frozenset()  # where they are editors, units included
    associations: frozenset[int] = frozenset()  # the förbund whose staff they are
    members: frozenset[int] = frozenset()  # the members of those today, units included

    @property
    def anything(self) -> bool:
        """Tell whether there is anything at all to do in the admin."""
        return self.everything or bool(self.workplaces or self.associations)

    def may(self, verb: Verb, model: type[models.Model]) -> bool:
        """Tell whether some row of the model may be treated so; which ones is another question."""
        if self.everything:
            return True
        match rights_of(model):
            case Rights.OWN:
                return self.anything
            case Rights.SHARED:
                return self.anything if verb == "view" else bool(self.associations)
            case Rights.REFERENCE:
                return self.anything and verb == "view"
            case Rights.STAFF:
                return bool(self.associations)
            case Rights.ASSOCIATION:
                return bool(self.associations) and verb == "view"
        return False


def rights_of(model: type[models.Model]) -> Rights:
    """Return the kind of a model's rows; what does not say is for administrators."""
    kind: Rights = getattr(model, "rights", Rights.ADMINISTRATION)
    return kind


def owning(model: type[models.Model]) -> set[str]:
    """Return the fields by which the model's rows come to belong to somebody."""
    return OWNED_THROUGH & {field.name for field in model._meta.fields} or OWNING


class RightsQuerySet(models.QuerySet[Any]):
    """Rows that not everybody may change."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those that the assignments lead to. Each model with rows of its own says how."""
        return self.none()

    def editable_by(self, user: "User") -> Self:
        """Keep those that the person may change."""
        if user.reach.everything:
            return self.all()
        if rights_of(self.model) is Rights.OWN:
            return self.belonging_to(user.reach)
        return self.all() if user.reach.may("change", self.model) else self.none()

    def publishable_by(self, user: "User") -> Self:
        """Keep those whose changes the person may let out among visitors."""
        return self.all() if user.reach.everything else self.belonging_to(user.publishing)

    def visible_to(self, user: "User") -> Self:
        """Keep those that the person sees in the admin's lists."""
        if user.reach.everything:
            return self.all()
        if rights_of(self.model) in {Rights.OWN, Rights.ASSOCIATION}:
            return self.belonging_to(user.reach)
        return self.all() if user.reach.may("view", self.model) else self.none()

    def linkable(self, user: "User") -> Self:
        """Keep those that the person's own rows may point at: as a rule, what is public."""
        return self.none() if rights_of(self.model) is Rights.ADMINISTRATION else self.all()

    def choosable_by(self, user: "User", field: "models.Field[Any, Any]") -> Self:
        """Keep those that the person may choose in this field of a form."""
        if user.reach.everything:
            return self.all()
        if field.name in owning(field.model) and rights_of(field.model) is Rights.OWN:
            return self.editable_by(user)
        return self.linkable(user)
