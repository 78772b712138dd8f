"""How far an assignment and a membership reach."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from catalogue.models import Assignment, Intervention, Membership, Organisation, User
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import make_intervention, make_organisation

pytestmark = pytest.mark.usefixtures("ready_index")


class TestTheStaffOfAForbund:
    @pytest.fixture
    def keep(self, north: Side) -> Any:
        def _keep() -> set[str]:
            user = User.objects.get(pk=north["staff"].pk)
            rows = Intervention.objects.editable_by(user)
            return set(rows.values_list("name", flat=True))

        return _keep

    def test_keep_what_is_offered_in_the_area(self, north: Side, keep: Any) -> None:
        make_intervention("Föreningens", organisation="En förening", municipalities=["Norrstad"])

        assert "Föreningens" in keep()

    def test_keep_what_the_forbund_pays_for(self, north: Side, keep: Any) -> None:
        make_intervention(
            "Betald", organisation="En förening", financing="association",
            funded_by=north["Association"],
        )  # fmt: skip

        assert "Betald" in keep()

    def test_keep_what_members_and_their_units_run(self, north: Side, keep: Any) -> None:
        assert keep() == {"Insats Norr", "Fortsättning Norr"}

    def test_share_a_member_of_both_but_not_what_is_only_in_the_other_area(
        self, north: Side, south: Side, keep: Any
    ) -> None:
        agency = make_organisation("Arbetsförmedlingen", kind="agency")
        for side in (north, south):
            Membership.objects.create(association=side["Association"], organisation=agency)
        make_intervention("Överallt", organisation=agency, nationwide=True)
        make_intervention("Bara i syd", organisation=agency, municipalities=["Sydstad"])
        make_intervention("I båda", organisation=agency, municipalities=["Sydstad", "Norrstad"])

        assert keep() == {"Insats Norr", "Fortsättning Norr", "Överallt", "I båda"}

    def test_keep_the_page_of_an_outsider_with_an_entry_in_the_area(
        self, north: Side, south: Side
    ) -> None:
        for place, name in (("Norrstad", "Klubben"), ("Sydstad", "Föreningen")):
            make_intervention(organisation=name, municipalities=[place])

        kept = Organisation.objects.editable_by(User.objects.get(pk=north["staff"].pk))

        assert "Klubben" in kept.values_list("name", flat=True)
        assert "Föreningen" not in kept.values_list("name", flat=True)

    def test_lose_what_a_former_member_runs(self, north: Side, keep: Any) -> None:
        Membership.objects.update(member_from="2020-01-01", member_to="2024-12-31")

        assert keep() == {"Insats Norr"}  # which is offered in the area


class TestAnAssignment:
    @pytest.mark.parametrize(
        ("days", "holds"),
        [({"from_on": "2020-01-01"}, True), ({"to_on": "2020-01-01"}, False),
         ({"from_on": "2036-01-01"}, False), ({"to_on": "2036-01-01"}, True), ({}, True)],
    )  # fmt: skip
    def test_holds_between_its_days(self, north: Side, days: dict[str, str], holds: bool) -> None:
        Assignment.objects.filter(user=north["User"]).update(**days)

        assert User.objects.get(pk=north["User"].pk).reach.anything == holds

    def test_reaches_units_of_units(self, north: Side) -> None:
        deep = make_organisation("Teamet", parent=north["Organisation"])
        make_intervention("Djupt ned", organisation=deep)

        kept = Intervention.objects.editable_by(User.objects.get(pk=north["User"].pk))

        assert "Djupt ned" in kept.values_list("name", flat=True)

    def test_means_nothing_for_one_who_has_left(self, north: Side) -> None:
        User.objects.filter(pk=north["User"].pk).update(is_active=False)

        user = User.objects.get(pk=north["User"].pk)

        assert not user.reach.anything

    def test_is_written_in_the_history_of_the_person(
        self, desk: Client, north: Side, south: Side
    ) -> None:
        url = address(User, "change", north["staff"].pk)
        posted = form_values(desk.get(url)) | {
            "assignments-TOTAL_FORMS": ["2"], "assignments-1-role": ["editor"],
            "assignments-1-organisation": [str(south["home"].pk)], "is_superuser": ["on"],
        }  # fmt: skip

        answer = desk.post(url, posted)

        assert answer.status_code == 302, answer.context["errors"]
        told = LogEntry.objects.get(object_id=str(north["staff"].pk)).get_change_message()
        assert "Sydstads kommun" in told
        assert "administratör: ja" in told

    def test_counts_few_queries_for_an_editor_s_list(
        self, client: Client, north: Side, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(north["User"])
        for number in range(60):
            make_intervention(
                f"I {number}", organisation=north["home"], municipalities=["Norrstad"]
            )
        client.get(address(Intervention, "changelist"))

        with django_assert_max_num_queries(15):
            page = client.get(address(Intervention, "changelist"), {"all": ""})

        assert len(page.context["cl"].result_list) == 62

    def test_counts_few_queries_for_the_staff_s_list(
        self, client: Client, north: Side, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(north["staff"])
        client.get(address(Intervention, "changelist"))

        with django_assert_max_num_queries(15):
            client.get(address(Intervention, "changelist"))
