"""Who runs and takes part in the interventions."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from catalogue.models.days import FIRST_BODY, FIRST_CHECK, can_be_founded, has_been, within_bounds
from catalogue.models.geography import SWEDISH, Municipality
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.organisation_numbers import refuse_wrong_organisation_number
from catalogue.models.rights import Reach, Rights
from catalogue.models.rules import in_order
from catalogue.models.status import running
from catalogue.models.telephones import TelephoneField, shown
from catalogue.models.web_addresses import refuse_inner_networks


class OrganisationQuerySet(KeptQuerySet):
    """The questions the catalogue asks about its organisations."""

    def current(self) -> Self:
        """Keep those that still exist."""
        return self.filter(valid_to__isnull=True)

    def with_published_count(self) -> Self:
        """Bring along `published`: how many running entries it runs or takes part in."""
        own, units, shared = (
            Count(relation, filter=running(relation), distinct=True)
            for relation in ("interventions", "units__interventions", "participates_in")
        )
        return self.annotate(published=own + units + shared)

    def with_units(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return the numbers of these organisations and of all units under them."""
        found = newest = set(numbers)
        while newest:
            below = self.model.objects.filter(parent__in=newest).values_list("pk", flat=True)
            newest = set(below) - found
            found = found | newest
        return frozenset(found)

    def letting_editors_publish(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return those of the organisations whose own editors may approve what they write.

        A unit that says nothing does as the organisation above it; at the top, editors may.
        """
        closed = Organisation.Approval.STAFF
        if not self.model.objects.filter(approval=closed).exists():
            return frozenset(numbers)
        rows = self.model.objects.values_list("pk", "parent", "approval")
        above = {number: (parent, says) for number, parent, says in rows}

        def says(number: int | None) -> str:
            seen = set()
            while number in above and number not in seen:
                seen.add(number)
                number, answer = above[number]
                if answer:
                    return str(answer)
            return Organisation.Approval.EDITORS

        return frozenset(number for number in numbers if says(number) != closed)

    def belonging_to(self, reach: Reach) -> Self:
        """Keep the workplaces; for a förbund's staff its members and what is in its area.

        An organisation that is no member of any förbund belongs to those in whose area it has an
        entry, or nobody could keep the page of a national association or a company.
        """
        mine = Q(pk__in=reach.workplaces)
        if reach.associations:
            area = Municipality.objects.filter(associations__in=reach.associations)
            mine |= Q(pk__in=reach.members) | Q(municipality__in=area)
            mine |= Q(association__in=reach.associations)
            outsiders = self.model.objects.filter(memberships=None, parent=None)
            # Not by a join from here: SQLite would go through every entry for every organisation.
            places = self.model.interventions.rel.related_model.municipalities.through.objects
            active = places.filter(municipality__in=area).values("intervention__organisation")
            mine |= Q(pk__in=outsiders.filter(pk__in=active).values("pk"))
        return self.filter(mine)


class Organisation(Kept):
    """A body that runs or takes part in interventions (organisation), or a unit of one."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        AGENCY = "agency", _("statlig myndighet")
        ASSOCIATION = "association", _("samordningsförbund")
        CIVIL = "civil", _("förening eller trossamfund")
        WORK_INTEGRATION = "work_integration", _("arbetsintegrerande socialt företag")
        FOLK_HIGH_SCHOOL = "folk_high_school", _("folkhögskola eller studieförbund")
        COMPANY = "company", _("företag")
        COOPERATION = "cooperation", _("samverkan mellan flera")
        OTHER = "other", _("annan")

    class Approval(models.TextChoices):
        """Who lets what its editors write out among people."""

        EDITORS = "editors", _("egna redaktörer får godkänna")
        STAFF = "staff", _("förbundets kansli godkänner")

    name = models.CharField(
        _("namn"),
        max_length=200,
        unique=True,
        db_collation=SWEDISH,
        help_text=_("Hela namnet. Till exempel: Västerås stad."),
    )
    slug = models.SlugField(
        _("adressnamn"),
        max_length=200,
        unique=True,
        help_text=_(
            "Sista delen av sidans adress. Fylls i av sig själv och ändras inte sedan. "
            "Till exempel: vasteras-stad."
        ),
    )
    kind = models.CharField(
        _("slag"),
        max_length=20,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_("Vilken sorts organisation det är. Till exempel: kommun."),
    )
    short_name = models.CharField(
        _("kortnamn"),
        max_length=40,
        blank=True,
        help_text=_("Förkortning som många använder. Till exempel: AF, FK eller VGR."),
    )
    other_names = models.TextField(
        _("andra och tidigare namn"),
        blank=True,
        help_text=_(
            "Ett per rad. Sökningen hittar dem; namnet ovan är det som visas. Till "
            "exempel: Arbetsmarknadsverket."
        ),
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=11,
        blank=True,
        validators=[refuse_wrong_organisation_number],
        help_text=_("Med bindestreck. Till exempel: 212000-2080."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("del av"),
        help_text=_(
            "För en enhet: den organisation som den hör till. Till exempel: Västerås stad."
        ),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("hemkommun"),
        help_text=_("Där den har sitt säte. Till exempel: Västerås."),
    )
    mission = models.TextField(
        _("uppdrag"),
        blank=True,
        help_text=_(
            "Vad organisationen ansvarar för, med enkla ord. Till exempel: Vi hjälper "
            "dig som söker jobb."
        ),
    )
    does_not = models.TextField(
        _("gör inte"),
        blank=True,
        help_text=_(
            "Vad andra ofta tror att den gör, och vem som gör det i stället. Till "
            "exempel: Vi beslutar inte om sjukpenning. Det gör Försäkringskassan."
        ),
    )
    website = models.URLField(
        _("webbplats"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Hela adressen. Till exempel: https://www.exempel.se."),
    )
    phone = TelephoneField(
        _("telefon"),
        max_length=40,
        blank=True,
        help_text=_("Växelns nummer. Till exempel: 021-123 45 67."),
    )
    email = models.EmailField(
        _("e-post"),
        blank=True,
        help_text=_("En brevlåda som flera läser. Till exempel: kontakt@exempel.se."),
    )
    hours = models.CharField(
        _("öppettider"),
        max_length=200,
        blank=True,
        help_text=_("När man kan komma eller ringa. Till exempel: Vardagar 8–16."),
    )
    reviewed_on = models.DateField(
        _("granskad"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("granskas var … dag"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3 * 365)],
        help_text=_("Antal dagar mellan två granskningar. Till exempel: 365 för ett år."),
    )
    approval = models.CharField(
        _("publicering"),
        max_length=10,
        choices=Approval,
        blank=True,
        help_text=_(
            "Lämna tomt för att göra som organisationen ovanför. Säger ingen något får "
            "egna redaktörer godkänna. Enheterna följer med. Till exempel: kansliet "
            "godkänner det första året."
        ),
    )
    valid_from = models.DateField(
        _("finns från"),
        null=True,
        blank=True,
        validators=[can_be_founded],
        help_text=_("Lämna tomt om den alltid har funnits. Till exempel: 2026-01-01."),
    )
    valid_to = models.DateField(
        _("fanns till"),
        null=True,
        blank=True,
        validators=[can_be_founded],
        help_text=_("Sista dagen, när den har upphört. Till exempel: 2026-12-31."),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("ersatt av"),
        help_text=_("Den som tog över. Till exempel: den nya nämnden."),
    )

    rights = Rights.OWN
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        constraints = [
            in_order(
                "organisation_ends_after_it_begins",
                "valid_from",
                "valid_to",
                _("Organisationen kan inte upphöra innan den börjat finnas."),
            ),
            within_bounds("organisation_days_within_bounds", FIRST_BODY, "valid_from", "valid_to"),
            within_bounds("organisation_checked_within_bounds", FIRST_CHECK, "reviewed_on"),
            models.CheckConstraint(
                name="organisation_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("En organisation kan inte vara en del av sig själv."),
            ),
            models.CheckConstraint(
                name="organisation_does_not_replace_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                violation_error_message=_("En organisation kan inte ersätta sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("organisation_detail", args=[self.slug])

    @property
    def review_due_on(self) -> datetime.date | None:
        """Return the day when somebody should look at it again; none where nobody ever has."""
        if self.reviewed_on is None:
            return None
        return self.reviewed_on + datetime.timedelta(days=self.review_interval)

    @property
    def number(self) -> str:
        """Return the number of its switchboard as people read it."""
        return shown(self.phone)

    @property
    def is_association(self) -> bool:
        """Tell whether it is a samordningsförbund, or a part of one."""
        body: Organisation | None = self
        while body is not None:
            if body.kind == self.Kind.ASSOCIATION:
                return True
            body = body.parent
        return False

    def clean(self) -> None:
        """Refuse a ring of parents, which would have no top, and a förbund that runs something."""
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError(
                    {"parent": _("Organisationen kan inte vara del av sin egen enhet.")}
                )
            ancestor = ancestor.parent
