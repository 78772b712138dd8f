"""The lists that the förbund's staff keep: what an intervention is sorted, filtered and told by."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from catalogue.models.geography import SWEDISH
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.rights import Rights
from catalogue.models.status import running


class Term(Kept):
    """A row of one of the lists: a name to show, a name for the address, a place in the order."""

    name = models.CharField(
        _("namn"),
        max_length=120,
        unique=True,
        db_collation=SWEDISH,
        help_text=_("Så som det står för besökarna. Till exempel: Arbetsträning."),
    )
    slug = models.SlugField(
        _("adressnamn"),
        max_length=120,
        unique=True,
        help_text=_(
            "Delen av adressen. Fylls i av sig själv och ändras inte sedan. Till "
            "exempel: arbetstraning."
        ),
    )
    order = models.PositiveSmallIntegerField(
        _("ordning"), default=100, help_text=_("Lägst tal står först. Till exempel: 10.")
    )

    rights = Rights.SHARED

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class NeedGroupQuerySet(KeptQuerySet):
    """The questions the catalogue asks about its need groups."""

    def reviewed(self) -> Self:
        """Keep those whose wording somebody has approved."""
        return self.filter(reviewed=True)

    def with_published_count(self) -> Self:
        """Bring along `published`: how many entries for persons run, or are about to."""
        return self.annotate(
            published=Count("interventions", filter=running("interventions"), distinct=True)
        )

    def families(self) -> "list[tuple[NeedGroup, list[NeedGroup]]]":
        """Return each group that is part of no other here, with all that are part of it."""
        groups = list(self.order_by("order", "name"))
        parents = {group.pk: group.parent_id for group in groups}

        def top(pk: int) -> int:
            seen = {pk}
            while (above := parents[pk]) in parents and above not in seen:
                seen.add(pk := above)
            return pk

        tops = {group.pk: top(group.pk) for group in groups}
        return [
            (group, [other for other in groups if tops[other.pk] == group.pk and other != group])
            for group in groups
            if tops[group.pk] == group.pk
        ]


class NeedGroup(Term):
    """People who share a need (behovsgrupp), named by what they need rather than by a diagnosis."""

    search_words = models.TextField(
        _("sökord"),
        blank=True,
        help_text=_(
            "Ett per rad: de ord som folk skriver, också de trubbiga. De hittar gruppen"
            " men visas aldrig. Till exempel: gått in i väggen."
        ),
    )
    description = models.TextField(
        _("beskrivning"),
        blank=True,
        help_text=_(
            "Två, tre meningar om vilka det gäller, utan facktermer. Till exempel: Du "
            "mår dåligt och behöver stöd i vardagen."
        ),
    )
    entrance = models.CharField(
        _("ingång"),
        max_length=160,
        blank=True,
        help_text=_(
            "Så som en person själv kan säga det. Till exempel: Jag är sjukskriven och "
            "vill tillbaka."
        ),
    )
    heading = models.CharField(
        _("rubrik"),
        max_length=60,
        blank=True,
        help_text=_(
            "Det i livet som behovet hör till. Behov med samma rubrik står tillsammans i Hjälp"
            " att välja. En del av ett vidare behov står hos det. Till exempel: Hem och pengar."
        ),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("del av"),
        help_text=_("En vidare grupp, om det finns någon. Till exempel: Psykisk ohälsa."),
    )
    reviewed = models.BooleanField(
        _("granskad"),
        default=False,
        help_text=_(
            "Någon i förbundet har godkänt visningsnamnet och sökorden. Till exempel: "
            "efter ett möte med brukarrådet."
        ),
    )

    objects = NeedGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("behovsgrupp")
        verbose_name_plural = _("behovsgrupper")

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("need_group_detail", args=[self.slug])


class InterventionType(Term):
    """What is done in an intervention (insatstyp)."""

    description = models.TextField(
        _("beskrivning"),
        blank=True,
        help_text=_(
            "En mening om vad det är. Till exempel: Du prövar arbetsuppgifter på en "
            "riktig arbetsplats."
        ),
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("insatstyp")
        verbose_name_plural = _("insatstyper")


class Step(Kept):
    """A step of the staircase from first contact to work or studies (steg)."""

    number = models.PositiveSmallIntegerField(
        _("nummer"),
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("Från 1, längst ned, till 5. Till exempel: 2."),
    )
    name = models.CharField(
        _("namn"),
        max_length=80,
        unique=True,
        help_text=_("Kort. Till exempel: Motivation och kartläggning."),
    )
    meaning = models.TextField(
        _("innebörd"),
        blank=True,
        help_text=_(
            "Vad steget betyder för personen. Till exempel: Du tar reda på vad du "
            "behöver och vad du kan."
        ),
    )

    rights = Rights.SHARED
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        constraints = [
            models.CheckConstraint(
                name="step_is_one_to_five",
                condition=Q(number__gte=1, number__lte=5),
                violation_error_message=_("Trappan har steg 1 till 5."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Requirement(Term):
    """Something that an intervention demands of a person (krav); basis of "kräver inte …"."""

    without = models.CharField(
        _("namn i filtret"),
        max_length=120,
        help_text=_("Fortsättningen på ”kräver inte …”. Till exempel: läkarutlåtande."),
    )
    lacking = models.CharField(
        _("när man saknar det"),
        max_length=120,
        blank=True,
        help_text=_(
            "Så som en person säger det i Hjälp att välja. Till exempel: Jag har inget "
            "läkarutlåtande."
        ),
    )
    spared = models.CharField(
        _("när man slipper det"),
        max_length=120,
        blank=True,
        help_text=_(
            "Så som vi säger det till personen. Till exempel: du behöver inte ha något "
            "läkarutlåtande."
        ),
    )
    topic = models.CharField(
        _("med ett ord"),
        max_length=60,
        blank=True,
        help_text=_("Fortsättningen på ”säger inget om …”. Till exempel: läkarutlåtande."),
    )
    filterable = models.BooleanField(
        _("finns som filter"),
        default=True,
        help_text=_("Avmarkera det som ingen söker utan. Till exempel: egen vilja."),
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("krav")
        verbose_name_plural = _("krav")

    @property
    def as_lacking(self) -> str:
        """Return how a person says that they lack it."""
        return self.lacking or self.name

    @property
    def as_topic(self) -> str:
        """Return it in a word or two."""
        return self.topic or self.without


class IncomeSupport(Term):
    """What a person may live on during an intervention (ersättning)."""

    explanation = models.TextField(
        _("förklaring"),
        blank=True,
        help_text=_(
            "Vad det är och vem som betalar. Till exempel: Pengar från "
            "Försäkringskassan när du är sjuk."
        ),
    )

    payer = models.CharField(
        _("den som betalar"),
        max_length=120,
        blank=True,
        help_text=_("Dit man vänder sig om pengarna. Till exempel: Försäkringskassan."),
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("ersättning")
        verbose_name_plural = _("ersättningar")


class Language(Term):
    """A language that an intervention is given in (språk)."""

    code = models.CharField(
        _("språkkod"),
        max_length=8,
        unique=True,
        help_text=_("Enligt BCP 47. Till exempel: sv, fi, prs eller sv-SE."),
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("språk")
        verbose_name_plural = _("språk")


class DeliveryForm(Term):
    """How people meet in an intervention (form): one to one, in a group, at a distance."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("former")
