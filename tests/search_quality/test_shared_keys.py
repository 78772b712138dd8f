"""Words that share a key by accident."""

import pytest

from catalogue.engine.language import words_of
from catalogue.engine.vocabulary import Vocabulary, read_groups
from tests.search_quality.shared_keys import reviewed, shared

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("words")]


class TestSharedKeys:
    def test_are_all_looked_at(self, analyser):
        unseen = set(shared(read_groups(), analyser)) - reviewed()

        assert unseen == set(), "mend them in language/lists, or let them be in shared_keys.txt"

    def test_that_were_looked_at_are_still_there(self, analyser):
        assert reviewed() - set(shared(read_groups(), analyser)) == set()

    @pytest.mark.parametrize(
        ("first", "second"),
        [("papper", "pappor"), ("skild", "skiljer"), ("faster", "fast")],
    )
    def test_are_parted_where_they_misled(self, analyser, first, second):
        assert analyser.key(first) != analyser.key(second)

    @pytest.mark.parametrize("text", ["f.k.", "K.B.T.", "f.k", "a.f"])
    def test_dots_between_letters_do_not_matter(self, text):
        assert words_of(text) == (text.replace(".", "").lower(),)

    def test_a_sentence_ends_where_it_ends(self):
        assert words_of("Kom hit. Vi ses kl. 10.30") == (
            "kom",
            "hit",
            "vi",
            "ses",
            "kl",
            "10",
            "30",
        )

    def test_do_not_lead_into_another_language(self, analyser):
        vocabulary = Vocabulary(read_groups(), analyser)
        misled = ("place", "places", "płaca", "kids", "bror")

        assert [word for word in misled if vocabulary.tongues.is_another_languages(word)] == [
            "place",
            "places",
        ]
