"""The editor's work list: what is left to do among the rows that a person keeps.

A line is a declaration: add one to `LINES` and it is counted, shown and linked. All lines about
entries are counted in one query, the others in one more.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.changes import required
from catalogue.models import (
    Contact,
    ImportConflict,
    Intervention,
    NeighbouringService,
    Organisation,
    Reminder,
    SearchCount,
    Suggestion,
    User,
    WorkingCopy,
    conditions,
)
from catalogue.models.marked import Marked
from catalogue.models.review import DECIDE, MARK
from catalogue.models.rights import RightsQuerySet
from catalogue.models.status import Status
from catalogue.models.suggestion import WAITING
from catalogue.search.lookups import unmet

Condition = Callable[[datetime.date, list[int]], Q]  # from today and the intervals in use
Rows = Callable[[Any], models.QuerySet[Any]]


@dataclass(frozen=True)
class Line:
    """One kind of work: what it is called, what to do, which rows, and the list of them."""

    section: Marked
    title: Marked
    advice: Marked
    model: type[models.Model]
    condition: Condition
    query: dict[str, str]  # what the list of the model is filtered by
    only_for: Callable[[User], bool] = lambda user: user.reach.anything
    rows: Rows = lambda rows: rows  # narrows what no condition can say
    urgent: bool = False

    @property
    def address(self) -> str:
        """Return the address of the filtered list."""
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist"
        return f"{reverse(name)}?{urlencode(self.query)}"


@dataclass(frozen=True)
class Work:
    """A line with its count."""

    line: Line
    count: int


@dataclass(frozen=True)
class WorkSection:
    """Lines that belong together."""

    name: Marked
    works: list[Work]


def _leads(user: User) -> bool:
    return user.reach.everything or bool(user.reach.associations)


def _publishes(user: User) -> bool:
    return user.publishing.anything


TRUE = _("Stämmer det fortfarande?")
COMPLETE = _("Gör färdigt")
HEARD = _("Svara och besluta")
LINES = [
    Line(
        TRUE,
        _("Försenade"),
        format_lazy(_("Granska nu. När {mark} dagar har gått ser besökarna det."), mark=MARK),
        Intervention,
        conditions.overdue,
        {"granskning": "forsenad"},
        urgent=True,
    ),
    Line(
        TRUE,
        _("Besökarna ser att ingen har granskat"),
        format_lazy(
            _(
                "Mer än {mark} dagar försenade, eller inte längre giltiga. De hamnar "
                "också längre ned."
            ),
            mark=MARK,
        ),
        Intervention,
        conditions.stale,
        {"granskning": "syns"},
        urgent=True,
    ),
    Line(
        TRUE,
        _("Dags att granska inom 30 dagar"),
        _("Läs igenom och tryck på Stämmer fortfarande, eller rätta."),
        Intervention,
        conditions.due_soon,
        {"granskning": "snart"},
    ),
    Line(
        TRUE,
        format_lazy(_("Försenade mer än {decide} dagar"), decide=DECIDE),
        _("Påminnelserna hjälpte inte. Förbundet beslutar: granska, pausa eller avsluta."),
        Intervention,
        conditions.undecided,
        {"granskning": "beslut"},
        only_for=_leads,
        urgent=True,
    ),
    Line(
        TRUE,
        _("Upphör inom sex månader"),
        _("Giltighetstiden eller projektet tar slut. Vad händer sedan?"),
        Intervention,
        lambda today, intervals: conditions.expiring(today),
        {"granskning": "upphor"},
    ),
    Line(
        TRUE,
        _("Kontakter som inte fungerar"),
        _("Besökarna ser att kontakten kontrolleras. Rätta eller ersätt den, eller bekräfta."),
        Intervention,
        lambda today, intervals: conditions.failing_contact(),
        {"kontakter": "trasiga"},
        urgent=True,
    ),
    Line(
        TRUE,
        _("Kontakter som ingen har provat på ett år"),
        _("Ring eller mejla, och fyll i dagen under Kontrollerad."),
        Contact,
        lambda today, intervals: conditions.unverified(today),
        {"kontroll": "gammal"},
    ),
    Line(
        TRUE,
        _("Organisationer att granska"),
        _("Stämmer namn, telefon och uppdrag? Tryck på Stämmer, eller rätta."),
        Organisation,
        lambda today, intervals: conditions.organisation_due(today),
        {"granskning": "dags"},
    ),
    Line(
        TRUE,
        _("Granntjänster att granska"),
        _("Stämmer det som besökarna får läsa? Läs källorna, rätta, och sätt en ny dag."),
        NeighbouringService,
        lambda today, intervals: conditions.service_due(today),
        {"granskning": "dags"},
        only_for=_leads,
    ),
    Line(
        TRUE,
        _("Telefonnummer som inte går att ringa"),
        _("Katalogen kan inte läsa numret. Skriv det som 021-123 45 67, ett i varje fält."),
        Contact,
        lambda today, intervals: conditions.undialled(),
        {"nummer": "oringbara"},
        urgent=True,
    ),
    Line(
        TRUE,
        _("Växelnummer som inte går att ringa"),
        _("Katalogen kan inte läsa organisationens nummer. Skriv det som 021-123 45 67."),
        Organisation,
        lambda today, intervals: conditions.undialled(),
        {"nummer": "oringbara"},
        urgent=True,
    ),
    Line(
        HEARD,
        _("Nya insatser att godkänna"),
        _("Läs, och publicera eller skicka tillbaka."),
        Intervention,
        lambda today, intervals: Q(status=Status.REVIEW),
        {"status__exact": Status.REVIEW},
        only_for=_publishes,
        urgent=True,
    ),
    Line(
        HEARD,
        _("Ändringar att godkänna"),
        _("Besökarna ser den gamla texten tills du har sagt ja."),
        WorkingCopy,
        lambda today, intervals: Q(state=WorkingCopy.State.REVIEW),
        {"state__exact": WorkingCopy.State.REVIEW},
        only_for=_publishes,
        urgent=True,
    ),
    Line(
        HEARD,
        _("Förslag från läsare"),
        _("Någon har sagt till om ett fel eller något som saknas."),
        Suggestion,
        lambda today, intervals: Q(status__in=WAITING) & ~Q(kind=Suggestion.Kind.ROAD),
        {"lage": "lasare"},
        urgent=True,
    ),
    Line(
        HEARD,
        _("Föreslagna vägar från era insatser"),
        _("Någon annan vill att en av era insatser leder vidare till deras. Godta eller avböj."),
        Suggestion,
        lambda today, intervals: Q(status__in=WAITING, kind=Suggestion.Kind.ROAD),
        {"lage": "vagar"},
        urgent=True,
    ),
    Line(
        HEARD,
        _("Sökningar utan träff"),
        _(
            "Ord som ofta söks och inte hittar något bra. Lär sökningen dem, lägg till insatsen, "
            "eller notera att den saknas."
        ),
        SearchCount,
        lambda today, intervals: Q(),
        {"traff": "kvar"},
        only_for=_leads,
        rows=lambda rows: rows.filter(pk__in=unmet()),
    ),
    Line(
        HEARD,
        _("Krockar vid inläsning"),
        _("En fil och en person har ändrat samma uppgift. Välj vilken som gäller."),
        ImportConflict,
        lambda today, intervals: Q(decision=ImportConflict.Decision.OPEN),
        {"decision__exact": ImportConflict.Decision.OPEN},
    ),
    Line(
        HEARD,
        _("Utläst ur löpande text"),
        _("Ett program har läst ut uppgifter ur en inläst text. Godta det som står i orden."),
        Intervention,
        lambda today, intervals: conditions.derived_waiting(),
        {"utlast": "vantar"},
    ),
    Line(
        HEARD,
        _("Påminnelser som inte kom fram"),
        _("Kontrollera e-postadressen. Nästa körning försöker igen."),
        Reminder,
        lambda today, intervals: Q(),
        {"framme": "nej"},
        only_for=_leads,
        rows=lambda rows: rows.undelivered(),
        urgent=True,
    ),
    Line(
        COMPLETE,
        _("Tillbaka med kommentar"),
        _("Rätta det som står i kommentaren, och skicka igen."),
        WorkingCopy,
        lambda today, intervals: Q(state=WorkingCopy.State.RETURNED),
        {"state__exact": WorkingCopy.State.RETURNED},
        urgent=True,
    ),
    Line(
        COMPLETE,
        _("Saknar uppgifter"),
        _("Publicerade insatser utan något som varje insats ska ha."),
        Intervention,
        lambda today, intervals: required.lacking(),
        {"saknar": "nagot"},
    ),
    Line(
        COMPLETE,
        _("Kontakter utan nummer"),
        _("Insatser leder till dem, men det finns varken telefon, e-post eller formulär."),
        Contact,
        lambda today, intervals: conditions.unreachable(),
        {"nummer": "saknas"},
    ),
    Line(
        COMPLETE,
        _("Kommuner utan växel"),
        _("Växeln är den sista utvägen för den som inte hittar något nummer. Fyll i den."),
        Organisation,
        lambda today, intervals: conditions.without_switchboard(),
        {"nummer": "vaxel"},
    ),
    Line(
        COMPLETE,
        _("Saknar nästa steg"),
        _("Ingen fortsättning är angiven, och inget säger varför."),
        Intervention,
        lambda today, intervals: conditions.leads_nowhere(),
        {"saknar": "vagvidare"},
    ),
    Line(
        COMPLETE,
        _("Trasiga länkar i insatser"),
        _("Länken till en rapport svarade inte vid senaste kontrollen."),
        Intervention,
        lambda today, intervals: conditions.broken_link(),
        {"lankar": "trasiga"},
    ),
    Line(
        COMPLETE,
        _("Trasiga länkar hos organisationer"),
        _("Webbplatsen svarade inte vid senaste kontrollen."),
        Organisation,
        lambda today, intervals: conditions.broken_website(),
        {"lankar": "trasiga"},
    ),
    Line(
        COMPLETE,
        _("Trasiga länkar hos granntjänster"),
        _("Webbplatsen eller en källa svarade inte vid senaste kontrollen."),
        NeighbouringService,
        lambda today, intervals: conditions.broken_service_link(),
        {"lankar": "trasiga"},
        only_for=_leads,
    ),
]


def work_of(user: User, today: datetime.date | None = None) -> list[WorkSection]:
    """Return the sections of the person's work list, each line with its count."""
    today = today or timezone.localdate()
    lines = [line for line in LINES if line.only_for(user)]
    counts = _counts(user, lines, today)
    sections = dict.fromkeys(line.section for line in lines)
    return [
        WorkSection(
            name, [Work(line, counts[str(line.title)]) for line in lines if line.section == name]
        )
        for name in sections
    ]


