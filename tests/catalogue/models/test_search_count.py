"""The rows of the counted searches: readable by five, and not before."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from catalogue.models import SearchCount
from catalogue.models.search_count import imprint, months_ago
from tests.factories import make_search_count


def add(times: int = 1, **heard: bool) -> None:
    for _ in range(times):
        SearchCount.objects.all().add(heard)


@pytest.mark.django_db
class TestCounting:
    def test_keeps_the_words_of_four_searches_from_everybody(self) -> None:
        add(4, drejning=True)

        row = SearchCount.objects.get()
        assert (row.words, row.searches, row.missed) == ("", 4, 4)
        assert not any("drejning" in str(value) for value in vars(row).values())

    def test_shows_the_words_of_five(self) -> None:
        add(3, drejning=True)
        add(2, drejning=False, keramik=False)

        row = SearchCount.objects.readable().get()
        assert (row.words, row.searches, row.missed) == ("drejning", 5, 3)
        assert (row.month, row.decision) == (months_ago(0), "open")

    def test_takes_over_what_was_decided_about_the_words(self) -> None:
        make_search_count("drejning", months=2, decision="gap")

        add(5, drejning=True)

        assert SearchCount.objects.get(month=months_ago(0)).decision == "gap"

    def test_leaves_no_word_to_a_database_without_its_key(self, settings: object) -> None:
        before = imprint(months_ago(0), "drejning")

        assert imprint(months_ago(1), "drejning") != before
        settings.SECRET_KEY = "x" * 50  # type: ignore[attr-defined]
        assert imprint(months_ago(0), "drejning") != before

    def test_is_held_to_five_by_the_database_itself(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_search_count("drejning", searches=4)


@pytest.mark.django_db(transaction=True)
class TestTwoWorkers:
    def test_add_up_when_they_write_at_once(self) -> None:
        words = [f"ord {letter}" for letter in "abcdefgh"]
        orders = itertools.cycle([words, words[::-1]])

        def write(order: list[str]) -> None:
            try:
                SearchCount.objects.all().add(dict.fromkeys(order, True))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, itertools.islice(orders, 16)))

        rows = SearchCount.objects.values_list("words", "searches", "missed")
        assert sorted(rows) == [(each, 16, 16) for each in words]


@pytest.mark.django_db
class TestThinning:
    def test_takes_what_is_old_and_what_can_never_be_read(self) -> None:
        make_search_count("i dag")
        make_search_count("för ett år sedan", months=12)
        make_search_count("för längesedan", months=14)
        make_search_count("", months=1, searches=4, imprint="x")
        make_search_count("", searches=4, imprint="y")

        gone = SearchCount.objects.all().thinnable(13)

        assert sorted(gone.values_list("words", "imprint")) == [
            ("", "x"),
            ("för längesedan", imprint(months_ago(14), "för längesedan")),
        ]
