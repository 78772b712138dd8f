"""That every field of an entry has the places that docs/nytt-falt.md tells of."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.db.migrations.loader import MigrationLoader

from catalogue.models import Intervention, Municipality
from catalogue.values.fields import COLUMNS, MANY, ONE, ROWS
from catalogue.values.kinds import Kind
from catalogue.values.rows import Rows
from catalogue.values.sections import LINES, NAMES, UNWRITTEN

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "nytt-falt.md").read_text(encoding="utf-8")
FOLLOWS = {"id", "slug"}  # from other fields
FIELDS = [
    field
    for field in (*Intervention._meta.fields, *Intervention._meta.many_to_many)
    if field.name not in FOLLOWS
]
UNSEARCHED = {
    *("organisation_note", "age_from", "age_to", "anonymous", "consent_needed", "cost_kind"),
    *("cost", "income_note", "travel", "hours_from", "hours_to", "extent", "weeks_from"),
    *("weeks_to", "open_ended", "intake", "queue_checked_on", "places_now", "places_checked_on"),
    *("easy_read", "childcare", "funded_by", "sus_number", "agreement", "website"),
    *("project_from", "project_to", "after_funding", "outcome", "outcome_url"),
    *("places_per_year", "review_interval", "valid_until", "editor_note", "replaced_by"),
    *("nothing_replaces", "ended_on", "end_story", "example", *UNWRITTEN),
    # How much of it there is, and the register and decision of those who pay.
    *("sessions_per_week", "session_minutes", "sessions_total", "weeks_per_year"),
    *("follow_up", "follow_up_note", "income_checked_on", "also_replaced_by"),
    *("finsam_number", "finsam_orientation", "finsam_method", "finsam_esf"),
    *("decided_by_body", "decided_on", "decision_reference", "decision_terms"),
    "exempt_from_documentation",
    "requirements_complete",  # by what follows from it: Demands
    *("finsam_number", "finsam_orientation", "finsam_method", "finsam_esf"),
    *("sessions_per_week", "session_minutes", "sessions_total", "weeks_per_year"),
    *("website", "income_checked_on", "decided_on", "exempt_from_documentation"),
    "also_replaced_by",
}
UNSHOWN = {
    *("weeks_from", "weeks_to", "open_ended"),  # in words: duration
    *("not_required", "requirements_complete"),  # by what follows from them: Demands
    *("financing", "editor_note", "source", "source_id", "reviewed_by"),  # staff's
    *("published_at", "changed_at", "documented_fields"),
    "scope",  # the search tells them apart by it
    *("finsam_number", "finsam_orientation", "finsam_method", "finsam_esf"),  # staff's
}


def in_words(field: Any) -> str:
    """Tell what the model lacks."""
    if "Till exempel" in str(field.help_text) or field.name in UNWRITTEN:
        return ""
    return "has no help with an example (Till exempel): catalogue/models/intervention.py"


def in_a_migration(field: Any) -> str:
    """Tell what the migrations lack."""
    if field.name not in in_migrations():
        return "has no migration: catalogue/migrations/"
    table = f"catalogue_intervention_{field.name}"
    if field.many_to_many and table not in watched():
        return f"has a table that no trigger watches, {table}: catalogue/migrations/"
    return ""


def in_a_section(field: Any) -> str:
    """Tell what the list of fields lacks."""
    if NAMES.count(field.name) == 1:
        return ""
    return "does not stand in just one section: catalogue/values/sections.py"


def with_a_kind(field: Any) -> str:
    """Tell what the language of values lacks."""
    if field.name in UNWRITTEN:
        return ""
    told = isinstance(field, models.CharField | models.TextField)
    fits = field.name in {*ONE, *MANY} if field.is_relation else True
    plain = field.name not in COLUMNS or type(COLUMNS[field.name].kind) is Kind
    if fits and (told or not plain) and field.name in COLUMNS:
        return ""
    return "has no kind that fits its values: catalogue/values/fields.py"


def brought_along(field: Any) -> str:
    """Tell what the queries lack."""
    if not field.is_relation or field.name in UNWRITTEN:
        return ""
    rows = Intervention.objects.with_exchange_relations()
    lookups = [*rows._prefetch_related_lookups, *rows.query.select_related]  # type: ignore[misc]
    if field.name in {str(lookup).partition("__")[0] for lookup in lookups}:
        return ""
    return "is read row by row: with_exchange_relations, catalogue/models/intervention_queries.py"


def searched(field: Any) -> str:
    """Tell what the search lacks."""
    if field.name in UNSEARCHED or named(field, "catalogue/search/*.py"):
        return ""
    return "is not searched; say so here, or look for it: catalogue/search/documents.py"


def shown(field: Any) -> str:
    """Tell what the page lacks."""
    places = ("templates/public/*.html", "catalogue/presentation.py", "catalogue/visitor/*.py")
    if field.name in UNSHOWN or any(named(field, place) for place in places):
        return ""
    return "is not shown; say so here, or show it: templates/public/intervention_detail.html"


PLACES: list[Callable[[Any], str]] = [
    in_words,
    in_a_migration,
    in_a_section,
    with_a_kind,
    brought_along,
    searched,
    shown,
]


@cache
def in_migrations() -> set[str]:
    """Return the fields that the database has after all migrations."""
    state = MigrationLoader(None).project_state()
    return set(state.models["catalogue", "intervention"].fields)


@cache
def watched() -> set[str]:
    """Return the tables that migrations have set a watch on."""
    files = (ROOT / "catalogue" / "migrations").glob("0*.py")
    modules = [import_module(f"catalogue.migrations.{file.stem}") for file in files]
    return {table for module in modules for table in getattr(module, "WATCHED", ())}


@cache
def text_of(pattern: str) -> str:
    """Return all that stands in some files."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(pattern)))


