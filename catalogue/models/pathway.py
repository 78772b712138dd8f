"""The ways into an intervention, and on from it."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from catalogue.models.geography import Municipality
from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.rights import Reach, Rights, RightsQuerySet
from catalogue.models.status import UNPUBLISHED
from catalogue.models.web_addresses import refuse_inner_networks


class ReferralRouteQuerySet(RightsQuerySet):
    """The questions the catalogue asks about the ways in."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep the ways into one's own entries."""
        return self.filter(intervention__in=Intervention.objects.belonging_to(reach))


class ReferralRoute(models.Model):
    """One sender's way into an intervention (väg in): who, how, at what cost, where."""

    class Sender(models.TextChoices):
        """Who opens the door."""

        SELF = "self", _("du själv")
        RELATIVE = "relative", _("anhörig eller någon du litar på")
        EMPLOYMENT_SERVICE = "employment_service", _("Arbetsförmedlingen")
        SOCIAL_INSURANCE = "social_insurance", _("Försäkringskassan")
        SOCIAL_SERVICES = "social_services", _("kommunens socialtjänst")
        LABOUR_MARKET_UNIT = "labour_market_unit", _("kommunens arbetsmarknadsenhet")
        PRIMARY_CARE = "primary_care", _("vårdcentral")
        PSYCHIATRY = "psychiatry", _("psykiatri eller annan specialistvård")
        SCHOOL = "school", _("skola eller vuxenutbildning")
        OTHER = "other", _("annan")

    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="routes",
        verbose_name=_("insats"),
        help_text=_("Den insats som vägen leder till. Till exempel: Samordningsteam Västerås."),
    )
    sender = models.CharField(
        _("vem"),
        max_length=20,
        choices=Sender,
        help_text=_("Den som öppnar dörren. Till exempel: Arbetsförmedlingen."),
    )
    how = models.CharField(
        _("hur"),
        max_length=300,
        blank=True,
        help_text=_(
            "Vad man gör, steg för steg. Till exempel: Fyll i ansökan tillsammans med "
            "din handläggare."
        ),
    )
    link = models.URLField(
        _("sida eller e-tjänst"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Där man ansöker eller läser mer. Till exempel: https://www.exempel.se/ansok."),
    )
    form = models.URLField(
        _("blankett"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Adressen till blanketten. Till exempel: https://www.exempel.se/remiss.pdf."),
    )
    before = models.TextField(
        _("före"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Vad den som skickar ska ha gjort först. Till exempel: Ni har talats vid om insatsen, "
            "och personen vill."
        ),
    )
    enclose = models.TextField(
        _("bifoga"),
        max_length=1000,
        blank=True,
        help_text=_("Vad som ska följa med. Till exempel: Samtycke och senaste läkarutlåtandet."),
    )
    after = models.TextField(
        _("efter"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Vad den som skickar gör sedan. Till exempel: Ni är med på första mötet och har kvar "
            "ansvaret för planen."
        ),
    )
    units = models.TextField(
        _("bara från"),
        max_length=1000,
        blank=True,
        help_text=_(
            "De enheter som får skicka, en per rad. Lämna tomt om alla får. Till exempel: "
            "Vårdcentralen Viken."
        ),
    )
    cost_kind = models.CharField(
        _("kostnad"),
        max_length=12,
        choices=Intervention.Cost,
        default=Intervention.Cost.UNKNOWN,
        help_text=_(
            "Samma insats kan vara fri via kommunen och kosta via psykiatrin. Till "
            "exempel: kostnadsfritt."
        ),
    )
    cost = models.CharField(
        _("kostnad med ord"),
        max_length=200,
        blank=True,
        help_text=_(
            "Det exakta, när det behövs. Till exempel: Kommunen betalar 500 kronor om dagen."
        ),
    )
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="+",
        verbose_name=_("gäller i"),
        blank=True,
        help_text=_(
            "Lämna tomt om vägen gäller överallt där insatsen finns. Till exempel: bara Sala."
        ),
    )

    rights = Rights.OWN
    objects = ReferralRouteQuerySet.as_manager()

    class Meta:
        verbose_name = _("väg in")
        verbose_name_plural = _("vägar in")
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
        verbose_name=_("före"),
        help_text=_("Den insats som man kommer från. Till exempel: Förberedande grupp."),
    )
    after = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="comes_from",
        verbose_name=_("efter"),
        help_text=_("Den insats som kan komma sedan. Till exempel: Arbetsträning i kafé."),
    )
    handover = models.CharField(
        _("överlämning"),
        max_length=300,
        blank=True,
        help_text=_(
            "Vad som lämnas över, och av vem. Till exempel: En skriftlig plan från "
            "teamet, om du vill."
        ),
    )

    rights = Rights.OWN
    objects = ContinuationQuerySet.as_manager()

    class Meta:
        verbose_name = _("fortsättning")
        verbose_name_plural = _("fortsättningar")
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="continuation_once"),
            models.CheckConstraint(
                name="continuation_leads_on",
                condition=~Q(before=F("after")),
                violation_error_message=_("En insats kan inte fortsätta i sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after.public_name}"
