from hypothesis import given
from hypothesis import strategies as st

from catalogue.values.differing import digest
from catalogue.values.merging import merge

said = st.text(alphabet="abc", max_size=2)


def merge_one(ours, theirs, common):
    known = None if common is None else digest("summary", common)
    return merge({"summary": ours}, {"summary": theirs}, lambda _: known)


class TestMerge:
    def test_writes_what_nobody_has_touched(self):
        assert merge_one("a", "b", "a").write == {"summary": "b"}

    def test_keeps_what_a_person_has_changed_while_the_source_stood_still(self):
        merged = merge_one("mitt", "a", "a")

        assert (merged.write, merged.conflicts) == ({}, {})

    def test_asks_where_both_have_changed(self):
        assert merge_one("mitt", "b", "a").conflicts == {"summary": "b"}

    def test_asks_where_nobody_knows_who_wrote_it(self):
        assert merge_one("mitt", "b", None).conflicts == {"summary": "b"}

    def test_fills_in_what_says_nothing(self):
        assert merge_one("", "b", None).write == {"summary": "b"}

    def test_takes_line_ends_for_alike(self):
        assert merge_one("a\r\nb", "a\nb", None).agreed == {"summary": "a\nb"}

    @given(st.lists(st.tuples(st.sampled_from(["person", "file"]), said), max_size=12))
    def test_never_loses_a_persons_words(self, history):
        """Whatever a person writes stands until a person writes again, or the file agrees."""
        value = common = ""
        of_person = False
        for who, words in history:
            if who == "person":
                value, of_person = words, words != common
                continue
            merged = merge_one(value, words, common)
            if of_person and words != value:
                assert not merged.write
            if merged.write or merged.agreed:
                value = common = words
                of_person = False