def named(field: Any, pattern: str) -> bool:
    """Tell whether the files read the field, or name it."""
    return re.search(rf"[.\"]{field.name}\b", text_of(pattern)) is not None


def forgotten(field: Any) -> list[str]:
    """Return a sentence for each place that the field has not been given."""
    return [f"{field.name} {said}" for place in PLACES if (said := place(field))]


def made_up() -> Any:
    """Return a field that nobody has given any place."""
    field: Any = models.ManyToManyField(Municipality, verbose_name="färger")
    field.set_attributes_from_name("colours_made_up")
    return field


class TestEveryField:
    @pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
    def test_has_its_places(self, field: Any) -> None:
        assert forgotten(field) == []


class TestAFieldThatIsMadeUp:
    @pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
    def test_is_missed_in_every_place(self, place: Callable[[Any], str]) -> None:
        assert place(made_up())

    def test_is_missed_by_the_triggers_though_it_has_a_migration(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        field = made_up()
        monkeypatch.setitem(globals(), "in_migrations", lambda: {field.name})

        assert "no trigger watches" in in_a_migration(field)

    def test_is_told_where_to_go_in_the_order_of_the_page(self) -> None:
        places = [sentence.rpartition(" ")[2] for sentence in forgotten(made_up())]
        steps = [PAGE.index(f"`{place}`") for place in places]

        assert steps == sorted(steps)


class TestTheSections:
    def test_name_nothing_that_is_no_field(self) -> None:
        assert {*NAMES} - LINES.keys() == {field.name for field in FIELDS}


class TestEveryTableOfRows:
    @pytest.mark.parametrize("kind", ROWS.values(), ids=lambda kind: kind.model.__name__)
    def test_travels_with_all_its_fields(self, kind: Rows) -> None:
        meta = kind.model._meta
        fields = {field.name for field in (*meta.fields, *meta.many_to_many)}

        assert {part.field.name for part in kind.parts} == fields - {"id", kind.owner}
