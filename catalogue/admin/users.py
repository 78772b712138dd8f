"""Those who sign in, and what they keep."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.admin.common.kept import ChosenAdmin, KeptAdmin, KeptInline
from catalogue.admin.common.rights import RightsAdmin
from catalogue.models import Assignment, User
from catalogue.models.personal_numbers import refuse_personal_numbers

POWERS = {"is_active": "aktiv", "is_superuser": "administratör"}


class AssignmentInline(KeptInline, admin.StackedInline):
    """What a person keeps, on the person's page."""

    model = Assignment
    fields = ["role", "organisation", "association", ("from_on", "to_on"), "lead"]
    autocomplete_fields = ["organisation", "association"]
    ordering = ["pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        """Bring along the names that a row shows."""
        rows = super().get_queryset(request)
        return rows.select_related("user", "organisation", "association__organisation")


class _NumberlessMixin:
    """Refuses a personal number as somebody's user name: the histories keep those for ever."""

    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        """Look in what everybody on the desk can read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        for name in ("username", "first_name", "last_name", "email"):
            try:
                refuse_personal_numbers(str(cleaned.get(name, "")))
            except ValidationError as refusal:
                self.add_error(name, refusal)  # type: ignore[attr-defined]
        return cleaned


class UserForm(_NumberlessMixin, UserChangeForm):
    """A person's page."""


class NewUserForm(_NumberlessMixin, AdminUserCreationForm):
    """The page that adds a person."""


@admin.action(
    description=gettext_lazy("Nollställ tvåstegsinloggning (tappad telefon)"),
    permissions=["change"],
)
def reset_two_factor(desk: Any, request: HttpRequest, chosen: QuerySet[User]) -> None:
    """Forget the device and the recovery codes; a new device is set up at the next sign-in."""
    people = list(chosen)
    Authenticator.objects.filter(user__in=people).delete()
    if people:
        told = "Nollställde tvåstegsinloggningen."
        LogEntry.objects.log_actions(cast(User, request.user).pk, people, CHANGE, told)
    names = ", ".join(person.get_username() for person in people)
    desk.message_user(
        request, _("Nollställd tvåstegsinloggning: %(names)s.") % {"names": names}, messages.SUCCESS
    )


@admin.register(User)
class UserAdmin(RightsAdmin, ChosenAdmin, DjangoUserAdmin):
    """Förbund staff and editors; who leaves is made inactive, so that history keeps its names."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "full_name", "email", "is_active", "is_superuser", "two_factor"]
    list_filter = ["is_active", "is_superuser", "assignments__role"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "two_factor"]
    actions = [reset_two_factor]
    inlines = [AssignmentInline]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Personen"), {"fields": [("first_name", "last_name"), "email"]}),
        (
            gettext_lazy("Behörighet"),
            {
                "fields": ["is_active", "is_superuser"],
                "description": gettext_lazy(
                    "Den som slutar tas inte bort: avmarkera ”aktiv”. "
                    "Vad en redaktör eller förbundets personal får göra bestäms av uppdragen nedan."
                ),
            },
        ),
        (
            gettext_lazy("Inloggning"),
            {"fields": ["two_factor", "last_login", "date_joined"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Tell with each person whether a device is set up."""
        devices = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        rows: QuerySet[User] = super().get_queryset(request)
        return rows.annotate(has_device=Exists(devices))

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Hand out assignments once the person exists."""
        return list(super().get_inlines(request, obj)) if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: reviews and history name their author."""
        return False

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Say in the history how the powers were changed, not only that they were."""
        told = super().construct_change_message(request, form, formsets, add)
        for name in sorted(POWERS.keys() & set(form.changed_data)):
            given = "ja" if form.cleaned_data[name] else "nej"
            told.append({"changed": {"fields": [f"{POWERS[name]}: {given}"]}})
        return told

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Keep Django's own flag for the admin in step: nothing here asks it."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("namn"), ordering="last_name")
    def full_name(self, row: User) -> str:
        """Return first and last name."""
        return row.get_full_name()

    @admin.display(description=gettext_lazy("tvåstegsinloggning"), boolean=True)
    def two_factor(self, row: User) -> bool:
        """Tell whether a device is set up."""
        return bool(getattr(row, "has_device", False))


@admin.register(Assignment)
class AssignmentAdmin(KeptAdmin):
    """All assignments, to see who keeps what."""

    list_display = ["user", "role", "organisation", "association", "holds"]
    list_filter = ["role"]
    search_fields = [
        "user__username",
        "user__first_name",
        "user__last_name",
        "organisation__name",
        "association__organisation__name",
    ]
    autocomplete_fields = ["user", "organisation", "association"]
    ordering = ["user__username", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "user",
                    "role",
                    "organisation",
                    "association",
                    ("from_on", "to_on"),
                    "lead",
                ]
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        """Bring along the names that a row shows."""
        rows = super().get_queryset(request)
        return rows.select_related("user", "organisation", "association__organisation")

    @admin.display(description=gettext_lazy("gäller i dag"), boolean=True)
    def holds(self, row: Assignment) -> bool:
        """Tell whether it holds today."""
        today = timezone.localdate()
        begun = row.from_on is None or row.from_on <= today
        return begun and (row.to_on is None or row.to_on >= today)
