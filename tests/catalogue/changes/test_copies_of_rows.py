"""A working copy keeps every field and row, and loses none when it is approved."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.changes.copies import present, save_copy
from catalogue.changes.one_entry import write
from catalogue.models import Intervention, User
from catalogue.values.differing import changed
from catalogue.values.fields import ROWS
from catalogue.values.record import fresh, read
from tests.catalogue.exchange.filled import make_filled
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_superuser("kim")


@pytest.fixture
def entry() -> Intervention:
    return make_filled()


def test_every_field_is_kept_and_written_when_it_is_approved(
    entry: Intervention, user: User
) -> None:
    values = read(fresh(entry.pk))
    bare = make_intervention("Tom", status="draft", source="", organisation=entry.organisation)
    here = present(bare.pk)
    assert here
    save_copy(here, values, user, "review")

    later = present(bare.pk)
    assert later
    assert (later.lost, changed(later.shown, values)) == ([], [])
    write(later.row, later.shown, user)

    assert changed(read(fresh(bare.pk)), values) == []


def test_a_copy_from_before_a_part_was_added_loses_nothing(entry: Intervention, user: User) -> None:
    old = {"sender": "school", "how": "Ring", "cost_kind": "free", "cost": "", "municipalities": []}
    here = present(entry.pk)
    assert here
    save_copy(here, {**here.stored, "routes": [old]}, user, "review")

    later = present(entry.pk)
    assert later
    assert later.lost == []
    write(later.row, later.shown, user)

    (way,) = read(fresh(entry.pk))["routes"]
    assert (way["sender"], way["how"], way["link"]) == ("school", "Ring", "")


@pytest.mark.parametrize("name", sorted(ROWS.keys() - {"comes_from"}))
def test_rows_that_another_has_changed_meanwhile_are_told_apart(
    entry: Intervention, user: User, name: str
) -> None:
    here = present(entry.pk)
    assert here
    save_copy(here, {**here.stored, name: here.stored[name][:1]}, user, "review")
    write(fresh(entry.pk), {**here.stored, name: []}, user)

    later = present(entry.pk)

    assert later
    assert later.moved == [name]
    assert later.shown[name] == here.stored[name][:1]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("notices", {"starts_on": "2026-02-01", "ends_on": "2026-01-01", "text": "A"}, "försvinna"),
        ("notices", {"starts_on": "1889-01-01", "ends_on": "2026-01-01", "text": "A"}, "för länge"),
        ("results", {"year": 2025, "finished": 2, "to_work_or_study": 3}, "Fler kan inte"),
        ("results", {"year": 1900}, "nr 1 år"),
        ("contributions", {"organisation": "ingen", "what": "Lokal"}, "nr 1 part"),
        ("routes", {"sender": "self", "link": "http://10.0.0.5/"}, "inre nätverk"),
        ("routes", {"sender": "self", "before": "x" * 1001}, "1001 tecken"),
        ("leads_to", {"id": 10**9}, "finns inte i katalogen"),
    ],
)
def test_rows_that_cannot_be_are_refused(
    entry: Intervention, user: User, name: str, line: dict[str, object], told: str
) -> None:
    before = read(fresh(entry.pk))

    with pytest.raises(ValidationError, match=told):
        write(fresh(entry.pk), {**before, name: [line]}, user)

    assert read(fresh(entry.pk)) == before


def test_an_entry_replaces_or_follows_itself_never(entry: Intervention, user: User) -> None:
    before = read(fresh(entry.pk))

    with pytest.raises(ValidationError, match="kan inte ersätta sig själv"):
        write(fresh(entry.pk), {**before, "also_replaced_by": [entry.pk]}, user)
    with pytest.raises(ValidationError, match="kan inte fortsätta i sig själv"):
        write(fresh(entry.pk), {**before, "leads_to": [{"id": entry.pk}]}, user)
