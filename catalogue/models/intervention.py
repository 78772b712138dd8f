"""The interventions themselves: what the catalogue tells of each."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from catalogue.models.entry.financing import Financed
from catalogue.models.entry.for_whom import ForWhom
from catalogue.models.entry.money import Money
from catalogue.models.entry.place import WhereItIs
from catalogue.models.entry.support import Support
from catalogue.models.entry.time import Time
from catalogue.models.entry.truth import Truth
from catalogue.models.entry.way_in import WayIn
from catalogue.models.entry.what import WhatItIs
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.models.kept import Kept
from catalogue.models.marked import _
from catalogue.models.requirements import StatedRequirements, stated
from catalogue.models.review import MARK
from catalogue.models.rights import Rights
from catalogue.models.rules import INTERVENTION_RULES
from catalogue.models.status import OVER, UNPUBLISHED


def unnamed(number: int) -> str:
    """Return what an entry is called before those who may not know its name: others' drafts."""
    return _("nr %(number)s, inte publicerad") % {"number": number}


class Intervention(
    WhatItIs, ForWhom, WayIn, Money, Time, WhereItIs, Support, Financed, Truth, Kept
):
    """One form of support that a person can be offered (insats)."""

    rights = Rights.OWN
    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        indexes = [
            models.Index(fields=["status", "name"], name="intervention_by_status"),
            models.Index(fields=["reviewed_on"], name="intervention_by_review"),
        ]
        constraints = INTERVENTION_RULES

    def __str__(self) -> str:
        return self.name

    def settle(self) -> None:
        """Set what follows from the other fields: the address name, the first day in public."""
        self.slug = slugify(self.name)[:80].strip("-") or "insats"
        if self.published_at is None and self.is_public:
            self.published_at = timezone.now()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, with the address name that its present name gives."""
        self.settle()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "slug", "published_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page; the number is what counts."""
        return reverse("intervention_detail", args=[self.pk, self.slug])

    def clean(self) -> None:
        """Hold the rules of the Finsam law that the database cannot see."""
        provider = self.organisation if self.organisation_id else None
        if provider and provider.is_association and self.scope == self.Scope.INDIVIDUAL:
            raise ValidationError(
                {
                    "organisation": _(
                        "Ett samordningsförbund får inte driva insatser för enskilda. "
                        "Välj den medlem som ansvarar."
                    )
                }
            )

    @property
    def is_public(self) -> bool:
        """Tell whether visitors see it."""
        return self.status not in UNPUBLISHED

    @property
    def public_name(self) -> str:
        """Return its name; its number while only its keepers may know what it is called."""
        return self.name if self.is_public else unnamed(self.pk)

    @property
    def is_over(self) -> bool:
        """Tell whether it no longer runs."""
        return self.status in OVER

    @property
    def successor(self) -> "Intervention | None":
        """Return what replaces it, when visitors may see that."""
        heir = self.replaced_by
        return heir if heir and heir.is_public else None

    @property
    def self_service(self) -> bool:
        """Tell whether a person can come in without anybody's referral. Reads the routes."""
        ways = {self.Access.SELF, self.Access.OPEN, self.Access.NO_ASSESSMENT}
        return self.access in ways or any(route.sender == "self" for route in self.routes.all())

    @property
    def stated_requirements(self) -> StatedRequirements:
        """Return what it demands, what not, and what it leaves unsaid. Reads forms and krav."""
        return stated(
            self.access,
            [form.slug for form in self.forms.all()],
            yes=(requirement.slug for requirement in self.requirements.all()),
            no=(requirement.slug for requirement in self.not_required.all()),
            complete=self.requirements_complete,
        )

    @property
    def review_due_on(self) -> datetime.date | None:
        """Return the day when it should be looked at again."""
        if self.reviewed_on is None:
            return None
        due = self.reviewed_on + datetime.timedelta(days=self.review_interval)
        return min(due, self.valid_until) if self.valid_until else due

    def is_overdue(self, today: datetime.date) -> bool:
        """Tell whether its review should already have been done."""
        due = self.review_due_on
        return not self.is_over and due is not None and due < today

    @property
    def trusted_until(self) -> datetime.date | None:
        """Return the last day when visitors are shown it as true: reminders have their time."""
        if self.reviewed_on is None:
            return None
        until = self.reviewed_on + datetime.timedelta(days=self.review_interval + MARK)
        return min(until, self.valid_until) if self.valid_until else until

    def is_stale(self, today: datetime.date) -> bool:
        """Tell whether visitors see that nobody has reviewed it, and the search ranks it lower."""
        until = self.trusted_until
        return not self.is_over and until is not None and until < today
