"""What an entry must tell before visitors see it (domain.md, section 3), all of it at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.models import Intervention
from catalogue.workflow.values import FIELDS


@dataclass(frozen=True)
class Lack:
    """One field that says too little."""

    field: str
    reason: str

    @property
    def title(self) -> str:
        """Return what the field is called on the page."""
        return FIELDS[self.field].title

    @property
    def anchor(self) -> str:
        """Return the place on the page where it is written."""
        return "continues_to-group" if self.field == "leads_to" else f"id_{self.field}"


def missing(row: Intervention) -> list[Lack]:
    """Return everything that is missing. Reads the row's relations."""
    return [Lack(field, reason) for field, reason in _missing(row)]


def _missing(row: Intervention) -> Iterator[tuple[str, str]]:
    if not row.summary.strip():
        yield "summary", "Skriv med högst 200 tecken vad insatsen är och vad den hjälper till med."
    if not row.purpose.strip():
        yield "purpose", "Skriv vad insatsen ska leda till."
    if not row.types.all():
        yield "types", "Kryssa i minst en typ."
    if row.scope == Intervention.Scope.INDIVIDUAL:
        yield from _for_a_person(row)
    if not (row.nationwide or row.municipalities.all() or row.counties.all()):
        yield "municipalities", "Ange kommuner eller län, eller kryssa i hela landet."
    if not row.contacts.all():
        yield "contacts", "Ange minst en funktion att vända sig till."
    funded = row.financing == Intervention.Financing.ASSOCIATION
    if funded and not set(row.participants.all()) - {row.organisation}:
        yield "participants", "Ett samordningsförbund betalar bara när minst två parter är med."
    if row.reviewed_on is None and not row.example:
        yield "reviewed_on", "Ange vilken dag någon senast såg att uppgifterna stämmer."
    if row.valid_until is None:
        yield "valid_until", "Ange till och med vilken dag uppgifterna gäller."
    alone = not Intervention.objects.exclude(pk=row.pk).exists()
    if not alone and not row.continues_to.all() and not row.comes_from.all():
        yield "leads_to", "Ange minst en insats som följer eller kommer före, längst ned på sidan."


def _for_a_person(row: Intervention) -> Iterator[tuple[str, str]]:
    if not row.need_groups.all():
        yield "need_groups", "Ange minst en behovsgrupp."
    if not row.criteria.strip():
        yield "criteria", "Skriv vad som krävs för en plats."
    if not row.exclusion.strip():
        yield "exclusion", "Skriv vad som utesluter, eller: Inga kända."
    routes = list(row.routes.all())
    open_to_all = {Intervention.Access.OPEN, Intervention.Access.NOT_SEARCHABLE}
    if row.access not in open_to_all and not routes and not row.referral.strip():
        yield "referral", "Skriv vem som får remittera eller ansöka, och hur."
    unknown = Intervention.Cost.UNKNOWN
    if row.cost_kind == unknown and all(route.cost_kind == unknown for route in routes):
        yield "cost_kind", "Ange vad det kostar, här eller för varje väg in."
