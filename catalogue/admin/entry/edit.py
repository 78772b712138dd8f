"""An edit of an entry: who, which entry, and its form, built of the parts of Django's admin."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import all_valid
from django.http import HttpRequest, HttpResponse, QueryDict

from catalogue.admin.common.pages import desk_of
from catalogue.admin.common.rights import not_theirs
from catalogue.admin.entry.advice import Advice
from catalogue.admin.entry.notices import NoticeFormSet
from catalogue.admin.entry.posted import settle_rows
from catalogue.admin.entry.told import context
from catalogue.changes.copies import Present, present
from catalogue.models import Intervention, UnsavedText, User


@dataclass
class Edit:
    """One person's edit of one entry, with what is found out on its way."""

    request: HttpRequest
    number: str | None
    """Of the entry, as the address has it; none for a new one."""
    form_url: str = ""
    posted: QueryDict | None = None
    """What the form says; nothing where the page shows what the entry says."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What the page tells besides."""

    here: Present | None = None
    """The entry as it was before the edit, where it is there and the person's to change."""
    told: dict[str, Any] = field(default_factory=dict)
    """What the page tells of where the entry is on its way out."""
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """What was found wrong with the form once it had been tried, by field."""
    checking: bool = False
    """Whether the form is only looked at: nothing is judged, nothing can be saved."""
    advice: Advice | None = None
    kept: UnsavedText | None = None
    """The text that is laid back in the form."""

    form: Any = None
    formsets: list[Any] = field(default_factory=list)
    inlines: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read who it is and which button was pressed."""
        self.desk = desk_of(Intervention)
        self.user = cast(User, self.request.user)
        self.pressed = {name for name in self.request.POST if name.startswith("_")}
        self.to_field = self.request.POST.get(TO_FIELD_VAR, self.request.GET.get(TO_FIELD_VAR))
        self.new = self.number is None or "_saveasnew" in self.pressed

    def look_up(self, *, held: bool = False) -> HttpResponse | None:
        """Find the entry; return the answer to somebody who may not see it.

        `held`, nobody else can change the entry in this transaction.
        """
        if self.to_field and not self.desk.to_field_allowed(self.request, self.to_field):
            raise DisallowedModelAdminToField(self.to_field)
        self.here = None if self.new else mine(self.user, self.number, held=held)
        self.told = context(self.user, self.here)
        if self.posted is not None and self.here:
            self.told["seen"] = self.posted.get("_seen", "")
        if self.new and not self.desk.has_add_permission(self.request):
            raise PermissionDenied
        return None if self.new or self.here else self._look_at_others()

    def _look_at_others(self) -> HttpResponse | None:
        row = self.desk.get_object(self.request, self.number)
        seen = self.posted is None and self.desk.has_view_permission(self.request, row)
        if not (seen or self.desk.has_change_permission(self.request, row)):
            raise PermissionDenied
        return not_theirs(self.request, Intervention, str(self.number)) if row is None else None

    def fill_in(self) -> bool:
        """Build the form and its rows; tell whether what they say can be saved."""
        desk, request, posted = self.desk, self.request, self.posted
        if posted is not None and self.here:
            posted = settle_rows(posted, self.here.row)
        row = None if self.new else desk.get_object(request, self.number)
        fields = flatten_fieldsets(desk.get_fieldsets(request, row))
        kind = desk.get_form(request, row, change=not self.new, fields=fields)
        if posted is not None:
            self.form = kind(posted, request.FILES, instance=row)
        elif row is None:
            self.form = kind(initial=desk.get_changeform_initial_data(request))
        else:
            self.form = kind(instance=row)
        self._fill_in_rows(row, posted)
        return posted is not None and self._is_valid()

    def _is_valid(self) -> bool:
        valid = all_valid([self.form, *self.formsets])
        if self.checking:
            self.form.errors.clear()
        for name, reasons in self.reasons.items():
            self.form.add_error(name if name in self.form.fields else None, [*reasons])
        return bool(valid and not self.checking and not self.reasons)

    def _fill_in_rows(self, row: Intervention | None, posted: QueryDict | None) -> None:
        pairs = list(self.desk.get_formsets_with_inlines(self.request, *([row] if row else [])))
        self.formsets, self.inlines = [], [inline for _, inline in pairs]
        given: dict[str, Any] = {}
        if posted is not None:
            saved_as = "_saveasnew" in self.pressed
            given = {"data": posted.copy(), "files": self.request.FILES, "save_as_new": saved_as}
        for kind, inline in pairs:
            rows = inline.get_queryset(self.request)
            prefix = kind.get_default_prefix()
            filled = kind(instance=self.form.instance, prefix=prefix, queryset=rows, **given)
            if isinstance(filled, NoticeFormSet) and self.here:
                filled.stood = [*self.here.stored["notices"], *self.here.shown["notices"]]
            self.formsets.append(filled)

    def save(self) -> int:
        """Save what the form and its rows say, and return the entry's number."""
        row = self.desk.save_form(self.request, self.form, change=not self.new)
        self.desk.save_model(self.request, row, self.form, not self.new)
        self.desk.save_related(self.request, self.form, self.formsets, not self.new)
        return int(row.pk)


def mine(user: User, number: str | None, *, held: bool = False) -> Present | None:
    """Return the entry when it is there and the person's to change."""
    if number is None or not number.isdecimal() or len(number) > 18:
        return None
    if not Intervention.objects.editable_by(user).filter(pk=number).exists():
        return None
    return present(int(number), held=held)


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever is written inside; a page that shows it is rendered inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
