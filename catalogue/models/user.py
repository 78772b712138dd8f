"""Those who sign in: förbund staff and editors. Visitors never do."""

import dataclasses
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from catalogue.models.association import Membership
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Reach

if TYPE_CHECKING:
    from catalogue.models.assignment import AssignmentQuerySet


class User(AbstractUser):
    """A person who may sign in to the admin (användare); what they may do, their uppdrag say."""

    assignments: "AssignmentQuerySet"

    demo = models.BooleanField(_("för att prova"), default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("användare")  # type: ignore[assignment]
        verbose_name_plural = _("användare")  # type: ignore[assignment]

    @cached_property
    def reach(self) -> Reach:
        """Return what the person may keep today; asked once a request, in at most four queries."""
        if not self.is_active:
            return Reach()
        if self.is_superuser:
            return Reach(everything=True)
        today = timezone.localdate()
        held = list(self.assignments.current(today).values_list("organisation", "association"))
        associations = frozenset(association for _, association in held if association)
        members = Membership.objects.current(today).filter(association__in=associations)
        return Reach(
            workplaces=Organisation.objects.with_units(place for place, _ in held if place),
            associations=associations,
            members=Organisation.objects.with_units(members.values_list("organisation", flat=True))
            if associations
            else frozenset(),
        )

    @cached_property
    def publishing(self) -> Reach:
        """Return the part of the reach where the person may also publish."""
        if not self.reach.workplaces:
            return self.reach
        free = Organisation.objects.letting_editors_publish(self.reach.workplaces)
        return dataclasses.replace(self.reach, workplaces=free)
