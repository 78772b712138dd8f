"""The filters beside the lists keep what they say."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from catalogue.models import Intervention, LinkCheck, Membership, Organisation
from tests.catalogue.admin.test_pages import address

Write = Callable[..., Intervention]


@pytest.fixture
def keep(desk: Client) -> Callable[..., set[str]]:
    """Return a function that filters a list and returns what is left, as text."""

    def _keep(model: type[models.Model] = Intervention, **choice: Any) -> set[str]:
        page = desk.get(address(model, "changelist"), choice)
        return {str(row) for row in page.context["cl"].result_list}

    return _keep


class TestLinkFilter:
    def test_tells_broken_from_not_known(self, keep: Any, write: Write) -> None:
        for name, broken in (("hel", False), ("trasig", True), ("okänd", None)):
            address = f"https://{name}.se/"
            write(name, outcome_url=address)
            LinkCheck.objects.create(address=address, broken=broken)
            Organisation.objects.create(name=name, slug=name, kind="other", website=address)
        write("utan länk")

        for model in (Intervention, Organisation):
            assert keep(model, lankar="trasiga") == {"trasig"}
            assert keep(model, lankar="okanda") == {"okänd"}


class TestReviewFilter:
    def test_agrees_with_the_model(self, keep: Any, write: Write) -> None:
        today = timezone.localdate()
        for interval in (30, 180):
            for age in (0, 10, 29, 30, 31, 79, 80, 81, 149, 150, 151, 180, 181, 230, 231):
                for valid in (None, -1, 0, 5, 400):
                    write(
                        f"{interval} {age} {valid}",
                        review_interval=interval,
                        reviewed_on=today - datetime.timedelta(days=age),
                        valid_until=None
                        if valid is None
                        else today + datetime.timedelta(days=valid),
                    )
        rows = list(Intervention.objects.all())
        month = today + datetime.timedelta(days=30)

        late = keep(granskning="forsenad", all="")
        soon = keep(granskning="snart", all="")
        stale = keep(granskning="syns", all="")

        assert late == {row.name for row in rows if row.is_overdue(today)}
        assert stale == {row.name for row in rows if row.is_stale(today)}
        assert soon == {row.name for row in rows if today <= row.review_due_on <= month}

    def test_leaves_out_what_is_over(self, keep: Any, write: Write) -> None:
        write("Gammal", status="ended", nothing_replaces=True)

        assert keep(granskning="forsenad") == set()

    @pytest.mark.parametrize("status", ["draft", "review"])
    def test_counts_as_seen_by_visitors_only_what_they_see(
        self, keep: Any, write: Write, status: str
    ) -> None:
        write("Väntar", status=status, reviewed_on=datetime.date(2020, 1, 1))

        assert keep(granskning="syns") == keep(granskning="beslut") == set()

    def test_finds_the_never_reviewed(self, keep: Any, write: Write) -> None:
        write("Ny", status="draft", reviewed_on=None)
        write("Granskad")

        assert keep(granskning="aldrig") == {"Ny"}

    def test_finds_what_is_out_of_date(self, keep: Any, write: Write) -> None:
        write("Utgången", valid_until=datetime.date(2020, 1, 1))
        write("Giltig")

        assert keep(granskning="giltighet") == {"Utgången"}


class TestMissingFilter:
    @pytest.mark.parametrize(
        "gap",
        ["behovsgrupp", "insatstyp", "vagin", "omrade", "kontakt", "fortsattning", "kriterier"],
    )
    def test_finds_what_lacks_it(
        self, keep: Any, full: Intervention, write: Write, gap: str
    ) -> None:
        Intervention.objects.filter(pk=full.pk).update(criteria="Ja")
        write("Tom")

        found = keep(saknar=gap)

        assert "Tom" in found
        assert full.name not in found

    def test_ignores_what_it_does_not_know(self, keep: Any, write: Write) -> None:
        write("Tom")

        assert keep(saknar="hittat-pa") == {"Tom"}


class TestCountyFilter:
    def test_finds_through_municipality_and_county(
        self, keep: Any, full: Intervention, write: Write
    ) -> None:
        through = write("Genom kommunen")
        through.municipalities.set(full.municipalities.all())
        whole = write("Hela länet")
        whole.counties.set(full.counties.all())
        write("Någon annanstans")

        assert keep(lan="77") == {full.name, "Genom kommunen", "Hela länet"}


class TestOtherFilters:
    def test_tell_what_exists_from_what_has_ended(
        self, keep: Any, organisation: Organisation
    ) -> None:
        Organisation.objects.create(
            name="Gamla landstinget", slug="gamla", valid_to=datetime.date(2018, 12, 31)
        )

        assert keep(Organisation, finns="ja") == {"Ängsby kommun"}
        assert keep(Organisation, finns="nej") == {"Gamla landstinget"}

    def test_keep_the_members_of_one_forbund(self, keep: Any, full: Intervention) -> None:
        assert len(keep(Membership, forbund=full.funded_by_id)) == 1
        assert keep(Membership, forbund=999_999) == set()


class TestArea:
    def test_is_short(self, desk: Client, full: Intervention, write: Write) -> None:
        write("Överallt", nationwide=True)

        page = desk.get(address(Intervention, "changelist")).content.decode()

        assert "Ängsbylän, Prov 1 och 2 till" in page
        assert "hela landet" in page
