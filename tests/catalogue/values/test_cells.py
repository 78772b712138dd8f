import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.values.cells import defuse, join_parts, split_parts, undo

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


class TestDefuse:
    @pytest.mark.parametrize("sign", DANGEROUS)
    def test_leaves_nothing_that_a_spreadsheet_reckons(self, sign):
        assert defuse(f"{sign}cmd|' /C calc'!A0").startswith("'")

    def test_leaves_ordinary_words_as_they_are(self):
        assert defuse("Samtal – och 'citat'") == "Samtal – och 'citat'"

    @given(st.text(alphabet=st.sampled_from("'=+-@ \t\r\nab")))
    def test_can_be_undone_exactly(self, cell):
        assert undo(defuse(cell)) == cell
        assert not defuse(cell).lstrip().startswith(DANGEROUS)


class TestParts:
    @given(st.lists(st.text(), min_size=1, max_size=5))
    def test_are_found_again_after_they_were_joined(self, parts):
        line = join_parts(*parts)
        found = split_parts(line)

        assert len(line.splitlines()) <= 1
        while parts and not parts[-1]:
            parts.pop()
        assert found == (parts or [""])

    def test_need_no_space_around_the_bar(self):
        assert split_parts("du själv|ring| kostnadsfritt") == ["du själv", "ring", "kostnadsfritt"]
