from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.phrases import sentences, shorten, tidy


class TestTidy:
    def test_takes_a_lone_dash_for_nothing(self):
        assert [tidy("–"), tidy(" - "), tidy("a  b \n c")] == ["", "", "a b\nc"]


class TestSentences:
    def test_splits_at_full_stops_and_semicolons(self):
        assert sentences("Ring själv. AF; FK\nt.ex. så") == ["Ring själv.", "AF", "FK", "t.ex. så"]


class TestShorten:
    def test_cuts_at_a_sentence(self):
        assert shorten("En mening. En annan mening.", 15) == "En mening."

    def test_cuts_at_a_word_where_no_sentence_fits(self):
        assert shorten("Ett enda långt stycke", 12) == "Ett enda…"

    @given(st.text(), st.integers(5, 60))
    def test_always_fits(self, text, longest):
        assert len(shorten(text, longest)) <= longest
