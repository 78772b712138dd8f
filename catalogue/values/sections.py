"""The parts of an entry and their fields: the one list, in the order an editor thinks.

The desk's page and the columns of files follow it; `docs/nytt-falt.md` says what else a new field
touches.
"""

from dataclasses import dataclass

from catalogue.models.marked import Marked, _

LINES = {
    "notices": "notices",
    "routes": "routes",
    "contributions": "contributions",
    "results": "results",
    "leads_to": "continues_to",
}
"""Fields that are rows of another table, each with the relation that it is on the entry."""
UNWRITTEN = {
    "reviewed_by",
    "published_at",
    "changed_at",
    "source",
    "source_id",
    "basis",
    "documented_fields",
}
"""Fields that the catalogue writes itself: the desk shows them, and no column carries them."""


@dataclass(frozen=True)
class Section:
    """Fields that belong together."""

    title: Marked
    description: Marked
    """What belongs there, in a sentence to the editor."""
    rows: tuple[str | tuple[str, ...], ...]
    """Names of fields; those that stand on one row together."""
    rare: bool = False
    """Whether the desk folds it."""

    @property
    def names(self) -> list[str]:
        """Return its fields, one by one."""
        return [name for row in self.rows for name in ([row] if isinstance(row, str) else row)]


SECTIONS = (
    Section(
        _("Vad det är"),
        _("Skriv så att den som ska delta förstår. Skriv aldrig något om en enskild person."),
        (
            "name",
            "other_names",
            "notices",
            "summary",
            "purpose",
            "content",
            "easy_summary",
            "easy_how",
            "website",
            "organisation",
            "participants",
            "scope",
            "types",
            "forms",
            "step",
        ),
    ),
    Section(
        _("Mer om vad det är"),
        _("För den som remitterar."),
        (
            "method",
            "organisation_note",
        ),
        rare=True,
    ),
    Section(
        _("För vem"),
        _(
            "Utgå från behovet. Om kraven: ja när det krävs, nej när någon har sagt att det "
            "inte krävs. Annars vet vi inte, och det är också ett svar."
        ),
        (
            "need_groups",
            ("age_from", "age_to"),
            "criteria",
            "exclusion",
            "requirements",
            "not_required",
            "requirements_complete",
        ),
    ),
    Section(
        _("Så kommer man in"),
        _("Vägen in i stort. Skillnader mellan olika remittenter anges nedanför, under Vägar in."),
        (
            "access",
            "referral",
            "evidence_needed",
            ("anonymous", "consent_needed"),
            "routes",
        ),
    ),
    Section(
        _("Pengar"),
        _("Vad det kostar personen, och vad hen lever på under tiden."),
        (
            "cost_kind",
            "cost",
            "income_supports",
            "income_note",
            ("income_amount", "income_checked_on"),
            "travel",
        ),
    ),
    Section(
        _("När och hur mycket"),
        _("Siffrorna används i sökningen, orden visas på sidan."),
        (
            ("hours_from", "hours_to"),
            "extent",
            ("sessions_per_week", "session_minutes", "sessions_total"),
            ("weeks_from", "weeks_to", "open_ended"),
            ("duration", "weeks_per_year"),
            ("follow_up", "follow_up_note"),
            ("start", "intake"),
        ),
    ),
    Section(
        _("Kö och lediga platser"),
        _("Ange alltid vilken dag uppgiften lämnades."),
        (
            ("queue_days", "queue_checked_on"),
            ("places_now", "places_checked_on"),
        ),
        rare=True,
    ),
    Section(
        _("Var"),
        _("De kommuner vars invånare kan delta. Platsen är dit man går."),
        (
            "municipalities",
            "counties",
            "nationwide",
            "area_note",
            "venues",
        ),
    ),
    Section(
        _("Språk och stöd"),
        _("Språk som insatsen ges på, utan att tolk behövs."),
        (
            "languages",
            ("interpreter", "easy_read"),
            "childcare",
            ("steady_contact", "check_in"),
        ),
    ),
    Section(
        _("Kontakt"),
        _("En funktion att vända sig till, inte en person."),
        ("contacts",),
    ),
    Section(
        _("Finansiering och uppföljning"),
        _("Vem som betalar, hur länge, och vad det har lett till."),
        (
            "financing",
            "funded_by",
            ("finsam_number", "finsam_orientation", "finsam_method"),
            ("finsam_esf", "sus_number"),
            "agreement",
            "contributions",
            ("legal_ground", "decided_by_body"),
            ("decided_on", "decision_reference"),
            ("exempt_from_documentation", "decision_terms"),
            ("project_from", "project_to"),
            "after_funding",
            "outcome",
            "outcome_url",
            "results",
            "places_per_year",
        ),
        rare=True,
    ),
    Section(
        _("Stämmer det?"),
        _(
            "Allt utom utkast syns för besökarna. Den som ändrar granskningsdagen "
            "står som granskare."
        ),
        (
            "status",
            ("reviewed_on", "reviewed_by"),
            ("review_interval", "valid_until"),
            "editor_note",
            ("published_at", "changed_at"),
        ),
    ),
    Section(
        _("Avslut"),
        _(
            "En insats tas aldrig bort. Välj status ”avslutad” och ange här vad som "
            "ersätter den, eller att inget gör det."
        ),
        (
            "leads_to",
            ("replaced_by", "also_replaced_by"),
            "nothing_replaces",
            "ended_on",
            "end_story",
        ),
        rare=True,
    ),
    Section(
        _("Källa"),
        _("Varifrån uppgifterna kommer. Fylls i när insatser läses in från fil."),
        (
            "example",
            ("source", "source_id"),
            "basis",
            "documented_fields",
        ),
        rare=True,
    ),
)

NAMES = [name for section in SECTIONS for name in section.names]


def anchor(name: str) -> str:
    """Return where on the desk's page a field stands."""
    return f"{LINES[name]}-group" if name in LINES else f"id_{name}"
