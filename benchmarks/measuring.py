"""All figures of one size, measured in a process of its own with a database of its own."""

import datetime
import gc
import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.http import QueryDict

from benchmarks import corpus, yardsticks
from benchmarks.filling import fill, write
from benchmarks.jobs import jobs
from benchmarks.serving import PATIENCE, Site
from benchmarks.timing import each, milliseconds, spread
from catalogue.models import Intervention
from catalogue.search.facets import FACETS
from catalogue.search.filters import read_query
from catalogue.search.query import Query
from catalogue.search.requirements import REQUIREMENTS, WITHOUT
from catalogue.search.sync import build

ROUNDS = 3  # the best of three, of our own work and of every yardstick
EACH = 40  # searches of every kind
TIMES_OVER_HTTP = 150
EDITS = (  # words that no generated entry has
    *("Kägelspel", "Drakflygning", "Bågskytte", "Segelflyg"),
    *("Orgelmusik", "Fjällvandring", "Luftskepp", "Hundspann"),
)
ROWS_OF_AN_IMPORT = 1_000
READ_ANEW_UP_TO = 200_000  # a larger catalogue takes half an hour to read


def measure(size: int, folder: Path) -> dict[str, Any]:
    """Return every figure for a catalogue of `size` entries."""
    _say(f"{size}: skriver insatserna")
    call_command("migrate", verbosity=0)
    entries = list(corpus.entries(size))
    fill(entries)
    figures = _in_this_process(entries, folder)
    del entries
    gc.collect()
    _say(f"{size}: över HTTP")
    return figures | _over_http(size)


def _in_this_process(entries: list[corpus.Entry], folder: Path) -> dict[str, Any]:
    size = len(entries)
    _say(f"{size}: bygger indexet")
    begun = time.perf_counter()
    catalogue = build()
    built = time.perf_counter() - begun
    today = datetime.date(2024, 6, 1)

    def search(query: Query) -> None:
        # All the counts are there when the page is: no laziness is left out of the figure.
        found = catalogue.search(query, today=today)
        for facet in FACETS:
            len(found.counts[facet.name])
        for slug in catalogue.options.labels[WITHOUT.name]:
            found.stances(REQUIREMENTS, slug)

    def read(text: str) -> None:
        read_query(QueryDict(text.partition("?")[2]), catalogue.options)

    _say(f"{size}: söker")
    each(search, chain.from_iterable(jobs(10, seed=1).values()))  # warm
    kinds = jobs(EACH, seed=2)
    first_time = each(search, chain.from_iterable(kinds.values()))
    by_kind = {kind: each(search, queries, ROUNDS) for kind, queries in kinds.items()}
    everything = list(chain.from_iterable(kinds.values()))
    mixed = [query for row in zip(*kinds.values(), strict=True) for query in row]
    few = mixed[:70]  # ten of each kind
    # The same searches in this process, so that the ratio is of like and like.
    same = each(search, few, ROUNDS)
    _say(f"{size}: måttstockar")
    return {
        "entries": size,
        "page_job_ms": spread(list(chain.from_iterable(by_kind.values()))),
        "page_job_by_kind_ms": {kind: spread(times) for kind, times in by_kind.items()},
        "page_job_of_postgres_jobs_ms": spread(same),
        "page_job_first_time_ms": spread(first_time),
        "address_ms": spread(each(read, map(address, everything), ROUNDS)),
        "raw_postings_ms": spread(yardsticks.raw_postings(catalogue, everything)),
        "oracle_ms": spread(yardsticks.oracle(catalogue, few)),
        "postgres_ms": spread(yardsticks.postgres(entries, few, folder)),
        "tantivy_ms": spread(yardsticks.tantivy(entries, few)),
        "index_mb": round(catalogue.index.nbytes / 1e6, 1),
        "build_s": round(built, 1),
    }


def _over_http(size: int) -> dict[str, Any]:
    environment = dict(os.environ)
    pages = [address(q) for row in zip(*jobs(EACH, seed=3).values(), strict=True) for q in row]
    first = "/insatser/?q=" + quote("stöd samtal")

    with Site(environment) as site:
        listening = (time.perf_counter() - site.begun) * 1000
        first_search = milliseconds(lambda: site.get(first))
        each(site.get, ["/tom", *pages[:30]] * 2)
        empty = each(site.get, ["/tom"] * TIMES_OVER_HTTP, ROUNDS)
        first_time = each(site.get, pages[30:TIMES_OVER_HTTP])
        html = each(site.get, pages[:TIMES_OVER_HTTP], ROUNDS)
        json = each(site.get, typed(pages[:TIMES_OVER_HTTP]), ROUNDS)
        sizes = [len(site.get(page)) for page in pages[:30]]
        memory = site.memory()
        edits = [_edit(site, number, word) for number, word in enumerate(EDITS)]
        imported = _import(site, size)
    connections.close_all()
    figures = {
        "empty_view_ms": spread(empty),
        "html_ms": spread(html),
        "html_first_time_ms": spread(first_time),
        "json_ms": spread(json),
        "html_bytes": round(statistics.median(sizes)),
        "start_with_snapshot_ms": round(listening + first_search, 1),
        "start_without_snapshot_ms": None,
        "first_search_ms": round(first_search, 1),
        "worker_mb": memory,
        "edit_visible_ms": round(statistics.median(edits), 1),
        "edit_visible_max_ms": round(max(edits), 1),
        **imported,
    }
    shutil.rmtree(settings.SNAPSHOT_DIR, ignore_errors=True)
    if size <= READ_ANEW_UP_TO:
        with Site(environment) as site:
            site.get(first)
            whole = (time.perf_counter() - site.begun) * 1000
        figures["start_without_snapshot_ms"] = round(whole, 1)
    return figures


def address(query: Query) -> str:
    """Return the address of a search."""
    return "/insatser/" + query.querystring()


def typed(pages: Iterable[str]) -> list[str]:
    """Return what the search box asks for while the words of these searches are written."""
    return [page.replace("?q=", "forslag/?q=")[:-1] for page in pages if "?q=" in page]


def _edit(site: Site, number: int, word: str) -> float:
    """Return the time from a commit here until a request to the site finds it."""
    entry = Intervention.objects.order_by("pk")[number]
    entry.name = word
    entry.save()
    return _until_seen(site, word, f"<mark>{word}</mark>")


def _import(site: Site, size: int) -> dict[str, float]:
    """Write a thousand entries in one transaction, and wait until they are found."""
    batch = [corpus.entry(size + 1 + n) for n in range(ROWS_OF_AN_IMPORT)]
    for entry in batch:
        entry.fields["summary"] = "Skridskoåkning."
    begun = time.perf_counter()
    with transaction.atomic():
        write(batch)
    written = (time.perf_counter() - begun) * 1000
    seen = _until_seen(site, "skridskoåkning", f">{ROWS_OF_AN_IMPORT} insatser<")
    return {"import_written_ms": round(written, 1), "import_visible_ms": round(seen, 1)}


def _until_seen(site: Site, word: str, sign: str) -> float:
    begun = time.perf_counter()
    page = "/insatser/?q=" + quote(word)
    while time.perf_counter() - begun < PATIENCE:
        if sign in site.get(page).decode():
            return (time.perf_counter() - begun) * 1000
    raise RuntimeError(f"{word} syntes aldrig.")


def _say(text: str) -> None:
    print(f"  {text} …", file=sys.stderr, flush=True)
