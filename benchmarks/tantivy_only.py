"""The yardstick of a search library in Rust: tantivy, with its Swedish stemmer, where it is there.

A page is one search for twenty hits and their number, and one aggregation for the counts; one more
for each facet with a choice, whose counts are those without it.
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.timing import each

ROUNDS = 3  # as in `measuring`
NAME = 6.0  # how much the name counts beside the rest, as in our own index
COUNTS = {"codes": {"terms": {"field": "codes", "size": 2_000}}}
Entry = tuple[int, str, str, Sequence[int]]  # its id, name, other words and facet codes


def times(entries: Iterable[Entry], jobs: Sequence[dict[str, Any]]) -> list[float]:
    """Time the jobs, each as words and the codes chosen in each facet; nothing without tantivy."""
    if find_spec("tantivy") is None:
        return []
    index = _filled(entries)
    searcher = index.searcher()

    def page(job: dict[str, Any]) -> None:
        searcher.search(_query(index, job), 20, count=True)
        searcher.aggregate(_query(index, job), COUNTS)
        for facet in job["codes"]:
            others = {name: codes for name, codes in job["codes"].items() if name != facet}
            searcher.aggregate(_query(index, {**job, "codes": others}), COUNTS)

    return each(page, jobs, ROUNDS)


def _filled(entries: Iterable[Entry]) -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("name", tokenizer_name="swedish")
    schema.add_text_field("rest", tokenizer_name="swedish")
    schema.add_integer_field("codes", indexed=True, fast=True)
    index = tantivy.Index(schema.build())
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.lowercase(), tantivy.Filter.stemmer("swedish")):
        analyser = analyser.filter(step)
    index.register_tokenizer("swedish", analyser.build())
    writer = index.writer(200_000_000)
    for _, name, rest, codes in entries:
        writer.add_document(tantivy.Document(name=name, rest=rest, codes=list(codes)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _query(index: Any, job: dict[str, Any]) -> Any:
    from tantivy import Occur, Query

    words = Query.all_query()
    if job["words"]:
        boosts = {"name": NAME}
        words = index.parse_query(job["words"], ["name", "rest"], boosts, None, True)
    wanted = [(Occur.Must, words)]
    for codes in job["codes"].values():
        any_of = [(Occur.Should, Query.term_query(index.schema, "codes", c)) for c in codes]
        wanted.append((Occur.Must, Query.boolean_query(any_of)))
    return Query.boolean_query(wanted)
