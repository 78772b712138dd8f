"""Whom to call."""

import datetime
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from catalogue.models.acting import acted_by
from catalogue.models.belonging import BelongingQuerySet
from catalogue.models.days import FIRST_CHECK, can_be_planned, has_been, within_bounds
from catalogue.models.geography import SWEDISH, Municipality
from catalogue.models.kept import Kept
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.rights import Rights
from catalogue.models.said import Said
from catalogue.models.telephones import KEPT, TelephoneField, dialled, shown
from catalogue.models.web_addresses import refuse_inner_networks

if TYPE_CHECKING:
    from catalogue.models.user import User


class ContactQuerySet(BelongingQuerySet):
    """The questions asked about those to turn to."""

    def working(self) -> Self:
        """Keep those that a visitor can turn to."""
        return self.filter(active=True, broken_on=None)

    def failing(self) -> Self:
        """Keep those that no entry should lead to: out of use, or said not to work."""
        return self.filter(Q(active=False) | Q(broken_on__isnull=False))

    def with_outdated_person(self, today: datetime.date) -> Self:
        """Keep those with a named person whose time has passed."""
        return self.filter(person_until__lt=today)

    def reachable(self) -> Self:
        """Keep those with a number that can be dialled, an address or a form."""
        return self.exclude(~Q(phone__regex=KEPT), email="", form="")

    def serving(self, kommun: str) -> Self:
        """Keep those who answer for a kommun, by its address name; all, where none is given."""
        if not kommun:
            return self
        served = self.model.municipalities.through.objects.filter(contact=OuterRef("pk"))
        return self.filter(~Exists(served) | Exists(served.filter(municipality__slug=kommun)))

    def forget_persons(self) -> int:
        """Wipe the names, with reason and day; return how many rows that was."""
        return self.update(person_name="", person_reason="", person_until=None)


class Contact(Kept):
    """A function to turn to (kontakt); a named person is optional and for signed-in staff only."""

    function = models.CharField(
        _("funktion"),
        max_length=160,
        db_collation=SWEDISH,
        help_text=_(
            "Rollen, inte personen. Till exempel: Teamsamordnare, Mottagningen eller Växeln."
        ),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="contacts",
        verbose_name=_("organisation"),
        help_text=_("Där funktionen finns. Till exempel: Region Västmanland."),
    )
    phone = TelephoneField(
        _("telefon"),
        max_length=40,
        blank=True,
        help_text=_("Ett nummer. Till exempel: 021-123 45 67 anknytning 12."),
    )
    phone_hours = models.CharField(
        _("telefontider"),
        max_length=160,
        blank=True,
        help_text=_("När någon svarar. Till exempel: Vardagar 9–12."),
    )
    email = models.EmailField(
        _("e-post"),
        blank=True,
        help_text=_("En brevlåda för funktionen. Till exempel: mottagningen@exempel.se."),
    )
    form = models.URLField(
        _("formulär"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Där man kan skriva eller boka. Till exempel: https://www.exempel.se/fraga."),
    )
    best_way = models.CharField(
        _("bästa vägen"),
        max_length=160,
        blank=True,
        help_text=_("Hur man säkrast får svar. Till exempel: Ring på förmiddagen."),
    )
    open_on_holidays = models.CharField(
        _("svarar på röda dagar"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_("Om tiderna gäller också då. Till exempel: nej."),
    )
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="+",
        verbose_name=_("svarar för"),
        blank=True,
        help_text=_(
            "Lämna tomt om funktionen svarar för alla. Till exempel: bara Leksand och Rättvik."
        ),
    )
    consultation = models.CharField(
        _("avidentifierad konsultation"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_(
            "Om en handläggare kan fråga om en situation utan att säga vem den gäller. Till "
            "exempel: ja."
        ),
    )
    consultation_hours = models.CharField(
        _("tider för konsultation"),
        max_length=160,
        blank=True,
        help_text=_("När man kan fråga så. Till exempel: Torsdagar 13–14."),
    )
    competence = models.TextField(
        _("kompetensområden"),
        blank=True,
        help_text=_("Ett per rad: det som funktionen kan svara på. Till exempel: Sjukpenning."),
    )
    person_name = models.CharField(
        _("namngiven person"),
        max_length=120,
        blank=True,
        help_text=_(
            "Visas bara för inloggade. Kräver skäl och slutdatum. Till exempel när bara"
            " en person kan svara."
        ),
    )
    person_reason = models.CharField(
        _("skäl för namnet"),
        max_length=200,
        blank=True,
        help_text=_(
            "Varför funktionen inte räcker. Till exempel: Hen är den enda som håller i gruppen."
        ),
    )
    person_until = models.DateField(
        _("namnet tas bort"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Namnet tas bort den dagen. Till exempel: 2027-06-30."),
    )
    verified_on = models.DateField(
        _("kontrollerad"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon ringde eller mejlade och fick svar. Till exempel: 2026-09-01."),
    )
    active = models.BooleanField(
        _("i bruk"),
        default=True,
        help_text=_(
            "Avmarkera när funktionen inte längre finns. Till exempel: när mottagningen har stängt."
        ),
    )
    broken_on = models.DateField(
        _("fungerar inte sedan"), null=True, blank=True, editable=False, validators=[has_been]
    )
    broken_by = acted_by(_("vem som sade till"), editable=False)
    broken_note = models.CharField(
        _("vad som inte fungerar"),
        max_length=200,
        blank=True,
        editable=False,
        validators=[refuse_personal_numbers],
    )

    rights = Rights.OWN
    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "function"], name="contact_once_per_organisation"
            ),
            models.CheckConstraint(
                name="contact_person_has_reason_and_end",
                condition=Q(person_name="")
                | (~Q(person_reason="") & Q(person_until__isnull=False)),
                violation_error_message=_("En namngiven person kräver ett skäl och ett slutdatum."),
            ),
            within_bounds(
                "contact_days_within_bounds",
                FIRST_CHECK,
                "verified_on",
                "broken_on",
                "person_until",
            ),
        ]

    def __str__(self) -> str:
        return self.function

    @property
    def works(self) -> bool:
        """Tell whether a visitor can turn to it."""
        return self.active and self.broken_on is None

    def by_nearness(self) -> tuple[bool, bool, bool, int]:
        """Return what contacts are ordered by: those whom one reaches at once come first."""
        return (not dialled(self.phone), not self.email, not self.form, self.pk)

    @property
    def number(self) -> str:
        """Return the telephone number as people read it."""
        return shown(self.phone)

    def hide_person_after_time(self, today: datetime.date) -> None:
        """Show no name after its last day, though `thin` has not been here yet."""
        if self.person_until and self.person_until < today:
            self.person_name, self.person_reason, self.person_until = "", "", None

    def mark_broken(self, today: datetime.date, user: "User", note: str) -> None:
        """Note that nobody gets through; every entry that uses it is flagged by this."""
        self.broken_on, self.broken_by, self.broken_note = today, user, note

    def mark_works(self, today: datetime.date) -> None:
        """Note that somebody has tried it, and got through."""
        self.verified_on = today
        self.broken_on, self.broken_by, self.broken_note = None, None, ""

    def clean(self) -> None:
        """Point out the fields that a named person makes necessary."""
        if self.person_name and not (self.person_reason and self.person_until):
            raise ValidationError(
                {"person_name": _("Ange också varför namnet behövs och när det ska tas bort.")}
            )
