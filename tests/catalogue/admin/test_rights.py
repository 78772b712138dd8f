"""Who may do what on the desk, for every role and model, with rows of one's own and of others.

The tables below are the whole of what is known. A model, a view or a kind of right that they do not
name makes a test fail, so that nobody forgets to decide who may use it.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user
from django.db import models
from django.test import Client, RequestFactory

from catalogue import models as catalogue
from catalogue.changes.shapes import SHAPES
from catalogue.models import Intervention
from tests.catalogue.admin.sides import Side

pytestmark = pytest.mark.usefixtures("ready_index")

CHANGE, VIEW, NONE = "change", "view", "none"
ROLES = ["editor", "staff", "administrator", "unassigned"]

# model -> what (editor, staff) may do with a row of their own side, and of the other side.
OWN = {"editor": (CHANGE, NONE), "staff": (CHANGE, NONE)}
SHARED = {"editor": (VIEW, VIEW), "staff": (CHANGE, CHANGE)}
REFERENCE = {"editor": (VIEW, VIEW), "staff": (VIEW, VIEW)}
ASSOCIATION = {"editor": (NONE, NONE), "staff": (VIEW, NONE)}
STAFF = {"editor": (NONE, NONE), "staff": (CHANGE, CHANGE)}
CLOSED = {"editor": (NONE, NONE), "staff": (NONE, NONE)}
HANDED_IN = {"editor": (VIEW, NONE), "staff": (VIEW, NONE)}  # one's own files
TABLE = {
    "AccessibilityStatement": SHARED,
    "Assignment": CLOSED,
    "Association": ASSOCIATION,
    "Contact": OWN,
    "Continuation": OWN,
    "County": REFERENCE,
    "DeliveryForm": SHARED,
    "ImportConflict": OWN,
    "ImportRun": HANDED_IN,
    "IncomeSupport": SHARED,
    "Intervention": OWN,
    "InterventionType": SHARED,
    "Language": SHARED,
    "Membership": ASSOCIATION,
    "Municipality": REFERENCE,
    "NeedGroup": SHARED,
    "NeighbouringService": SHARED,
    "Organisation": OWN,
    "ReferralRoute": OWN,
    "Reminder": ASSOCIATION,
    "Requirement": SHARED,
    "SearchCount": STAFF,
    "Shortcoming": SHARED,
    "Step": SHARED,
    "Suggestion": OWN,
    "SynonymGroup": SHARED,
    "User": CLOSED,
    "Venue": OWN,
    "WorkingCopy": HANDED_IN,
}
# Rows that stand on the page of another row and nowhere else, for those who keep that row.
ROWS = {
    "ContactClosure", "ContactHours", "Contribution", "Notice", "Result", "ServiceSource",
    "VenueClosure", "VenueHours",
}  # fmt: skip
DELETABLE = {"Continuation", "ReferralRoute"}
VIEWS_OF_DJANGO = {"changelist", "add", "history", "delete", "change", "changeform"}
ROW_VIEWS = {"changelist", "add", "history", "delete", "change", "choices"}
SITE_VIEWS = {
    "index", "login", "logout", "password_change", "password_change_done", "autocomplete",
    "jsi18n", "app_list",
}  # fmt: skip
OTHER_VIEWS = {"auth_user_password_change"}
EXCHANGE_VIEWS = {  # tried in test_exchange_rights
    f"catalogue_intervention_{view}" for view in ("export", "template", "import", "import_run")
}
VERSION_VIEWS = {  # tried in test_versions
    f"catalogue_{subject}_{view}" for subject in SHAPES for view in ("versions", "restore")
}
WRITING_VIEWS = {"catalogue_intervention_advice"}  # tried in test_writing
UNSAVED_VIEWS = {  # tried in test_unsaved
    f"catalogue_intervention_{view}" for view in ("keep", "keep_new", "throw")
}
CONFIRM_VIEWS = {  # tried in test_confirming
    "catalogue_intervention_confirm", "catalogue_organisation_confirm",
}  # fmt: skip
FOUND_BY_VIEWS = {"catalogue_intervention_found_by"}  # tried in test_searches
DERIVED_VIEWS = {"catalogue_intervention_derived"}  # tried in test_derived
CONTACT_VIEWS = {  # tried in test_contacts
    f"catalogue_contact_{view}" for view in ("works", "broken", "replace")
}
SUGGESTION_VIEWS = {  # tried in test_suggestions and test_rights_saving
    "catalogue_suggestion_statistics", "catalogue_intervention_propose",
    "catalogue_intervention_propose_search",
}  # fmt: skip
ACTIONS = {
    "mark_reviewed", "pause", "end", "mark_handled", "mark_declined", "reset_two_factor", "keep",
    "take", "take_on", "note_gap", "dismiss", "reopen",
}  # fmt: skip
# By readers; by the site; by imports.
ADDED_BY_OTHERS = {
    "Suggestion", "AccessibilityStatement", "ImportConflict", "ImportRun", "Reminder",
    "SearchCount", "WorkingCopy",
}  # fmt: skip
HISTORY = {"ImportRun", "Reminder", "WorkingCopy"}  # changed by nobody

# What a row may point at, by what the person who fills in the field keeps.
KEPT = "only what one keeps"
PUBLIC = "what one keeps, and what visitors see"
OPEN = "anything: all who sign in may see it"
CLOSED_FIELD = "nobody but administrators, or the site itself, fills it in"
RELATIONS = {
    "Assignment.association": CLOSED_FIELD,
    "Assignment.organisation": CLOSED_FIELD,
    "Assignment.user": CLOSED_FIELD,
    "Association.members": CLOSED_FIELD,
    "Association.municipalities": CLOSED_FIELD,
    "Association.organisation": CLOSED_FIELD,
    "Contact.broken_by": CLOSED_FIELD,
    "Contact.municipalities": OPEN,
    "Contact.organisation": KEPT,
    "ContactClosure.contact": KEPT,
    "ContactHours.contact": KEPT,
    "Continuation.after": PUBLIC,
    "Continuation.before": KEPT,  # the road out of an entry belongs to that entry's keepers
    "Contribution.intervention": KEPT,
    "Contribution.organisation": OPEN,  # a party, whosever entry it puts something into
    "ImportConflict.decided_by": CLOSED_FIELD,
    "ImportConflict.intervention": CLOSED_FIELD,
    "ImportRun.handed_in_by": CLOSED_FIELD,
    "ImportedValues.intervention": CLOSED_FIELD,
    "Intervention.also_replaced_by": PUBLIC,
    "Intervention.contacts": KEPT,
    "Intervention.counties": OPEN,
    "Intervention.forms": OPEN,
    "Intervention.funded_by": OPEN,
    "Intervention.income_supports": OPEN,
    "Intervention.languages": OPEN,
    "Intervention.municipalities": OPEN,
    "Intervention.need_groups": OPEN,
    "Intervention.not_required": OPEN,
    "Intervention.organisation": KEPT,
    "Intervention.participants": OPEN,
    "Intervention.replaced_by": PUBLIC,
    "Intervention.requirements": OPEN,
    "Intervention.reviewed_by": CLOSED_FIELD,
    "Intervention.step": OPEN,
    "Intervention.types": OPEN,
    "Intervention.venues": KEPT,
    "Membership.association": CLOSED_FIELD,
    "Membership.organisation": CLOSED_FIELD,
    "Municipality.county": CLOSED_FIELD,
    "Municipality.neighbours": CLOSED_FIELD,
    "NeedGroup.parent": OPEN,
    "Notice.intervention": KEPT,
    "Organisation.municipality": OPEN,
    "Organisation.parent": KEPT,
    "Organisation.replaced_by": OPEN,
    "ProposedFact.decided_by": CLOSED_FIELD,
    "ProposedFact.intervention": CLOSED_FIELD,
    "ReferralRoute.intervention": KEPT,
    "ReferralRoute.municipalities": OPEN,
    "RemindedEntry.intervention": CLOSED_FIELD,
    "RemindedEntry.reminder": CLOSED_FIELD,
    "Reminder.user": CLOSED_FIELD,
    "Result.intervention": KEPT,
    "ServiceSource.service": OPEN,
    "Shortcoming.statement": OPEN,
    "Suggestion.answered_by": CLOSED_FIELD,
    "Suggestion.assigned_to": CLOSED_FIELD,
    "Suggestion.intervention": KEPT,
    "Suggestion.leads_to": CLOSED_FIELD,
    "Suggestion.proposed_by": CLOSED_FIELD,
    "User.groups": CLOSED_FIELD,
    "User.user_permissions": CLOSED_FIELD,
    "UnsavedText.intervention": CLOSED_FIELD,
    "UnsavedText.user": CLOSED_FIELD,
    "Venue.municipalities": OPEN,
    "Venue.municipality": OPEN,
    "Venue.organisation": KEPT,
    "VenueClosure.venue": KEPT,
    "VenueHours.venue": KEPT,
    "WorkingCopy.author": CLOSED_FIELD,
    "WorkingCopy.intervention": CLOSED_FIELD,
    "WorkingCopy.settled_by": CLOSED_FIELD,
}
# Whose a row is, where it hangs on more than one row that has keepers. The other end proposes.
TWO_ENDS = {"Continuation": "before"}


def expected(model: str, role: str, side: str) -> str:
    if role == "administrator":
        return VIEW if model in HISTORY else CHANGE
    if role == "unassigned":
        return NONE
    return TABLE[model][role][side == "foreign"]


def kind_of(model: str) -> tuple[object, ...]:
    """Return what decides how the pages of a model treat people: its rights, and whose code."""
    named = (DELETABLE, ADDED_BY_OTHERS, HISTORY)
    desk = type(admin.site._registry[getattr(catalogue, model)])
    answering = [getattr(desk, f"{view}_view") for view in sorted(VIEWS_OF_DJANGO)]
    return (*TABLE[model].values(), *(model in names for names in named), *answering)


# On every model the rule is asked (below), and every page is opened (test_pages); what whole pages
# make of the rule is alike for all models of a kind.
PAGES_OF = sorted({kind_of(model): model for model in TABLE}.values())

every_role = pytest.mark.parametrize("role", ROLES, indirect=True)


class TestTheTables:
    def test_know_every_model(self) -> None:
        known = {model.__name__ for model in admin.site._registry}

        assert known == set(TABLE)

    def test_know_every_relation(self) -> None:
        found = {
            f"{field.model.__name__}.{field.name}"
            for model in apps.get_app_config("catalogue").get_models()
            for field in [*model._meta.fields, *model._meta.many_to_many]
            if field.is_relation
        }

        assert found == set(RELATIONS)

    def test_know_whose_a_row_between_two_keepers_is(self) -> None:
        found = {
            model.__name__
            for model in apps.get_app_config("catalogue").get_models()
            if sum(is_an_end(field) for field in model._meta.fields) > 1
        }

        assert found == set(TWO_ENDS)

    def test_know_every_view(self) -> None:
        views = (
            {f"catalogue_{model.lower()}_{view}" for model in TABLE for view in ROW_VIEWS}
            | SITE_VIEWS
            | OTHER_VIEWS
            | EXCHANGE_VIEWS
            | VERSION_VIEWS
            | CONFIRM_VIEWS
            | FOUND_BY_VIEWS
            | DERIVED_VIEWS
            | CONTACT_VIEWS
            | SUGGESTION_VIEWS
            | WRITING_VIEWS
            | UNSAVED_VIEWS
        )
        found = set()
        for url in admin.site.get_urls():
            found |= {inner.name for inner in getattr(url, "url_patterns", [url])}

        assert found - {None} == views

    def test_know_every_action(self) -> None:
        found = {
            getattr(action, "__name__", action)
            for desk in admin.site._registry.values()
            for action in desk.actions
        }

        assert found == ACTIONS

    def test_know_every_inline(self) -> None:
        found = {
            inline.model.__name__
            for desk in admin.site._registry.values()
            for inline in desk.inlines
        }

        assert found <= set(TABLE) | ROWS
        assert found >= ROWS


def is_an_end(field: Any) -> bool:
    """Tell whether a row cannot be without the entry that it points at here."""
    return bool(field.is_relation and not field.null and field.related_model is Intervention)


def rows_of(
    wanted: Iterable[str], role: str, north: Side, south: Side
) -> list[tuple[str, models.Model, str]]:
    """Return a row of either side of each model, and what the role may do with it."""
    return [
        (f"{model}, {side}", rows[model], expected(model, role, side))
        for model in wanted
        for side, rows in (("own", north), ("foreign", south))
    ]


@every_role
class TestTheRule:
    def test_answers_for_every_model_as_the_table_says(
        self, client: Client, role: str, north: Side, south: Side, rf: RequestFactory
    ) -> None:
        request = rf.get("/admin/")
        request.user = get_user(client)
        for case, row, may in rows_of(sorted(TABLE), role, north, south):
            request.__dict__.pop("_rights", None)
            desk = admin.site._registry[type(row)]
            model = type(row).__name__

            assert desk.get_queryset(request).filter(pk=row.pk).exists() == (may != NONE), case
            assert desk.has_view_permission(request, row) == (may != NONE), case
            assert desk.has_change_permission(request, row) == (may == CHANGE), case
            deletable = may == CHANGE and model in DELETABLE
            assert desk.has_delete_permission(request, row) == deletable, case
            addable = expected(model, role, "own") == CHANGE and model not in ADDED_BY_OTHERS
            assert desk.has_add_permission(request) == addable, case
