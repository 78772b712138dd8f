"""The interventions themselves."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.filters import (
    CountyFilter,
    DerivedFilter,
    LinkFilter,
    MissingFilter,
    NoticeFilter,
    ReviewFilter,
    WorkingContactFilter,
)
from catalogue.admin.common.kept import KeptAdmin
from catalogue.admin.entry.actions import end, mark_reviewed, pause
from catalogue.admin.entry.confirming import still_true
from catalogue.admin.entry.edit import mine
from catalogue.admin.entry.fieldsets import FIELDSETS
from catalogue.admin.entry.notices import NoticeInline, shown_when
from catalogue.admin.entry.requirements import NotRequiredWidget, RequiredWidget, RequirementsForm
from catalogue.admin.entry.rows import ContributionInline, ResultInline
from catalogue.admin.entry.suggested import begun_with
from catalogue.admin.entry.told import context
from catalogue.admin.entry.view import entry_page
from catalogue.admin.pathways import ComesFromInline, LeadsToInline, ReferralRouteInline
from catalogue.models import Contact, Intervention, Notice, User, Venue

# Short lists, all to be considered.
TICKED = {"types", "forms", "income_supports"}
ANSWERED = {"requirements": RequiredWidget, "not_required": NotRequiredWidget}


@admin.register(Intervention)
class InterventionAdmin(KeptAdmin):
    """The heart of the desk."""

    form = RequirementsForm
    list_display = [
        "name",
        "organisation",
        "status",
        "review",
        still_true,
        "notice",
        "area",
        "stair",
        "example",
    ]
    list_filter = [
        "status",
        ReviewFilter,
        MissingFilter,
        NoticeFilter,
        LinkFilter,
        WorkingContactFilter,
        DerivedFilter,
        CountyFilter,
        "types",
        "need_groups",
        "step",
        "access",
        "financing",
        "scope",
        "example",
    ]
    search_fields = [
        "name",
        "other_names",
        "summary",
        "organisation__name",
        "finsam_number",
        "sus_number",
    ]
    search_help_text = _("Namn, beskrivning, organisation eller nummer i Uppföljning Finsam")
    ordering = ["name", "pk"]
    choice_related = ["organisation"]
    actions = [mark_reviewed, pause, end]
    save_as = True
    save_on_top = True  # the page is long
    fieldsets = FIELDSETS
    inlines = [
        NoticeInline,
        ReferralRouteInline,
        ContributionInline,
        ResultInline,
        LeadsToInline,
        ComesFromInline,
    ]
    autocomplete_fields = [
        "organisation",
        "participants",
        "need_groups",
        "municipalities",
        "counties",
        "venues",
        "languages",
        "contacts",
        "funded_by",
        "replaced_by",
        "also_replaced_by",
    ]
    readonly_fields = [
        "reviewed_by",
        "published_at",
        "changed_at",
        "source",
        "source_id",
        "basis",
        "documented",
    ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Leave the page of an entry to a view of its own."""
        return entry_page(request, object_id, form_url, {**(extra_context or {})})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new entry with a reader's message as a note."""
        return begun_with(request, super().get_changeform_initial_data(request))

    def unseen_values(self, request: HttpRequest, row: Any) -> dict[str, str]:
        """Return what tells which state of the entry somebody has before them."""
        user = cast(User, request.user)
        here = mine(user, str(row.pk))
        return {"_seen": str(context(user, here)["seen"])} if here else {}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Let the list offer to read in a file to those who may."""
        may = {"may_import": self.has_change_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intervention]:
        """Bring along what a row of the list and the heads of the form show."""
        rows = super().get_queryset(request)
        return rows.select_related(
            "organisation",
            "step",
            "funded_by__organisation",
            "replaced_by__organisation",
            "reviewed_by",
        ).prefetch_related("municipalities", "counties", _coming_notices())

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Intervention | None:
        """Bring along the names that tell contacts and places apart."""
        found: Intervention | None = super().get_object(request, object_id, from_field)
        if found is not None:
            prefetch_related_objects(
                [found],
                Prefetch("contacts", Contact.objects.select_related("organisation")),
                Prefetch("venues", Venue.objects.select_related("organisation", "municipality")),
            )
        return found

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Tick in the short lists, type in the long ones, answer what may be demanded."""
        if db_field.name in TICKED | ANSWERED.keys():
            kwargs["widget"] = ANSWERED.get(db_field.name, forms.CheckboxSelectMultiple)()
            related = db_field.remote_field.model
            kwargs["queryset"] = related.objects.order_by("order", "name")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choice_label(self, row: Intervention) -> str:
        """Tell the many Boendestöd apart."""
        return f"{row.name} – {row.organisation}"

    def is_public(self, row: Intervention) -> bool:
        """Show all but drafts."""
        return row.is_public

    @admin.display(description=_("område"))
    def area(self, row: Intervention) -> str:
        """Return where it is offered, in a few words."""
        if row.nationwide:
            return str(_("hela landet"))
        names = sorted(county.name for county in row.counties.all())
        names += sorted(place.name for place in row.municipalities.all())
        more = f" och {len(names) - 2} till" if len(names) > 2 else ""
        return ", ".join(names[:2]) + more

    @admin.display(description=_("besked"))
    def notice(self, row: Any) -> str:
        """Return when visitors see its notices, those that are over left out."""
        return ", ".join(shown_when(notice) for notice in row.coming_notices) or "–"

    @admin.display(description=_("steg"), ordering="step__number")
    def stair(self, row: Intervention) -> int | None:
        """Return the number of its step; the names are too long for a column."""
        return row.step.number if row.step else None

    @admin.display(description=_("granskas senast"), ordering="reviewed_on")
    def review(self, row: Intervention) -> str:
        """Return the day when its facts should be looked at again."""
        if row.is_over:
            return "–"
        due = row.review_due_on
        if due is None:
            return str(_("aldrig granskad"))
        late = row.is_overdue(timezone.localdate())
        return _("%(day)s (försenad)") % {"day": due} if late else str(due)

    @admin.display(description=_("belagda fält"))
    def documented(self, row: Intervention) -> str:
        """Return the names of the fields that a source supports."""
        names = {field.name: str(field.verbose_name) for field in row._meta.fields}
        names |= {field.name: str(field.verbose_name) for field in row._meta.many_to_many}
        return ", ".join(names.get(name, name) for name in row.documented_fields)


def _coming_notices() -> Prefetch:
    rows = Notice.objects.filter(ends_on__gte=timezone.localdate()).order_by("starts_on", "pk")
    return Prefetch("notices", rows, to_attr="coming_notices")
