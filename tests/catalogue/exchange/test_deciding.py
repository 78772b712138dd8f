import pytest
from django.core.exceptions import ValidationError

from catalogue.exchange.deciding import keep_ours, take_theirs
from catalogue.models import ImportConflict, ImportedValues, Intervention, User
from tests.catalogue.exchange.reading_in import read_in, table
from tests.factories import make_intervention, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_superuser("kim")


def make_conflict(field="summary", theirs="Deras", **fields):
    entry = make_intervention("A", summary="Vår", source="s", source_id="1")
    return ImportConflict.objects.create(
        intervention=entry, field=field, theirs=theirs, source="s", **fields
    )


def bring(summary):
    return read_in(table(["nummer i källan", "kort beskrivning"], ["1", summary]), source="s")


class TestKeepOurs:
    def test_leaves_the_entry_and_says_who_decided(self, user):
        conflict = make_conflict()

        keep_ours(conflict, user)

        conflict.refresh_from_db()
        assert (conflict.decision, conflict.decided_by) == ("ours", user)
        assert Intervention.objects.get().summary == "Vår"

    def test_is_not_asked_again_about_the_same_value(self, user):
        keep_ours(make_conflict(), user)

        assert bring("Deras").unchanged == 1
        assert len(bring("Något nytt").conflicts) == 1


class TestTakeTheirs:
    def test_writes_the_value_and_lets_the_source_go_on(self, user):
        conflict = make_conflict()

        take_theirs(conflict, user)

        assert Intervention.objects.get().summary == "Deras"
        assert ImportedValues.objects.get().values == {"summary": "Deras"}
        assert len(bring("Nästa").changed) == 1

    def test_writes_relations(self, user):
        place = make_municipality("Sala")

        take_theirs(make_conflict("municipalities", [place.code]), user)

        assert list(Intervention.objects.get().municipalities.all()) == [place]

    def test_names_the_reviewer_of_a_review(self, user):
        take_theirs(make_conflict("reviewed_on", "2026-01-02"), user)

        assert Intervention.objects.get().reviewed_by == user

    def test_refuses_what_breaks_a_rule_and_keeps_the_conflict(self, user):
        conflict = make_conflict("reviewed_on", None)

        with pytest.raises(ValidationError, match="granskningsdatum"):
            take_theirs(conflict, user)

        conflict.refresh_from_db()
        assert conflict.decision == "open"

    def test_refuses_what_is_no_longer_in_the_catalogue(self, user):
        with pytest.raises(ValidationError, match="finns inte"):
            take_theirs(make_conflict("municipalities", ["0000"]), user)

    def test_is_decided_once(self, user):
        conflict = make_conflict()
        keep_ours(conflict, user)

        with pytest.raises(ValidationError, match="redan avgjord"):
            take_theirs(conflict, user)

    def test_leaves_a_value_from_an_exported_file_a_persons_own(self, user):
        take_theirs(make_conflict(from_export=True), user)

        assert not ImportedValues.objects.exists()
