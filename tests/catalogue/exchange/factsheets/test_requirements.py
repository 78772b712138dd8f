import pytest

from catalogue.exchange.factsheets.requirements import Access, Admission, read_requirements
from catalogue.exchange.factsheets.ways_in import read_routes


def requirements(criteria="", referral="", exclusion="", access=Access.PROFESSIONAL, group=False):
    routes = read_routes(referral, access, "")
    return read_requirements(Admission(criteria, referral, exclusion, access, routes, group))


class TestTheWayIn:
    def test_demands_a_referral_where_somebody_else_opens_the_door(self):
        assert requirements(referral="AF, FK, vårdcentral.") == {"remiss"}

    def test_demands_none_where_one_may_come_oneself(self):
        referral = "Remiss eller egen vårdbegäran."

        assert requirements(referral=referral, access=Access.SELF) == set()

    def test_keeps_a_referral_that_the_words_demand(self):
        referral = "Remiss från vårdcentral."

        assert requirements(referral=referral, access=Access.SELF) == {"remiss"}

    def test_demands_enrolment_where_only_the_employment_service_decides(self):
        access = Access.AUTHORITY_DECISION

        found = requirements(referral="Arbetsförmedlingen beslutar.", access=access)

        assert found == {"remiss", "inskrivning-af"}

    @pytest.mark.parametrize("referral", ["Lokala torget, AF.", "AF, FK.", "AF eller Torget."])
    def test_demands_no_enrolment_where_others_may_refer(self, referral):
        assert requirements(referral=referral) == {"remiss"}

    def test_demands_a_decision_where_the_kommun_decides(self):
        access = Access.MUNICIPAL_DECISION

        assert requirements(referral="Biståndsansökan.", access=access) == {"bistandsbeslut"}

    def test_demands_nothing_of_those_it_does_not_take_in(self):
        assert requirements("Diagnos", access=Access.NOT_SEARCHABLE) == set()


class TestTheRest:
    def test_demands_sobriety_where_use_excludes(self):
        exclusion = "Aktivt missbruk utan behandlingskontakt."

        assert requirements(exclusion=exclusion, access=Access.SELF) == {"drogfrihet"}

    def test_demands_no_sobriety_where_use_is_no_hinder(self):
        assert requirements(exclusion="Missbruk är inget hinder.", access=Access.SELF) == set()

    def test_demands_to_manage_a_group_where_people_meet_in_one(self):
        assert requirements(access=Access.OPEN, group=True) == {"grupp"}

    def test_believes_the_one_who_says_that_nothing_is_demanded(self):
        criteria = "Inga krav utöver viljan att komma."

        assert requirements(criteria, access=Access.OPEN, group=True) == {"egen-vilja"}
