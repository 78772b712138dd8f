"""The samordningsförbund, and who is a member of one and when."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from catalogue.models.days import FIRST_PLAN, can_be_planned, within_bounds
from catalogue.models.geography import Municipality
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Reach, Rights
from catalogue.models.rules import in_order


class AssociationQuerySet(KeptQuerySet):
    """The questions the catalogue asks about the förbund."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those whose staff the person is."""
        return self.filter(pk__in=reach.associations)


class Association(Kept):
    """A samordningsförbund: financier and publisher, never the provider (samordningsförbund)."""

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        related_name="association",
        verbose_name=_("organisation"),
        help_text=_("Förbundet som organisation. Till exempel: Samordningsförbundet Västerås."),
    )
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="associations",
        verbose_name=_("område"),
        help_text=_(
            "De kommuner som förbundet omfattar. Området får korsa en länsgräns. Till "
            "exempel: Västerås."
        ),
    )
    members = models.ManyToManyField(
        Organisation,
        through="Membership",
        related_name="member_of",
        verbose_name=_("medlemmar"),
    )

    rights = Rights.ASSOCIATION
    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samordningsförbund")
        verbose_name_plural = _("samordningsförbund")

    def __str__(self) -> str:
        return self.organisation.name


class MembershipQuerySet(KeptQuerySet):
    """The questions the catalogue asks about its memberships."""

    def current(self, today: datetime.date) -> Self:
        """Keep those that hold today."""
        return self.filter(
            Q(member_from__isnull=True) | Q(member_from__lte=today),
            Q(member_to__isnull=True) | Q(member_to__gte=today),
        )

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those in the förbund whose staff the person is."""
        return self.filter(association__in=reach.associations)


class Membership(Kept):
    """One party's time in a samordningsförbund (medlemskap)."""

    association = models.ForeignKey(
        Association,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("samordningsförbund"),
        help_text=_(
            "Det förbund som parten är med i. Till exempel: Samordningsförbundet Västerås."
        ),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("medlem"),
        help_text=_("Den part som är med. Till exempel: Region Västmanland."),
    )
    member_from = models.DateField(
        _("medlem från"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Lämna tomt om parten har varit med från början. Till exempel: 2026-01-01."),
    )
    member_to = models.DateField(
        _("medlem till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Lämna tomt så länge parten är med. Till exempel: 2026-12-31."),
    )

    rights = Rights.ASSOCIATION
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(
                fields=["association", "organisation", "member_from"],
                name="membership_once_per_start",
            ),
            models.UniqueConstraint(
                fields=["association", "organisation"],
                name="membership_once_without_start",
                condition=Q(member_from__isnull=True),
                violation_error_message=(
                    _("Organisationen är redan medlem; ange när det nya medlemskapet börjar.")
                ),
            ),
            in_order(
                "membership_ends_after_it_begins",
                "member_from",
                "member_to",
                _("Medlemskapet kan inte sluta innan det börjar."),
            ),
            within_bounds("membership_days_within_bounds", FIRST_PLAN, "member_from", "member_to"),
        ]

    def __str__(self) -> str:
        return _("%(member)s i %(association)s") % {
            "member": self.organisation,
            "association": self.association,
        }
