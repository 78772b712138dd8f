"""The accessibility statement that the law asks for: lag 2018:1937 and MDFFS 2019:2."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalogue.models.days import FIRST_CHECK, can_be_planned, has_been, within_bounds
from catalogue.models.marked import _
from catalogue.models.rights import Rights, RightsQuerySet

# What is true of the site as it is delivered, until somebody has examined it.
FIRST_METHOD = (
    "Vi har själva testat webbplatsen med automatiska prov (axe-core) i webbläsaren Chromium: i "
    "ljust och mörkt läge, på smal och bred skärm, med enbart tangentbord och utan skript. "
    "Automatiska prov hittar bara en del av alla brister.\n\n"
    "Personer med funktionsnedsättning har ännu inte prövat webbplatsen, och ingen utomstående "
    "har granskat den."
)
FIRST_SHORTCOMINGS: tuple[dict[str, str], ...] = (
    {
        "what": "Webbplatsen är inte prövad med skärmläsare, förstoringsprogram eller "
        "röststyrning av personer som använder dem till vardags.",
        "why": "Webbplatsen är ny. Det kan finnas brister som vi inte känner till.",
        "kind": "shortcoming",
    },
    {
        "what": "Texterna om insatserna är inte granskade för klarspråk, en och en.",
        "why": "Varje organisation skriver om sina egna insatser.",
        "kind": "shortcoming",
    },
    {
        "what": "Länkar leder till andras webbplatser och rapporter, som kan ha brister.",
        "why": "Innehåll från andra som vi varken betalar för, har tagit fram eller råder över "
        "omfattas inte av kraven (9 §).",
        "kind": "outside",
    },
)


class StatementQuerySet(RightsQuerySet):
    """There is one statement."""

    def present(self) -> "AccessibilityStatement":
        """Return the statement, or the one that the site is delivered with, not yet stored."""
        return self.prefetch_related("shortcomings").first() or AccessibilityStatement()

    def ensure(self) -> bool:
        """Store the delivered statement where there is none; tell whether it was needed."""
        if self.exists():
            return False
        statement = self.create()
        for row in FIRST_SHORTCOMINGS:
            statement.shortcomings.create(**row)
        return True


class AccessibilityStatement(models.Model):
    """How accessible the site is (tillgänglighetsredogörelse); every part is asked for by law."""

    class Conformance(models.TextChoices):
        """How far the site meets the requirements."""

        FULL = "full", _("helt förenlig")
        PARTIAL = "partial", _("delvis förenlig")
        NONE = "none", _("inte förenlig")

    only = models.PositiveSmallIntegerField(
        _("den enda"), default=1, unique=True, editable=False, db_default=1
    )
    conformance = models.CharField(
        _("hur webbplatsen uppfyller kraven"),
        max_length=8,
        choices=Conformance,
        default=Conformance.PARTIAL,
        help_text=_("Så väl som webbplatsen uppfyller kraven. Till exempel: delvis förenlig."),
    )
    assessed_on = models.DateField(
        _("bedömd"),
        default=timezone.localdate,
        validators=[has_been],
        help_text=_("Dagen då någon senast prövade webbplatsen. Till exempel: 2026-09-01."),
    )
    updated_on = models.DateField(
        _("uppdaterad"),
        default=timezone.localdate,
        validators=[has_been],
        help_text=_("Dagen då redogörelsen senast ändrades. Till exempel: 2026-09-01."),
    )
    method = models.TextField(
        _("hur bedömningen gjordes"),
        default=FIRST_METHOD,
        help_text=_(
            "Självskattning eller extern granskning, vad som prövades och hur. Tom rad "
            "ger nytt stycke. Till exempel: Vi prövade med skärmläsare."
        ),
    )
    answer = models.TextField(
        _("så svarar ni den som säger till"),
        blank=True,
        help_text=_(
            "Det som är särskilt hos er. Svarstiden står redan på sidan. Till exempel: "
            "Ring växeln om du hellre vill prata."
        ),
    )

    rights = Rights.SHARED
    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("tillgänglighetsredogörelse")
        verbose_name_plural = _("tillgänglighetsredogörelser")
        constraints = [
            models.CheckConstraint(
                name="accessibility_statement_tells_its_method",
                condition=~Q(method=""),
                violation_error_message=_("Lagen kräver att det står hur bedömningen gjordes."),
            ),
            within_bounds(
                "accessibility_days_within_bounds", FIRST_CHECK, "assessed_on", "updated_on"
            ),
        ]

    def __str__(self) -> str:
        return _("Tillgänglighetsredogörelse, uppdaterad %(day)s") % {"day": self.updated_on}

    def remaining(self, kind: str) -> list["Shortcoming"]:
        """Return what is not yet put right, of one kind."""
        rows: Any = [Shortcoming(**row) for row in FIRST_SHORTCOMINGS]
        if self.pk:
            rows = self.shortcomings.all()
        return [row for row in rows if row.kind == kind and row.fixed_on is None]


class Shortcoming(models.Model):
    """A part of the site that somebody cannot use, and why (brist)."""

    class Kind(models.TextChoices):
        """On what ground it remains."""

        SHORTCOMING = "shortcoming", _("brist som ska åtgärdas")
        BURDEN = "burden", _("undantag: oskäligt betungande (12 §)")
        OUTSIDE = "outside", _("omfattas inte av kraven (9 §)")

    statement = models.ForeignKey(
        AccessibilityStatement,
        models.PROTECT,
        related_name="shortcomings",
        verbose_name=_("redogörelse"),
        help_text=_("Den redogörelse som bristen hör till. Till exempel: den enda som finns."),
    )
    kind = models.CharField(
        _("slag"),
        max_length=12,
        choices=Kind,
        default=Kind.SHORTCOMING,
        help_text=_("Varför den finns kvar. Till exempel: brist som ska åtgärdas."),
    )
    what = models.TextField(
        _("vad som inte fungerar"),
        help_text=_(
            "Skriv vad som händer, och för vem: inte bara regeln. Till exempel: Kartan "
            "går inte att använda med tangentbord."
        ),
    )
    why = models.TextField(
        _("skäl"),
        help_text=_(
            "Varför bristen finns, eller varför undantaget gäller. Till exempel: Kartan"
            " byts ut i vår."
        ),
    )
    criterion = models.CharField(
        _("riktlinje"),
        max_length=80,
        blank=True,
        help_text=_("Numret i riktlinjerna. Till exempel: WCAG 1.4.3."),
    )
    fix_by = models.DateField(
        _("ska vara åtgärdad"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Den dag då det ska fungera. Till exempel: 2027-03-31."),
    )
    fixed_on = models.DateField(
        _("åtgärdad"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Bristen visas inte längre, men finns kvar här. Till exempel: 2027-03-15."),
    )

    rights = Rights.SHARED
    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("brist i tillgängligheten")
        verbose_name_plural = _("brister i tillgängligheten")
        constraints = [
            within_bounds("shortcoming_days_within_bounds", FIRST_CHECK, "fix_by", "fixed_on"),
        ]

    def __str__(self) -> str:
        return self.what[:80]
