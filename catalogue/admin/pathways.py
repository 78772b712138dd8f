"""The ways into an intervention and on from it: on its page, and as lists of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import DeskAdmin, DeskInline
from catalogue.changes.required import keeping_facts
from catalogue.models import Continuation, Intervention, ReferralRoute, User
from catalogue.models.rights import GUARDED

OTHERS = _(
    "En väg hör till insatsen som den går ut från, och den här hör till någon annan. Föreslå vägen "
    "på sidan för din egen insats, under ”Kommer från”."
)

_STAYS = _("Inget är ändrat: insatsen är publicerad, och skulle sakna något som besökarna behöver.")


ROUTE: Any = [
    (None, {"fields": ["sender", "how", ("cost_kind", "cost"), "municipalities"]}),
    (
        _("Sida, blankett, och vad som ska göras före och efter"),
        {
            "fields": ["link", "form", "before", "enclose", "after", "units"],
            "classes": ["collapse"],
        },
    ),
]


class _GuardedMixin(DeskAdmin):
    """Rows that stand on the pages of entries: not a way round those who approve them."""

    entry = ""  # the field that says whose row it is

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave what is public to its own page, where a change can wait for approval."""
        return super().has_change_permission(request, obj) and not self._guarded(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Do the same when it is to be taken away."""
        return super().has_delete_permission(request, obj) and not self._guarded(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Take no fact that it must tell from what is public, as its own page takes none."""
        with self._keeping_facts(obj, form.initial.get(self.entry)):
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Do the same when the row is taken away."""
        with self._keeping_facts(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Do the same for many."""
        for row in queryset:
            self.delete_model(request, row)

    @contextmanager
    def _keeping_facts(self, row: Any, moved_from: Any = None) -> Iterator[None]:
        numbers = {getattr(row, f"{self.entry}_id"), getattr(moved_from, "pk", moved_from)}
        try:
            with keeping_facts(numbers - {None}):
                yield
        except ValidationError as lacking:
            raise PermissionDenied(" ".join([str(_STAYS), *lacking.messages])) from lacking

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Do the same for a new row, and for one that is moved to another entry."""
        super().save_related(request, form, formsets, change)
        if self._guarded(request, form.instance):
            raise PermissionDenied(GUARDED)

    def _guarded(self, request: HttpRequest, row: Any) -> bool:
        """Tell whether somebody else approves the changes of the entry."""
        if row is None or row.pk is None:
            return False
        guarded = Intervention.objects.guarded_from(cast(User, request.user))
        return guarded.filter(pk=getattr(row, f"{self.entry}_id")).exists()


class ReferralRouteInline(DeskInline, admin.StackedInline):
    """Who may open the door, how, at what cost and where."""

    model = ReferralRoute
    autocomplete_fields = ["municipalities"]
    ordering = ["pk"]
    fieldsets = ROUTE
    verbose_name_plural = _("vägar in, en för var och en som kan öppna dörren")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferralRoute]:
        """Bring along where each way applies."""
        rows = super().get_queryset(request)
        return rows.select_related("intervention").prefetch_related("municipalities")


class _ContinuationInline(DeskInline, admin.StackedInline):
    """One direction of the chain; stacked, because a table does not fit a telephone."""

    model = Continuation
    ordering = ["pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Continuation]:
        """Bring along both ends."""
        rows = super().get_queryset(request)
        return rows.select_related("before__organisation", "after__organisation")


class LeadsToInline(_ContinuationInline):
    """What can come after this one."""

    fk_name = "before"
    fields = ["after", "handover"]
    autocomplete_fields = ["after"]
    verbose_name = _("insats som följer")
    verbose_name_plural = _("leder vidare till")


class ComesFromInline(_ContinuationInline):
    """What can come before this one; a road that leaves another's entry is only proposed."""

    template = "admin/catalogue/intervention/comes_from.html"
    fk_name = "after"
    fields = ["before", "handover"]
    autocomplete_fields = ["before"]
    verbose_name = _("insats som föregår")
    verbose_name_plural = _("kommer från")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Continuation]:
        """Leave out roads from entries that the person may not know of, as others' drafts."""
        known = Intervention.objects.linkable(cast(User, request.user))
        return super().get_queryset(request).filter(before__in=known)


@admin.register(ReferralRoute)
class ReferralRouteAdmin(_GuardedMixin):
    """All ways in, to compare who may refer and what it costs."""

    entry = "intervention"
    list_display = ["intervention", "sender", "how", "cost_kind"]
    list_filter = ["sender", "cost_kind"]
    search_fields = ["intervention__name", "how", "cost"]
    autocomplete_fields = ["intervention", "municipalities"]
    ordering = ["intervention__name", "pk"]
    fieldsets = [(None, {"fields": ["intervention"]}), *ROUTE]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferralRoute]:
        """Bring along the intervention's name."""
        return super().get_queryset(request).select_related("intervention__organisation")


@admin.register(Continuation)
class ContinuationAdmin(_GuardedMixin):
    """The whole web of what follows what."""

    entry = "before"
    list_display = ["__str__", "handover"]
    search_fields = ["before__name", "onwards", "handover"]
    autocomplete_fields = ["before", "after"]
    ordering = ["before__name", "pk"]
    fieldsets = [(None, {"fields": ["before", "after", "handover"]})]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Let a road begin only in one's own entries."""
        if db_field.name == self.entry:
            kwargs["queryset"] = Intervention.objects.editable_by(cast(User, request.user))
            kwargs["error_messages"] = {"invalid_choice": OTHERS}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Continuation]:
        """Bring along both ends, and the words to search by: no name of others' drafts."""
        known = Intervention.objects.linkable(cast(User, request.user)).values("pk")
        onwards = Case(When(after__in=known, then=F("after__name")), default=Value(""))
        rows: QuerySet[Continuation] = super().get_queryset(request).annotate(onwards=onwards)
        return rows.select_related("before__organisation", "after__organisation")
