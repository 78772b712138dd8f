"""What the search is measured against, on the same entries and the same searches."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import corpus, tantivy_only
from benchmarks.serving import ROOT
from benchmarks.sql_only import WIDTH
from benchmarks.timing import each
from catalogue.search.catalogue import Catalogue
from catalogue.search.oracle import plain_search
from catalogue.search.query import Query

NUMBERS = {"kommun": 0, "behov": 1, "typ": 2, "organisation": 3, "inriktning": 4}
ORACLE_UP_TO = 10_000  # entries; it reads all of them, several times, for one search


def raw_postings(catalogue: Catalogue, queries: Iterable[Query]) -> list[float]:
    """Time only the reading of the postings of all words of each search: the floor for text."""

    def read(terms: set[str]) -> int:
        found = (catalogue.index.postings(term) for term in terms)
        return sum(int(postings[1].sum()) for postings in found if postings is not None)

    return each(read, [_terms(catalogue, query) for query in queries if query.words], 3)


def _terms(catalogue: Catalogue, query: Query) -> set[str]:
    return {
        term
        for group in catalogue.plan(query).groups
        for alternative in group.alternatives
        for member in alternative.members
        for term, _ in member
    }


def oracle(catalogue: Catalogue, queries: list[Query]) -> list[float]:
    """Time the plain search that reads every entry, where the catalogue is small enough."""
    size = len(catalogue.index)
    few = queries[: 5 if size <= 1_000 else 1] if size <= ORACLE_UP_TO else []
    return each(lambda query: plain_search(query, catalogue.options), few)


def postgres(entries: Iterable[corpus.Entry], queries: list[Query], folder: Path) -> list[float]:
    """Time PostgreSQL alone in a throw-away cluster; nothing where there is no PostgreSQL."""
    if not shutil.which("pg_virtualenv") or find_spec("psycopg") is None:
        return []
    codes = Codes()
    with (folder / "entries.jsonl").open("w", encoding="utf-8") as file:
        for row in codes.rows(entries):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    jobs = [codes.job(query) for query in queries]
    (folder / "jobs.json").write_text(json.dumps(jobs, ensure_ascii=False), encoding="utf-8")
    command = ["pg_virtualenv", "-t", "-v", "15", "-o", "fsync=off", "tools/with-postgres"]
    command += [sys.executable, "-m", "benchmarks.sql_only", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    times: list[float] = json.loads((folder / "postgres.json").read_text())
    return times


def tantivy(entries: Iterable[corpus.Entry], queries: list[Query]) -> list[float]:
    """Time tantivy in this process; nothing where it is not installed."""
    codes = Codes()
    return tantivy_only.times(codes.rows(entries), [codes.job(query) for query in queries])


class Codes:
    """Facet values as whole numbers: the facet times WIDTH, and the value's own number."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], int] = {}
        self._accepted = corpus.accepted_municipalities()

    def rows(self, entries: Iterable[corpus.Entry]) -> Iterator[tuple[int, str, str, list[int]]]:
        """Yield the id, the name, the other words and the codes of each entry."""
        for entry in entries:
            rest = " ".join(text for name, text in entry.fields.items() if name != "name")
            yield entry.id, entry.fields["name"], rest, self.of(entry)

    def of(self, entry: corpus.Entry) -> list[int]:
        """Return the codes of an entry."""
        pairs = [(n, v) for n in NUMBERS for v in entry.facets.get(n, ("individ",))]
        return sorted({self._code(*pair) for pair in pairs})

    def job(self, query: Query) -> dict[str, Any]:
        """Return a search as the program in `sql_only` reads it; a kommun takes wider areas."""
        chosen = {
            NUMBERS[facet]: sorted(
                {
                    self._code(facet, wider.replace("organisation-", "org-"))
                    for value in values
                    for wider in (value, *self._accepted.get(value, ()))
                }
            )
            for facet, values in query.chosen.items()
        }
        return {"words": query.words, "codes": chosen}

    def _code(self, facet: str, value: str) -> int:
        number = self._values.setdefault((facet, value), len(self._values))
        return NUMBERS[facet] * WIDTH + number
