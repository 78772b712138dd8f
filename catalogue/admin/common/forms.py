"""The form behind every page of the desk."""

from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from catalogue.admin.common.choices import LabelledSelect, LabelledSelectMultiple
from catalogue.models import Intervention
from catalogue.models.named_persons import NOBODY, refuse_named_persons
from catalogue.models.personal_numbers import refuse_personal_numbers

# Which field the message of a database rule stands by: the one an editor is likeliest to change.
RULE_FIELDS = {
    "assignment_editor_has_organisation": "organisation",
    "assignment_ends_after_it_begins": "to_on",
    "assignment_staff_has_association": "association",
    "accessibility_statement_tells_its_method": "method",
    "conflict_once_while_open": "field",
    "contact_person_has_reason_and_end": "person_reason",
    "continuation_leads_on": "after",
    "intervention_ages_in_order": "age_to",
    "intervention_does_not_replace_itself": "replaced_by",
    "intervention_ended_says_what_follows": "replaced_by",
    "intervention_fund_goes_with_financing": "funded_by",
    "intervention_hours_fit_a_week": "hours_to",
    "intervention_hours_in_order": "hours_to",
    "intervention_project_in_order": "project_to",
    "intervention_published_is_reviewed": "reviewed_on",
    "intervention_replaced_names_its_heir": "replaced_by",
    "intervention_structural_has_no_way_in": "access",
    "intervention_weeks_in_order": "weeks_to",
    "membership_ends_after_it_begins": "member_to",
    "membership_once_without_start": "organisation",
    "organisation_does_not_replace_itself": "replaced_by",
    "organisation_ends_after_it_begins": "valid_to",
    "organisation_is_not_its_own_parent": "parent",
    "search_count_words_of_five_or_more": "words",
    "step_is_one_to_five": "number",
    "suggestion_dealt_with_has_a_day": "status",
    "venue_protected_has_no_position": "protected",
    "assignment_days_within_bounds": "to_on",
    "accessibility_days_within_bounds": "assessed_on",
    "contact_days_within_bounds": "verified_on",
    "intervention_checked_on_days_within_bounds": "reviewed_on",
    "intervention_planned_days_within_bounds": "valid_until",
    "membership_days_within_bounds": "member_to",
    "organisation_days_within_bounds": "valid_to",
    "shortcoming_days_within_bounds": "fix_by",
    "working_copy_once_while_unsettled": "intervention",
    "contact_closed_in_order": "last_day",
    "contact_closed_within_bounds": "last_day",
    "contact_hours_in_order": "closes",
    "contact_hours_valid_in_order": "valid_to",
    "contact_hours_within_bounds": "valid_to",
    "venue_closed_in_order": "last_day",
    "venue_closed_within_bounds": "last_day",
    "venue_hours_in_order": "closes",
    "venue_hours_valid_in_order": "valid_to",
    "venue_hours_within_bounds": "valid_to",
    "organisation_checked_within_bounds": "reviewed_on",
    "intervention_told_on_days_within_bounds": "decided_on",
    "notice_in_order": "ends_on",
    "notice_within_bounds": "ends_on",
    "result_leavers_have_finished": "to_work_or_study",
    "result_men_started": "men",
    "result_women_started": "women",
    "contribution_in_order": "ends_on",
    "contribution_within_bounds": "ends_on",
    "neighbouring_service_review_within_bounds": "review_by",
    "service_source_read_within_bounds": "read_on",
}
_NUMBERED = {"phone"}  # ten digits in a row are what is asked for
_NAMED = {"person_name"}  # the one place where a name may stand; for signed-in staff only


