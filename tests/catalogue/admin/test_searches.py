"""The desk's side of what people search for: a work list, and a page about each entry."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from catalogue.models import Intervention, SearchCount, User
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_worklist import INDEX, counts
from tests.factories import make_intervention, make_search_count

LIST = reverse("admin:catalogue_searchcount_changelist")
LINE = "Sökningar utan träff"


def press(desk: Client, action: str, *rows: SearchCount) -> str:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return desk.post(LIST, chosen, follow=True).content.decode()


class TestTheWorkList:
    @pytest.mark.parametrize("role", ["staff", "administrator"], indirect=True)
    def test_counts_what_its_link_shows(self, client: Client, role: str) -> None:
        for words in ("drejning", "lergök"):
            make_search_count(words)
        make_search_count("drejning", months=1)
        make_intervention("Lergök")

        page = client.get(INDEX)

        assert counts(page)[LINE] == 1
        (line,) = (
            work.line
            for part in page.context["work"]
            for work in part.works
            if work.line.title == LINE
        )
        assert [row.words for row in client.get(line.address).context["cl"].result_list] == [
            "drejning"
        ]

    @pytest.mark.parametrize("role", ["editor"], indirect=True)
    def test_is_for_those_who_lead(self, client: Client, role: str) -> None:
        assert LINE not in counts(client.get(INDEX))


class TestTheList:
    def test_shows_only_what_five_have_searched_for(self, desk: Client) -> None:
        make_search_count("drejning")
        hidden = make_search_count("", imprint="x", searches=4)

        page = desk.get(LIST)

        assert [row.words for row in page.context["cl"].result_list] == ["drejning"]
        assert desk.get(address(SearchCount, "change", hidden.pk)).status_code == 403

    @pytest.mark.parametrize(
        ("choice", "shown"),
        [
            ({"traff": "ingen"}, ["drejning"]),
            ({"traff": "svag"}, ["boendestöd i blommande trädgård"]),
            ({"traff": "fa"}, ["boendestöd"]),
            ({"traff": "ingen", "_facets": "True"}, ["drejning"]),
            ({"manad": "1999-01"}, None),
        ],
    )
    def test_is_narrowed_by_what_is_found_today(
        self, desk: Client, choice: dict[str, str], shown: list[str] | None
    ) -> None:
        make_intervention("Boendestöd", summary="Stöd hemma.")
        every = ["boendestöd", "boendestöd i blommande trädgård", "drejning"]
        for words in every:
            make_search_count(words)

        page = desk.get(LIST, choice)

        assert [row.words for row in page.context["cl"].result_list] == (shown or every)

    def test_is_narrowed_by_month(self, desk: Client) -> None:
        row = make_search_count("drejning", months=1)
        make_search_count("lergök")

        page = desk.get(LIST, {"manad": f"{row.month:%Y-%m}"})

        assert [row.words for row in page.context["cl"].result_list] == ["drejning"]

    def test_says_how_it_went_then_and_now(self, desk: Client) -> None:
        make_search_count("drejning", searches=8, missed=6)

        page = desk.get(LIST).content.decode()

        assert "75 %" in page
        assert '<a href="/insatser/?q=drejning">ingen träff</a>' in page

    def test_leads_to_a_synonym_group_with_the_words_in_it(self, desk: Client) -> None:
        make_search_count("drejning")
        link = reverse("admin:catalogue_synonymgroup_add") + "?lay=drejning"

        assert link in desk.get(LIST).content.decode()
        assert desk.get(link).context["adminform"].form["lay"].value() == "drejning"


class TestDecisions:
    def test_hold_for_the_same_words_in_every_month(self, desk: Client) -> None:
        now, before = make_search_count("drejning"), make_search_count("drejning", months=1)

        said = press(desk, "note_gap", now)

        before.refresh_from_db()
        assert before.decision == "gap"
        assert "1 sökning: insatsen saknas i området." in said
        assert counts(desk.get(INDEX))[LINE] == 0

    def test_are_taken_back(self, desk: Client) -> None:
        row = make_search_count("drejning")

        press(desk, "dismiss", row)
        press(desk, "reopen", row)

        assert counts(desk.get(INDEX))[LINE] == 1

    def test_are_made_on_the_page_too(self, desk: Client) -> None:
        now, before = make_search_count("drejning"), make_search_count("drejning", months=1)

        desk.post(address(SearchCount, "change", now.pk), {"decision": "dismissed"})

        before.refresh_from_db()
        assert before.decision == "dismissed"

    def test_leave_no_words_in_the_log_that_is_kept(self, desk: Client) -> None:
        press(desk, "dismiss", make_search_count("drejning"))

        assert "drejning" not in str(LogEntry.objects.values_list().get())


class TestTheEntrysPage:
    @pytest.fixture
    def sheet(self, north: Side) -> str:
        make_search_count("fortsättning norr", searches=6)
        return reverse("admin:catalogue_intervention_found_by", args=[north["later"].pk])

    def test_is_reached_from_the_form_and_lists_the_searches(
        self, client: Client, north: Side, sheet: str
    ) -> None:
        client.force_login(north["User"])

        form = client.get(address(Intervention, "change", north["later"].pk)).content.decode()
        listed = client.get(sheet)

        assert f'href="{sheet}"' in form
        first, link = listed.context["searches"][0]
        assert (first.place, first.words, first.searches) == (1, "fortsättning norr", 6)
        assert f'href="{link}"' in listed.content.decode()

    def test_says_why_it_is_empty(self, desk: Client, settings: object) -> None:
        def said(row: Intervention) -> str:
            url = reverse("admin:catalogue_intervention_found_by", args=[row.pk])
            return desk.get(url).content.decode()

        settings.SEARCH_STATISTICS = True  # type: ignore[attr-defined]
        assert "ett utkast" in said(make_intervention("Utkastet", status="draft"))
        assert "hittar insatsen än" in said(make_intervention("Ensam"))
        settings.SEARCH_STATISTICS = False  # type: ignore[attr-defined]
        assert "räknar inte sökningar" in said(make_intervention("Ny"))

    def test_is_for_those_who_see_the_entry(self, client: Client, south: Side, sheet: str) -> None:
        client.force_login(south["User"])
        assert client.get(sheet).status_code == 403

        client.force_login(User.objects.create_user("ny", is_staff=True))
        assert client.get(sheet).status_code == 302

    def test_answers_only_what_is_there_and_asked_for(self, desk: Client, sheet: str) -> None:
        assert desk.post(sheet).status_code == 405
        gone = reverse("admin:catalogue_intervention_found_by", args=[999_999])
        assert desk.get(gone).status_code == 403
