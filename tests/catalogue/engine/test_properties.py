"""What holds for every catalogue and every search, against plain Python."""

from collections import Counter
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.engine.documents import Choices, Document
from catalogue.engine.index import Index
from tests.catalogue.engine.factories import FACETS, plan_of
from tests.sample import part

pytestmark = pytest.mark.slow

WORDS = ["stöd", "arbetsträning", "träning", "boendestöd", "skulder", "åmål", "grön rehab", "coach"]
PLACES = ["amal", "ed", "koping", "lan-17", "lan-19", "hela-landet"]
NEEDS = ["npf", "skuld", "unga"]
DEMANDS = ["sgi", "remiss"]
ACCEPTS = FACETS[0].accepts

documents = st.builds(
    Document,
    id=st.integers(1, 12),
    fields=st.fixed_dictionaries(
        {
            "name": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
            "content": st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
        }
    ),
    facets=st.fixed_dictionaries(
        {
            "kommun": st.lists(st.sampled_from(PLACES), max_size=6),
            "behov": st.lists(st.sampled_from(NEEDS), max_size=2),
            "krav": st.lists(
                st.tuples(st.sampled_from("+-"), st.sampled_from(DEMANDS)),
                max_size=2,
                unique_by=lambda signed: signed[1],
            ).map(lambda pairs: ["".join(pair) for pair in pairs]),
        }
    ),
    name_key=st.sampled_from(["a", "b", "ö"]),
    reviewed_on=st.integers(0, 3),
    queue_days=st.none() | st.integers(0, 3),
    trusted_until=st.integers(0, 3),
)
catalogues = st.lists(documents, max_size=12, unique_by=lambda document: document.id)
chosen = st.fixed_dictionaries(
    {},
    optional={
        "kommun": st.frozensets(st.sampled_from(PLACES), max_size=2),
        "behov": st.frozensets(st.sampled_from(NEEDS), max_size=2),
    },
)
wanted = st.frozensets(st.sampled_from(["yes", "no", "unsaid"]))
stated = st.dictionaries(st.sampled_from(DEMANDS), wanted).map(lambda some: {"krav": some})
choices = st.builds(Choices, chosen, stated)
changes = st.lists(
    st.tuples(st.just("put"), st.lists(documents, max_size=3))
    | st.tuples(st.just("remove"), st.lists(st.integers(1, 12), max_size=3))
    | st.tuples(st.just("merge"), st.just([])),
    max_size=8,
)


def accepts(document, facet, value):
    """Tell whether a choice of the value takes the document."""
    wanted = {value, *(ACCEPTS.get(value, ()) if facet == "kommun" else ())}
    return bool(wanted & set(document.facets[facet]))


def allowed(document, choices, but=None):
    return all(
        any(accepts(document, facet, value) for value in values)
        for facet, values in choices.include.items()
        if values and facet != but
    ) and all(
        stance(document, value) in some
        for value, some in choices.stances.get("krav", {}).items()
        if some and value != but
    )


def stance(document, value):
    """Tell whether the document affirms the value, denies it, or leaves it unsaid."""
    signed = document.facets["krav"]
    return "yes" if f"+{value}" in signed else "no" if f"-{value}" in signed else "unsaid"


def has_word(document, word, analyser):
    keys = {
        key
        for text in document.fields.values()
        for found in analyser.analyse(text).words
        for key in (*found.whole, *found.parts)
    }
    return analyser.key(word) in keys


class TestSearch:
    @given(catalogues, choices, st.sampled_from(["", "stöd", "träning", "skulder"]))
    @settings(max_examples=part(120))
    def test_totals_and_counts_equal_those_of_plain_python(
        self, analyser, catalogue, choices, word
    ):
        index = Index(analyser, FACETS).with_documents(catalogue)
        text = [d for d in catalogue if not word or has_word(d, word, analyser)]

        found = index.search(plan_of(word if text else "", index), choices, limit=100)

        pool = text or catalogue
        hits = [d for d in pool if allowed(d, choices)]
        assert found.total == len(hits)
        assert set(found.ids) == {d.id for d in hits}
        for facet, values in (("kommun", PLACES), ("behov", NEEDS)):
            seen = [d for d in pool if allowed(d, choices, but=facet)]
            counted = Counter(v for v in values for d in seen if accepts(d, facet, v))
            assert found.counts[facet] == dict(counted)
        for demand in DEMANDS:
            others = [d for d in pool if allowed(d, choices, but=demand)]
            counted = Counter(stance(d, demand) for d in others)
            told = found.stances("krav", demand)
            assert told == (counted["yes"], counted["no"], counted["unsaid"])

    @given(catalogues, choices, st.integers(0, 5), st.integers(1, 5))
    @settings(max_examples=part(60))
    def test_orders_equal_those_of_plain_python(self, analyser, catalogue, choices, offset, limit):
        index = Index(analyser, FACETS).with_documents(catalogue)
        hits = [d for d in catalogue if allowed(d, choices)]
        orders = {
            "name": lambda d: (d.name_key, d.id),
            "reviewed": lambda d: (-d.reviewed_on, d.name_key, d.id),
            "queue": lambda d: (
                10**9 if d.queue_days is None else d.queue_days,
                d.name_key,
                d.id,
            ),
        }

        for order, key in orders.items():
            found = index.search(choices=choices, order=order, offset=offset, limit=limit)
            expected = [d.id for d in sorted(hits, key=key)]
            assert found.ids == expected[offset : offset + limit]


class TestChanges:
    @given(changes, choices, st.sampled_from(WORDS), st.sampled_from(WORDS))
    @settings(max_examples=part(120))
    def test_any_sequence_equals_an_index_built_from_scratch(
        self, analyser, changes, choices, one, other
    ):
        index = Index(analyser, FACETS)
        present = {}
        for kind, values in changes:
            if kind == "put":
                index = index.with_documents(values)
                present |= {document.id: document for document in values}
            elif kind == "remove":
                index = index.without(values)
                present = {key: d for key, d in present.items() if key not in values}
            else:
                index = index.merged()
        with mock.patch("catalogue.engine.index.BATCH", 3):  # in several segments, merged
            fresh = Index.of(analyser, FACETS, present.values())

        for text in ("", one, f"{one} {other}"):
            for order in ("relevance", "name", "reviewed", "queue"):
                a = index.search(plan_of(text, index), choices, order, limit=100, today=2)
                b = fresh.search(plan_of(text, fresh), choices, order, limit=100, today=2)
                assert (a.ids, a.total, a.weak, a.full) == (b.ids, b.total, b.weak, b.full)
                assert dict(a.counts) == dict(b.counts)
                assert a.reasons == b.reasons
        assert len(index) == len(present)

    @given(catalogues, changes)
    @settings(max_examples=part(30))
    def test_older_states_stay_as_they_were(self, analyser, catalogue, changes):
        first = Index(analyser, FACETS).with_documents(catalogue)
        before = first.search(plan_of("stöd", first), limit=100).ids

        index = first
        for kind, values in changes:
            index = {
                "put": index.with_documents,
                "remove": index.without,
                "merge": lambda _, i=index: i.merged(),
            }[kind](values)

        assert first.search(plan_of("stöd", first), limit=100).ids == before
