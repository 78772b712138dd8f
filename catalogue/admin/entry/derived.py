"""What was read out of an entry's prose: a page where each fact stands beside its words."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.admin.common.pages import page, row_of_theirs
from catalogue.changes.proposed_facts import accept, refuse
from catalogue.models import Intervention, ProposedFact, User
from catalogue.values.fields import FIELDS
from catalogue.values.record import fresh, read
from catalogue.values.registers import Book

Verdict = ProposedFact.Verdict


@require_http_methods(["GET", "HEAD", "POST"])
def derived_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waits; accept or refuse one when a button is pressed."""
    entry: Intervention = row_of_theirs(request, Intervention, pk)
    facts = ProposedFact.objects.filter(intervention=entry, verdict=Verdict.OPEN)
    if request.method == "POST":
        _decide(request, facts)
        return HttpResponseRedirect(reverse("admin:catalogue_intervention_derived", args=[pk]))
    user = cast(User, request.user)
    context = {"entry": entry, "facts": _shown(entry, facts, Book(user))}
    title = _("Utläst ur texten om %(entry)s") % {"entry": entry.name}
    template = "admin/catalogue/intervention/derived.html"
    return page(request, Intervention, title, template, context)


def _decide(request: HttpRequest, facts: Any) -> None:
    pressed = next((name for name in DECIDE if name in request.POST), "")
    number = request.POST.get(pressed, "")
    if not number.isdecimal() or not facts.filter(pk=number).exists():
        messages.error(request, _("Uppgiften är redan avgjord."))
        return
    try:
        messages.success(request, DECIDE[pressed](int(number), cast(User, request.user)))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))


def _accept(number: int, user: User) -> str:
    if accept(number, user):
        return _("Uppgiften är godtagen och finns nu i insatsen.")
    return _("Uppgiften ligger i en arbetskopia för granskning. Besökarna ser den sedan.")


def _refuse(number: int, user: User) -> str:
    refuse(number, user)
    return _("Uppgiften är avvisad, och föreslås inte igen.")


DECIDE = {"accept": _accept, "refuse": _refuse}


def _shown(entry: Intervention, facts: Iterable[ProposedFact], book: Book) -> list[dict[str, Any]]:
    """Return the facts in the order of the entry's page, as people read them."""
    present = read(fresh(entry.pk))
    order = list(FIELDS)
    known = sorted(
        (fact for fact in facts if fact.field in FIELDS), key=lambda fact: order.index(fact.field)
    )
    return [
        {
            "fact": fact,
            "title": FIELDS[fact.field].title,
            "value": FIELDS[fact.field].kind.show(fact.value, book),
            "present": FIELDS[fact.field].kind.show(present[fact.field], book),
        }
        for fact in known
    ]
