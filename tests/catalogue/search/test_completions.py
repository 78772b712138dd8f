import pytest

from catalogue.models import NeedGroup
from catalogue.search.completions import complete
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
