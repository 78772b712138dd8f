"""Filters beside the lists: the questions an editor asks about the work that is left.

They keep rows by the same conditions that the work list counts by.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.changes import required
from catalogue.models import Association, Contact, County, Intervention, Reminder, User, conditions
from catalogue.models.marked import Marked
from catalogue.models.review import DECIDE
from catalogue.models.suggestion import WAITING, Suggestion

Text = str | Marked
Condition = Q | Callable[[datetime.date], Q]  # the day is today
Filter = type[admin.SimpleListFilter]


def filter_by_condition(
    title: Text, parameter: str, choices: Mapping[str, tuple[Text, Condition]]
) -> Filter:
    """Return a filter of these choices, by their words in the address: label and condition."""

    def condition(chosen: str, user: User) -> Q | None:
        if chosen not in choices:
            return None
        kept = choices[chosen][1]
        return kept if isinstance(kept, Q) else kept(timezone.localdate())

    labels = [(word, label) for word, (label, kept) in choices.items()]
    return filter_by_value(title, parameter, lambda user: labels, condition)


def filter_by_value(
    title: Text,
    parameter: str,
    offered: Callable[[User], Iterable[tuple[Any, Text]]],
    condition: Callable[[str, User], Q | None],
) -> Filter:
    """Return a filter that offers a person some values, and keeps rows by the chosen one."""

    class Beside(admin.SimpleListFilter):
        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Text]]:
            return list(offered(cast(User, request.user)))

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
            chosen = self.value()
            kept = None if chosen is None else condition(chosen, cast(User, request.user))
            return None if kept is None else queryset.filter(kept)

    Beside.title, Beside.parameter_name = title, parameter
    return Beside


class NamelessFilter(admin.AllValuesFieldListFilter):
    """All values of a text field; Django gives the empty one a link without words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name what has no name."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("utan namn")}


# --- Interventions --------------------------------------------------------------------------------

ReviewFilter = filter_by_condition(
    _("granskning"),
    "granskning",
    {
        "forsenad": (_("skulle redan ha granskats"), conditions.overdue),
        "snart": (_("ska granskas inom 30 dagar"), conditions.due_soon),
        "aldrig": (_("aldrig granskad"), conditions.RUNNING & Q(reviewed_on__isnull=True)),
        "giltighet": (
            _("giltighetstiden har gått ut"),
            lambda today: conditions.RUNNING & Q(valid_until__lt=today),
        ),
        "upphor": (_("upphör inom sex månader"), conditions.expiring),
        "syns": (_("besökarna ser att ingen har granskat"), conditions.stale),
        "beslut": (_("försenad mer än %(days)s dagar") % {"days": DECIDE}, conditions.undecided),
    },
)

MissingFilter = filter_by_condition(
    _("vad som saknas"),
    "saknar",
    {
        "nagot": (_("något som krävs (publicerade)"), required.lacking()),
        **{word: (lack.title, lack.when) for word, lack in required.REQUIRED.items()},
        "fortsattning": (_("något som följer"), conditions.without_continuation()),
        "vagvidare": (_("väg vidare, utan förklaring"), conditions.leads_nowhere()),
    },
)

NoticeFilter = filter_by_condition(
    _("tillfälligt besked"),
    "besked",
    {
        "visas": (_("visas i dag"), conditions.with_notice),
        "kommer": (_("visas senare"), conditions.with_coming_notice),
    },
)


DerivedFilter = filter_by_condition(
    _("utläst ur text"), "utlast", {"vantar": (_("väntar på svar"), conditions.derived_waiting())}
)


def _within(code: str, user: User) -> Q:
    """Keep what is offered in a county, whether through a municipality or as a whole."""
    inside = Q(municipalities__county__code=code) | Q(counties__code=code)
    return Q(pk__in=Intervention.objects.filter(inside).values("pk"))


CountyFilter = filter_by_value(
    _("län"),
    "lan",
    lambda user: County.objects.order_by("name").values_list("code", "name"),
    _within,
)

