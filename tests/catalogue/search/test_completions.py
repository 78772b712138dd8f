import pytest

from catalogue.engine.doubt import Nearness
from catalogue.models import NeedGroup
from catalogue.search.completions import complete, phrases
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.parts import of_the_place
from catalogue.search.query import Query
from catalogue.search.sync import current
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


class TestSuggestions:
    def test_go_on_from_what_was_typed(self):
        make_intervention("A", need_groups=["Långvarig smärta"], types=["Arbetsträning"])

        assert "Långvarig smärta" in complete(current(), "lång")
        assert "Arbetsträning" in complete(current(), "arbetstr")

    def test_begin_at_any_word_of_a_phrase(self):
        make_intervention("A", need_groups=["Långvarig smärta"])

        assert "Långvarig smärta" in complete(current(), "smar")

    def test_offer_only_words_of_the_vocabulary_that_lead_somewhere(self):
        make_intervention("Budgetrådgivning", content="Hjälp med skulder.")

        assert complete(current(), "grön reh") == []

    def test_never_hold_a_blunt_word(self):
        make_intervention("A", need_groups=["Unga"])
        NeedGroup.objects.update(search_words="värstingar\nodågor")

        assert complete(current(), "värst") == complete(current(), "odåg") == []

    @pytest.mark.parametrize("typed", ["", "a", " ", "%%", "\x00", "😀", "ا"])
    def test_are_none_for_hardly_anything(self, typed):
        make_intervention("Arbete")

        assert complete(current(), typed) == []

    def test_are_answered_as_a_list(self, client):
        make_intervention("A", types=["Praktik"])

        response = client.get("/insatser/forslag/?q=prak")

        assert "Praktik" in response.json()
        assert not response.cookies


class TestEverySuggestion:
    @pytest.mark.slow
    def test_finds_something_in_the_demo(self, whole_demo):
        catalogue = current()

        for phrase in sorted({phrase for *_, phrase in phrases(catalogue)}):
            for offered in complete(catalogue, phrase):
                found = catalogue.search(Query(offered, DEFAULT_CHOICES))

                assert found.total, offered
                assert found.nearness is not Nearness.ABSENT, offered
                assert not found.away, offered

    def test_is_not_what_only_others_have(self, whole_demo):
        assert "habilitering" not in complete(current(), "habilitering")


class TestEndings:
    """What was typed, and a place or a fact after it."""

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("Skulder vä", "Skulder Västerås"),
            ("praktik i kop", "praktik i Köping"),
            ("skuldradgivning gra", "skuldradgivning gratis"),
            ("skuldrådgivning  utan remi", "skuldrådgivning  utan remiss"),
        ],
    )
    def test_keep_what_was_typed(self, whole_demo, typed, offered):
        assert offered in complete(current(), typed)

    def test_are_places_where_there_is_something(self, whole_demo):
        offered = complete(current(), "skulder vä")

        assert "skulder Växjö" not in offered
        for words in offered:
            found = current().search(Query(words, DEFAULT_CHOICES))
            assert of_the_place(found.full_parts), words

    def test_are_facts_that_something_says(self):
        make_intervention("Skuldrådgivning", cost="yes")

        assert complete(current(), "skuldrådgivning gra") == []

    @pytest.mark.parametrize("typed", ["horor väs", "knarkare gra", "vill dö väs", "xyzzq väs"])
    def test_follow_nothing_blunt_desperate_or_unheard_of(self, whole_demo, typed):
        assert complete(current(), typed) == []

    def test_begin_as_they_are_spelt_before_without_dots(self, whole_demo):
        offered = complete(current(), "vä")

        assert offered.index("Västerås") < 8
        assert "Vara" not in offered


def test_the_example_of_the_search_page_holds(whole_demo, client):
    assert "språkträning Västerås" in client.get("/insatser/").content.decode()

    found = current().search(Query("språkträning Västerås", DEFAULT_CHOICES))

    assert found.nearness is Nearness.HIT
    assert of_the_place(found.full_parts)
