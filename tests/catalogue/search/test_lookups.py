"""What people search for, held against what the catalogue finds today."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from catalogue.models import SearchCount, SynonymGroup
from catalogue.search.lookups import FoundBy, found_by, unmet
from tests.factories import make_intervention, make_search_count

pytestmark = pytest.mark.django_db


def left() -> list[str]:
    rows = SearchCount.objects.filter(pk__in=unmet())
    return list(rows.order_by("words").values_list("words", flat=True))


class TestUnmet:
    def test_is_what_finds_nothing_good_today(self) -> None:
        make_intervention("Boendestöd", summary="Stöd hemma.")
        for words in ("drejning", "boendestöd", "boendestöd i blommande trädgård"):
            make_search_count(words)

        assert left() == ["boendestöd i blommande trädgård", "drejning"]

    def test_goes_away_when_an_entry_or_a_synonym_answers(self) -> None:
        make_intervention("Keramik")
        make_search_count("drejning")
        make_search_count("lergök")

        make_intervention("Drejning för alla")
        SynonymGroup.objects.create(terms="keramik", lay="lergök")

        assert left() == []

    def test_goes_away_when_somebody_has_decided(self) -> None:
        make_search_count("drejning", decision="gap")
        make_search_count("lergök", decision="dismissed")

        assert left() == []

    def test_is_of_this_month_and_the_last_each_words_once(self) -> None:
        make_search_count("drejning", months=1)
        newest = make_search_count("drejning")
        make_search_count("lergök", months=1)
        make_search_count("näverslöjd", months=2)

        assert left() == ["drejning", "lergök"]
        assert newest.pk in unmet()

    def test_asks_nothing_of_the_search_when_there_is_nothing(
        self, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(1):
            assert unmet() == []


class TestFoundBy:
    def test_is_each_search_with_the_place_among_the_hits(self) -> None:
        entry = make_intervention("Boendestöd", summary="Hjälp att städa.")
        make_intervention("Städa", summary="Städa.")
        make_search_count("boendestöd", searches=6)
        make_search_count("boendestöd", months=1, searches=7)
        make_search_count("städa", searches=8)
        make_search_count("drejning", searches=9)
        make_search_count("hjälp", months=2)

        assert found_by(entry) == [
            FoundBy(1, "boendestöd", 13, weak=False),
            FoundBy(2, "städa", 8, weak=False),
        ]

    def test_says_when_all_the_hits_are_weak(self) -> None:
        entry = make_intervention("Boendestöd")
        make_search_count("boendestöd i blommande trädgård")

        assert [each.weak for each in found_by(entry)] == [True]

    def test_is_nothing_for_a_draft(self) -> None:
        make_search_count("boendestöd")

        assert found_by(make_intervention("Boendestöd", status="draft")) == []


class TestThin:
    def thin(self, **options: Any) -> str:
        said = StringIO()
        call_command("thin", stdout=said, **options)
        return said.getvalue()

    def test_removes_old_counts_and_what_has_become_a_word_of_danger(self, settings: Any) -> None:
        settings.SEARCH_STATISTICS, settings.SEARCH_STATISTICS_MONTHS = True, 3
        make_search_count("drejning")
        make_search_count("lergök", months=4)
        make_search_count("mörkerdal")
        SynonymGroup.objects.create(kind="kris", terms="mörkerdal")

        said = self.thin()

        assert [row.words for row in SearchCount.objects.all()] == ["drejning"]
        assert "2 rader om sökningar" in said

    def test_removes_all_where_the_site_no_longer_counts(self, settings: Any) -> None:
        settings.SEARCH_STATISTICS = False
        make_search_count("drejning")

        assert "1 rader om sökningar" in self.thin(dry_run=True)
        assert SearchCount.objects.exists()
        self.thin()
        assert not SearchCount.objects.exists()
