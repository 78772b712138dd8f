"""Counting and joining many documents, against plain Python."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest

from catalogue.engine.counting import FacetCounter
from catalogue.engine.joining import joined, phrase
from catalogue.engine.memory import Memory
from catalogue.engine.segment import TOP_IMPACT

SIZE = 3000


@pytest.fixture(scope="module")
def rows():
    """Codes of three facets: one value of hundreds, up to two of nine, up to three of thirty."""
    rng = np.random.default_rng(5)
    rows = np.zeros((SIZE, 6), np.uint16)
    rows[:, 0] = rng.integers(1, 400, SIZE)
    rows[:, 1:3] = rng.integers(0, 2, (SIZE, 2)) * rng.integers([401, 404], [404, 410], (SIZE, 2))
    bounds = np.array([410, 420, 430])
    rows[:, 3:] = rng.integers(0, 2, (SIZE, 3)) * rng.integers(bounds, bounds + 10, (SIZE, 3))
    return rows


class TestTally:
    @pytest.mark.parametrize("number", [0, 10, 257, 2000, SIZE])
    @pytest.mark.parametrize("facet", [None, 0, 1, 2])
    @pytest.mark.parametrize("spread", [1, 20])
    def test_counts_as_plain_python_does(self, rows, number, facet, spread):
        # The same documents among many others, so that each way of counting has its turn.
        codes = np.concatenate([rows, np.zeros((SIZE * (spread - 1), 6), np.uint16)])
        tally = FacetCounter(codes, np.array([0, 1, 3, 6]))
        documents = np.sort(np.random.default_rng(number).permutation(SIZE)[:number])

        counts = tally.count(documents, 440, facet)

        start, end = ((0, 6), (0, 1), (1, 3), (3, 6))[0 if facet is None else facet + 1]
        expected = Counter(code for code in rows[documents, start:end].ravel().tolist() if code)
        assert {code: n for code, n in enumerate(counts.tolist()) if n and code} == expected

    def test_an_empty_segment_has_nothing_to_count(self):
        tally = FacetCounter(np.zeros((0, 2), np.uint16), np.array([0, 1, 2]))

        assert not tally.count(np.zeros(0, np.intp), 4).any()


class TestJoined:
    @pytest.mark.parametrize(("few", "many"), [(3, 900), (400, 900), (900, 400)])
    @pytest.mark.parametrize("spread", [True, False])
    def test_gives_what_both_have(self, few, many, spread):
        rng = np.random.default_rng(few)
        first, second = (
            (
                np.sort(rng.permutation(1000)[:number]),
                rng.random(number, np.float32),
                rng.integers(0, 8, number).astype(np.uint16),
            )
            for number in (few, many)
        )

        for _ in range(2):  # nothing of the first time is left over
            documents, scores, slots = joined(1000, first, second, spread)

        a, b = ({d: (s, int(w)) for d, s, w in zip(*hits, strict=True)} for hits in (first, second))
        expected = {}
        for document in sorted(a.keys() & b.keys()):
            shared = a[document][1] & b[document][1]
            if spread or shared:
                score = a[document][0] + b[document][0]
                expected[document] = score, shared
        assert documents.tolist() == list(expected)
        assert scores.tolist() == [score for score, _ in expected.values()]
        assert slots.tolist() == [shared for _, shared in expected.values()]


class TestPhrase:
    """Three words, of which documents have some in one field and some in others."""

    size = 6

    def postings(self, term):
        documents, slots = {
            "a": ([0, 1, 2, 3, 4], [1, 1, 1, 2, 4]),
            "b": ([0, 1, 2, 3], [1, 1, 2, 2]),
            "c": ([0, 1, 2, 5], [1, 4, 4, 1]),
        }[term]
        impacts = np.full(len(documents), TOP_IMPACT, np.uint16)
        return np.array(documents), impacts, np.array(slots, np.uint16)

    @pytest.mark.parametrize("terms", list(permutations("abc")), ids="".join)
    def test_counts_half_where_no_field_has_all_whatever_the_order(self, terms):
        members = [((term, 1.0),) for term in terms]

        documents, scores, _ = phrase(self, members, spread=True)
        strict, _, _ = phrase(self, members, spread=False)

        assert documents.tolist() == [0, 1, 2]
        assert scores.tolist() == [3.0, 1.5, 1.5]
        assert strict.tolist() == [0]


class TestMemory:
    def test_stays_within_its_room(self):
        memory = Memory(100)

        for number in range(1000):
            memory.put(number, str(number), 5)

        kept = [number for number in range(1000) if memory.get(number) is not None]
        assert 10 <= len(kept) <= 20
        assert 999 in kept

    def test_does_not_keep_what_would_push_out_the_others(self):
        memory = Memory(100)

        memory.put("large", "answer", 50)

        assert memory.get("large") is None
