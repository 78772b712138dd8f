"""The interventions themselves: what the catalogue tells of each."""

import datetime
from typing import TYPE_CHECKING, Any

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
from catalogue.models.demands import Demands, implied
from catalogue.models.geography import SWEDISH, County, Municipality
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.models.kept import Kept
from catalogue.models.organisation import Organisation
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

if TYPE_CHECKING:
    pass


class Intervention(Kept):
    """One form of support that a person can be offered (insats)."""

    Status = Status
    Scope = Scope

    class Access(models.TextChoices):
        """The main way in (tillträde)."""

        SELF = "self", "egen ansökan"
        PROFESSIONAL = "professional", "via handläggare"
        MUNICIPAL_DECISION = "municipal_decision", "biståndsbeslut"
        NO_ASSESSMENT = "no_assessment", "utan individuell behovsprövning"
        AUTHORITY_DECISION = (
            "authority_decision",
            "beslut av Arbetsförmedlingen eller Försäkringskassan",
        )
        HEALTH_REFERRAL = "health_referral", "vårdremiss"
        OPEN = "open", "öppet för alla"
        NOT_SEARCHABLE = "not_searchable", "går inte att söka"

    class Cost(models.TextChoices):
        """What it costs the person, roughly; the words say it exactly."""

        FREE = "free", "kostnadsfritt"
        PATIENT_FEE = "patient_fee", "patientavgift"
        BOUGHT = "bought", "platsen köps av den som remitterar"
        FEE = "fee", "avgift eller hyra"
        PAID_WORK = "paid_work", "du får lön"
        VARIES = "varies", "beror på vem som remitterar"
        UNKNOWN = "unknown", "inte angivet"

    class Start(models.TextChoices):
        """When one can begin."""

        ROLLING = "rolling", "löpande"
        FIXED = "fixed", "fasta starter"
        DROP_IN = "drop_in", "utan bokning"
        UNKNOWN = "unknown", "inte angivet"

    class Financing(models.TextChoices):
        """Who pays for it in the long run."""

        REGULAR = "regular", "ordinarie verksamhet"
        ASSOCIATION = "association", "samordningsförbundet"
        ESF = "esf", "Europeiska socialfonden (ESF)"
        PROJECT = "project", "andra projektmedel"
        CIVIL = "civil", "civilsamhället"
        OTHER = "other", "annat"

    # --- What it is --------------------------------------------------------------------------
    name = models.CharField(
        "namn",
        max_length=200,
        db_collation=SWEDISH,
        help_text="Det namn som deltagarna hör, utan förkortningar. Till exempel: "
        "Samordningsteam Västerås.",
    )
    slug = models.SlugField("adressnamn", max_length=80, blank=True, editable=False)
    other_names = models.TextField(
        "andra och tidigare namn",
        blank=True,
        help_text="Ett per rad. Sökningen hittar dem. Till exempel: Resursteamet.",
    )
    summary = models.CharField(
        "kort beskrivning",
        max_length=200,
        blank=True,
        help_text="Högst 200 tecken på vanlig svenska: vad är det, och vad hjälper det till "
        "med? Till exempel: Du får en fast kontakt som håller ihop stödet från "
        "flera myndigheter.",
    )
    purpose = models.TextField(
        "syfte",
        blank=True,
        help_text="Vad insatsen ska leda till. Till exempel: Att du kommer närmare arbete "
        "eller studier i din egen takt.",
    )
    content = models.TextField(
        "innehåll",
        blank=True,
        help_text="Vad som händer, steg för steg. Till exempel: Vi ses en gång i veckan. "
        "Först gör vi en plan tillsammans.",
    )
    method = models.TextField(
        "arbetssätt",
        blank=True,
        help_text="Metod och vad man vet om den, för den som remitterar. Till exempel: "
        "Supported Employment (SE), som har stöd i forskning.",
    )
    scope = models.CharField(
        "inriktning",
        max_length=12,
        choices=Scope,
        default=Scope.INDIVIDUAL,
        help_text="Vem den riktar sig till. Till exempel: individinriktad när en person "
        "deltar, strukturövergripande när det är utbildning för personal.",
    )
    types = models.ManyToManyField(
        InterventionType,
        related_name="interventions",
        verbose_name="insatstyper",
        blank=True,
        help_text="Kryssa i det som görs, helst bara ett eller två. Till exempel: arbetsträning.",
    )
    forms = models.ManyToManyField(
        DeliveryForm,
        related_name="interventions",
        verbose_name="former",
        blank=True,
        help_text="Hur man möts. Till exempel: enskilt och i grupp.",
    )
    step = models.ForeignKey(
        Step,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name="steg",
        help_text="Lämna tomt om insatsen går tvärs över trappan. Till exempel: steg 2 för "
        "den som kartlägger vad som fungerar.",
    )

    # --- Who runs it -------------------------------------------------------------------------
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="interventions",
        verbose_name="ansvarig organisation",
        help_text="Aldrig samordningsförbundet: det får inte driva insatser för enskilda. "
        "Till exempel: Västerås stad.",
    )
    participants = models.ManyToManyField(
        Organisation,
        related_name="participates_in",
        verbose_name="medverkande organisationer",
        blank=True,
        help_text="De som är med, utom den ansvariga. Till exempel: Arbetsförmedlingen och "
        "Försäkringskassan.",
    )
    organisation_note = models.CharField(
        "så står det om ansvaret",
        max_length=300,
        blank=True,
        help_text="Med källans egna ord. Till exempel: Kommunen tillsammans med regionen.",
    )

    # --- For whom ----------------------------------------------------------------------------
    need_groups = models.ManyToManyField(
        NeedGroup,
        related_name="interventions",
        verbose_name="behovsgrupper",
        blank=True,
        help_text="De behov som insatsen är till för. Till exempel: Psykisk ohälsa.",
    )
    age_from = models.PositiveSmallIntegerField(
        "från ålder",
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text="Lämna tomt om det inte finns någon gräns. Till exempel: 16.",
    )
    age_to = models.PositiveSmallIntegerField(
        "till och med ålder",
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text="Den högsta åldern som får delta. Till exempel: 29.",
    )
    criteria = models.TextField(
        "kriterier",
        blank=True,
        help_text="Vad som krävs för en plats. Till exempel: Du bor i Västerås och vill själv"
        " delta.",
    )
    exclusion = models.TextField(
        "kan inte delta",
        blank=True,
        help_text="Vad som utesluter, eller: Inga kända. Till exempel: Du behöver akut vård först.",
    )
    requirements = models.ManyToManyField(
        Requirement,
        related_name="interventions",
        verbose_name="krav",
        blank=True,
        help_text="Det som personen måste ha. Till exempel: läkarutlåtande.",
    )
    not_required = models.ManyToManyField(
        Requirement,
        related_name="waived_by",
        verbose_name="kräver uttryckligen inte",
        blank=True,
        help_text="Det som personen inte behöver ha, när någon har sagt det. Filtret ”kräver inte"
        " …” bygger på detta. Till exempel: SGI, när ni tar emot också den som saknar SGI.",
    )
    requirements_complete = models.BooleanField(
        "det här är alla krav",
        default=False,
        help_text="Kryssa i när ni har gått igenom alla krav. Då säger katalogen att inget annat "
        "krävs. Till exempel: när den som ansvarar har läst listan.",
    )

    # --- How to get in -----------------------------------------------------------------------
    access = models.CharField(
        "tillträde",
        max_length=20,
        choices=Access,
        default=Access.PROFESSIONAL,
        help_text="Den vanligaste vägen in. Till exempel: egen ansökan, när man kan ringa själv.",
    )
    referral = models.TextField(
        "väg in",
        blank=True,
        help_text="Vem som får remittera eller ansöka, och hur. Till exempel: Din handläggare"
        " fyller i en ansökan tillsammans med dig.",
    )
    anonymous = models.BooleanField(
        "man kan vara anonym",
        default=False,
        help_text="Kryssa i när ingen frågar efter namn. Till exempel: en öppen mottagning.",
    )
    consent_needed = models.BooleanField(
        "kräver skriftligt samtycke",
        default=False,
        help_text="Kryssa i när personen måste skriva under. Till exempel: att myndigheterna "
        "får tala med varandra.",
    )
    evidence_needed = models.TextField(
        "underlag",
        blank=True,
        help_text="Vilka intyg och bedömningar som behövs eller godtas. Till exempel: "
        "Läkarutlåtande, högst sex månader gammalt.",
    )

    # --- Money -------------------------------------------------------------------------------
    cost_kind = models.CharField(
        "kostnad",
        max_length=12,
        choices=Cost,
        default=Cost.UNKNOWN,
        help_text="Vad det kostar personen. Till exempel: kostnadsfritt.",
    )
    cost = models.CharField(
        "kostnad med ord",
        max_length=300,
        blank=True,
        help_text="Det exakta, på vanlig svenska. Till exempel: Lunch kostar 45 kronor, "
        "resten är gratis.",
    )
    income_supports = models.ManyToManyField(
        IncomeSupport,
        related_name="interventions",
        verbose_name="ersättning under tiden",
        blank=True,
        help_text="Kryssa i det som går att leva på under tiden. Till exempel: sjukpenning.",
    )
    income_note = models.CharField(
        "ersättning med ord",
        max_length=300,
        blank=True,
        help_text="Också vad deltagaren måste anmäla, och till vem. Till exempel: Du behåller"
        " din ersättning. Anmäl till Försäkringskassan när du börjar.",
    )
    travel = models.CharField(
        "resor",
        max_length=300,
        blank=True,
        help_text="Vem som betalar resorna. Till exempel: Busskort ingår.",
    )

    # --- When and how much -------------------------------------------------------------------
    hours_from = models.DecimalField(
        "timmar per vecka, från",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Det minsta som går. Till exempel: 2.",
    )
    hours_to = models.DecimalField(
        "timmar per vecka, till",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Det mesta. Till exempel: 20. Är det alltid lika mycket: samma tal i båda "
        "fälten.",
    )
    extent = models.CharField(
        "omfattning med ord",
        max_length=200,
        blank=True,
        help_text="Så som det sägs till deltagaren. Till exempel: Två förmiddagar i veckan.",
    )
    weeks_from = models.PositiveSmallIntegerField(
        "veckor, från", null=True, blank=True, help_text="Den kortaste tiden. Till exempel: 12."
    )
    weeks_to = models.PositiveSmallIntegerField(
        "veckor, till", null=True, blank=True, help_text="Den längsta tiden. Till exempel: 52."
    )
    open_ended = models.BooleanField(
        "utan slutdatum",
        default=False,
        help_text="Kryssa i när man får stanna så länge man behöver. Till exempel: en mötesplats.",
    )
    duration = models.CharField(
        "längd med ord",
        max_length=200,
        blank=True,
        help_text="Så som det sägs till deltagaren. Till exempel: 6–12 månader, kan förlängas.",
    )
    start = models.CharField(
        "start",
        max_length=10,
        choices=Start,
        default=Start.UNKNOWN,
        help_text="När man kan börja. Till exempel: löpande.",
    )
    intake = models.CharField(
        "start med ord",
        max_length=200,
        blank=True,
        help_text="Så som det sägs till deltagaren. Till exempel: Ny grupp i februari och "
        "september.",
    )
    queue_days = models.PositiveSmallIntegerField(
        "kötid i dagar",
        null=True,
        blank=True,
        help_text="Hur länge man väntar i dag. Till exempel: 30. Skriv 0 när det inte är någon kö.",
    )
    queue_checked_on = models.DateField(
        "kötiden uppgiven",
        null=True,
        blank=True,
        validators=[has_been],
        help_text="Dagen då någon svarade på det. Till exempel: 2026-09-01.",
    )
    places_now = models.PositiveSmallIntegerField(
        "lediga platser",
        null=True,
        blank=True,
        help_text="Hur många som kan börja nu. Till exempel: 3.",
    )
    places_checked_on = models.DateField(
        "platserna uppgivna",
        null=True,
        blank=True,
        validators=[has_been],
        help_text="Dagen då någon svarade på det. Till exempel: 2026-09-01.",
    )

    # --- Where -------------------------------------------------------------------------------
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="interventions",
        verbose_name="kommuner",
        blank=True,
        help_text="De kommuner vars invånare kan delta. Till exempel: Västerås och Hallstahammar.",
    )
    counties = models.ManyToManyField(
        County,
        related_name="interventions",
        verbose_name="hela län",
        blank=True,
        help_text="När alla kommuner i länet ingår. Till exempel: Västmanlands län.",
    )
    nationwide = models.BooleanField(
        "hela landet",
        default=False,
        help_text="Kryssa i när alla i Sverige kan delta. Till exempel: en stödlinje på telefon.",
    )
    area_note = models.CharField(
        "område med ord",
        max_length=200,
        blank=True,
        help_text="Det som kommunerna ovan inte säger. Till exempel: Bara för dig som bor "
        "norr om ån.",
    )
    venues = models.ManyToManyField(
        Venue,
        related_name="interventions",
        verbose_name="platser",
        blank=True,
        help_text="Dit man går. Till exempel: Träffpunkten på Storgatan.",
    )

    # --- Language and access -----------------------------------------------------------------
    languages = models.ManyToManyField(
        Language,
        related_name="interventions",
        verbose_name="språk",
        blank=True,
        help_text="De språk som insatsen ges på utan tolk. Till exempel: svenska och arabiska.",
    )
    interpreter = models.BooleanField(
        "tolk vid behov",
        default=False,
        help_text="Kryssa i när ni bokar tolk åt den som behöver. Till exempel: till första mötet.",
    )
    easy_read = models.BooleanField(
        "lättläst material",
        default=False,
        help_text="Kryssa i när det finns något att läsa på lätt svenska. Till exempel: en "
        "broschyr.",
    )
    childcare = models.CharField(
        "barnpassning",
        max_length=200,
        blank=True,
        help_text="Vad som gäller för den som har små barn. Till exempel: Barn kan vara med "
        "under fikat.",
    )

    # --- Whom to call ------------------------------------------------------------------------
    contacts = models.ManyToManyField(
        Contact,
        related_name="interventions",
        verbose_name="kontakter",
        blank=True,
        help_text="En funktion att vända sig till, inte en person. Till exempel: Mottagningen.",
    )

    # --- Financing and follow-up -------------------------------------------------------------
    financing = models.CharField(
        "finansiering",
        max_length=12,
        choices=Financing,
        default=Financing.REGULAR,
        help_text="Vem som betalar i längden. Till exempel: ordinarie verksamhet.",
    )
    funded_by = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funded",
        verbose_name="finansierande förbund",
        help_text="Bara när samordningsförbundet betalar. Till exempel: Samordningsförbundet "
        "Västerås.",
    )
    sus_number = models.CharField(
        "SUS-nummer",
        max_length=20,
        blank=True,
        help_text="Numret i förbundens uppföljning (SUS). Till exempel: 12345.",
    )
    agreement = models.CharField(
        "avtal eller diarienummer",
        max_length=80,
        blank=True,
        help_text="Så att den som undrar hittar beslutet. Till exempel: Dnr 2026/14.",
    )
    project_from = models.DateField(
        "projekt från",
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text="Första dagen i projektet. Till exempel: 2026-01-01.",
    )
    project_to = models.DateField(
        "projekt till",
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text="Sista dagen i projektet. Till exempel: 2028-12-31.",
    )
    after_funding = models.TextField(
        "när finansieringen tar slut",
        blank=True,
        help_text="Vad som händer sedan, eller varför insatsen inte leder vidare. Till "
        "exempel: Kommunen tar över från 2029.",
    )
    outcome = models.TextField(
        "resultat",
        blank=True,
        help_text="Vad det har lett till, med siffror om de finns. Till exempel: Av 40 "
        "deltagare började 18 arbeta eller studera under 2025.",
    )
    outcome_url = models.URLField(
        "länk till rapport",
        blank=True,
        validators=[refuse_inner_networks],
        help_text="Adressen till rapporten. Till exempel: https://www.exempel.se/rapport.pdf.",
    )
    places_per_year = models.PositiveSmallIntegerField(
        "platser per år",
        null=True,
        blank=True,
        help_text="Ungefär hur många som kan delta på ett år. Till exempel: 40.",
    )

    # --- Is it true --------------------------------------------------------------------------
    status = models.CharField(
        "status",
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text="Var insatsen befinner sig. Till exempel: pausad, när ni inte tar emot "
        "någon just nu.",
    )
    reviewed_on = models.DateField(
        "granskad",
        null=True,
        blank=True,
        validators=[has_been],
        help_text="Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01.",
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed",
        verbose_name="granskad av",
    )
    review_interval = models.PositiveSmallIntegerField(
        "granskas var … dag",
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3 * 365)],
        help_text="Antal dagar mellan två granskningar. Till exempel: 180 för ett halvår, 90 "
        "när kön ändras ofta.",
    )
    valid_until = models.DateField(
        "giltig till",
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text="Till och med den dagen vet ni att uppgifterna gäller. Till exempel: 2027-06-30.",
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="ersätts av",
        help_text="Dit den som söker ska gå i stället. Till exempel: den nya gruppen med "
        "samma innehåll.",
    )
    nothing_replaces = models.BooleanField(
        "inget ersätter",
        default=False,
        help_text="Kryssa i när det inte finns något att hänvisa till. Till exempel: när ett "
        "projekt tog slut.",
    )
    ended_on = models.DateField(
        "avslutad den",
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text="Sista dagen. Till exempel: 2026-12-31.",
    )
    end_story = models.TextField(
        "varför den avslutades",
        blank=True,
        help_text="Kort och sakligt: besökarna läser det. Till exempel: Projektet tog slut "
        "och få sökte sig hit.",
    )
    published_at = models.DateTimeField("publicerad", null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("ändrad", auto_now=True)
    editor_note = models.TextField(
        "anteckning till redaktionen",
        blank=True,
        help_text="Bara för er i redaktionen, och aldrig om en enskild person. Till exempel: "
        "Fråga om priset i maj.",
    )

    # --- Where the facts come from -----------------------------------------------------------
    example = models.BooleanField(
        "exempeldata",
        default=False,
        help_text="Kryssa i när de flesta uppgifterna är påhittade. Till exempel: en insats "
        "som visar hur katalogen fungerar.",
    )
    documented_fields = models.JSONField(
        "belagda fält", default=list, blank=True, help_text="Fält som har en källa, som en lista."
    )
    basis = models.CharField("vad uppgifterna bygger på", max_length=300, blank=True)
    source = models.CharField("hämtad från", max_length=100, blank=True)
    source_id = models.CharField("nummer i källan", max_length=100, blank=True)

    rights = Rights.OWN
    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
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
                    "organisation": "Ett samordningsförbund får inte driva insatser för enskilda. "
                    "Välj den medlem som ansvarar."
                }
            )

    @property
    def is_public(self) -> bool:
        """Tell whether visitors see it."""
        return self.status not in UNPUBLISHED

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
    def demands(self) -> Demands:
        """Return what it demands, what not, and what it leaves unsaid. Reads forms and krav."""
        forms = [form.slug for form in self.forms.all()]
        ticked = (requirement.slug for requirement in self.requirements.all())
        return Demands(
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
