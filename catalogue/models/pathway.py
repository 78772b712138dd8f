"""The ways into an intervention, and on from it."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from catalogue.models.geography import Municipality
from catalogue.models.intervention import Intervention
from catalogue.models.rights import Reach, Rights, RightsQuerySet
from catalogue.models.status import UNPUBLISHED


class ReferralRouteQuerySet(RightsQuerySet):
    """The questions the catalogue asks about the ways in."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep the ways into one's own entries."""
        return self.filter(intervention__in=Intervention.objects.belonging_to(reach))


class ReferralRoute(models.Model):
    """One sender's way into an intervention (väg in): who, how, at what cost, where."""

    class Sender(models.TextChoices):
        """Who opens the door."""

        SELF = "self", "du själv"
        RELATIVE = "relative", "anhörig eller någon du litar på"
        EMPLOYMENT_SERVICE = "employment_service", "Arbetsförmedlingen"
        SOCIAL_INSURANCE = "social_insurance", "Försäkringskassan"
        SOCIAL_SERVICES = "social_services", "kommunens socialtjänst"
        LABOUR_MARKET_UNIT = "labour_market_unit", "kommunens arbetsmarknadsenhet"
        PRIMARY_CARE = "primary_care", "vårdcentral"
        PSYCHIATRY = "psychiatry", "psykiatri eller annan specialistvård"
        SCHOOL = "school", "skola eller vuxenutbildning"
        OTHER = "other", "annan"

    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="routes",
        verbose_name="insats",
        help_text="Den insats som vägen leder till. Till exempel: Samordningsteam Västerås.",
    )
    sender = models.CharField(
        "vem",
        max_length=20,
        choices=Sender,
        help_text="Den som öppnar dörren. Till exempel: Arbetsförmedlingen.",
    )
    how = models.CharField(
        "hur",
        max_length=300,
        blank=True,
        help_text="Vad man gör, steg för steg. Till exempel: Fyll i ansökan tillsammans med "
        "din handläggare.",
    )
    cost_kind = models.CharField(
        "kostnad",
        max_length=12,
        choices=Intervention.Cost,
        default=Intervention.Cost.UNKNOWN,
        help_text="Samma insats kan vara fri via kommunen och kosta via psykiatrin. Till "
        "exempel: kostnadsfritt.",
    )
    cost = models.CharField(
        "kostnad med ord",
        max_length=200,
        blank=True,
        help_text="Det exakta, när det behövs. Till exempel: Kommunen betalar 500 kronor om dagen.",
    )
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="+",
        verbose_name="gäller i",
        blank=True,
        help_text="Lämna tomt om vägen gäller överallt där insatsen finns. Till exempel: bara"
        " Sala.",
    )

    rights = Rights.OWN
    objects = ReferralRouteQuerySet.as_manager()

    class Meta:
        verbose_name = "väg in"
        verbose_name_plural = "vägar in"
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "sender", "how"], name="route_once_per_sender_and_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_sender_display()}: {self.intervention}"


class ContinuationQuerySet(RightsQuerySet):
    """The questions the catalogue asks about what follows what."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those that leave one's own entries: from the other end a road is proposed."""
        return self.filter(before__in=Intervention.objects.belonging_to(reach))

    def between_published(self) -> Self:
        """Keep those where both ends may be seen, with both ends along."""
        return (
            self.exclude(before__status__in=UNPUBLISHED)
            .exclude(after__status__in=UNPUBLISHED)
            .select_related("before__organisation", "after__organisation")
        )


class Continuation(models.Model):
    """That one intervention can follow another (fortsättning), and what is handed over."""

    before = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="continues_to",
        verbose_name="före",
        help_text="Den insats som man kommer från. Till exempel: Förberedande grupp.",
    )
    after = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="comes_from",
        verbose_name="efter",
        help_text="Den insats som kan komma sedan. Till exempel: Arbetsträning i kafé.",
    )
    handover = models.CharField(
        "överlämning",
        max_length=300,
        blank=True,
        help_text="Vad som lämnas över, och av vem. Till exempel: En skriftlig plan från "
        "teamet, om du vill.",
    )

    rights = Rights.OWN
    objects = ContinuationQuerySet.as_manager()

    class Meta:
        verbose_name = "fortsättning"
        verbose_name_plural = "fortsättningar"
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="continuation_once"),
            models.CheckConstraint(
                name="continuation_leads_on",
                condition=~Q(before=F("after")),
                violation_error_message="En insats kan inte fortsätta i sig själv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
