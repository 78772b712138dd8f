"""What happens to an intervention when an editor saves it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from catalogue.admin.common.forms import RULE_FIELDS
from catalogue.models import Contact, Intervention, Organisation, Step, User, Venue
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import OURS, ROWS, address

CHECKS = {
    rule.name: model
    for model in [*OURS, *ROWS]
    for rule in model._meta.constraints
    if isinstance(rule, models.CheckConstraint) or (rule.condition and "source" not in rule.fields)
}


@pytest.fixture
def save(desk: Client) -> Callable[..., Any]:
    """Return a function that changes fields in a row's form and presses save."""

    def _save(row: models.Model, button: str = "_save", **changes: Any) -> Any:
        url = address(type(row), "change", row.pk)
        posted = form_values(desk.get(url)) | changes | {button: "1"}
        answer = desk.post(url, {name: value for name, value in posted.items() if value != ""})
        row.refresh_from_db()
        return answer

    return _save


class TestMessages:
    @pytest.mark.parametrize(
        ("changes", "field", "message"),
        [
            ({"age_from": "30", "age_to": "20"}, "age_to", "Till-åldern kan inte vara lägre"),
            ({"hours_from": "30", "hours_to": "20"}, "hours_to", "kan inte vara färre"),
            ({"hours_to": "200"}, "hours_to", "En vecka har 168 timmar."),
            ({"weeks_from": "3", "weeks_to": "2"}, "weeks_to", "kan inte vara färre"),
            (
                {"project_from": "2026-01-02", "project_to": "2026-01-01"},
                "project_to",
                "Projektet kan inte sluta",
            ),
            ({"reviewed_on": "", "status": "open"}, "reviewed_on", "måste ha ett granskningsdatum"),
            ({"status": "ended", "replaced_by": ""}, "replaced_by", "Ange vad som ersätter"),
            ({"status": "replaced", "replaced_by": ""}, "replaced_by", "Ange vilken insats"),
            ({"scope": "structural"}, "access", "går inte att söka"),
            ({"financing": "regular"}, "funded_by", "Ange ett förbund bara när"),
            ({"name": ""}, "name", "Detta fält måste fyllas i."),
            ({"summary": "x" * 201}, "summary", "som mest 200 tecken"),
        ],
    )
    def test_stand_by_the_field(
        self,
        save: Any,
        full: Intervention,
        changes: dict[str, Any],
        field: str,
        message: str,
    ) -> None:
        answer = save(full, **changes)

        assert answer.status_code == 200
        errors = answer.context["adminform"].form.errors
        assert list(errors) == [field]
        assert message in errors[field][0]

    def test_say_that_nothing_replaces_itself(self, save: Any, full: Intervention) -> None:
        errors = save(full, replaced_by=str(full.pk)).context["adminform"].form.errors

        assert errors == {"replaced_by": ["En insats kan inte ersätta sig själv."]}

    def test_say_that_a_forbund_provides_nothing(self, save: Any, full: Intervention) -> None:
        Organisation.objects.filter(pk=full.organisation_id).update(kind="association")

        errors = save(full).context["adminform"].form.errors

        assert "får inte driva insatser för enskilda" in errors["organisation"][0]

    def test_stand_by_the_field_of_an_inline(self, save: Any, full: Intervention) -> None:
        answer = save(full, **{"continues_to-0-after": str(full.pk)})

        inlines = {each.formset.prefix: each for each in answer.context["inline_admin_formsets"]}
        first = inlines["continues_to"].forms[0]
        assert first.errors == {"after": ["En insats kan inte fortsätta i sig själv."]}

    def test_say_that_a_named_person_needs_a_reason(self, save: Any, full: Intervention) -> None:
        contact = Contact.objects.order_by("pk")[0]

        errors = save(contact, person_name="Kim").context["adminform"].form.errors

        assert list(errors) == ["person_name"]

    def test_say_that_a_protected_place_has_no_position(
        self, save: Any, full: Intervention
    ) -> None:
        venue = Venue.objects.order_by("pk")[0]

        answer = save(venue, protected="on", latitude="59.6", longitude="16.5")

        assert answer.context["adminform"].form.errors == {
            "protected": ["En skyddad adress får inte ha koordinater."]
        }

    def test_say_that_a_place_exists(self, save: Any, full: Intervention) -> None:
        first, second = Venue.objects.order_by("pk")[:2]

        answer = save(
            second,
            name=first.name,
            organisation=str(first.organisation_id),
            municipality=str(first.municipality_id),
        )

        errors = answer.context["adminform"].form.errors
        assert "finns redan" in errors["municipality"][0]

    def test_say_that_a_step_is_one_to_five(self, save: Any, full: Intervention) -> None:
        step = Step.objects.get(number=3)

        errors = save(step, number="6").context["adminform"].form.errors

        assert list(errors) == ["number"]

    @pytest.mark.parametrize("name", sorted(CHECKS))
    def test_have_a_place_for_every_rule(self, name: str) -> None:
        CHECKS[name]._meta.get_field(RULE_FIELDS[name])

    def test_have_no_place_for_rules_that_are_gone(self) -> None:
        assert set(RULE_FIELDS) == set(CHECKS)


