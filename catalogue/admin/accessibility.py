"""The accessibility statement: one page, every part of which the law asks for."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import KeptAdmin, KeptInline
from catalogue.models import AccessibilityStatement, Shortcoming

SHORTCOMING_FIELDS: Any = ["kind", "what", "why", "criterion", ("fix_by", "fixed_on")]


class ShortcomingInline(KeptInline, admin.StackedInline):
    """What is known not to work, on the statement's page."""

    model = Shortcoming
    fields = SHORTCOMING_FIELDS
    ordering = ["pk"]


@admin.register(AccessibilityStatement)
class AccessibilityStatementAdmin(KeptAdmin):
    """The statement; the names of the publisher and of the authority come from the settings."""

    list_display = ["__str__", "conformance", "assessed_on", "updated_on"]
    search_fields = ["method"]
    ordering = ["pk"]
    inlines = [ShortcomingInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["conformance", ("assessed_on", "updated_on"), "method", "answer"],
                "description": _(
                    "Utgivarens namn, svarstiden och tillsynsmyndigheten kommer från "
                    "installationens inställningar."
                ),
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow one."""
        return super().has_add_permission(request) and not AccessibilityStatement.objects.exists()

    def is_public(self, row: Any) -> bool:
        """Show it to visitors, always."""
        return True

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Link to the page."""
        return reverse("accessibility_statement") if obj is not None else None


@admin.register(Shortcoming)
class ShortcomingAdmin(KeptAdmin):
    """All shortcomings, those put right included."""

    list_display = ["__str__", "kind", "criterion", "fix_by", "fixed_on"]
    list_filter = ["kind", "fix_by", "fixed_on"]
    search_fields = ["what", "why", "criterion"]
    ordering = ["pk"]
    list_select_related = ["statement"]
    fieldsets = [(None, {"fields": ["statement", *SHORTCOMING_FIELDS]})]
