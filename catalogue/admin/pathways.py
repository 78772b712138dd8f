"""The ways into an intervention and on from it: on its page, and as lists of their own."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.admin.kept import DeskAdmin, DeskInline
from catalogue.models import Continuation, ReferralRoute


class ReferralRouteInline(DeskInline, admin.StackedInline):
    """Who may open the door, how, at what cost and where."""

    model = ReferralRoute
    autocomplete_fields = ["municipalities"]
    ordering = ["pk"]
    fields = ["sender", "how", "cost_kind", "cost", "municipalities"]
    verbose_name_plural = "vägar in, en för var och en som kan öppna dörren"

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
    verbose_name = "insats som följer"
    verbose_name_plural = "leder vidare till"


class ComesFromInline(_ContinuationInline):
    """What can come before this one."""

    fk_name = "after"
    fields = ["before", "handover"]
    autocomplete_fields = ["before"]
    verbose_name = "insats som föregår"
    verbose_name_plural = "kommer från"


@admin.register(ReferralRoute)
class ReferralRouteAdmin(DeskAdmin):
    """All ways in, to compare who may refer and what it costs."""

    list_display = ["intervention", "sender", "how", "cost_kind"]
    list_filter = ["sender", "cost_kind"]
    search_fields = ["intervention__name", "how", "cost"]
    autocomplete_fields = ["intervention", "municipalities"]
    ordering = ["intervention__name", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "intervention",
                    "sender",
                    "how",
                    "cost_kind",
                    "cost",
                    "municipalities",
                ]
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferralRoute]:
        """Bring along the intervention's name."""
        return super().get_queryset(request).select_related("intervention__organisation")


@admin.register(Continuation)
class ContinuationAdmin(DeskAdmin):
    """The whole web of what follows what."""

    list_display = ["__str__", "handover"]
    search_fields = ["before__name", "after__name", "handover"]
    autocomplete_fields = ["before", "after"]
    ordering = ["before__name", "after__name"]
    fieldsets = [(None, {"fields": ["before", "after", "handover"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Continuation]:
        """Bring along both ends."""
        rows = super().get_queryset(request)
        return rows.select_related("before__organisation", "after__organisation")
