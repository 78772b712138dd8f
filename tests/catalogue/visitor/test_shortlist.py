import pytest

from catalogue.visitor.comparison import compare
from catalogue.visitor.meeting import for_a_meeting
from catalogue.visitor.qr import qr_svg
from catalogue.visitor.shortlist import MOST, list_address, read_ids, read_shortlist
from tests.factories import make_intervention


class TestNumbers:
    def test_come_once_each_in_their_order(self):
        assert read_ids(["12", "4", "12", " 7 "]) == [12, 4, 7]

    @pytest.mark.parametrize("value", ["", "0", "-1", "x", "1.5", "9" * 30, "\0", "١٢", "1;2"])
    def test_that_are_none_are_left_out(self, value):
        assert read_ids([value]) == []


@pytest.mark.django_db
class TestShortlist:
    def test_keeps_the_order_of_the_address_and_says_what_is_missing(self):
        first, second = make_intervention(), make_intervention()
        draft = make_intervention(status="draft")

        chosen = read_shortlist([str(second.pk), str(draft.pk), "999999", str(first.pk)])

        assert chosen.ids == [second.pk, first.pk]
        assert chosen.missing == [draft.pk, 999999]

    def test_tells_how_many_were_too_many(self):
        chosen = read_shortlist([str(n) for n in range(1, MOST + 6)])

        assert len(chosen.missing) == MOST
        assert chosen.left_out == 5

    def test_asks_the_database_once(self, django_assert_num_queries):
        numbers = [str(make_intervention().pk) for _ in range(5)]

        with django_assert_num_queries(1):
            assert [e.organisation.name for e in read_shortlist(numbers).entries]

    def test_has_an_address_of_its_own(self):
        assert list_address([3, 1]) == "/lista/?i=3&i=1"
        assert list_address([]) == "/lista/?i="
        assert list_address([3], "shortlist_sheet") == "/lista/blad/?i=3"


@pytest.mark.django_db
class TestComparison:
    def test_tells_what_differs_from_what_is_the_same(self):
        pks = [
            make_intervention("A", cost_kind="free", queue_days=0, need_groups=["Unga"]).pk,
            make_intervention("B", cost_kind="fee", queue_days=0).pk,
        ]
        entries = list(for_a_meeting().filter(pk__in=pks).order_by("pk"))

        facts = {fact.label: fact for fact in compare(entries)}

        assert facts["Kostnad"].values == ["Kostnadsfritt", "Avgift eller hyra"]
        assert facts["Kostnad"].differs
        assert facts["För vem"].values == ["Unga", ""]
        assert not facts["Kö"].differs
        assert "Språk" not in facts


class TestQrCode:
    def test_is_plain_svg_without_styles(self):
        svg = qr_svg("https://example.org/lista/?i=1&i=2")

        assert svg.startswith("<svg viewBox=")
        assert "style" not in svg
        assert "<script" not in svg
