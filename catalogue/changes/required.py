"""What an entry must tell before visitors see it (ADR 11), each fact said once, in SQL.

Whatever makes an entry public asks it here, by `in_the_way`: a form, a file, the command, an
approved working copy, a version that is restored. The work list and the filters ask it about all.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from catalogue.models import Contact, Intervention, Membership, ReferralRoute
from catalogue.models.calling import ends_in_a_number
from catalogue.models.conditions import PUBLIC, says_no_way_on, without
from catalogue.models.marked import Marked
from catalogue.models.status import OVER, UNPUBLISHED, Scope, Status
from catalogue.values.fields import COLUMNS
from catalogue.values.sections import anchor

Cost, Access = Intervention.Cost, Intervention.Access


@dataclass(frozen=True)
class Lack:
    """A field that says too little."""

    field: str
    asked: Marked
    when: Q
    """Without joins to many, as all conditions are."""
    of_examples: bool = False
    """Whether exempeldata must obey it, too; a fact it may lack, as the page says what it is."""

    @property
    def stops(self) -> Q:
        """Return when it keeps an entry from the public."""
        return self.when if self.of_examples else self.when & Q(example=False)

    @property
    def reason(self) -> str:
        """Return what to write, in the editor's language."""
        return str(self.asked)

    @property
    def title(self) -> str:
        """Return what the field is called on the page."""
        return COLUMNS[self.field].title

    @property
    def anchor(self) -> str:
        """Return the place on the page where it is written."""
        return anchor(self.field)


_TODAY = TruncDate(Now())


def _blank(name: str) -> Q:
    return Q(**{f"{name}__regex": r"^\s*$"})


def _run_by_a_member() -> Q:
    """Keep what a member of a samordningsförbund runs, itself or by a unit."""
    members = Membership.objects.filter(
        Q(member_from__isnull=True) | Q(member_from__lte=_TODAY),
        Q(member_to__isnull=True) | Q(member_to__gte=_TODAY),
    )
    found = Q()
    for body in ("organisation", "organisation__parent", "organisation__parent__parent"):
        found |= Q(**{f"{body}__in": members.values("organisation")})
    return Q(pk__in=Intervention.objects.filter(found).values("pk"))


def _somebody_answers() -> Q:
    """Keep what somebody can be reached about; says what `somebody_to_call` finds."""
    contacts = Intervention.contacts.through.objects.filter(
        contact__in=Contact.objects.working().reachable()
    )
    return Q(pk__in=contacts.values("intervention")) | Q(pk__in=ends_in_a_number().values("pk"))


