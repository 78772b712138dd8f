"""Counting beside the pages: they never wait for it, never fail by it, and leave no trace."""

import threading
from typing import Any

import pytest
from django.test import Client

from catalogue.models import SearchCount
from catalogue.search import tally as module
from catalogue.search.tally import Tally
from insatskatalog.server import worker_exit
from tests.factories import make_intervention

SEARCH = "/insatser/?q=Arbetstr%C3%A4ning"


@pytest.fixture
def tally(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Tally:
    """A site that counts, and has heard nothing yet."""
    settings.SEARCH_STATISTICS = True
    fresh = Tally()
    monkeypatch.setattr("catalogue.views.interventions.tally", fresh)
    monkeypatch.setattr(module, "tally", fresh)
    make_intervention("Arbetsträning")
    return fresh


def counts(tally: Tally) -> list[tuple[int, int]]:
    tally.write_down()
    return list(SearchCount.objects.values_list("searches", "missed"))


class TestASearch:
    def test_is_counted_without_a_trace(self, client: Client, tally: Tally) -> None:
        page = client.get(SEARCH)

        assert not page.cookies
        assert not client.cookies
        assert counts(tally) == [(1, 0)]

    @pytest.mark.parametrize("words", ["xyzzyplugh", "arbetsträning i blommande trädgård"])
    def test_that_finds_nothing_good_is_a_miss(
        self, client: Client, tally: Tally, words: str
    ) -> None:
        client.get("/insatser/", {"q": words})

        assert counts(tally) == [(1, 1)]

    def test_that_is_repeated_at_once_counts_once(self, client: Client, tally: Tally) -> None:
        client.get(SEARCH)
        client.get(SEARCH, headers={"HX-Request": "true"})
        client.get("/en" + SEARCH)

        assert counts(tally) == [(1, 0)]

    def test_that_the_browser_asks_about_again_is_not_counted(
        self, client: Client, tally: Tally
    ) -> None:
        page = client.get(SEARCH)
        tally.write_down()

        again = client.get(SEARCH, headers={"If-None-Match": page["ETag"]})

        assert again.status_code == 304
        assert counts(tally) == [(1, 0)]

    @pytest.mark.parametrize(
        "address", ["/insatser/?q=sj%C3%A4lvmord", "/insatser/", SEARCH + "&steg=1"]
    )
    def test_of_another_kind_is_not_counted(
        self, client: Client, tally: Tally, address: str
    ) -> None:
        client.get(address)

        assert counts(tally) == []

    def test_is_not_counted_where_the_site_counts_nothing(
        self, client: Client, tally: Tally, settings: Any
    ) -> None:
        settings.SEARCH_STATISTICS = False

        client.get(SEARCH)

        assert counts(tally) == []

    def test_waits_in_memory_that_has_an_end(
        self, client: Client, tally: Tally, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MOST", 1)

        client.get(SEARCH)
        client.get("/insatser/?q=hj%C3%A4lp")

        assert len(counts(tally)) == 1


@pytest.mark.django_db(transaction=True)
class TestWriting:
    def test_happens_beside_the_page(
        self,
        client: Client,
        tally: Tally,
        monkeypatch: pytest.MonkeyPatch,
        django_assert_max_num_queries: Any,
    ) -> None:
        client.get("/insatser/")
        monkeypatch.setattr(module, "STRETCH", 0)

        with django_assert_max_num_queries(3):
            client.get(SEARCH)
        for thread in threading.enumerate():
            if thread.name == "tally":
                thread.join()

        assert SearchCount.objects.get().searches == 1

    def test_happens_when_a_worker_ends(self, client: Client, tally: Tally) -> None:
        client.get(SEARCH)

        worker_exit(None, None)

        assert SearchCount.objects.get().searches == 1

    def test_that_the_database_refuses_disturbs_nobody_and_names_no_words(
        self,
        client: Client,
        tally: Tally,
        caplog: pytest.LogCaptureFixture,
        request: pytest.FixtureRequest,
    ) -> None:
        client.get("/insatser/")
        request.getfixturevalue("read_only")

        page = client.get(SEARCH)
        tally.write_down()

        assert page.status_code == 200
        assert "Sökningarna kunde inte räknas" in caplog.text
        assert "rbetstr" not in caplog.text
        assert not SearchCount.objects.exists()