class DeskForm(forms.ModelForm):
    """A form that puts each message by its field and knows the rows it already shows."""

    narrowed = False  # whether the person may choose among all rows

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered: dict[str, models.QuerySet[Any]] = {}
        if self.narrowed and self.instance.pk:
            self._keep_what_is_chosen()
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)  # inside admin's wrapper
            if isinstance(widget, LabelledSelectMultiple):
                rows = self.initial.get(name) or []
                widget.remember(row for row in rows if isinstance(row, models.Model))
            elif isinstance(widget, LabelledSelect) and self.instance.pk:
                row = getattr(self.instance, name)
                if row and not self._may_be_named(name, row):
                    widget.remember_unnamed(row.pk)
                else:
                    widget.remember([row] if row else [])

    def _may_be_named(self, name: str, row: models.Model) -> bool:
        """Tell whether the person may read what a chosen row is called: not if others' draft."""
        if not self.narrowed or not isinstance(row, Intervention) or row.is_public:
            return True
        return bool(self._offered[name].filter(pk=row.pk).exists())

    def _keep_what_is_chosen(self) -> None:
        """Accept what the row itself holds: saving a page must not take away others' choices."""
        held = forms.model_to_dict(self.instance, self.fields)
        for name, field in self.fields.items():
            chosen = held.get(name)
            if not isinstance(field, forms.ModelChoiceField) or not chosen:
                continue
            rows = chosen if isinstance(chosen, list) else [chosen]
            keys = [getattr(row, "pk", row) for row in rows]
            narrow: Any = field.queryset
            self._offered[name] = narrow
            offered = models.Q(pk__in=narrow.order_by().values("pk"))
            every = narrow.model._default_manager.order_by(*narrow.query.order_by)
            field.queryset = every.filter(offered | models.Q(pk__in=keys))

    def clean(self) -> dict[str, Any]:
        """Refuse what points out a person, by number or by name, wherever one can write."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if not isinstance(value, str):
                continue
            try:
                if name not in _NUMBERED:
                    refuse_personal_numbers(value)
                if name not in _NAMED:
                    self._refuse_new_names(name, value)
            except ValidationError as refusal:
                self.add_error(name, refusal)
        return cleaned

    def _refuse_new_names(self, field: str, text: str) -> None:
        """Refuse names that did not stand there before, with a tick for what is no person."""
        before = str(self.get_initial_for_field(self.fields[field], field) or "")
        ticked = cast(QueryDict, self.data).getlist(NOBODY)
        nobody = [name for names in ticked for name in names.split(", ")]
        try:
            refuse_named_persons(text, before, nobody)
        except ValidationError as refusal:
            name = (refusal.params or {})["name"]
            tick = format_html(
                '<label><input type="checkbox" name="{}" value="{}"> {}</label>',
                NOBODY,
                name,
                _("%(name)s är ingen nu levande person, utan till exempel en plats eller en metod")
                % {"name": name},
            )
            raise ValidationError([refusal, ValidationError(tick, code="tick")]) from refusal

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        # Django skips a rule that names a field outside the form, as the row's own number: with
        # that the rule would first be heard from the database, as a broken page.
        for rule in self._meta.model._meta.constraints:
            place = RULE_FIELDS.get(rule.name, NON_FIELD_ERRORS)
            if place in self.errors:
                continue
            try:
                rule.validate(self._meta.model, self.instance, exclude=set(self.errors))
            except ValidationError as broken:
                self._update_errors(ValidationError({NON_FIELD_ERRORS: [broken]}))

    def _update_errors(self, errors: ValidationError) -> None:
        # Django gives the rules of the whole row no field; full_clean passes through here.
        if hasattr(errors, "error_dict"):
            general = errors.error_dict.pop(NON_FIELD_ERRORS, [])
            for error in general:
                errors.error_dict.setdefault(self._place(error), []).append(error)
        super()._update_errors(errors)  # type: ignore[misc]

    def _place(self, error: ValidationError) -> str:
        if error.code == "unique_together" and error.params:
            fields = [name for name in error.params["unique_check"] if name in self.fields]
            return fields[-1] if fields else NON_FIELD_ERRORS
        for constraint in self._meta.model._meta.constraints:
            if constraint.get_violation_error_message() == error.message:
                field = RULE_FIELDS.get(constraint.name, "")
                return field if field in self.fields else NON_FIELD_ERRORS
        return NON_FIELD_ERRORS
