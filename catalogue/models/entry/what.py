"""What an intervention is, and who runs it."""

from django.db import models

from catalogue.models.geography import SWEDISH
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.status import Scope
from catalogue.models.terms import DeliveryForm, InterventionType, Step
from catalogue.models.web_addresses import refuse_inner_networks


class WhatItIs(models.Model):
    """What an intervention is, and who runs it."""

    Scope = Scope

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
    easy_summary = models.CharField(
        _("lätt text: vad det är"),
        max_length=300,
        blank=True,
        help_text=_(
            "Korta meningar och vanliga ord, för den som har svårt att läsa. Till exempel: "
            "Du får prata med en person. Hen hjälper dig att hitta ett jobb."
        ),
    )
    easy_how = models.TextField(
        _("lätt text: så gör du"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Ett steg i taget. Till exempel: Ring oss. Säg vad du heter. Vi bestämmer en tid."
        ),
    )
    website = models.URLField(
        _("egen sida"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_(
            "Sidan om just den här insatsen. Till exempel: https://www.exempel.se/gron-rehab."
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

    class Meta:
        abstract = True
