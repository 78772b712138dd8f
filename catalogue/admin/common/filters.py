"""Filters beside the lists: the questions an editor asks about the work that is left."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from catalogue.changes import required
from catalogue.models import (
    Association,
    Contact,
    County,
    Intervention,
    Suggestion,
    User,
    conditions,
)
from catalogue.models.review import DECIDE
from catalogue.models.status import OVER


class NamelessFilter(admin.AllValuesFieldListFilter):
    """All values of a text field; Django gives the empty one a link without words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name what has no name."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "utan namn"}


class StillThereFilter(admin.SimpleListFilter):
    """Organisations that exist, or no longer do."""

    title = "finns"
    parameter_name = "finns"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two choices."""
        return [("ja", "finns i dag"), ("nej", "har upphört")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep one of them."""
        today = timezone.localdate()
        if self.value() == "ja":
            return queryset.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        if self.value() == "nej":
            return queryset.filter(valid_to__lt=today)
        return None


class AssociationFilter(admin.SimpleListFilter):
    """Memberships of one förbund."""

    title = "samordningsförbund"
    parameter_name = "forbund"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        """Return the förbund whose members the person sees, by name, in one query."""
        rows = Association.objects.visible_to(cast(User, request.user)).order_by(
            "organisation__name"
        )
        return list(rows.values_list("pk", "organisation__name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those of one förbund."""
        chosen = self.value() or ""
        return queryset.filter(association=int(chosen)) if chosen.isdecimal() else None


class ReviewFilter(admin.SimpleListFilter):
    """Interventions by how fresh their facts are."""

    title = "granskning"
    parameter_name = "granskning"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the degrees of hurry."""
        return [
            ("forsenad", "skulle redan ha granskats"),
            ("snart", "ska granskas inom 30 dagar"),
            ("aldrig", "aldrig granskad"),
            ("giltighet", "giltighetstiden har gått ut"),
            ("upphor", "upphör inom sex månader"),
            ("syns", "besökarna ser att ingen har granskat"),
            ("beslut", f"försenad mer än {DECIDE} dagar"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that still run and are as fresh as asked for."""
        today = timezone.localdate()
        running = queryset.exclude(status__in=OVER)
        match self.value():
            case "forsenad":
                return queryset.filter(conditions.overdue(today))
            case "snart":
                return queryset.filter(conditions.due_soon(today))
            case "upphor":
                return queryset.filter(conditions.expiring(today))
            case "syns":
                return queryset.filter(conditions.stale(today))
            case "beslut":
                return queryset.filter(conditions.undecided(today))
            case "aldrig":
                return running.filter(reviewed_on__isnull=True)
            case "giltighet":
                return running.filter(valid_until__lt=today)
        return None


class CountyFilter(admin.SimpleListFilter):
    """Interventions within a county, whether through a municipality or as a whole."""

    title = "län"
    parameter_name = "lan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return every county."""
        return list(County.objects.order_by("name").values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those of one county."""
        code = self.value()
        if code is None:
            return None
        inside = Q(municipalities__county__code=code) | Q(counties__code=code)
        return queryset.filter(pk__in=Intervention.objects.filter(inside).values("pk"))


class MissingFilter(admin.SimpleListFilter):
    """Interventions that lack something a visitor needs."""

    title = "vad som saknas"
    parameter_name = "saknar"
    gaps = {
        "nagot": ("något som krävs (publicerade)", required.lacking()),
        **{word: (lack.title, lack.when) for word, lack in required.REQUIRED.items()},
        "fortsattning": ("något som följer", conditions.without_continuation()),
        "vagvidare": ("väg vidare, utan förklaring", conditions.leads_nowhere()),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what may be missing."""
        return [(key, name) for key, (name, _) in self.gaps.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that lack it."""
        gap = self.gaps.get(self.value() or "")
        return queryset.filter(gap[1]) if gap else None


class BrokenLinkFilter(admin.SimpleListFilter):
    """Interventions and organisations by whether their links answer; see `check_links`."""

    title = "länkar"
    parameter_name = "lankar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices that somebody may have to do something about."""
        return [
            ("trasiga", "svarade inte vid senaste kontrollen"),
            ("okanda", "kan inte kontrolleras: prova själv"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that do not, or those that nobody knows of."""
        chosen: dict[str, bool | None] = {"trasiga": True, "okanda": None}
        if self.value() not in chosen:
            return None
        about_entries = queryset.model is Intervention
        broken = conditions.broken_link if about_entries else conditions.broken_website
        return queryset.filter(broken(chosen[self.value() or ""]))


class VerifiedFilter(admin.SimpleListFilter):
    """Contacts by when somebody last tried them."""

    title = "kontroll"
    parameter_name = "kontroll"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one choice."""
        return [("gammal", "inte provad på ett år")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those in use that nobody has tried for a year."""
        if self.value() != "gammal":
            return None
        return queryset.filter(conditions.unverified(timezone.localdate()))


class WorkingFilter(admin.SimpleListFilter):
    """Contacts by whether they work; interventions by whether some contact of theirs does not."""

    title = "kontakter"
    parameter_name = "kontakter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one choice."""
        return [("trasiga", "fungerar inte eller är ur bruk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that lead nowhere."""
        if self.value() != "trasiga":
            return None
        if queryset.model is Intervention:
            return queryset.filter(conditions.failing_contact())
        return queryset.filter(pk__in=Contact.objects.failing().values("pk"))


class ArrivedFilter(admin.SimpleListFilter):
    """Reminders by whether they arrived."""

    title = "framme"
    parameter_name = "framme"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one choice."""
        return [("nej", "kom inte fram, och ingen senare heller")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that did not."""
        return queryset.undelivered() if self.value() == "nej" else None  # type: ignore[attr-defined]


class WaitingFilter(admin.SimpleListFilter):
    """Readers' messages by whether somebody has something left to do."""

    title = "väntar"
    parameter_name = "lage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices: all, and the two sorts that the work list counts."""
        return [
            ("vantar", "nya och pågående"),
            ("lasare", "nya och pågående meddelanden"),
            ("vagar", "föreslagna vägar att svara på"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that wait."""
        waiting: QuerySet[Any] = queryset.waiting()  # type: ignore[attr-defined]
        match self.value():
            case "vantar":
                return waiting
            case "lasare":
                return waiting.exclude(kind=Suggestion.Kind.ROAD)
            case "vagar":
                return waiting.filter(kind=Suggestion.Kind.ROAD)
        return None


class TakenFilter(admin.SimpleListFilter):
    """Readers' messages by who looks after them."""

    title = "ansvarig"
    parameter_name = "ansvarig"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two choices."""
        return [("mina", "mina"), ("ingens", "ingens")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep one's own, or those that nobody has taken."""
        match self.value():
            case "mina":
                return queryset.filter(assigned_to=cast(User, request.user))
            case "ingens":
                return queryset.filter(assigned_to=None, thinned_on=None)
        return None
