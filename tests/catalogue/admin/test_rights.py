"""Every page of the desk, for every role, on rows of one's own and of others.

The tables below are the whole of what is known. A model, a view or a kind of right that they do not
name makes a test fail, so that nobody forgets to decide who may use it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from catalogue import models as catalogue
from catalogue.changes.shapes import SHAPES
from catalogue.models import (
    Assignment,
    Association,
    Contact,
    Continuation,
    Intervention,
    Membership,
    Organisation,
    ReferralRoute,
    User,
    Venue,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import (
    make_intervention,
    make_organisation,
)
from tests.sample import EVERYTHING, sample

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
    "ContactClosure", "ContactHours", "Contribution", "Notice", "Result", "VenueClosure",
    "VenueHours",
}  # fmt: skip
DELETABLE = {"Continuation", "ReferralRoute"}
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
SUGGESTION_VIEWS = {  # tried in test_suggestions and below
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
    """Return what decides how the pages of a model treat people."""
    named = (DELETABLE, ADDED_BY_OTHERS, HISTORY)
    return (*TABLE[model].values(), *(model in names for names in named))


# On every model the rule is asked; whole pages are alike for all models of a kind.
PAGES_OF = sorted(TABLE if EVERYTHING else {kind_of(model): model for model in TABLE}.values())

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


def is_an_end(field: Any) -> bool:
    """Tell whether a row cannot be without the entry that it points at here."""
    return bool(field.is_relation and not field.null and field.related_model is Intervention)


@contextmanager
def undone() -> Iterator[None]:
    """Leave the rows as they were for the next model."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


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


