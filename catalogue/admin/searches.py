"""What people search for: read, and decided about. Counted by the site, thinned by `thin`."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.admin.common.kept import KeptAdmin
from catalogue.models import SearchCount, User
from catalogue.models.search_count import READABLE
from catalogue.search.lookups import LookedUp, Success, look_up, search_for, unmet, words_with

Decision = SearchCount.Decision


class OutcomeFilter(admin.SimpleListFilter):
    """Searches by what they find today."""

    title = gettext_lazy("träffar i dag")
    parameter_name = "traff"
    successes = {"ingen": Success.NOTHING, "svag": Success.WEAK, "fa": Success.FEW}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the work that is left, and three ways to come out."""
        work = ("kvar", _("utan bra träff, inget beslut"))
        return [work, *((key, success.value) for key, success in self.successes.items())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those that come out so."""
        if self.value() == "kvar":
            return queryset.filter(pk__in=unmet())
        success = self.successes.get(self.value() or "")
        return queryset.filter(words__in=words_with({success})) if success else None


class MonthFilter(admin.SimpleListFilter):
    """Searches of one month."""

    title = gettext_lazy("månad")
    parameter_name = "manad"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the months that have any."""
        months = SearchCount.objects.readable().dates("month", "month", order="DESC")
        return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep those of one."""
        chosen = [month for month, _ in self.lookup_choices if month == self.value()]
        return queryset.filter(month=f"{chosen[0]}-01") if chosen else None


@admin.action(description=gettext_lazy("Notera: insatsen saknas i området"), permissions=["change"])
def note_gap(desk: Any, request: HttpRequest, chosen: QuerySet[SearchCount]) -> None:
    """Note that nothing of the kind exists."""
    _decide(desk, request, chosen, Decision.GAP)


@admin.action(description=gettext_lazy("Avfärda: inget att göra åt"), permissions=["change"])
def dismiss(desk: Any, request: HttpRequest, chosen: QuerySet[SearchCount]) -> None:
    """Note that they were read and lead to nothing."""
    _decide(desk, request, chosen, Decision.DISMISSED)


@admin.action(description=gettext_lazy("Ta upp igen"), permissions=["change"])
def reopen(desk: Any, request: HttpRequest, chosen: QuerySet[SearchCount]) -> None:
    """Take the decision back."""
    _decide(desk, request, chosen, Decision.OPEN)


class LookedUpList(ChangeList):
    """A page of the list, its words looked up together."""

    def get_results(self, request: HttpRequest) -> None:
        """Search for what the rows of the page say."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = look_up({row.words for row in self.result_list})
        for row in self.result_list:
            row.found = found[row.words]


@admin.register(SearchCount)
class SearchCountAdmin(KeptAdmin):
    """The words that at least five searches a month have held; nobody knows whose."""

    list_display = ["words", "in_month", "searches", "share", "today", "decision", "teach"]
    list_filter = [OutcomeFilter, MonthFilter, "decision"]
    search_fields = ["words"]
    ordering = ["-month", "-searches", "words"]
    actions = [note_gap, dismiss, reopen]
    readonly_fields = ["words", "in_month", "searches", "share", "today", "teach"]
    fieldsets = [
        (
            None,
            {
                "fields": [*readonly_fields, "decision"],
                "description": format_lazy(
                    gettext_lazy(
                        "Ord syns först när de har sökts minst {readable} gånger under en månad. "
                        "Ingen vet vem som "
                        "sökte. Beslutet gäller orden, också kommande månader."
                    ),
                    readable=READABLE,
                ),
            },
        )
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Look a page up at a time."""
        return LookedUpList

    def get_queryset(self, request: HttpRequest) -> QuerySet[SearchCount]:
        """Keep those that can be read."""
        rows: QuerySet[SearchCount] = super().get_queryset(request).exclude(words="")
        return rows

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: the site counts."""
        return False

    def save_model(self, request: HttpRequest, obj: SearchCount, form: Any, change: bool) -> None:
        """Let the decision hold for the same words in other months."""
        super().save_model(request, obj, form, change)
        SearchCount.objects.filter(pk=obj.pk).decide(obj.decision)

    @admin.display(description=gettext_lazy("månad"), ordering="month")
    def in_month(self, row: SearchCount) -> str:
        """Return the month in words."""
        return date_format(row.month, "F Y")

    @admin.display(description=gettext_lazy("utan bra träff"))
    def share(self, row: SearchCount) -> str:
        """Return how many of the searches found nothing good."""
        return f"{round(100 * row.missed / row.searches)} %"

    @admin.display(description=gettext_lazy("i dag"))
    def today(self, row: SearchCount) -> str:
        """Return what the search finds now, with a link to it."""
        found: LookedUp = getattr(row, "found", None) or look_up([row.words])[row.words]
        address = reverse("intervention_list") + search_for(row.words).querystring()
        told = found.success.value
        if found.success in {Success.FEW, Success.ENOUGH}:
            told = ngettext("%(count)s träff", "%(count)s träffar", found.total)
            told %= {"count": found.total}
        return format_html('<a href="{}">{}</a>', address, told)

    @admin.display(description=gettext_lazy("lär sökningen"))
    def teach(self, row: SearchCount) -> str:
        """Return a link that begins a synonym group with the words."""
        address = reverse("admin:catalogue_synonymgroup_add")
        query = urlencode({"lay": row.words})
        return format_html(
            '<a href="{}?{}" aria-label="{}">{}</a>',
            address,
            query,
            _("Lägg till som synonym: %(words)s") % {"words": row.words},
            _("Lägg till som synonym"),
        )


def _decide(
    desk: Any, request: HttpRequest, chosen: QuerySet[SearchCount], decision: Decision
) -> None:
    rows = list(chosen)
    count = SearchCount.objects.filter(pk__in=[row.pk for row in rows]).decide(decision)
    if rows:
        author = cast(User, request.user).pk
        LogEntry.objects.log_actions(author, rows, CHANGE, f"{decision.label.capitalize()}.")
    told = ngettext("%(count)s sökning: %(decision)s.", "%(count)s sökningar: %(decision)s.", count)
    desk.message_user(request, told % {"count": count, "decision": decision.label})
