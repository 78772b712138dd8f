"""When a place is open and when somebody answers: by weekday, and the days when they do not."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from catalogue.models.contact import Contact
from catalogue.models.days import FIRST_PLAN, can_be_planned, within_bounds
from catalogue.models.marked import _
from catalogue.models.rights import Reach, Rights, RightsQuerySet
from catalogue.models.rules import in_order
from catalogue.models.venue import Venue

EVENING_BEGINS = datetime.time(18)
MIDNIGHT = datetime.time(0)
ENDS_FIRST = _("Tiden slutar innan den börjar. Rätta den, eller kryssa i ”till dagen efter”.")


def hours_rules(owner: str) -> list[models.BaseConstraint]:
    """Return the rules of the database for the hours of one sort of owner."""
    return [
        models.UniqueConstraint(
            fields=[owner, "weekday", "opens", "valid_from"],
            name=f"{owner}_hours_once",
            violation_error_message=_("Den tiden står redan."),
        ),
        models.CheckConstraint(
            name=f"{owner}_hours_in_order",
            condition=Q(past_midnight=True) | Q(closes="00:00") | Q(closes__gt=F("opens")),
            violation_error_message=ENDS_FIRST,
        ),
        in_order(
            f"{owner}_hours_valid_in_order",
            "valid_from",
            "valid_to",
            _("Tiden kan inte sluta gälla innan den börjar."),
        ),
        within_bounds(f"{owner}_hours_within_bounds", FIRST_PLAN, "valid_from", "valid_to"),
    ]


class OpeningHours(models.Model):
    """One stretch of one weekday (öppettid)."""

    class Weekday(models.IntegerChoices):
        """The days of the week, as `date.weekday()` counts them."""

        MONDAY = 0, _("måndag")
        TUESDAY = 1, _("tisdag")
        WEDNESDAY = 2, _("onsdag")
        THURSDAY = 3, _("torsdag")
        FRIDAY = 4, _("fredag")
        SATURDAY = 5, _("lördag")
        SUNDAY = 6, _("söndag")

    weekday = models.PositiveSmallIntegerField(
        _("dag"), choices=Weekday, help_text=_("En rad för varje dag. Till exempel: måndag.")
    )
    opens = models.TimeField(_("från"), help_text=_("När det öppnar. Till exempel: 09:00."))
    closes = models.TimeField(
        _("till"), help_text=_("När det stänger; 00:00 är midnatt. Till exempel: 11:30.")
    )
    past_midnight = models.BooleanField(
        _("till dagen efter"),
        default=False,
        help_text=_("Kryssa i när det stänger efter midnatt. Till exempel: 20:00 till 02:00."),
    )
    valid_from = models.DateField(
        _("gäller från"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Lämna tomt om tiden redan gäller. Till exempel: 2027-01-07."),
    )
    valid_to = models.DateField(
        _("gäller till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Lämna tomt om tiden gäller tills vidare. Till exempel: 2027-06-18."),
    )
    note = models.CharField(
        _("anmärkning"),
        max_length=120,
        blank=True,
        help_text=_("Det som tiden inte säger. Till exempel: bara efter bokning."),
    )

    rights = Rights.OWN

    class Meta:
        abstract = True
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether it is in force on a day, whatever weekday that is."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def in_the_evening(self) -> bool:
        """Tell whether one who is at work in the daytime can come after it."""
        late = self.past_midnight or self.closes == MIDNIGHT or self.closes > EVENING_BEGINS
        return late and not self.at_the_weekend

    @property
    def at_the_weekend(self) -> bool:
        """Tell whether it is on a Saturday or a Sunday."""
        return self.weekday >= self.Weekday.SATURDAY

    @property
    def is_whole_day(self) -> bool:
        """Tell whether it goes from one midnight to the next."""
        return self.opens == self.closes == MIDNIGHT

    def clean(self) -> None:
        """Ask whether the night is meant, where the end comes before the beginning."""
        ends_first = self.opens and self.closes and self.closes <= self.opens
        if ends_first and not self.past_midnight and self.closes.isoformat() != "00:00:00":
            raise ValidationError({"closes": ENDS_FIRST})


class ClosedPeriod(models.Model):
    """Days when nobody is there, though the hours say so (stängt)."""

    first_day = models.DateField(
        _("första dagen"),
        validators=[can_be_planned],
        help_text=_("Den första stängda dagen. Till exempel: 2027-07-05."),
    )
    last_day = models.DateField(
        _("sista dagen"),
        validators=[can_be_planned],
        help_text=_("Den sista stängda dagen. Till exempel: 2027-08-01."),
    )
    note = models.CharField(
        _("varför"),
        max_length=120,
        blank=True,
        help_text=_("Om besökaren har nytta av det. Till exempel: sommarstängt."),
    )

    rights = Rights.OWN

    class Meta:
        abstract = True
        ordering = ["first_day"]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"


def closed_rules(owner: str) -> list[models.BaseConstraint]:
    """Return the rules of the database for the closed days of one sort of owner."""
    return [
        in_order(
            f"{owner}_closed_in_order",
            "first_day",
            "last_day",
            _("Den sista stängda dagen kan inte komma före den första."),
        ),
        within_bounds(f"{owner}_closed_within_bounds", FIRST_PLAN, "first_day", "last_day"),
    ]


class OfContact(RightsQuerySet):
    """Rows of a contact."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those of one's own contacts."""
        return self.filter(contact__in=Contact.objects.belonging_to(reach))


class OfVenue(RightsQuerySet):
    """Rows of a venue."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those of one's own venues."""
        return self.filter(venue__in=Venue.objects.belonging_to(reach))


class VenueHoursQuerySet(OfVenue):
    """The questions the catalogue asks about opening hours."""

    def holding_on(self, day: datetime.date) -> Self:
        """Keep those in force on a day, of every weekday."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))


class ContactHours(OpeningHours):
    """When a contact answers (telefontid)."""

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="opening_hours", verbose_name=_("kontakt")
    )

    objects = OfContact.as_manager()

    class Meta(OpeningHours.Meta):
        verbose_name = _("telefontid")
        verbose_name_plural = _("telefontider")
        constraints = hours_rules("contact")


class ContactClosure(ClosedPeriod):
    """Days when a contact does not answer."""

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="closed_periods", verbose_name=_("kontakt")
    )

    objects = OfContact.as_manager()

    class Meta(ClosedPeriod.Meta):
        verbose_name = _("dagar då kontakten inte svarar")
        verbose_name_plural = verbose_name
        constraints = closed_rules("contact")


class VenueHours(OpeningHours):
    """When a venue is open (öppettid)."""

    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="opening_hours", verbose_name=_("plats")
    )

    objects = VenueHoursQuerySet.as_manager()

    class Meta(OpeningHours.Meta):
        verbose_name = _("öppettid")
        verbose_name_plural = _("öppettider")
        constraints = hours_rules("venue")


class VenueClosure(ClosedPeriod):
    """Days when a venue is closed."""

    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="closed_periods", verbose_name=_("plats")
    )

    objects = OfVenue.as_manager()

    class Meta(ClosedPeriod.Meta):
        verbose_name = _("dagar då platsen är stängd")
        verbose_name_plural = verbose_name
        constraints = closed_rules("venue")
