"""What an entry must tell before visitors see it (ADR 11), each fact said once, in SQL.

Publishing asks all of it about one entry; the work list and the filters ask it about all entries.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Now

from catalogue.exporting.columns import COLUMNS
from catalogue.keeping.conditions import PUBLIC, without, without_continuation
from catalogue.models import Continuation, Intervention, Membership, ReferralRoute
from catalogue.models.status import Scope

Cost, Access = Intervention.Cost, Intervention.Access


@dataclass(frozen=True)
class Lack:
    """A field that says too little."""

    field: str
    reason: str
    when: Q
    """Without joins to many, as all conditions are."""

    @property
    def title(self) -> str:
        """Return what the field is called on the page."""
        return COLUMNS[self.field].title

    @property
    def anchor(self) -> str:
        """Return the place on the page where it is written."""
        return "continues_to-group" if self.field == "leads_to" else f"id_{self.field}"


def _blank(name: str) -> Q:
    return Q(**{f"{name}__regex": r"^\s*$"})


def _run_by_a_member() -> Q:
    """Keep what a member of a samordningsförbund runs, itself or by a unit."""
    members = Membership.objects.filter(Q(member_to__isnull=True) | Q(member_to__gte=Now()))
    found = Q()
    for body in ("organisation", "organisation__parent", "organisation__parent__parent"):
        found |= Q(**{f"{body}__in": members.values("organisation")})
    return Q(pk__in=Intervention.objects.filter(found).values("pk"))


_PERSONS = Q(scope=Scope.INDIVIDUAL)
_ROUTES = ReferralRoute.objects.all()
_PAID = Q(financing=Intervention.Financing.ASSOCIATION)
_OTHERS = Intervention.participants.through.objects.exclude(
    organisation=F("intervention__organisation")
)
_IN_COMPANY = Exists(Intervention.objects.exclude(pk=OuterRef("pk")))
REQUIRED = {  # by the word for it in the addresses of filtered lists
    "beskrivning": Lack(
        "summary",
        "Skriv med högst 200 tecken vad insatsen är och vad den hjälper till med.",
        _blank("summary"),
    ),
    "syfte": Lack("purpose", "Skriv vad insatsen ska leda till.", _blank("purpose")),
    "insatstyp": Lack("types", "Kryssa i minst en typ.", without("types")),
    "behovsgrupp": Lack(
        "need_groups", "Ange minst en behovsgrupp.", _PERSONS & without("need_groups")
    ),
    "kriterier": Lack(
        "criteria", "Skriv vad som krävs för en plats.", _PERSONS & _blank("criteria")
    ),
    "uteslutande": Lack(
        "exclusion", "Skriv vad som utesluter, eller: Inga kända.", _PERSONS & _blank("exclusion")
    ),
    "vagin": Lack(
        "referral",
        "Skriv vem som får remittera eller ansöka, och hur.",
        _PERSONS
        & ~Q(access__in=[Access.OPEN, Access.NOT_SEARCHABLE])
        & _blank("referral")
        & ~Q(pk__in=_ROUTES.values("intervention")),
    ),
    "kostnad": Lack(
        "cost_kind",
        "Ange vad det kostar, här eller för varje väg in.",
        _PERSONS
        & Q(cost_kind=Cost.UNKNOWN)
        & ~Q(pk__in=_ROUTES.exclude(cost_kind=Cost.UNKNOWN).values("intervention")),
    ),
    "omrade": Lack(
        "municipalities",
        "Ange kommuner eller län, eller kryssa i hela landet.",
        Q(nationwide=False) & without("municipalities") & without("counties"),
    ),
    "kontakt": Lack("contacts", "Ange minst en funktion att vända sig till.", without("contacts")),
    "parter": Lack(
        "participants",
        "Ett samordningsförbund betalar bara när minst två parter är med.",
        _PAID & ~Q(pk__in=_OTHERS.values("intervention")),
    ),
    "medlem": Lack(
        "organisation",
        "Ett samordningsförbund betalar bara för det som en medlem ansvarar för.",
        _PAID & ~_run_by_a_member(),
    ),
    "granskning": Lack(
        "reviewed_on",
        "Ange vilken dag någon senast såg att uppgifterna stämmer.",
        Q(reviewed_on__isnull=True, example=False),
    ),
    "giltighet": Lack(
        "valid_until",
        "Ange till och med vilken dag uppgifterna gäller.",
        Q(valid_until__isnull=True),
    ),
    "kedja": Lack(
        "leads_to",
        "Ange minst en insats som följer eller kommer före, längst ned på sidan.",
        without_continuation() & ~Q(pk__in=Continuation.objects.values("after")) & Q(_IN_COMPANY),
    ),
}


def missing(row: Intervention) -> list[Lack]:
    """Return everything that is missing in an entry as the database has it, in one query."""
    asked = {
        f"lacks_{name}": ExpressionWrapper(lack.when, BooleanField())
        for name, lack in REQUIRED.items()
    }
    answers = Intervention.objects.filter(pk=row.pk).annotate(**asked).values(*asked).get()
    return [lack for name, lack in REQUIRED.items() if answers[f"lacks_{name}"]]


def lacking() -> Q:
    """Keep what visitors see although something that is required is not there."""
    lacks = Q()
    for lack in REQUIRED.values():
        lacks |= lack.when
    return PUBLIC & lacks
