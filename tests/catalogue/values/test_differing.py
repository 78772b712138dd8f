"""Whether values differ, and how."""

from catalogue.values.differing import Difference, digest, imprint, same


class TestADifference:
    def test_marks_the_words_that_the_other_side_lacks(self):
        before, after = Difference("syfte", "Ett stöd", "Ett gott stöd").pieces

        assert [piece.text for piece in before if piece.differs] == []
        assert [piece.text.strip() for piece in after if piece.differs] == ["gott"]

    def test_has_nothing_on_a_side_that_says_nothing(self):
        before, after = Difference("syfte", "", "Stöd").pieces

        assert before == []
        assert [(piece.text, piece.differs) for piece in after] == [("Stöd", True)]

    def test_shows_long_texts_whole(self):
        before, after = Difference("syfte", "ord " * 3_000, "ord " * 3_001).pieces

        assert len(before) == len(after) == 1


class TestADigest:
    def test_differs_only_where_the_values_say_different_things(self):
        one, other = [{"id": 1, "handover": "a\r\nb"}], [{"id": 1, "handover": "a\nb"}]

        assert same("comes_from", one, other)
        assert digest("comes_from", one) == digest("comes_from", other)
        assert digest("comes_from", one) != digest("comes_from", [{"id": 1, "handover": "a"}])


class TestAnImprint:
    def test_is_of_the_values_in_any_order_and_of_what_stands_beside(self):
        assert imprint({"name": "A", "cost": ""}) == imprint({"cost": "", "name": "A"})
        assert imprint({"name": "A"}) != imprint({"name": "B"})
        assert imprint({"name": "A"}) != imprint({"name": "A"}, [["Receptionen", "", ""]])
