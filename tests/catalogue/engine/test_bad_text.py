"""Text that is no search, or too much of one: never an error, never slow."""

import time

import pytest

from tests.catalogue.engine.factories import BURNOUT, make_catalogue, plan_of


@pytest.fixture(scope="module")
def index(analyser):
    return make_catalogue(analyser)


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "   ", "och i att", "!?.", "😀 🏳️‍🌈", "\x00\x01\x02"])
    def test_nothing_to_search_for_means_everything(self, index, text):
        assert index.search(plan_of(text, index)).total == 10

    @pytest.mark.parametrize(
        "text",
        [
            "x" * 10_000,
            "ord " * 500,
            " ".join(f"ord{number}vård" for number in range(500)),
            "a\u0301" * 5_000,
            "\u202eabc مساعدة допомога ሥራ " * 50,
            "' OR 1=1; DROP TABLE x; --",
            "<script>alert(1)</script>",
            "-" * 500,
            "a-" * 250,
            "+1" * 250,
        ],
    )
    def test_costs_little_and_never_fails(self, index, text):
        start = time.thread_time()

        plan = plan_of(text, index, [BURNOUT])
        index.search(plan)

        assert len(plan.groups) <= 64
        assert time.thread_time() - start < 0.5

    def test_says_that_a_text_was_too_long(self, index):
        assert plan_of("stöd " * 200, index).shortened