class TestMembers:
    def test_are_not_entered_twice_without_a_start(self, save: Any, full: Intervention) -> None:
        association = full.funded_by
        assert association is not None
        twice = {
            "memberships-TOTAL_FORMS": "3",
            "memberships-1-organisation": str(Organisation.objects.get(name="Prov 1").pk),
            "memberships-2-organisation": str(Organisation.objects.get(name="Prov 1").pk),
        }

        answer = save(association, **twice)

        [formset] = answer.context["inline_admin_formsets"]
        assert formset.formset.errors[2] == {
            "organisation": ["Organisationen står redan här. Ange när det nya medlemskapet börjar."]
        }

    def test_are_not_entered_again_without_a_start(self, save: Any, full: Intervention) -> None:
        association = full.funded_by
        assert association is not None
        again = {
            "memberships-TOTAL_FORMS": "2",
            "memberships-1-organisation": str(full.organisation_id),
        }

        answer = save(association, **again)

        [formset] = answer.context["inline_admin_formsets"]
        assert list(formset.formset.errors[1]) == ["organisation"]

    def test_can_come_back(self, save: Any, full: Intervention) -> None:
        association = full.funded_by
        assert association is not None
        again = {
            "memberships-TOTAL_FORMS": "2",
            "memberships-1-organisation": str(full.organisation_id),
            "memberships-1-member_from": "2026-01-01",
        }

        assert save(association, **again).status_code == 302
        assert association.memberships.count() == 2


class TestReview:
    def test_is_signed_by_the_one_who_changes_the_day(
        self, save: Any, write: Callable[..., Intervention], editor: User
    ) -> None:
        row = write("Ett")

        save(row, reviewed_on=str(timezone.localdate()))

        assert row.reviewed_by == editor

    def test_is_not_signed_by_one_who_changes_something_else(
        self, save: Any, write: Callable[..., Intervention]
    ) -> None:
        row = write("Ett")

        save(row, summary="Nytt")

        assert row.summary == "Nytt"
        assert row.reviewed_by is None


class TestSaveAsNew:
    def test_begins_as_an_unreviewed_draft(self, save: Any, full: Intervention) -> None:
        Intervention.objects.filter(pk=full.pk).update(source="fil", source_id="7")

        answer = save(full, "_saveasnew", name="Arbetsträning i trädgård")

        assert answer.status_code == 302
        copy = Intervention.objects.get(name="Arbetsträning i trädgård")
        assert copy.status == Intervention.Status.DRAFT
        assert copy.reviewed_on is copy.reviewed_by is None
        assert copy.source == copy.source_id == ""
        assert copy.types.count() == full.types.count() == 3
        assert copy.routes.count() == 3


class TestSource:
    def test_cannot_be_changed(self, save: Any, full: Intervention) -> None:
        save(full, source="annan", source_id="9", basis="Hittat på")

        assert full.source == full.source_id == full.basis == ""

    def test_names_the_fields_in_swedish(self, desk: Client, full: Intervention) -> None:
        page = desk.get(address(Intervention, "change", full.pk)).content.decode()

        assert "kort beskrivning, insatstyper" in page


class TestAddressName:
    def test_is_held_once_it_is_out(self, save: Any, organisation: Organisation) -> None:
        save(organisation, slug="nytt", name="Nytt namn")

        assert organisation.slug == "angsby"
        assert organisation.name == "Nytt namn"

    def test_is_suggested_from_the_name(self, desk: Client) -> None:
        page = desk.get(address(Organisation, "add"))

        assert page.context["adminform"].prepopulated_fields[0]["dependencies"]
