"""The interventions themselves: what the catalogue tells of each."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from catalogue.models.association import Association
from catalogue.models.contact import Contact, Venue
from catalogue.models.days import can_be_planned, has_been
from catalogue.models.geography import SWEDISH, County, Municipality
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.models.kept import Kept
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.requirements import StatedRequirements, implied
from catalogue.models.review import MARK
from catalogue.models.rights import Rights
from catalogue.models.rules import INTERVENTION_RULES
from catalogue.models.status import OVER, UNPUBLISHED, Scope, Status
from catalogue.models.terms import (
    DeliveryForm,
    IncomeSupport,
    InterventionType,
    Language,
    NeedGroup,
    Requirement,
    Step,
)
from catalogue.models.web_addresses import refuse_inner_networks


def unnamed(number: int) -> str:
    """Return what an entry is called before those who may not know its name: others' drafts."""
    return _("nr %(number)s, inte publicerad") % {"number": number}


class Intervention(Kept):
    """One form of support that a person can be offered (insats)."""

    Status = Status
    Scope = Scope

    class Access(models.TextChoices):
        """The main way in (tillträde)."""

        SELF = "self", _("egen ansökan")
        PROFESSIONAL = "professional", _("via handläggare")
        MUNICIPAL_DECISION = "municipal_decision", _("biståndsbeslut")
        NO_ASSESSMENT = "no_assessment", _("utan individuell behovsprövning")
        AUTHORITY_DECISION = (
            "authority_decision",
            _("beslut av Arbetsförmedlingen eller Försäkringskassan"),
        )
        HEALTH_REFERRAL = "health_referral", _("vårdremiss")
        OPEN = "open", _("öppet för alla")
        NOT_SEARCHABLE = "not_searchable", _("går inte att söka")

    class Cost(models.TextChoices):
        """What it costs the person, roughly; the words say it exactly."""

        FREE = "free", _("kostnadsfritt")
        PATIENT_FEE = "patient_fee", _("patientavgift")
        BOUGHT = "bought", _("platsen köps av den som remitterar")
        FEE = "fee", _("avgift eller hyra")
        PAID_WORK = "paid_work", _("du får lön")
        VARIES = "varies", _("beror på vem som remitterar")
        UNKNOWN = "unknown", _("inte angivet")

    class Start(models.TextChoices):
        """When one can begin."""

        ROLLING = "rolling", _("löpande")
        FIXED = "fixed", _("fasta starter")
        DROP_IN = "drop_in", _("utan bokning")
        UNKNOWN = "unknown", _("inte angivet")

    class Financing(models.TextChoices):
        """Who pays for it in the long run."""

        REGULAR = "regular", _("ordinarie verksamhet")
        ASSOCIATION = "association", _("samordningsförbundet")
        ESF = "esf", _("Europeiska socialfonden (ESF)")
        PROJECT = "project", _("andra projektmedel")
        CIVIL = "civil", _("civilsamhället")
        OTHER = "other", _("annat")

    # --- What it is --------------------------------------------------------------------------
    name = models.CharField(
        _("namn"),
        max_length=200,
        db_collation=SWEDISH,
        help_text=_(
            "Det namn som deltagarna hör, utan förkortningar. Till exempel: "
            "Samordningsteam Västerås."
        ),
    )
    slug = models.SlugField(_("adressnamn"), max_length=80, blank=True, editable=False)
    other_names = models.TextField(
        _("andra och tidigare namn"),
        blank=True,
        help_text=_("Ett per rad. Sökningen hittar dem. Till exempel: Resursteamet."),
    )
    summary = models.CharField(
        _("kort beskrivning"),
        max_length=200,
        blank=True,
        help_text=_(
            "Högst 200 tecken på vanlig svenska: vad är det, och vad hjälper det till "
            "med? Till exempel: Du får en fast kontakt som håller ihop stödet från "
            "flera myndigheter."
        ),
    )
    purpose = models.TextField(
        _("syfte"),
        blank=True,
        help_text=_(
            "Vad insatsen ska leda till. Till exempel: Att du kommer närmare arbete "
            "eller studier i din egen takt."
        ),
    )
    content = models.TextField(
        _("innehåll"),
        blank=True,
        help_text=_(
            "Vad som händer, steg för steg. Till exempel: Vi ses en gång i veckan. "
            "Först gör vi en plan tillsammans."
        ),
    )
    method = models.TextField(
        _("arbetssätt"),
        blank=True,
        help_text=_(
            "Metod och vad man vet om den, för den som remitterar. Till exempel: "
            "Supported Employment (SE), som har stöd i forskning."
        ),
    )
    scope = models.CharField(
        _("inriktning"),
        max_length=12,
        choices=Scope,
        default=Scope.INDIVIDUAL,
        help_text=_(
            "Vem den riktar sig till. Till exempel: individinriktad när en person "
            "deltar, strukturövergripande när det är utbildning för personal."
        ),
    )
    types = models.ManyToManyField(
        InterventionType,
        related_name="interventions",
        verbose_name=_("insatstyper"),
        blank=True,
        help_text=_(
            "Kryssa i det som görs, helst bara ett eller två. Till exempel: arbetsträning."
        ),
    )
    forms = models.ManyToManyField(
        DeliveryForm,
        related_name="interventions",
        verbose_name=_("former"),
        blank=True,
        help_text=_("Hur man möts. Till exempel: enskilt och i grupp."),
    )
    step = models.ForeignKey(
        Step,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("steg"),
        help_text=_(
            "Lämna tomt om insatsen går tvärs över trappan. Till exempel: steg 2 för "
            "den som kartlägger vad som fungerar."
        ),
    )

    # --- Who runs it -------------------------------------------------------------------------
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="interventions",
        verbose_name=_("ansvarig organisation"),
        help_text=_(
            "Aldrig samordningsförbundet: det får inte driva insatser för enskilda. "
            "Till exempel: Västerås stad."
        ),
    )
    participants = models.ManyToManyField(
        Organisation,
        related_name="participates_in",
        verbose_name=_("medverkande organisationer"),
        blank=True,
        help_text=_(
            "De som är med, utom den ansvariga. Till exempel: Arbetsförmedlingen och "
            "Försäkringskassan."
        ),
    )
    organisation_note = models.CharField(
        _("så står det om ansvaret"),
        max_length=300,
        blank=True,
        help_text=_("Med källans egna ord. Till exempel: Kommunen tillsammans med regionen."),
    )

    # --- For whom ----------------------------------------------------------------------------
    need_groups = models.ManyToManyField(
        NeedGroup,
        related_name="interventions",
        verbose_name=_("behovsgrupper"),
        blank=True,
        help_text=_("De behov som insatsen är till för. Till exempel: Psykisk ohälsa."),
    )
    age_from = models.PositiveSmallIntegerField(
        _("från ålder"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Lämna tomt om det inte finns någon gräns. Till exempel: 16."),
    )
    age_to = models.PositiveSmallIntegerField(
        _("till och med ålder"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Den högsta åldern som får delta. Till exempel: 29."),
    )
    criteria = models.TextField(
        _("kriterier"),
        blank=True,
        help_text=_(
            "Vad som krävs för en plats. Till exempel: Du bor i Västerås och vill själv delta."
        ),
    )
    exclusion = models.TextField(
        _("kan inte delta"),
        blank=True,
        help_text=_(
            "Vad som utesluter, eller: Inga kända. Till exempel: Du behöver akut vård först."
        ),
    )
    requirements = models.ManyToManyField(
        Requirement,
        related_name="interventions",
        verbose_name=_("krav"),
        blank=True,
        help_text=_("Det som personen måste ha. Till exempel: läkarutlåtande."),
    )
    not_required = models.ManyToManyField(
        Requirement,
        related_name="waived_by",
        verbose_name=_("kräver uttryckligen inte"),
        blank=True,
        help_text=_(
            "Det som personen inte behöver ha, när någon har sagt det. Filtret ”kräver inte"
            " …” bygger på detta. Till exempel: SGI, när ni tar emot också den som saknar SGI."
        ),
    )
    requirements_complete = models.BooleanField(
        _("det här är alla krav"),
        default=False,
        help_text=_(
            "Kryssa i när ni har gått igenom alla krav. Då säger katalogen att inget annat "
            "krävs. Till exempel: när den som ansvarar har läst listan."
        ),
    )

    # --- How to get in -----------------------------------------------------------------------
    access = models.CharField(
        _("tillträde"),
        max_length=20,
        choices=Access,
        default=Access.PROFESSIONAL,
        help_text=_(
            "Den vanligaste vägen in. Till exempel: egen ansökan, när man kan ringa själv."
        ),
    )
    referral = models.TextField(
        _("väg in"),
        blank=True,
        help_text=_(
            "Vem som får remittera eller ansöka, och hur. Till exempel: Din handläggare"
            " fyller i en ansökan tillsammans med dig."
        ),
    )
    anonymous = models.BooleanField(
        _("man kan vara anonym"),
        default=False,
        help_text=_("Kryssa i när ingen frågar efter namn. Till exempel: en öppen mottagning."),
    )
    consent_needed = models.BooleanField(
        _("kräver skriftligt samtycke"),
        default=False,
        help_text=_(
            "Kryssa i när personen måste skriva under. Till exempel: att myndigheterna "
            "får tala med varandra."
        ),
    )
    evidence_needed = models.TextField(
        _("underlag"),
        blank=True,
        help_text=_(
            "Vilka intyg och bedömningar som behövs eller godtas. Till exempel: "
            "Läkarutlåtande, högst sex månader gammalt."
        ),
    )

    # --- Money -------------------------------------------------------------------------------
    cost_kind = models.CharField(
        _("kostnad"),
        max_length=12,
        choices=Cost,
        default=Cost.UNKNOWN,
        help_text=_("Vad det kostar personen. Till exempel: kostnadsfritt."),
    )
    cost = models.CharField(
        _("kostnad med ord"),
        max_length=300,
        blank=True,
        help_text=_(
            "Det exakta, på vanlig svenska. Till exempel: Lunch kostar 45 kronor, resten är gratis."
        ),
    )
    income_supports = models.ManyToManyField(
        IncomeSupport,
        related_name="interventions",
        verbose_name=_("ersättning under tiden"),
        blank=True,
        help_text=_("Kryssa i det som går att leva på under tiden. Till exempel: sjukpenning."),
    )
    income_note = models.CharField(
        _("ersättning med ord"),
        max_length=300,
        blank=True,
        help_text=_(
            "Också vad deltagaren måste anmäla, och till vem. Till exempel: Du behåller"
            " din ersättning. Anmäl till Försäkringskassan när du börjar."
        ),
    )
    travel = models.CharField(
        _("resor"),
        max_length=300,
        blank=True,
        help_text=_("Vem som betalar resorna. Till exempel: Busskort ingår."),
    )

    # --- When and how much -------------------------------------------------------------------
    hours_from = models.DecimalField(
        _("timmar per vecka, från"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Det minsta som går. Till exempel: 2."),
    )
    hours_to = models.DecimalField(
        _("timmar per vecka, till"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_(
            "Det mesta. Till exempel: 20. Är det alltid lika mycket: samma tal i båda fälten."
        ),
    )
    extent = models.CharField(
        _("omfattning med ord"),
        max_length=200,
        blank=True,
        help_text=_("Så som det sägs till deltagaren. Till exempel: Två förmiddagar i veckan."),
    )
    weeks_from = models.PositiveSmallIntegerField(
        _("veckor, från"),
        null=True,
        blank=True,
        help_text=_("Den kortaste tiden. Till exempel: 12."),
    )
    weeks_to = models.PositiveSmallIntegerField(
        _("veckor, till"),
        null=True,
        blank=True,
        help_text=_("Den längsta tiden. Till exempel: 52."),
    )
    open_ended = models.BooleanField(
        _("utan slutdatum"),
        default=False,
        help_text=_(
            "Kryssa i när man får stanna så länge man behöver. Till exempel: en mötesplats."
        ),
    )
    duration = models.CharField(
        _("längd med ord"),
        max_length=200,
        blank=True,
        help_text=_("Så som det sägs till deltagaren. Till exempel: 6–12 månader, kan förlängas."),
    )
    start = models.CharField(
        _("start"),
        max_length=10,
        choices=Start,
        default=Start.UNKNOWN,
        help_text=_("När man kan börja. Till exempel: löpande."),
    )
    intake = models.CharField(
        _("start med ord"),
        max_length=200,
        blank=True,
        help_text=_(
            "Så som det sägs till deltagaren. Till exempel: Ny grupp i februari och september."
        ),
    )
    queue_days = models.PositiveSmallIntegerField(
        _("kötid i dagar"),
        null=True,
        blank=True,
        help_text=_(
            "Hur länge man väntar i dag. Till exempel: 30. Skriv 0 när det inte är någon kö."
        ),
    )
    queue_checked_on = models.DateField(
        _("kötiden uppgiven"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon svarade på det. Till exempel: 2026-09-01."),
    )
    places_now = models.PositiveSmallIntegerField(
        _("lediga platser"),
        null=True,
        blank=True,
        help_text=_("Hur många som kan börja nu. Till exempel: 3."),
    )
    places_checked_on = models.DateField(
        _("platserna uppgivna"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon svarade på det. Till exempel: 2026-09-01."),
    )

    # --- Where -------------------------------------------------------------------------------
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="interventions",
        verbose_name=_("kommuner"),
        blank=True,
        help_text=_(
            "De kommuner vars invånare kan delta. Till exempel: Västerås och Hallstahammar."
        ),
    )
    counties = models.ManyToManyField(
        County,
        related_name="interventions",
        verbose_name=_("hela län"),
        blank=True,
        help_text=_("När alla kommuner i länet ingår. Till exempel: Västmanlands län."),
    )
    nationwide = models.BooleanField(
        _("hela landet"),
        default=False,
        help_text=_(
            "Kryssa i när alla i Sverige kan delta. Till exempel: en stödlinje på telefon."
        ),
    )
    area_note = models.CharField(
        _("område med ord"),
        max_length=200,
        blank=True,
        help_text=_(
            "Det som kommunerna ovan inte säger. Till exempel: Bara för dig som bor norr om ån."
        ),
    )
    venues = models.ManyToManyField(
        Venue,
        related_name="interventions",
        verbose_name=_("platser"),
        blank=True,
        help_text=_("Dit man går. Till exempel: Träffpunkten på Storgatan."),
    )

    # --- Language and access -----------------------------------------------------------------
    languages = models.ManyToManyField(
        Language,
        related_name="interventions",
        verbose_name=_("språk"),
        blank=True,
        help_text=_("De språk som insatsen ges på utan tolk. Till exempel: svenska och arabiska."),
    )
    interpreter = models.BooleanField(
        _("tolk vid behov"),
        default=False,
        help_text=_(
            "Kryssa i när ni bokar tolk åt den som behöver. Till exempel: till första mötet."
        ),
    )
    easy_read = models.BooleanField(
        _("lättläst material"),
        default=False,
        help_text=_(
            "Kryssa i när det finns något att läsa på lätt svenska. Till exempel: en broschyr."
        ),
    )
    childcare = models.CharField(
        _("barnpassning"),
        max_length=200,
        blank=True,
        help_text=_(
            "Vad som gäller för den som har små barn. Till exempel: Barn kan vara med under fikat."
        ),
    )

    # --- Whom to call ------------------------------------------------------------------------
    contacts = models.ManyToManyField(
        Contact,
        related_name="interventions",
        verbose_name=_("kontakter"),
        blank=True,
        help_text=_("En funktion att vända sig till, inte en person. Till exempel: Mottagningen."),
    )

    # --- Financing and follow-up -------------------------------------------------------------
    financing = models.CharField(
        _("finansiering"),
        max_length=12,
        choices=Financing,
        default=Financing.REGULAR,
        help_text=_("Vem som betalar i längden. Till exempel: ordinarie verksamhet."),
    )
    funded_by = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funded",
        verbose_name=_("finansierande förbund"),
        help_text=_(
            "Bara när samordningsförbundet betalar. Till exempel: Samordningsförbundet Västerås."
        ),
    )
    sus_number = models.CharField(
        _("SUS-nummer"),
        max_length=20,
        blank=True,
        help_text=_("Numret i förbundens uppföljning (SUS). Till exempel: 12345."),
    )
    agreement = models.CharField(
        _("avtal eller diarienummer"),
        max_length=80,
        blank=True,
        help_text=_("Så att den som undrar hittar beslutet. Till exempel: Dnr 2026/14."),
    )
    project_from = models.DateField(
        _("projekt från"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Första dagen i projektet. Till exempel: 2026-01-01."),
    )
    project_to = models.DateField(
        _("projekt till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Sista dagen i projektet. Till exempel: 2028-12-31."),
    )
    after_funding = models.TextField(
        _("när finansieringen tar slut"),
        blank=True,
        help_text=_(
            "Vad som händer sedan, eller varför insatsen inte leder vidare. Till "
            "exempel: Kommunen tar över från 2029."
        ),
    )
    outcome = models.TextField(
        _("resultat"),
        blank=True,
        help_text=_(
            "Vad det har lett till, med siffror om de finns. Till exempel: Av 40 "
            "deltagare började 18 arbeta eller studera under 2025."
        ),
    )
    outcome_url = models.URLField(
        _("länk till rapport"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Adressen till rapporten. Till exempel: https://www.exempel.se/rapport.pdf."),
    )
    places_per_year = models.PositiveSmallIntegerField(
        _("platser per år"),
        null=True,
        blank=True,
        help_text=_("Ungefär hur många som kan delta på ett år. Till exempel: 40."),
    )

    # --- Is it true --------------------------------------------------------------------------
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_(
            "Var insatsen befinner sig. Till exempel: pausad, när ni inte tar emot någon just nu."
        ),
    )
    reviewed_on = models.DateField(
        _("granskad"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed",
        verbose_name=_("granskad av"),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("granskas var … dag"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3 * 365)],
        help_text=_(
            "Antal dagar mellan två granskningar. Till exempel: 180 för ett halvår, 90 "
            "när kön ändras ofta."
        ),
    )
    valid_until = models.DateField(
        _("giltig till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_(
            "Till och med den dagen vet ni att uppgifterna gäller. Till exempel: 2027-06-30."
        ),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("ersätts av"),
        help_text=_(
            "Dit den som söker ska gå i stället. Till exempel: den nya gruppen med samma innehåll."
        ),
    )
    nothing_replaces = models.BooleanField(
        _("inget ersätter"),
        default=False,
        help_text=_(
            "Kryssa i när det inte finns något att hänvisa till. Till exempel: när ett "
            "projekt tog slut."
        ),
    )
    ended_on = models.DateField(
        _("avslutad den"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Sista dagen. Till exempel: 2026-12-31."),
    )
    end_story = models.TextField(
        _("varför den avslutades"),
        blank=True,
        help_text=_(
            "Kort och sakligt: besökarna läser det. Till exempel: Projektet tog slut "
            "och få sökte sig hit."
        ),
    )
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True)
    editor_note = models.TextField(
        _("anteckning till redaktionen"),
        blank=True,
        help_text=_(
            "Bara för er i redaktionen, och aldrig om en enskild person. Till exempel: "
            "Fråga om priset i maj."
        ),
    )

    # --- Where the facts come from -----------------------------------------------------------
    example = models.BooleanField(
        _("exempeldata"),
        default=False,
        help_text=_(
            "Kryssa i när de flesta uppgifterna är påhittade. Till exempel: en insats "
            "som visar hur katalogen fungerar."
        ),
    )
    documented_fields = models.JSONField(
        _("belagda fält"),
        default=list,
        blank=True,
        help_text=_("Fält som har en källa, som en lista."),
    )
    basis = models.CharField(_("vad uppgifterna bygger på"), max_length=300, blank=True)
    source = models.CharField(_("hämtad från"), max_length=100, blank=True)
    source_id = models.CharField(_("nummer i källan"), max_length=100, blank=True)

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
        forms = [form.slug for form in self.forms.all()]
        ticked = (requirement.slug for requirement in self.requirements.all())
        return StatedRequirements(
            yes=implied(self.access, forms).union(ticked),
            no=frozenset(requirement.slug for requirement in self.not_required.all()),
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
