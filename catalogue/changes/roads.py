"""The road from one entry on to another: the keepers of the entry it leaves write it.

From the other end it is proposed, and they get the proposal among the messages about their entry.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.changes.copies import Present, present, save_copy
from catalogue.changes.noting import noting
from catalogue.changes.one_entry import write
from catalogue.changes.required import keeping_facts
from catalogue.models import Intervention, Suggestion, User
from catalogue.models.working_copy import State

ONWARDS = "leads_to"
Links = list[dict[str, Any]]
"""Roads as the values of an entry have them: the number at the other end, and the handover."""


@dataclass(frozen=True)
class Wish:
    """How a road that leaves somebody else's entry should be."""

    before: int
    handover: str
    new: bool = False
    gone: bool = False


def apart(stored: Links, wanted: Links, user: User) -> tuple[Links, list[Wish]]:
    """Part the roads into an entry: as the person may write them, and what remains to be wished.

    Others' roads stay as they are stored. Of an entry that the person may not know of nothing is
    wished, for its roads were not on the page.
    """
    was, will = ({link["id"]: link["handover"] for link in links} for links in (stored, wanted))
    differ = {number for number in {*was, *will} if was.get(number) != will.get(number)}
    own = Intervention.objects.writable_by(user).filter(pk__in=differ)
    theirs = differ - set(own.values_list("pk", flat=True))
    known = Intervention.objects.linkable(user).filter(pk__in=theirs).values_list("pk", flat=True)
    kept = [link for link in wanted if link["id"] not in theirs]
    kept += [link for link in stored if link["id"] in theirs]
    wishes = [
        Wish(number, will.get(number, ""), new=number not in was, gone=number not in will)
        for number in sorted(known)
    ]
    return sorted(kept, key=lambda link: int(link["id"])), wishes


def propose(after: Intervention, wishes: Iterable[Wish], user: User) -> list[Intervention]:
    """Send the wishes to the keepers of the entries that the roads leave; return those entries."""
    rows = Intervention.objects.in_bulk([wish.before for wish in wishes])
    for wish in wishes:
        before = rows[wish.before]
        road = {"intervention": before, "leads_to": after}
        words = {"handover": wish.handover, "takes_away": wish.gone}
        if not Suggestion.objects.waiting().filter(**road, **words).exists():
            Suggestion.objects.create(
                kind=Suggestion.Kind.ROAD,
                text=_sentence(before, after, wish),
                email=user.email,
                proposed_by=user,
                imprint=secrets.token_hex(32),
                **road,
                **words,
            )
    return list(rows.values())


def _sentence(before: Intervention, after: Intervention, wish: Wish) -> str:
    if wish.gone:
        return f"Förslag: ”{before}” leder inte längre vidare till ”{after}”."
    words = f" Det här lämnas över: {wish.handover}" if wish.handover else ""
    if wish.new:
        return f"Förslag: ”{before}” leder vidare till ”{after}”.{words}"
    return f"Förslag: ändra vägen från ”{before}” till ”{after}”.{words or ' Inget lämnas över.'}"


def proposals_to(after: Intervention, user: User) -> list[Suggestion]:
    """Return what is proposed of roads into an entry and not accepted, for its own page."""
    rows = Suggestion.objects.filter(kind=Suggestion.Kind.ROAD, leads_to=after)
    told = rows.exclude(status=Suggestion.Status.HANDLED).filter(
        intervention__in=Intervention.objects.linkable(user), thinned_on=None
    )
    return list(told.select_related("intervention__organisation").order_by("-sent_at", "-pk"))


def accept(number: int, user: User) -> bool:
    """Do as a proposal says; tell whether it is out, or waits in a working copy for approval.

    Raise ValidationError where it cannot be done.
    """
    with noting(user, "Godtog en föreslagen väg"):
        asked = Suggestion.objects.select_for_update().get(pk=number)
        if not (asked.is_road and asked.is_waiting):
            raise ValidationError(_("Förslaget är redan avgjort."))
        if not Intervention.objects.linkable(user).filter(pk=asked.leads_to_id).exists():
            raise ValidationError(
                _("Insatsen som vägen leder till är inte publicerad än. Svara när den är det.")
            )
        here = present(asked.intervention_id, held=True)
        if here is None:
            raise ValidationError(_("Insatsen finns inte längre."))
        mine = Intervention.objects.writable_by(user).filter(pk=here.row.pk).exists()
        with keeping_facts([here.row.pk]):
            _write(here, asked, user) if mine else _send(here, asked, user)
        asked.settle(Suggestion.Status.HANDLED)
        asked.led_to_change_at = timezone.now()
        asked.save(update_fields=["status", "handled_at", "led_to_change_at"])
        told = "Godtog en föreslagen väg." if mine else "Skickade en föreslagen väg för granskning."
        for row in (asked, here.row):
            LogEntry.objects.log_actions(user.pk, [row], CHANGE, told)
    return bool(mine)


def _write(here: Present, asked: Suggestion, user: User) -> None:
    write(here.row, _with(here.stored, asked), user)
    if here.copy and ONWARDS in here.copy.values:
        here.copy.values = _with(here.copy.values, asked)
        here.copy.save(update_fields=["values"])


def _send(here: Present, asked: Suggestion, user: User) -> None:
    save_copy(here, _with(here.shown, asked), user, State.REVIEW)


def _with(values: dict[str, Any], asked: Suggestion) -> dict[str, Any]:
    links = [link for link in values[ONWARDS] if link["id"] != asked.leads_to_id]
    if not asked.takes_away:
        links.append({"id": asked.leads_to_id, "handover": asked.handover})
    return {**values, ONWARDS: sorted(links, key=lambda link: int(link["id"]))}
