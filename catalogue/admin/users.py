"""Those who sign in, and what they may do."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.http import HttpRequest

from catalogue.admin.kept import DeskAdmin
from catalogue.models import User

admin.site.unregister(Group)  # Django's own names every permission in English

VERBS = {"add": "lägga till", "change": "ändra", "view": "se", "delete": "ta bort"}
DELETABLE = ["delete_referralroute", "delete_continuation"]


class PermissionField(forms.ModelMultipleChoiceField):
    """Tick what a group may do."""

    def label_from_instance(self, obj: Permission) -> str:
        """Say it in Swedish: ändra insatser."""
        model = obj.content_type.model_class()
        verb = VERBS[obj.codename.split("_")[0]]
        return f"{verb} {model._meta.verbose_name_plural}" if model else obj.name


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Förbund staff and editors; who leaves is made inactive, so that history keeps its names."""

    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    Media = DeskAdmin.Media
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Personen", {"fields": [("first_name", "last_name"), "email"]}),
        (
            "Behörighet",
            {
                "fields": ["is_active", "is_staff", "is_superuser", "groups"],
                "description": "Den som slutar tas inte bort: avmarkera ”aktiv”. "
                "Vad en redaktör får göra bestäms av grupperna.",
            },
        ),
        ("Tider", {"fields": ["last_login", "date_joined"], "classes": ["collapse"]}),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: reviews and history name their author."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Let only a superuser hand out powers."""
        fields = list(super().get_readonly_fields(request, obj))
        powers = ["is_staff", "is_superuser", "groups"]
        return fields if request.user.is_superuser else [*fields, *powers]

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        """Tick the groups."""
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[arg-type]


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """A kind of editor, and what it may do."""

    filter_horizontal = []
    list_display = ["name"]
    Media = DeskAdmin.Media

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        """Offer what can be done in the catalogue; only ways in and on can be deleted."""
        possible = Permission.objects.filter(content_type__app_label="catalogue")
        never = Q(codename__startswith="delete_") & ~Q(codename__in=DELETABLE)
        offered = possible.exclude(never).select_related("content_type")
        return PermissionField(
            offered.order_by("content_type__model", "codename"),
            label="Behörigheter",
            required=False,
            widget=forms.CheckboxSelectMultiple(),
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: its members would lose what they may do."""
        return False
