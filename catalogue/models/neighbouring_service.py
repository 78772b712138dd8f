"""What people look for here and others have: who has it, how one finds it, and how we know."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.models.days import FIRST_CHECK, can_be_planned, has_been, within_bounds
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.lines import lines
from catalogue.models.marked import _
from catalogue.models.rights import Rights, RightsQuerySet
from catalogue.models.telephones import TelephoneField
from catalogue.models.web_addresses import refuse_inner_networks


class NeighbouringService(Kept):
    """Something that the catalogue does not hold, and the way to who has it (granntjänst)."""

    class Body(models.TextChoices):
        """What kind of body has it."""

        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        EITHER = "either", _("kommun eller region")
        AGENCY = "agency", _("statlig myndighet")
        COURT = "court", _("domstol eller nämnd")
        CIVIL = "civil", _("civilsamhälle")
        PRIVATE = "private", _("privat")
        UNKNOWN = "unknown", _("okänt")

    name = models.CharField(
        _("namn"),
        max_length=120,
        unique=True,
        help_text=_("Det som folk kallar det. Till exempel: God man eller förvaltare."),
    )
    slug = models.SlugField(
        _("adressnamn"),
        max_length=120,
        unique=True,
        help_text=_("Fylls i av sig själv och ändras inte sedan. Till exempel: god-man."),
    )
    words = models.TextField(
        _("ord som folk skriver"),
        help_text=_(
            "Ett ord eller uttryck per rad. Ett ord leder till en enda granntjänst. Till "
            "exempel: överförmyndare."
        ),
    )
    foreign_words = models.TextField(
        _("ord på andra språk"),
        blank=True,
        help_text=_("Ett ord eller uttryck per rad. Till exempel: legal guardian."),
    )
    body = models.CharField(
        _("slag av huvudman"),
        max_length=20,
        choices=Body,
        help_text=_("Vem som brukar ha det. Till exempel: kommun."),
    )
    who = models.CharField(
        _("vem som har det"),
        max_length=200,
        help_text=_("En hel mening. Till exempel: Överförmyndaren i din kommun."),
    )
    what = models.TextField(
        _("vad det är"),
        help_text=_(
            "En mening utan facktermer. Till exempel: En god man hjälper den som inte själv kan "
            "sköta sin ekonomi."
        ),
    )
    find = models.TextField(
        _("så hittar man det"),
        help_text=_(
            "Det första man gör. Till exempel: Ring kommunens växel och fråga efter "
            "överförmyndaren."
        ),
    )
    website = models.URLField(
        _("webbplats"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_(
            "Hela adressen, om alla hittar dit samma väg. Till exempel: https://www.1177.se."
        ),
    )
    phone = TelephoneField(
        _("telefon"),
        max_length=40,
        blank=True,
        help_text=_("Bara ett nummer som gäller hela landet. Till exempel: 1177."),
    )
    unknown = models.TextField(
        _("det vi inte vet"),
        blank=True,
        help_text=_(
            "Vad vi inte vet, och vem man kan fråga. Till exempel: Vi vet inte om kommunen eller "
            "regionen har det där du bor. Fråga din vårdcentral."
        ),
    )
    only_when_missing = models.BooleanField(
        _("bara när katalogen saknar det"),
        default=False,
        help_text=_(
            "Kryssa i om en katalog också kan ha tjänsten. Till exempel: budget- och "
            "skuldrådgivning."
        ),
    )
    reason = models.TextField(
        _("varför den står här"),
        help_text=_(
            "Bara för er som sköter orden. Till exempel: God man utses av tingsrätten och är "
            "ingen insats."
        ),
    )
    owner = models.CharField(
        _("ansvarig"),
        max_length=120,
        help_text=_("Den funktion som håller raden riktig. Till exempel: förbundets redaktion."),
    )
    review_by = models.DateField(
        _("granskas senast"),
        validators=[can_be_planned],
        help_text=_("Den dagen står raden på arbetslistan. Till exempel: 2027-03-01."),
    )
    active = models.BooleanField(
        _("i bruk"),
        default=True,
        help_text=_("Avmarkera för att ta raden ur sökningen. Till exempel: när den är fel."),
    )

    rights = Rights.SHARED
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("granntjänst")
        verbose_name_plural = _("granntjänster")
        constraints = [
            within_bounds("neighbouring_service_review_within_bounds", FIRST_CHECK, "review_by")
        ]

    def __str__(self) -> str:
        return self.name

    def all_words(self) -> Iterator[str]:
        """Yield all that people may write for it, its name first."""
        yield self.name
        yield from lines(self.words)
        yield from lines(self.foreign_words)

    def clean(self) -> None:
        """Refuse a row that nothing leads to, or that takes the words of another."""
        if not lines(self.words):
            raise ValidationError({"words": _("Skriv minst ett ord som leder hit.")})
        mine = {word.casefold(): word for word in self.all_words()}
        others = NeighbouringService.objects.filter(active=True).exclude(pk=self.pk)
        for other in others.order_by("name") if self.active else ():
            for word in other.all_words():
                if word.casefold() in mine:
                    refused = _("”%(word)s” leder redan till %(other)s. Ta bort det i den ena.")
                    told = {"word": mine[word.casefold()], "other": other.name}
                    raise ValidationError({"words": refused % told})


class ServiceSource(models.Model):
    """Where something about a neighbouring service is known from (källa)."""

    service = models.ForeignKey(
        NeighbouringService,
        models.CASCADE,
        related_name="sources",
        verbose_name=_("granntjänst"),
        help_text=_("Den tjänst som källan gäller. Till exempel: God man eller förvaltare."),
    )
    title = models.CharField(
        _("källa"),
        max_length=200,
        help_text=_("Sidans eller lagens namn. Till exempel: Lag om färdtjänst (1997:736), 3 §."),
    )
    address = models.URLField(
        _("adress"),
        max_length=300,
        validators=[refuse_inner_networks],
        help_text=_("Hela adressen. Till exempel: https://www.exempel.se/god-man/."),
    )
    read_on = models.DateField(
        _("läst den"),
        validators=[has_been],
        help_text=_("Dagen när någon läste källan. Till exempel: 2026-11-30."),
    )
    says = models.TextField(
        _("vad den säger"),
        help_text=_("I egna ord. Till exempel: Ansökan går till tingsrätten."),
    )

    rights = Rights.SHARED
    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "address", "says"],
                name="service_source_once",
                violation_error_message=_("Den källan står redan."),
            ),
            within_bounds("service_source_read_within_bounds", FIRST_CHECK, "read_on"),
        ]

    def __str__(self) -> str:
        return self.title