@pytest.mark.slow
@every_role
class TestRows:
    """Each test walks the models and both sides, since making them is most of its work."""

    @pytest.fixture
    def rows(self, role: str, north: Side, south: Side) -> list[tuple[str, models.Model, str]]:
        return rows_of(PAGES_OF, role, north, south)

    def test_are_shown_to_those_who_see_them(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        for case, row, may in rows:
            listed = client.get(address(type(row), "changelist"), {"all": ""})
            page = client.get(address(type(row), "change", row.pk))
            history = client.get(address(type(row), "history", row.pk))

            if may == NONE:
                closed = listed.status_code in {302, 403}
                assert closed or row not in listed.context["cl"].queryset, case
                assert page.status_code == (302 if role == "unassigned" else 403), case
                assert history.status_code != 200, case
                assert not offered_by_django(client, row), case
            else:
                assert row in listed.context["cl"].queryset, case
                assert page.status_code == history.status_code == 200, case
                assert page.context["has_change_permission"] == (may == CHANGE), case

    def test_are_changed_by_those_who_keep_them(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        boss = Client()
        boss.force_login(User.objects.create_superuser("mall"))
        for case, row, may in rows:
            with undone():
                url = address(type(row), "change", row.pk)
                answer = client.post(url, form_values(boss.get(url)))

                kind = type(row)._meta.model_name
                saved = LogEntry.objects.filter(
                    object_id=str(row.pk), action_flag=2, content_type__model=kind
                )
                assert saved.exists() == (may == CHANGE), case
                if may == CHANGE:
                    assert answer.status_code == 302, (case, answer.context["errors"])
                elif role == "unassigned":  # shown the door, or given back what was written
                    given_back = "signin/ended.html" in {page.name for page in answer.templates}
                    assert answer.status_code == (403 if given_back else 302), case
                else:
                    assert answer.status_code == 403, case

    def test_are_deleted_by_their_keepers_if_at_all(
        self, client: Client, role: str, rows: list[tuple[str, models.Model, str]]
    ) -> None:
        for case, row, may in rows:
            with undone():
                client.post(address(type(row), "delete", row.pk), {"post": "yes"})

                gone = not type(row)._default_manager.filter(pk=row.pk).exists()
                deletable = type(row).__name__ in DELETABLE
                assert gone == (deletable and may == CHANGE), case

    def test_are_added_by_those_who_keep_such_rows(self, client: Client, role: str) -> None:
        for model in PAGES_OF:
            page = client.get(address(getattr(catalogue, model), "add"))

            may = expected(model, role, "own") == CHANGE and model not in ADDED_BY_OTHERS
            assert (page.status_code == 200) == may, model


def offered_by_django(client: Client, row: models.Model) -> bool:
    """Tell whether Django's own chooser, which the site's forms do not use, offers the row."""
    for desk in admin.site._registry.values():
        for name in desk.autocomplete_fields:
            if desk.model._meta.get_field(name).remote_field.model is not type(row):
                continue
            source = {"app_label": "catalogue", "model_name": desk.model._meta.model_name}
            url = reverse("admin:autocomplete")
            answer = client.get(url, source | {"field_name": name, "term": ""})
            if answer.status_code == 200:
                return str(row.pk) in {result["id"] for result in answer.json()["results"]}
    return False


@every_role
class TestTheSite:
    @pytest.mark.parametrize("name", sorted(SITE_VIEWS - {"login", "logout", "app_list"}))
    def test_is_closed_without_an_assignment(self, client: Client, role: str, name: str) -> None:
        page = client.get(reverse(f"admin:{name}"))

        assert (page.status_code == 302) == (role == "unassigned")

    def test_lists_what_may_be_seen(self, client: Client, role: str) -> None:
        page = client.get(reverse("admin:index"))

        if role != "unassigned":
            listed = {item["object_name"] for item in page.context["app_list"][0]["models"]}
            assert listed == {model for model in TABLE if expected(model, role, "own") != NONE}

    def test_lets_administrators_set_passwords(
        self, client: Client, role: str, south: Side
    ) -> None:
        page = client.get(reverse("admin:auth_user_password_change", args=[south["User"].pk]))

        assert (page.status_code == 200) == (role == "administrator")


def choices(client: Client, source: type[models.Model], name: str) -> set[str] | None:
    target = source._meta.get_field(name).remote_field.model
    question = {"app_label": "catalogue", "model_name": source._meta.model_name, "field_name": name}
    answer = client.get(address(target, "choices"), question)
    if answer.status_code != 200:
        return None
    return {result["id"] for result in answer.json()["results"]}


@pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
class TestChoosing:
    @pytest.mark.parametrize(
        ("source", "name", "target"),
        [
            (Intervention, "organisation", "Organisation"),
            (Intervention, "contacts", "Contact"),
            (Intervention, "venues", "Venue"),
            (Contact, "organisation", "Organisation"),
            (Venue, "organisation", "Organisation"),
            (Organisation, "parent", "Organisation"),
            (ReferralRoute, "intervention", "Intervention"),
            (Intervention, "replaced_by", "Intervention"),  # the foreign one is a draft
            (Continuation, "after", "Intervention"),
        ],
    )
    def test_offers_one_s_own_only(
        self,
        client: Client,
        role: str,
        north: Side,
        south: Side,
        source: Any,
        name: str,
        target: str,
    ) -> None:
        offered = choices(client, source, name)

        assert offered is not None
        assert str(north[target].pk) in offered
        assert str(south[target].pk) not in offered

    @pytest.mark.parametrize(
        ("source", "name", "target"),
        [
            (Intervention, "participants", "Organisation"),
            (Intervention, "replaced_by", "later"),
            (Continuation, "after", "later"),
            (Intervention, "municipalities", "Municipality"),
            (Intervention, "need_groups", "NeedGroup"),
            (Intervention, "funded_by", "Association"),
        ],
    )
    def test_offers_what_is_public(
        self, client: Client, role: str, south: Side, source: Any, name: str, target: str
    ) -> None:
        offered = choices(client, source, name)

        assert offered is not None
        assert str(south[target].pk) in offered

    @pytest.mark.parametrize(
        ("source", "name"), [(Assignment, "user"), (Assignment, "organisation"),
                             (Membership, "organisation"), (Association, "organisation")],
    )  # fmt: skip
    def test_answers_nothing_for_forms_that_are_closed(
        self, client: Client, role: str, source: Any, name: str
    ) -> None:
        assert choices(client, source, name) is None

    def test_answers_nothing_backwards(self, client: Client, role: str, south: Side) -> None:
        question = {"app_label": "catalogue", "model_name": "organisation"}

        answer = client.get(
            address(Intervention, "choices"), question | {"field_name": "interventions"}
        )

        assert answer.status_code == 403


FORMS = [model for model in admin.site._registry if model.__name__ not in ADDED_BY_OTHERS]
NONSENSE = ["109,109", "\x00", "9" * 20, "9" * 5000, "-1", "1,x", "ett", "", "²"]


def relations_of(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        if field.is_relation:
            yield RELATIONS[f"{model.__name__}.{field.name}"], field


class TestTheAddressOfAnAddPage:
    @pytest.mark.slow
    @pytest.mark.parametrize("popup", [{}, {"_popup": "1"}])
    @pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
    def test_never_names_what_may_not_be_chosen(
        self, client: Client, role: str, north: Side, south: Side, popup: dict[str, str]
    ) -> None:
        for model in FORMS:
            plain = client.get(address(model, "add"), popup)
            for kind, field in relations_of(model):
                foreign = south.rows.get(field.related_model.__name__)
                if kind not in {KEPT, PUBLIC} or foreign is None:
                    continue
                given = f"{foreign.pk}" if not field.many_to_many else f"{foreign.pk},{foreign.pk}"

                asked = client.get(address(model, "add"), {field.name: given, **popup})

                assert asked.status_code == plain.status_code, field
                assert str(foreign) not in asked.content.decode(), field

    @pytest.mark.slow
    @pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
    def test_chooses_what_may_be_chosen(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        for model in FORMS:
            if expected(model.__name__, role, "own") != CHANGE:
                continue
            for kind, field in relations_of(model):
                name = field.related_model.__name__
                row = south["later"] if kind == PUBLIC else north.rows.get(name)
                if kind == CLOSED_FIELD or row is None:
                    continue

                page = client.get(address(model, "add"), {field.name: row.pk})

                initial = page.context["adminform"].form.initial
                assert initial[field.name] in (str(row.pk), [str(row.pk)]), field

    @pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
    @pytest.mark.parametrize("nonsense", NONSENSE)
    def test_may_hold_nonsense(self, client: Client, role: str, nonsense: str) -> None:
        for model in sample(FORMS):
            fields = [*model._meta.fields, *model._meta.many_to_many]
            for asked in ({field.name: nonsense for field in fields}, {nonsense: nonsense}):
                page = client.get(address(model, "add"), asked)

                assert page.status_code in {200, 403}, model


@pytest.mark.parametrize("role", ["editor", "staff", "administrator"], indirect=True)
class TestANumber:
    """What is somebody else's and what is not there answer alike, so that nobody can count."""

    @pytest.mark.slow
    def test_tells_nothing(self, client: Client, role: str, south: Side) -> None:
        for model in PAGES_OF:
            row = south[model]
            gone = type(row)._default_manager.order_by("-pk")[0].pk + 1000
            for view in ("change", "history", "delete"):
                there = client.get(address(type(row), view, row.pk))
                missing = client.get(address(type(row), view, gone))
                posted = client.post(address(type(row), view, gone), {"post": "yes"})

                assert missing.status_code == posted.status_code == 403, (model, view)
                if expected(model, role, "foreign") == NONE:
                    assert told(there) == told(missing), (model, view)

    def test_may_be_nonsense(self, client: Client, role: str) -> None:
        for nonsense in ("x", "9" * 20, "9" * 5000, "-1", "%00", "²"):
            answer = client.get(f"/admin/catalogue/intervention/{nonsense}/change/")

            assert answer.status_code == 403, nonsense


def told(page: HttpResponse) -> str:
    """Return a page without the token that differs from one page to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


@pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
class TestSaving:
    @pytest.mark.parametrize(
        ("name", "target"), [("organisation", "Organisation"), ("contacts", "Contact"),
                             ("venues", "Venue"), ("replaced_by", "Intervention")],
    )  # fmt: skip
    def test_refuses_a_foreign_row_in_a_field(
        self, client: Client, role: str, north: Side, south: Side, name: str, target: str
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url)) | {name: [str(south[target].pk)]}

        answer = client.post(url, posted)

        assert answer.status_code == 200
        assert name in answer.context["adminform"].form.errors

    @pytest.mark.parametrize("name", ["participants", "types", "replaced_by", "venues"])
    @pytest.mark.parametrize("nonsense", NONSENSE[:-2])
    def test_refuses_nonsense_in_a_field(
        self, client: Client, role: str, north: Side, name: str, nonsense: str
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url)) | {name: [nonsense]}

        answer = client.post(url, posted)

        assert answer.status_code == 200
        assert name in answer.context["adminform"].form.errors

    def test_keeps_a_foreign_contact_that_was_there(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        north["Intervention"].contacts.add(south["Contact"])
        url = address(Intervention, "change", north["Intervention"].pk)

        answer = client.post(url, form_values(client.get(url)))

        assert answer.status_code == 302
        assert north["Intervention"].contacts.count() == 2

    def test_refuses_a_foreign_row_in_an_inline(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url))
        posted["continues_to-0-after"] = [str(south["Intervention"].pk)]

        assert client.post(url, posted).status_code == 200
        north["Continuation"].refresh_from_db()
        assert north["Continuation"].after == north["later"]

    def test_refuses_a_road_between_two_strangers(
        self, client: Client, role: str, south: Side
    ) -> None:
        other = make_intervention("En annan offentlig", organisation="Någon annan")

        answer = client.post(
            address(Continuation, "add"), {"before": other.pk, "after": south["later"].pk}
        )

        assert answer.status_code == 200
        assert "before" in answer.context["adminform"].form.errors
        assert not Continuation.objects.filter(before=other).exists()

    def test_refuses_to_add_what_would_be_nobody_s(self, client: Client, role: str) -> None:
        answer = client.post(
            address(Organisation, "add"),
            {"name": "Helt ny", "slug": "helt-ny", "kind": "company", "review_interval": "365"},
        )

        assert answer.status_code == 403
        assert "något av dina uppdrag" in answer.content.decode()
        assert not Organisation.objects.filter(slug="helt-ny").exists()

    def test_adds_a_unit_of_one_s_own(self, client: Client, role: str, north: Side) -> None:
        unit = {
            "name": "Ny enhet", "slug": "ny-enhet", "kind": "other", "parent": north["home"].pk,
            "review_interval": "365",
        }  # fmt: skip

        assert client.post(address(Organisation, "add"), unit).status_code == 302

    @pytest.mark.parametrize("action", ["mark_reviewed", "pause", "end"])
    def test_of_many_at_once_leaves_others_alone(
        self, client: Client, role: str, south: Side, action: str
    ) -> None:
        foreign = south["later"]
        before = Intervention.objects.values().get(pk=foreign.pk)

        client.post(
            address(Intervention, "changelist"),
            {"action": action, "_selected_action": [foreign.pk]},
        )

        assert Intervention.objects.values().get(pk=foreign.pk) == before

    def test_as_a_copy_cannot_move_it_to_others(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url)) | {
            "_saveasnew": ["1"], "name": ["Kopian"], "organisation": [str(south["home"].pk)],
        }  # fmt: skip

        client.post(url, posted)

        assert not Intervention.objects.filter(name="Kopian").exists()

    def test_gives_nobody_new_powers(self, client: Client, role: str, north: Side) -> None:
        me = north["User"] if role == "editor" else north["staff"]

        client.post(address(User, "change", me.pk), {"username": me.username, "is_superuser": "on"})

        me.refresh_from_db()
        assert not me.is_superuser


class TestProposing:
    def test_is_offered_where_changing_is_refused(
        self, client: Client, north: Side, south: Side
    ) -> None:
        client.force_login(north["User"])
        foreign = south["later"]

        page = client.get(address(Intervention, "change", foreign.pk))

        assert page.status_code == 403
        link = reverse("admin:catalogue_intervention_propose", args=[foreign.pk])
        assert link in page.content.decode()
        assert client.get(link).status_code == 200

    def test_says_nothing_of_a_draft(self, client: Client, north: Side, south: Side) -> None:
        client.force_login(north["User"])

        page = client.get(address(Intervention, "change", south["Intervention"].pk))

        link = reverse("admin:catalogue_intervention_propose", args=[south["Intervention"].pk])
        assert link not in page.content.decode()
        assert client.get(link).status_code == 404

    def test_reaches_the_one_who_keeps_the_entry(
        self, client: Client, north: Side, south: Side
    ) -> None:
        client.force_login(south["User"])

        page = client.get(address(catalogue.Suggestion, "changelist"))

        assert list(page.context["cl"].result_list) == [south["Suggestion"]]

    def test_reaches_the_staff_when_it_is_about_no_entry(self, client: Client, north: Side) -> None:
        general = catalogue.Suggestion.objects.create(kind="missing", text="Saknas", imprint="x")

        for person, sees in ((north["staff"], True), (north["User"], False)):
            client.force_login(person)
            page = client.get(address(catalogue.Suggestion, "changelist"))
            assert (general in page.context["cl"].result_list) == sees


class TestTheStaffOfAForbund:
    @pytest.fixture
    def keep(self, north: Side) -> Any:
        def _keep() -> set[str]:
            user = User.objects.get(pk=north["staff"].pk)
            rows = Intervention.objects.editable_by(user)
            return set(rows.values_list("name", flat=True))

        return _keep

    def test_keep_what_is_offered_in_the_area(self, north: Side, keep: Any) -> None:
        make_intervention("Föreningens", organisation="En förening", municipalities=["Norrstad"])

        assert "Föreningens" in keep()

    def test_keep_what_the_forbund_pays_for(self, north: Side, keep: Any) -> None:
        make_intervention(
            "Betald", organisation="En förening", financing="association",
            funded_by=north["Association"],
        )  # fmt: skip

        assert "Betald" in keep()

    def test_keep_what_members_and_their_units_run(self, north: Side, keep: Any) -> None:
        assert keep() == {"Insats Norr", "Fortsättning Norr"}

    def test_share_a_member_of_both_but_not_what_is_only_in_the_other_area(
        self, north: Side, south: Side, keep: Any
    ) -> None:
        agency = make_organisation("Arbetsförmedlingen", kind="agency")
        for side in (north, south):
            Membership.objects.create(association=side["Association"], organisation=agency)
        make_intervention("Överallt", organisation=agency, nationwide=True)
        make_intervention("Bara i syd", organisation=agency, municipalities=["Sydstad"])
        make_intervention("I båda", organisation=agency, municipalities=["Sydstad", "Norrstad"])

        assert keep() == {"Insats Norr", "Fortsättning Norr", "Överallt", "I båda"}

    def test_keep_the_page_of_an_outsider_with_an_entry_in_the_area(
        self, north: Side, south: Side
    ) -> None:
        for place, name in (("Norrstad", "Klubben"), ("Sydstad", "Föreningen")):
            make_intervention(organisation=name, municipalities=[place])

        kept = Organisation.objects.editable_by(User.objects.get(pk=north["staff"].pk))

        assert "Klubben" in kept.values_list("name", flat=True)
        assert "Föreningen" not in kept.values_list("name", flat=True)

    def test_lose_what_a_former_member_runs(self, north: Side, keep: Any) -> None:
        Membership.objects.update(member_from="2020-01-01", member_to="2024-12-31")

        assert keep() == {"Insats Norr"}  # which is offered in the area


class TestAnAssignment:
    @pytest.mark.parametrize(
        ("days", "holds"),
        [({"from_on": "2020-01-01"}, True), ({"to_on": "2020-01-01"}, False),
         ({"from_on": "2036-01-01"}, False), ({"to_on": "2036-01-01"}, True), ({}, True)],
    )  # fmt: skip
    def test_holds_between_its_days(self, north: Side, days: dict[str, str], holds: bool) -> None:
        Assignment.objects.filter(user=north["User"]).update(**days)

        assert User.objects.get(pk=north["User"].pk).reach.anything == holds

    def test_reaches_units_of_units(self, north: Side) -> None:
        deep = make_organisation("Teamet", parent=north["Organisation"])
        make_intervention("Djupt ned", organisation=deep)

        kept = Intervention.objects.editable_by(User.objects.get(pk=north["User"].pk))

        assert "Djupt ned" in kept.values_list("name", flat=True)

    def test_means_nothing_for_one_who_has_left(self, north: Side) -> None:
        User.objects.filter(pk=north["User"].pk).update(is_active=False)

        user = User.objects.get(pk=north["User"].pk)

        assert not user.reach.anything

    def test_is_written_in_the_history_of_the_person(
        self, desk: Client, north: Side, south: Side
    ) -> None:
        url = address(User, "change", north["staff"].pk)
        posted = form_values(desk.get(url)) | {
            "assignments-TOTAL_FORMS": ["2"], "assignments-1-role": ["editor"],
            "assignments-1-organisation": [str(south["home"].pk)], "is_superuser": ["on"],
        }  # fmt: skip

        answer = desk.post(url, posted)

        assert answer.status_code == 302, answer.context["errors"]
        told = LogEntry.objects.get(object_id=str(north["staff"].pk)).get_change_message()
        assert "Sydstads kommun" in told
        assert "administratör: ja" in told

    def test_counts_few_queries_for_an_editor_s_list(
        self, client: Client, north: Side, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(north["User"])
        for number in range(60):
            make_intervention(
                f"I {number}", organisation=north["home"], municipalities=["Norrstad"]
            )
        client.get(address(Intervention, "changelist"))

        with django_assert_max_num_queries(15):
            page = client.get(address(Intervention, "changelist"), {"all": ""})

        assert len(page.context["cl"].result_list) == 62

    def test_counts_few_queries_for_the_staff_s_list(
        self, client: Client, north: Side, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(north["staff"])
        client.get(address(Intervention, "changelist"))

        with django_assert_max_num_queries(15):
            client.get(address(Intervention, "changelist"))
