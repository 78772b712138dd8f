"""The lists that the förbund's staff keep: what an intervention is sorted, filtered and told by."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from catalogue.models.geography import SWEDISH
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.rights import Rights
from catalogue.models.status import running


class Term(Kept):
    """A row of one of the lists: a name to show, a name for the address, a place in the order."""

    name = models.CharField(
        "namn",
        max_length=120,
        unique=True,
        db_collation=SWEDISH,
        help_text="Så som det står för besökarna. Till exempel: Arbetsträning.",
    )
    slug = models.SlugField(
        "adressnamn",
        max_length=120,
        unique=True,
        help_text="Delen av adressen. Fylls i av sig själv och ändras inte sedan. Till "
        "exempel: arbetstraning.",
    )
    order = models.PositiveSmallIntegerField(
        "ordning", default=100, help_text="Lägst tal står först. Till exempel: 10."
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
        "sökord",
        blank=True,
        help_text="Ett per rad: de ord som folk skriver, också de trubbiga. De hittar gruppen"
        " men visas aldrig. Till exempel: gått in i väggen.",
    )
    description = models.TextField(
        "beskrivning",
        blank=True,
        help_text="Två, tre meningar om vilka det gäller, utan facktermer. Till exempel: Du "
        "mår dåligt och behöver stöd i vardagen.",
    )
    entrance = models.CharField(
        "ingång",
        max_length=160,
        blank=True,
        help_text="Så som en person själv kan säga det. Till exempel: Jag är sjukskriven och "
        "vill tillbaka.",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="del av",
        help_text="En vidare grupp, om det finns någon. Till exempel: Psykisk ohälsa.",
    )
    reviewed = models.BooleanField(
        "granskad",
        default=False,
        help_text="Någon i förbundet har godkänt visningsnamnet och sökorden. Till exempel: "
        "efter ett möte med brukarrådet.",
    )

    objects = NeedGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "behovsgrupp"
        verbose_name_plural = "behovsgrupper"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("need_group_detail", args=[self.slug])


class InterventionType(Term):
    """What is done in an intervention (insatstyp)."""

    description = models.TextField(
        "beskrivning",
        blank=True,
        help_text="En mening om vad det är. Till exempel: Du prövar arbetsuppgifter på en "
        "riktig arbetsplats.",
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "insatstyp"
        verbose_name_plural = "insatstyper"


class Step(Kept):
    """A step of the staircase from first contact to work or studies (steg)."""

    number = models.PositiveSmallIntegerField(
        "nummer",
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Från 1, längst ned, till 5. Till exempel: 2.",
    )
    name = models.CharField(
        "namn",
        max_length=80,
        unique=True,
        help_text="Kort. Till exempel: Motivation och kartläggning.",
    )
    meaning = models.TextField(
        "innebörd",
        blank=True,
        help_text="Vad steget betyder för personen. Till exempel: Du tar reda på vad du "
        "behöver och vad du kan.",
    )

    rights = Rights.SHARED
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "steg"
        verbose_name_plural = "steg"
        constraints = [
            models.CheckConstraint(
                name="step_is_one_to_five",
                condition=Q(number__gte=1, number__lte=5),
                violation_error_message="Trappan har steg 1 till 5.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Requirement(Term):
    """Something that an intervention demands of a person (krav); basis of "kräver inte …"."""

    without = models.CharField(
        "namn i filtret",
        max_length=120,
        help_text="Fortsättningen på ”kräver inte …”. Till exempel: läkarutlåtande.",
    )
    lacking = models.CharField(
        "när man saknar det",
        max_length=120,
        blank=True,
        help_text="Så som en person säger det i Hjälp att välja. Till exempel: Jag har inget "
        "läkarutlåtande.",
    )
    spared = models.CharField(
        "när man slipper det",
        max_length=120,
        blank=True,
        help_text="Så som vi säger det till personen. Till exempel: du behöver inte ha något "
        "läkarutlåtande.",
    )
    topic = models.CharField(
        "med ett ord",
        max_length=60,
        blank=True,
        help_text="Fortsättningen på ”säger inget om …”. Till exempel: läkarutlåtande.",
    )
    filterable = models.BooleanField(
        "finns som filter",
        default=True,
        help_text="Avmarkera det som ingen söker utan. Till exempel: egen vilja.",
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "krav"
        verbose_name_plural = "krav"

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
        "förklaring",
        blank=True,
        help_text="Vad det är och vem som betalar. Till exempel: Pengar från "
        "Försäkringskassan när du är sjuk.",
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "ersättning"
        verbose_name_plural = "ersättningar"


class Language(Term):
    """A language that an intervention is given in (språk)."""

    code = models.CharField(
        "språkkod",
        max_length=8,
        unique=True,
        help_text="Enligt BCP 47. Till exempel: sv, fi, prs eller sv-SE.",
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "språk"
        verbose_name_plural = "språk"


class DeliveryForm(Term):
    """How people meet in an intervention (form): one to one, in a group, at a distance."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "form"
        verbose_name_plural = "former"
