"""What an entry must tell before visitors see it."""

import pytest

from catalogue.models import Intervention
from catalogue.workflow.missing import missing
from tests.factories import make_complete, make_intervention, make_organisation

pytestmark = pytest.mark.django_db


def lacks(entry):
    return {lack.field for lack in missing(Intervention.objects.get(pk=entry.pk))}


class TestMissing:
    def test_finds_nothing_in_a_complete_entry(self):
        assert lacks(make_complete()) == set()

    def test_finds_all_at_once(self):
        make_intervention()

        assert lacks(make_intervention(reviewed_on=None, status="draft")) == {
            "summary", "purpose", "types", "need_groups", "criteria", "exclusion", "referral",
            "cost_kind", "municipalities", "contacts", "reviewed_on", "valid_until", "leads_to",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("fields", "lacking"),
        [
            ({"summary": " "}, "summary"),
            ({"purpose": ""}, "purpose"),
            ({"types": []}, "types"),
            ({"need_groups": []}, "need_groups"),
            ({"criteria": ""}, "criteria"),
            ({"exclusion": ""}, "exclusion"),
            ({"referral": ""}, "referral"),
            ({"cost_kind": "unknown"}, "cost_kind"),
            ({"municipalities": []}, "municipalities"),
            ({"valid_until": None}, "valid_until"),
            ({"financing": "association"}, "participants"),
        ],
    )
    def test_finds_each(self, fields, lacking):
        assert lacks(make_complete(**fields)) == {lacking}

    def test_takes_a_way_in_for_the_words_about_it_and_its_cost(self):
        entry = make_complete(referral="", cost_kind="unknown")
        entry.routes.create(sender="self", cost_kind="free")

        assert lacks(entry) == set()

    def test_takes_what_comes_before_for_what_follows(self):
        entry = make_complete()
        after = entry.continues_to.get().after

        assert "leads_to" not in lacks(after)

    def test_asks_no_chain_of_the_first_entry(self):
        assert "leads_to" not in lacks(make_intervention())

    def test_asks_no_person_s_way_into_a_structure(self):
        entry = make_complete(
            scope="structural", access="not_searchable", need_groups=[], criteria="", exclusion="",
            referral="", cost_kind="unknown",
        )  # fmt: skip

        assert lacks(entry) == set()

    def test_lets_an_association_pay_for_two_parties(self):
        entry = make_complete(financing="association", participants=["Region Västmanland"])

        assert lacks(entry) == set()

    def test_counts_the_responsible_party_once(self):
        home = make_organisation()
        entry = make_complete(organisation=home, financing="association", participants=[home.name])

        assert lacks(entry) == {"participants"}
