"""Somebody to call about an entry: its contact, who runs it, who is above, the switchboard.

`somebody_to_call` reads an entry that has its contacts and bodies with it, and asks for the
switchboard only where no number came before; `calls_of_many` does it for a list in two queries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalogue.models.contact import Contact
from catalogue.models.intervention import Intervention
from catalogue.models.organisation import Organisation
from catalogue.models.telephones import KEPT, dialled

BODY_PATHS = ("organisation", "organisation__parent", "organisation__parent__parent")
BODIES = BODY_PATHS[-1]  # as far up as one is sent
_LACKS = (~Q(phone__regex=KEPT), Q(email=""), Q(form=""))  # as Contact.by_nearness


class Rung(Enum):
    """Where in the chain somebody stands, the nearest first."""

    CONTACT = "contact"
    UNIT = "unit"  # who runs it
    ABOVE = "above"  # what that is a part of
    SWITCHBOARD = "switchboard"  # of the kommun


@dataclass(frozen=True, slots=True)
class Call:
    """One to turn to. A contact has at least one of the three ways, all others have a number."""

    rung: Rung
    name: str  # the function of a contact, the name of a body
    phone: str = ""  # as it is kept; only what can be dialled
    email: str = ""
    form: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """All to turn to about an entry, the nearest first; perhaps nobody."""

    calls: tuple[Call, ...]
    ask_for: str  # what one says to somebody else: the function without a number, or the entry

    @property
    def contact(self) -> Call | None:
        """Return the nearest contact that can be reached in some way."""
        return next((call for call in self.calls if call.rung is Rung.CONTACT), None)

    @property
    def number(self) -> Call | None:
        """Return the nearest that has a number."""
        return next((call for call in self.calls if call.phone), None)


def somebody_to_call(entry: Intervention, kommun: str = "") -> Chain:
    """Return whom to turn to, for somebody in a kommun (by its address name) or anybody.

    Reads `contacts` with their `municipalities` where a kommun is given, and `BODIES`.
    """
    contacts = [row for row in entry.contacts.all() if row.works and _serves(row, kommun)]
    chain = _chain(entry, contacts, None)
    if chain.number:
        return chain
    homes = (body.municipality_id for body in _bodies(entry.organisation))
    return _chain(entry, contacts, _switchboards(kommun, next(filter(None, homes), None)).first())


def calls_of_many(numbers: Iterable[int], kommun: str = "") -> dict[int, Chain]:
    """Return, by entry, whom to turn to, in two queries however many entries there are."""
    ids = list(numbers)
    if not ids:
        return {}
    contacts: dict[int, list[Contact]] = {}
    rows = Contact.objects.working().serving(kommun).filter(interventions__in=ids)
    for row in rows.annotate(entry=F("interventions")):
        contacts.setdefault(row.entry, []).append(row)
    entries: Any = _with_board(Intervention.objects.filter(pk__in=ids), kommun)
    return {
        row.pk: _chain(row, contacts.get(row.pk, []), _board(row.board_name, row.board_phone))
        for row in entries
    }


def with_nearest_call(entries: Any) -> Any:
    """Bring along what `nearest_call` reads, in the same query: a list has no room for others."""
    near = Contact.objects.working().filter(interventions=OuterRef("pk"))
    near = near.order_by(*(ExpressionWrapper(lack, BooleanField()) for lack in _LACKS), "pk")
    return _with_board(entries, "").annotate(
        near_phone=Subquery(near.filter(phone__regex=KEPT).values("phone")[:1]),
        near_email=Subquery(near.exclude(email="").values("email")[:1]),
    )


def nearest_call(entry: Any) -> tuple[Call | None, str]:
    """Return the nearest with a number, and the e-mail address of the nearest contact with one."""
    contact = Contact(phone=entry.near_phone or "")
    calls = _calls(entry, [contact], _board(entry.board_name, entry.board_phone))
    return next((call for call in calls if call.phone), None), entry.near_email or ""


def _with_board(entries: Any, kommun: str) -> Any:
    board = _switchboards(kommun, OuterRef("home"))
    return (
        _with_home(entries)
        .select_related(BODIES)
        .annotate(
            board_name=Subquery(board.values("name")[:1]),
            board_phone=Subquery(board.values("phone")[:1]),
        )
    )


def ends_in_a_number() -> QuerySet[Intervention]:
    """Return the entries that somebody without a contact's number can still call about."""
    numbered = Q()
    for body in BODY_PATHS:
        numbered |= Q(**{f"{body}__phone__regex": KEPT})
    boards = with_switchboard().values("municipality")
    return _with_home(Intervention.objects.all()).filter(numbered | Q(home__in=boards)).order_by()


def _with_home(entries: QuerySet[Intervention]) -> QuerySet[Intervention]:
    """Bring along `home`: the kommun of who runs it, or of what that is a part of."""
    return entries.annotate(home=Coalesce(*(f"{body}__municipality" for body in BODY_PATHS)))


def _board(name: str | None, phone: str | None) -> Organisation | None:
    return Organisation(name=name, phone=phone) if name and phone else None


def _chain(entry: Intervention, contacts: Iterable[Contact], board: Organisation | None) -> Chain:
    nearest = sorted(contacts, key=Contact.by_nearness)
    silent = (contact.function for contact in nearest if not dialled(contact.phone))
    return Chain(tuple(_calls(entry, nearest, board)), ask_for=next(silent, entry.name))


def _calls(
    entry: Intervention, contacts: Iterable[Contact], board: Organisation | None
) -> Iterator[Call]:
    for row in contacts:
        phone = row.phone if dialled(row.phone) else ""
        if phone or row.email or row.form:
            yield Call(Rung.CONTACT, row.function, phone, row.email, row.form, row)
    named = set()
    for step, body in enumerate(_bodies(entry.organisation)):
        if dialled(body.phone):
            named.add(body.name)
            yield Call(Rung.ABOVE if step else Rung.UNIT, body.name, body.phone, body.email)
    if board and board.name not in named:
        yield Call(Rung.SWITCHBOARD, board.name, board.phone)


def _bodies(body: Organisation | None) -> Iterator[Organisation]:
    for _step in BODY_PATHS:
        if body is None:
            return
        yield body
        body = body.parent


def _serves(contact: Contact, kommun: str) -> bool:
    if not kommun:
        return True
    served = [place.slug for place in contact.municipalities.all()]
    return not served or kommun in served


def _switchboards(kommun: str, home: Any) -> QuerySet[Organisation]:
    """Return the kommun whose switchboard it is: the visitor's, or else that of who runs it."""
    place = {"municipality__slug": kommun} if kommun else {"municipality": home}
    return with_switchboard().filter(**place).order_by("pk")


def with_switchboard() -> QuerySet[Organisation]:
    """Keep the kommuner whose switchboard can be dialled."""
    return Organisation.objects.current().filter(
        kind=Organisation.Kind.MUNICIPALITY, parent=None, phone__regex=KEPT
    )