# --- Links, of entries and of organisations; see `check_links` ------------------------------------


def _filter_by_links(condition: Callable[[bool | None], Q]) -> Filter:
    """Offer the links that somebody may have to do something about."""
    return filter_by_condition(
        _("länkar"),
        "lankar",
        {
            "trasiga": (_("svarade inte vid senaste kontrollen"), condition(True)),
            "okanda": (_("kan inte kontrolleras: prova själv"), condition(None)),
        },
    )


LinkFilter = _filter_by_links(conditions.broken_link)
WebsiteFilter = _filter_by_links(conditions.broken_website)
ServiceLinkFilter = _filter_by_links(conditions.broken_service_link)

# --- Contacts, and entries by their contacts ------------------------------------------------------


def _filter_by_contacts(condition: Q) -> Filter:
    return filter_by_condition(
        _("kontakter"), "kontakter", {"trasiga": (_("fungerar inte eller är ur bruk"), condition)}
    )


WorkingFilter = _filter_by_contacts(Q(pk__in=Contact.objects.failing().values("pk")))
WorkingContactFilter = _filter_by_contacts(conditions.failing_contact())
VerifiedFilter = filter_by_condition(
    _("kontroll"), "kontroll", {"gammal": (_("inte provad på ett år"), conditions.unverified)}
)

UNDIALLED = {"oringbara": (_("går inte att ringa"), conditions.undialled())}
ReachFilter = filter_by_condition(
    _("nummer"),
    "nummer",
    {
        **UNDIALLED,
        "saknas": (_("varken nummer, e-post eller formulär"), conditions.unreachable()),
    },
)
SwitchboardFilter = filter_by_condition(
    _("nummer"),
    "nummer",
    {**UNDIALLED, "vaxel": (_("kommun utan växel"), conditions.without_switchboard())},
)

# --- Organisations and members --------------------------------------------------------------------

StillThereFilter = filter_by_condition(
    _("finns"),
    "finns",
    {
        "ja": (
            _("finns i dag"),
            lambda today: Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        ),
        "nej": (_("har upphört"), lambda today: Q(valid_to__lt=today)),
    },
)


OrganisationReviewFilter = filter_by_condition(
    _("granskning"), "granskning", {"dags": (_("ska granskas"), conditions.organisation_due)}
)

ServiceReviewFilter = filter_by_condition(
    _("granskning"), "granskning", {"dags": (_("ska granskas"), conditions.service_due)}
)


def _associations(user: User) -> Iterable[tuple[Any, str]]:
    """Offer the förbund whose members the person sees, by name, in one query."""
    rows = Association.objects.visible_to(user).order_by("organisation__name")
    return rows.values_list("pk", "organisation__name")


AssociationFilter = filter_by_value(
    _("samordningsförbund"),
    "forbund",
    _associations,
    lambda chosen, user: Q(association=int(chosen)) if chosen.isdecimal() else None,
)

# --- Messages and letters -------------------------------------------------------------------------

_waiting, _road = Q(status__in=WAITING), Q(kind=Suggestion.Kind.ROAD)
WaitingFilter = filter_by_condition(
    _("väntar"),
    "lage",
    {
        "vantar": (_("nya och pågående"), _waiting),
        "lasare": (_("nya och pågående meddelanden"), _waiting & ~_road),
        "vagar": (_("föreslagna vägar att svara på"), _waiting & _road),
    },
)
TakenFilter = filter_by_value(
    _("ansvarig"),
    "ansvarig",
    lambda user: [("mina", _("mina")), ("ingens", _("ingens"))],
    lambda chosen, user: {
        "mina": Q(assigned_to=user),
        "ingens": Q(assigned_to=None, thinned_on=None),
    }.get(chosen),
)
ArrivedFilter = filter_by_condition(
    _("framme"),
    "framme",
    {
        "nej": (
            _("kom inte fram, och ingen senare heller"),
            Q(pk__in=Reminder.objects.undelivered().values("pk")),
        )
    },
)
