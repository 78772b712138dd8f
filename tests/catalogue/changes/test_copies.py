"""Values of entries: read, brought together, kept beside and written back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.changes.copies import present, save_copy
from catalogue.changes.one_entry import write
from catalogue.changes.seen import Seen
from catalogue.models import Continuation, Intervention, Organisation, User, WorkingCopy
from catalogue.values.differing import changed, digests
from catalogue.values.fields import FIELDS
from catalogue.values.merging import join
from catalogue.values.record import fresh, read
from tests.factories import make_complete, make_intervention, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_superuser("kim")


class TestWrite:
    def test_writes_fields_relations_and_rows_of_its_own(self, user):
        entry, other = make_complete(), make_intervention("Före")
        place = make_municipality("Sala")
        values = read(fresh(entry.pk)) | {
            "summary": "Ny", "municipalities": [place.code], "hours_to": 10.5,
            "routes": [{"sender": "self", "how": "Ring", "cost_kind": "free", "cost": "",
                        "municipalities": [place.code]}],
            "leads_to": [], "comes_from": [{"id": other.pk, "handover": "Papper"}],
        }  # fmt: skip

        names = write(fresh(entry.pk), values, user)

        assert set(names) == {
            "summary", "municipalities", "hours_to", "routes", "leads_to", "comes_from",
        }  # fmt: skip
        assert changed(read(fresh(entry.pk)), values) == []

    def test_changes_and_takes_away_what_comes_before(self, user):
        first, second, entry = make_intervention(), make_intervention(), make_intervention()
        for other in (first, second):
            Continuation.objects.create(before=other, after=entry, handover="gammal")
        values = read(fresh(entry.pk)) | {"comes_from": [{"id": second.pk, "handover": "ny"}]}

        write(fresh(entry.pk), values, user)

        assert list(entry.comes_from.values_list("before", "handover")) == [(second.pk, "ny")]

    def test_refuses_what_points_at_what_is_gone(self, user):
        entry = make_complete()
        values = read(fresh(entry.pk)) | {"organisation": "ingen", "types": ["inget"]}

        with pytest.raises(ValidationError) as refusal:
            write(fresh(entry.pk), values, user)

        assert len(refusal.value.messages) == 2

    def test_refuses_what_breaks_a_rule(self, user):
        entry = make_complete()
        values = read(fresh(entry.pk)) | {"age_from": 30, "age_to": 20}

        with pytest.raises(ValidationError, match="Till-åldern"):
            write(fresh(entry.pk), values, user)


class TestFields:
    def test_are_all_that_the_page_says(self):
        fields = {field.name for field in Intervention._meta.get_fields() if field.concrete}
        kept = {"id", "slug", "published_at", "changed_at", "reviewed_by", "documented_fields",
                "basis", "source", "source_id"}  # fmt: skip

        assert fields - set(FIELDS) == kept


class TestSeen:
    def test_travels_with_the_form_and_back(self):
        values = read(fresh(make_complete().pk))
        seen = Seen.of(7, values, values)

        assert Seen.parse(str(seen)) == seen
        assert seen.fits(values, values)

    @pytest.mark.parametrize("text", ["", "x", "1", "1.2.3", "9" * 40 + ".a." + "x" * 6])
    def test_fits_nothing_when_it_is_broken(self, text):
        values = read(fresh(make_intervention().pk))

        assert not Seen.parse(text).fits(values, values)

    def test_sees_every_kind_of_change(self):
        entry = make_complete()
        values = read(fresh(entry.pk))
        seen = Seen.of(0, values, values)
        ways = [
            lambda: Intervention.objects.filter(pk=entry.pk).update(cost="100 kr"),
            lambda: entry.municipalities.clear(),
            lambda: entry.routes.create(sender="self"),
            lambda: entry.continues_to.update(handover="annat"),
            lambda: entry.comes_from.create(before=make_intervention()),
        ]
        for change in ways:
            change()
            now = read(fresh(entry.pk))
            assert not seen.fits(now, now)
            seen = Seen.of(0, now, now)


class TestJoin:
    def test_takes_each_one_s_changes_and_names_what_both_changed(self):
        base = read(fresh(make_complete().pk))
        mine = base | {"summary": "min", "purpose": "min", "cost": "lika"}
        theirs = base | {"summary": "deras", "criteria": "deras", "cost": "lika"}

        joined = join(digests(base), mine, theirs)

        assert (joined.theirs, joined.both) == (["criteria"], ["summary"])
        assert joined.values["summary"] == joined.values["purpose"] == "min"
        assert joined.values["criteria"] == "deras"

    def test_leaves_everything_to_decide_without_a_base(self):
        base = read(fresh(make_complete().pk))

        assert join({}, base | {"summary": "min"}, base).both == ["summary"]


class TestPresent:
    def test_shows_the_copy_over_what_has_changed_since(self, user):
        entry = make_complete()
        here = present(entry.pk)
        save_copy(here, here.stored | {"summary": "Kopians", "cost": "Kopians"}, user, "draft")
        Intervention.objects.filter(pk=entry.pk).update(purpose="Nytt", cost="Nytt")

        here = present(entry.pk)

        assert (here.shown["summary"], here.shown["purpose"]) == ("Kopians", "Nytt")
        assert here.shown["cost"] == "Kopians"
        assert here.moved == ["purpose", "cost"]

    def test_leaves_out_what_is_gone(self, user):
        entry, payer = make_complete(), make_organisation("Borta")
        here = present(entry.pk)
        save_copy(here, here.stored | {"participants": [payer.slug]}, user, "draft")
        Organisation.objects.filter(pk=payer.pk).update(slug="nytt-namn")

        here = present(entry.pk)

        assert here.shown["participants"] == []
        assert "borta" in here.lost[0]

    def test_has_one_copy_at_a_time(self, user):
        entry = make_complete()
        here = present(entry.pk)
        save_copy(here, here.stored, user, "draft")
        save_copy(present(entry.pk), here.stored, user, "review")

        assert WorkingCopy.objects.get().state == "review"

    def test_locks_the_entry_where_the_database_has_such_locks(self, user):
        entry = make_complete()

        with CaptureQueriesContext(connection) as asked:
            present(entry.pk, held=True)

        locked = "FOR UPDATE" in asked.captured_queries[0]["sql"]
        assert locked == (connection.vendor == "postgresql")
