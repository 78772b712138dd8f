"""What an entry's page, the comparison and the sheet say of requirements."""

import pytest

from catalogue.models import Intervention
from catalogue.models.requirements import REQUIRED_BY_ACCESS, StatedRequirements, implied
from catalogue.visitor.requirements import all_requirements, required_in_words, tell_requirements
from tests.factories import make_intervention, make_requirement

pytestmark = pytest.mark.django_db


def told(**fields):
    for name in ("Remiss", "Diagnos", "Grupp"):
        make_requirement(name)
    return tell_requirements(make_intervention(**fields), all_requirements())


class TestStatedRequirements:
    def test_are_implied_by_real_ways_in(self):
        assert set(REQUIRED_BY_ACCESS) <= set(Intervention.Access.values)

    def test_of_a_group_follow_only_when_there_is_no_other_form(self):
        assert implied("self", ["grupp"]) == {"grupp"}
        assert implied("self", ["grupp", "enskilt"]) == set()
        assert implied("self", []) == set()

    def test_that_are_both_said_and_denied_are_required(self):
        stated = StatedRequirements(yes=frozenset({"sgi"}), no=frozenset({"sgi", "remiss"}))

        assert stated.waived(["sgi", "remiss", "grupp"]) == {"remiss"}
        assert stated.unsaid(["sgi", "remiss", "grupp"]) == {"grupp"}

    def test_that_are_complete_leave_nothing_unsaid(self):
        stated = StatedRequirements(yes=frozenset({"sgi"}), complete=True)

        assert stated.waived(["sgi", "remiss"]) == {"remiss"}
        assert stated.unsaid(["sgi", "remiss"]) == set()


class TestWords:
    def test_say_that_nothing_is_known(self):
        assert required_in_words(told()) == "Vi vet inte om något krävs. Fråga."

    def test_tell_what_is_required_and_that_there_may_be_more(self):
        words = told(requirements=["Diagnos"], not_required=["Remiss"])

        assert words.required == ["Diagnos"]
        assert words.waived == ["Remiss"]
        assert required_in_words(words) == "Diagnos. Vi vet inte om något mer krävs. Fråga."

    def test_tell_what_the_way_in_requires(self):
        assert told(access="health_referral", forms=["grupp"]).required == ["Grupp", "Remiss"]

    def test_say_so_when_all_is_told(self):
        assert told(requirements_complete=True).rest == "Inget särskilt krävs."
        whole = told(requirements=["Diagnos"], requirements_complete=True)
        assert required_in_words(whole) == "Diagnos. Inget annat krävs."


class TestPages:
    def test_say_alike_what_is_required_and_what_not(self, client):
        entry = make_intervention(
            "Ett", requirements=["Diagnos"], not_required=["Remiss"], forms=["Grupp"]
        )
        other = make_intervention("Två")
        make_requirement("Grupp")
        pages = [
            f"/lista/jamfor/?i={entry.pk}&i={other.pk}",
            f"/lista/blad/?i={entry.pk}",
        ]
        for address in pages:
            page = client.get(address).content.decode()

            assert "Kräver inte" in page, address
            assert "Remiss" in page, address
            assert "Diagnos, Grupp" in page, address
            assert "Vi vet inte om något mer krävs. Fråga." in page, address
