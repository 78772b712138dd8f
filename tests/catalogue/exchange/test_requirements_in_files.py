"""Requirements that files say yes and no to: never both at once, and a person decides."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalogue.exchange.deciding import keep_ours, take_theirs
from catalogue.exchange.formats import title
from catalogue.exchange.outcome import Outcome
from catalogue.models import ImportConflict, Intervention, User
from tests.catalogue.exchange.reading_in import as_json, read_in, reasons, table
from tests.factories import make_intervention, make_requirement

pytestmark = pytest.mark.django_db
SIDES = [("requirements", "not_required"), ("not_required", "requirements")]


class TestRequirements:
    @pytest.fixture
    def entry(self):
        make_requirement("Grupp")
        return make_intervention("A", requirements=["SGI"], source="listan", source_id="1")

    def row(self, entry, **columns):
        names = {"source_id": entry.source_id, **columns}
        return table([title(name) for name in names], list(names.values()))

    def test_that_are_not_made_come_in_and_go_out(self, entry):
        outcome = read_in(
            self.row(entry, not_required="Grupp", requirements_complete="ja"), source="listan"
        )

        assert not outcome.problems
        (written,) = json.loads(as_json())
        assert written["requirements"] == ["sgi"]
        assert written["not_required"] == ["grupp"]
        assert written["requirements_complete"] is True

    def test_said_both_ways_in_one_file_stop_it(self, entry):
        outcome = read_in(self.row(entry, requirements="SGI", not_required="SGI"), source="listan")

        ((_, field, reason),) = reasons(outcome)
        assert field == "kräver uttryckligen inte"
        assert reason.startswith("SGI står både som krav och som något som inte krävs.")

    def test_that_the_way_in_makes_cannot_be_denied(self, entry):
        make_requirement("Remiss")
        outcome = read_in(
            self.row(entry, access="vårdremiss", not_required="Remiss"), source="listan"
        )

        assert "krävs av tillträdet" in reasons(outcome)[0][2]

    def test_denied_by_one_file_and_made_by_another_wait_for_a_person(self, entry):
        outcome = read_in(self.row(entry, not_required="SGI"), source="listan")

        assert not outcome.problems
        assert [row.slug for row in entry.requirements.all()] == ["sgi"]
        assert not entry.not_required.exists()
        assert [conflict.field for conflict in ImportConflict.objects.all()] == ["not_required"]


@pytest.mark.parametrize(("first", "then"), SIDES)
class TestTwoFilesThatSayTheOpposite:
    @pytest.fixture
    def entry(self) -> Intervention:
        for name in ("SGI", "Grupp"):
            make_requirement(name)
        return make_intervention("A", source="listan", source_id="1")

    @pytest.fixture
    def kim(self) -> User:
        return User.objects.create_superuser("kim")

    def bring(self, **columns: str) -> Outcome:
        told = {"source_id": "1", **columns}
        content = table([title(name) for name in told], list(told.values()))
        outcome = read_in(content, source="listan")
        assert reasons(outcome) == []
        return outcome

    def said(self, entry: Intervention, name: str) -> list[str]:
        return sorted(row.slug for row in getattr(entry, name).all())

    def test_are_a_conflict_and_the_first_stands(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})

        outcome = self.bring(**{then: "SGI\nGrupp"})

        assert len(outcome.conflicts) == 1
        assert [conflict.field for conflict in ImportConflict.objects.all()] == [then]
        assert (self.said(entry, first), self.said(entry, then)) == (["sgi"], [])

    def test_write_what_is_no_requirement_all_the_same(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})

        self.bring(**{then: "SGI", "travel": "Busskort"})

        entry.refresh_from_db()
        assert entry.travel == "Busskort"
        assert self.said(entry, then) == []

    def test_are_no_conflict_where_the_later_one_takes_back_the_first(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})

        self.bring(**{first: "", then: "SGI"})

        assert not ImportConflict.objects.exists()
        assert (self.said(entry, first), self.said(entry, then)) == ([], ["sgi"])

    def test_wait_beside_what_a_person_has_said_between(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})
        getattr(entry, first).set([make_requirement("Grupp")])

        self.bring(**{first: "", then: "Grupp"})

        assert self.said(entry, first) == ["grupp"]
        assert self.said(entry, then) == []
        assert {conflict.field for conflict in ImportConflict.objects.all()} == {first, then}

    def test_agree_when_a_person_has_said_the_same_between(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})
        getattr(entry, first).clear()
        getattr(entry, then).set([make_requirement("SGI")])

        self.bring(**{then: "SGI"})

        assert not ImportConflict.objects.exists()
        assert (self.said(entry, first), self.said(entry, then)) == ([], ["sgi"])

    def test_of_which_one_is_an_export_wait_too(
        self, entry: Intervention, first: str, then: str
    ) -> None:
        exported: dict[str, Any] = json.loads(as_json())[0]
        self.bring(**{first: "SGI"})

        outcome = read_in(json.dumps([exported | {then: ["sgi"]}]), "a.json")

        assert reasons(outcome) == []
        assert [conflict.field for conflict in ImportConflict.objects.all()] == [then]
        assert (self.said(entry, first), self.said(entry, then)) == (["sgi"], [])

    def test_are_decided_for_the_catalogue_once(
        self, entry: Intervention, kim: User, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI"})
        self.bring(**{then: "SGI"})

        keep_ours(ImportConflict.objects.get(), kim)

        assert self.bring(**{then: "SGI"}).unchanged == 1
        assert ImportConflict.objects.count() == 1
        assert (self.said(entry, first), self.said(entry, then)) == (["sgi"], [])

    def test_are_decided_for_the_file_and_the_opposite_gives_way(
        self, entry: Intervention, kim: User, first: str, then: str
    ) -> None:
        self.bring(**{first: "SGI\nGrupp"})
        self.bring(**{then: "SGI"})

        take_theirs(ImportConflict.objects.get(), kim)

        assert (self.said(entry, first), self.said(entry, then)) == (["grupp"], ["sgi"])


class TestADecisionForAFile:
    def test_is_refused_where_the_way_in_requires_it(self) -> None:
        make_requirement("Remiss")
        entry = make_intervention("A", access="health_referral")
        theirs = {"field": "not_required", "theirs": ["remiss"], "source": "listan"}
        conflict = ImportConflict.objects.create(intervention=entry, **theirs)

        with pytest.raises(ValidationError, match="krävs av tillträdet"):
            take_theirs(conflict, User.objects.create_superuser("kim"))

        assert not entry.not_required.exists()
