"""What is remembered comes back as it was, however it was kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.engine.scored import ScoredMemory

SIZE = 40


@given(
    st.sets(st.integers(0, SIZE - 1)),
    st.sampled_from([SIZE, 100_000]),
    st.booleans(),
)
def test_an_answer_comes_back_as_it_was(found, size, told):
    documents = np.array(sorted(found), np.intp)
    scores = np.linspace(1, 2, len(found), dtype=np.float32)
    full = documents % 2 == 0 if told else None
    memory = ScoredMemory(1_000_000, size)
    memory.put("asked", documents, scores, full)

    known, values, covered = memory.get("asked")

    assert known.dtype == np.intp
    assert np.array_equal(known, documents)
    assert np.array_equal(values, scores)
    assert (covered is None) if full is None else np.array_equal(covered, full)


def test_what_was_never_asked_is_not_known():
    assert ScoredMemory(1_000, SIZE).get("asked") is None


@pytest.mark.parametrize("number", [SIZE // 2, 1])
def test_the_room_is_kept_to(number):
    memory = ScoredMemory(20_000, SIZE)
    documents = np.arange(number)
    for asked in range(100):
        memory.put(asked, documents, np.ones(number, np.float32), None)

    assert 0 < sum(memory.get(asked) is not None for asked in range(100)) < 20
