"""Days that cannot be true are refused at every door, and by the database."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.changes.one_entry import write
from catalogue.exchange.incoming import exchange
from catalogue.models import Intervention, User
from catalogue.models.days import can_be_founded, can_be_planned, has_been
from catalogue.values.record import fresh, read
from tests.catalogue.admin.forms import form_values
from tests.factories import make_contact, make_intervention

pytestmark = pytest.mark.django_db

JUDGES = {has_been, can_be_planned, can_be_founded}
MACHINES = {  # days that nobody writes
    ("dailysalt", "day"),
    ("reminder", "day"),
    ("remindedentry", "due_on"),
    ("searchcount", "month"),
    ("suggestion", "thinned_on"),
}
DAYS = [
    (model, field)
    for model in apps.get_app_config("catalogue").get_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
]


def names(pairs):
    return [f"{model.__name__}.{field.name}" for model, field in pairs]


class TestEveryDate:
    def test_has_bounds_unless_a_machine_writes_it(self):
        unbound = {
            (model._meta.model_name, field.name)
            for model, field in DAYS
            if not JUDGES & set(field.validators)
        }

        assert unbound == MACHINES

    def test_is_held_by_the_database(self):
        held = {
            (model, name)
            for model in apps.get_app_config("catalogue").get_models()
            for rule in model._meta.constraints
            if rule.name.endswith("within_bounds")
            for name in conditions(rule.condition)
        }

        assert held == {(model, field.name) for model, field in DAYS} - {
            (apps.get_model("catalogue", model), name) for model, name in MACHINES
        }


def conditions(condition):
    for part in condition.children:
        if isinstance(part, models.Q):
            yield from conditions(part)
        else:
            yield part[0].partition("__")[0]


class TestADay:
    @pytest.mark.parametrize(
        ("judge", "day"),
        [
            (has_been, "tomorrow"),
            (has_been, "2062-01-01"),
            (has_been, "1926-09-01"),
            (can_be_planned, "1926-09-01"),
            (can_be_planned, "2062-01-01"),
            (can_be_founded, "1026-01-01"),
            (can_be_founded, "2126-01-01"),
        ],
    )
    def test_without_sense_is_refused(self, judge, day):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        day = tomorrow if day == "tomorrow" else datetime.date.fromisoformat(day)

        with pytest.raises(ValidationError, match=str(day)):
            judge(day)

    def test_of_today_is_let_in(self):
        for judge in JUDGES:
            judge(timezone.localdate())

    def test_ten_years_ahead_can_be_planned(self):
        can_be_planned(datetime.date(timezone.localdate().year + 10, 12, 31))


class TestTheDoors:
    @pytest.mark.parametrize(
        ("heading", "day"),
        [
            ("granskad", "2062-01-01"),
            ("granskad", "1926-01-01"),
            ("kötiden uppgiven", "2062-01-01"),
            ("platserna uppgivna", "2062-01-01"),
            ("giltig till", "2126-01-01"),
            ("projekt från", "0026-01-01"),
            ("avslutad den", "2126-01-01"),
        ],
    )
    def test_of_a_file_refuse(self, heading, day):
        make_intervention()
        text = f"namn;ansvarig organisation;{heading}\nX;Västerås stad;{day}\n"

        *_, outcome = exchange(text.encode(), "x.csv", apply=lambda _: None)

        assert [problem.field for problem in outcome.problems] == [heading]
        assert day in outcome.problems[0].reason

    @pytest.mark.parametrize(
        ("field", "day"), [("reviewed_on", "2062-01-01"), ("valid_until", "2126-01-01")]
    )
    def test_of_a_form_refuse(self, client: Client, field, day):
        client.force_login(User.objects.create_superuser("chef"))
        entry = make_intervention()
        page = reverse("admin:catalogue_intervention_change", args=[entry.pk])

        answer = client.post(page, form_values(client.get(page)) | {field: [day], "_save": ["1"]})

        assert day in str(answer.context["adminform"].form.errors[field])

    @pytest.mark.parametrize(
        ("field", "day"), [("reviewed_on", "1926-01-01"), ("valid_until", "2126-01-01")]
    )
    def test_of_the_database_refuse(self, field, day):
        entry = make_intervention()

        with pytest.raises(IntegrityError), transaction.atomic():
            Intervention.objects.filter(pk=entry.pk).update(**{field: day})

    def test_leave_alone_what_is_not_written(self):
        entry = make_intervention(valid_until="2060-01-01")
        row = fresh(entry.pk)

        write(row, {**read(row), "name": "Nytt namn"}, User.objects.create_superuser("chef"))

        entry.refresh_from_db()
        assert (entry.name, str(entry.valid_until)) == ("Nytt namn", "2060-01-01")


class TestTheMigration:
    """What was stored before there were bounds."""

    def migrate(self):
        import_module("catalogue.migrations.0010_days_that_can_be_true").move_days(
            apps, connection.schema_editor()
        )

    def test_lets_nothing_be_reviewed_in_a_year_to_come(self):
        entry = make_intervention(reviewed_on="2062-01-01", review_interval=30_000)
        contact = make_contact(verified_on="2062-01-01")

        self.migrate()

        entry.refresh_from_db()
        contact.refresh_from_db()
        assert entry.reviewed_on == timezone.localdate()
        assert entry.review_interval == 1095
        assert contact.verified_on is None

    def test_changes_nothing_that_can_be_true(self):
        entry = make_intervention(
            reviewed_on="2026-01-01", valid_until="2030-01-01", project_from="2024-01-01"
        )

        self.migrate()

        entry.refresh_from_db()
        days = [entry.reviewed_on, entry.valid_until, entry.project_from]
        assert [str(day) for day in days] == ["2026-01-01", "2030-01-01", "2024-01-01"]