_PERSONS = Q(scope=Scope.INDIVIDUAL)
_ROUTES = ReferralRoute.objects.all()
PROJECTS = (
    Intervention.Financing.ASSOCIATION,
    Intervention.Financing.ESF,
    Intervention.Financing.PROJECT,
)
_PAID = Q(financing=Intervention.Financing.ASSOCIATION)
_OTHERS = Intervention.participants.through.objects.exclude(
    organisation=F("intervention__organisation")
)
REQUIRED = {  # by the word for it in the addresses of filtered lists
    "beskrivning": Lack(
        "summary",
        _("Skriv med högst 200 tecken vad insatsen är och vad den hjälper till med."),
        _blank("summary"),
    ),
    "syfte": Lack("purpose", _("Skriv vad insatsen ska leda till."), _blank("purpose")),
    "insatstyp": Lack("types", _("Kryssa i minst en typ."), without("types")),
    "behovsgrupp": Lack(
        "need_groups", _("Ange minst en behovsgrupp."), _PERSONS & without("need_groups")
    ),
    "kriterier": Lack(
        "criteria", _("Skriv vad som krävs för en plats."), _PERSONS & _blank("criteria")
    ),
    "uteslutande": Lack(
        "exclusion",
        _("Skriv vad som utesluter, eller: Inga kända."),
        _PERSONS & _blank("exclusion"),
    ),
    "vagin": Lack(
        "referral",
        _("Skriv vem som får remittera eller ansöka, och hur."),
        _PERSONS
        & ~Q(access__in=[Access.OPEN, Access.NOT_SEARCHABLE])
        & _blank("referral")
        & ~Q(pk__in=_ROUTES.values("intervention")),
    ),
    "kostnad": Lack(
        "cost_kind",
        _("Ange vad det kostar, här eller för varje väg in."),
        _PERSONS
        & Q(cost_kind=Cost.UNKNOWN)
        & ~Q(pk__in=_ROUTES.exclude(cost_kind=Cost.UNKNOWN).values("intervention")),
    ),
    "omrade": Lack(
        "municipalities",
        _("Ange kommuner eller län, eller kryssa i hela landet."),
        Q(nationwide=False) & without("municipalities") & without("counties"),
    ),
    "kontakt": Lack(
        "contacts", _("Ange minst en funktion att vända sig till."), without("contacts")
    ),
    "nummer": Lack(
        "contacts",
        _(
            "Fyll i telefon, e-post eller formulär på någon av kontakterna. Det räcker också att "
            "organisationen, den ovanför eller hemkommunen har ett växelnummer."
        ),
        _PERSONS & ~without("contacts") & ~_somebody_answers(),
    ),
    "parter": Lack(
        "participants",
        _("Ett samordningsförbund betalar bara när minst två parter är med."),
        _PAID & ~Q(pk__in=_OTHERS.values("intervention")),
    ),
    "medlem": Lack(
        "organisation",
        _("Ett samordningsförbund betalar bara för det som en medlem ansvarar för."),
        _PAID & ~_run_by_a_member(),
    ),
    "granskning": Lack(
        "reviewed_on",
        _("Ange vilken dag någon senast såg att uppgifterna stämmer."),
        Q(reviewed_on__isnull=True, example=False),  # nor does the work list ask it of exempeldata
    ),
    "efterat": Lack(
        "after_funding",
        _("Skriv vem som tar över när projektets pengar är slut, eller att ingen gör det än."),
        Q(financing__in=PROJECTS) & ~Q(status__in=OVER) & _blank("after_funding"),
    ),
    "giltighet": Lack(
        "valid_until",
        _("Ange till och med vilken dag uppgifterna gäller."),
        Q(valid_until__isnull=True),
    ),
    "kedja": Lack(
        "leads_to",
        _(
            "Ange minst en insats som följer, längst ned på sidan. Följer ingen: skriv "
            "varför under ”när finansieringen tar slut”."
        ),
        says_no_way_on(),
    ),
}
# No gaps for the work list, which counts what is over as due; but nothing is published with them.
_OUTDATED = Lack(
    "valid_until",
    _("Dagen har passerat. Ange till och med vilken dag uppgifterna gäller nu."),
    Q(valid_until__lt=_TODAY) & ~Q(status__in=OVER),
    of_examples=True,
)
_NOT_ALONE = Lack(
    "nationwide",
    _(
        "Det som gäller hela landet ska inte också ange kommuner eller län: då räknas det som "
        "deras eget. Finns insatsen på plats någonstans? Ange det under platser."
    ),
    Q(nationwide=True) & ~(without("municipalities") & without("counties")),
    of_examples=True,
)
_JUDGED = {**REQUIRED, "utgangen": _OUTDATED, "inte_ensam": _NOT_ALONE}


@dataclass(frozen=True)
class Standing:
    """Where an entry was before a change, and what it lacked."""

    status: str
    lacks: list[Lack]

    @property
    def is_public(self) -> bool:
        """Tell whether visitors saw it."""
        return self.status not in UNPUBLISHED


def missing(row: Intervention) -> list[Lack]:
    """Return everything that is missing in an entry as the database has it, in one query."""
    return standings([row.pk])[row.pk].lacks


def standings(numbers: Collection[int]) -> dict[int, Standing]:
    """Return how entries stand as the database has them, in one query."""
    asked = {
        f"lacks_{name}": ExpressionWrapper(lack.stops, BooleanField())
        for name, lack in _JUDGED.items()
    }
    rows = Intervention.objects.filter(pk__in=numbers).order_by().annotate(**asked)
    return {
        answers["pk"]: Standing(
            answers["status"],
            [lack for name, lack in _JUDGED.items() if answers[f"lacks_{name}"]],
        )
        for answers in rows.values("pk", "status", *asked)
    }


def in_the_way(status: str, lacks: list[Lack], before: Standing | None = None) -> list[Lack]:
    """Return what keeps an entry that lacks this from being shown, or sent for review.

    What it lacked before, where it stood as it stands now, is for the work list to tell.
    """
    if status in UNPUBLISHED and status != Status.REVIEW:
        return []
    if before and (before.is_public or before.status == status):
        known = {lack.field for lack in before.lacks}
        return [lack for lack in lacks if lack.field not in known]
    return lacks


@contextmanager
def keeping_facts(numbers: Collection[int]) -> Iterator[None]:
    """Refuse what is done beside entries where it takes from one a fact that it may not lack.

    Raise ValidationError, with every reason; call it in a transaction that is undone then.
    """
    before = standings(numbers)
    yield
    reasons = [
        f"{lack.title}: {lack.reason}"
        for number, now in standings(numbers).items()
        for lack in in_the_way(now.status, now.lacks, before[number])
    ]
    if reasons:
        raise ValidationError(reasons)


def lacking() -> Q:
    """Keep what visitors see although something that is required is not there."""
    lacks = Q()
    for lack in REQUIRED.values():
        lacks |= lack.when
    return PUBLIC & lacks