def _counts(user: User, lines: Iterable[Line], today: datetime.date) -> dict[str, int]:
    """Return how many rows of the person's own each line has, by title, in three queries."""
    intervals = conditions.intervals_in_use()
    found: dict[str, int] = {}
    about_entries = {f"n{at}": line for at, line in enumerate(lines) if line.model is Intervention}
    counted = Intervention.objects.editable_by(user).aggregate(
        **{
            name: Count("pk", filter=line.condition(today, intervals))
            for name, line in about_entries.items()
        }
    )
    found |= {str(line.title): counted[name] for name, line in about_entries.items()}
    others = [line for line in lines if line.model is not Intervention]
    parts = [
        line.rows(_keepers_rows(user, line.model))
        .filter(line.condition(today, intervals))
        .order_by()
        .annotate(line=Value(str(line.title), models.CharField()))
        .values("line")
        .annotate(rows=Count("pk", distinct=True))
        .values_list("line", "rows")
        for line in others
    ]
    found |= dict.fromkeys((str(line.title) for line in others), 0)
    return found | dict(parts[0].union(*parts[1:], all=True))


def _keepers_rows(user: User, model: type[models.Model]) -> RightsQuerySet:
    """Return what the person changes; of what nobody changes, what the person sees."""
    rows: RightsQuerySet = model._default_manager.all()  # type: ignore[assignment]
    return rows.visible_to(user) if model is Reminder else rows.editable_by(user)
