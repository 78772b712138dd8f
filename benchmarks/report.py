"""The figures as a table, with the bars that they are held against."""

from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]
BAR_OF_PAGE_JOB = {10_000: 2, 100_000: 8, 1_000_000: 60}  # empty views
BAR_OF_MEMORY = {10_000: 20, 100_000: 150}  # MB
TIMES = {
    "empty_view_ms": "en tom vy, över HTTP på loopback",
    "page_job_ms": "en sidas sökning med alla antal",
    "address_ms": "läsa en adress",
    "raw_postings_ms": "måttstock: bara läsa ordens poster",
    "postgres_ms": "måttstock: enbart SQL i PostgreSQL",
    "oracle_ms": "måttstock: läsa varje insats (facit)",
    "tantivy_ms": "måttstock: tantivy",
    "html_ms": "söksidan, över HTTP",
    "html_first_time_ms": "  när ingen har sökt på det förut",
    "json_ms": "förslag medan man skriver (JSON), över HTTP",
}
SINGLE = {
    "html_bytes": "byte i en söksida",
    "index_mb": "MB index",
    "worker_mb": "MB i en webbprocess",
    "build_s": "s att bygga indexet",
    "start_with_snapshot_ms": "ms från start till första sökningen, med sparat index",
    "start_without_snapshot_ms": "ms från start till första sökningen, utan",
    "first_search_ms": "ms för den första sökningen efter start, med sparat index",
    "edit_visible_ms": "ms från sparad ändring till synlig i en annan process",
    "import_visible_ms": "ms från sparad import av 1 000 till synlig",
}


def lines(result: dict[str, dict[str, Figures]]) -> Iterator[str]:
    """Yield the table of every size, then the bars."""
    for size, figures in result["sizes"].items():
        yield f"\n{int(size):,} insatser".replace(",", " ")
        yield f"  {'ms':<46}{'p50':>10}{'p95':>10}{'max':>10}"
        for key, label in TIMES.items():
            yield _row(label, figures[key])
        for kind, spread in figures["page_job_by_kind_ms"].items():
            yield _row(f"  sökning: {kind}", spread)
        for key, label in SINGLE.items():
            yield f"  {figures[key]}  {label}"
        yield "  mot målen:"
        for label, value, bar, good in bars(int(size), figures, result["sizes"]):
            yield f"  {'klarar' if good else 'MISSAR':<8}{label:<58}{value:>9}  mål {bar}"


def _row(label: str, spread: Figures | None) -> str:
    if spread is None:
        return f"  {label:<46}{'–':>10}"
    return f"  {label:<46}{spread['p50']:>10.3f}{spread['p95']:>10.3f}{spread['max']:>10.3f}"


def bars(
    size: int, figures: Figures, every: dict[str, Figures]
) -> Iterator[tuple[str, float, str, bool]]:
    """Yield what is held against a bar: its name, the figure, the bar, whether it is reached."""
    empty = figures["empty_view_ms"]["p50"]

    def at_most(label: str, value: float, bar: float) -> tuple[str, float, str, bool]:
        return label, round(value, 2), f"≤ {bar}", value <= bar

    if bar := BAR_OF_PAGE_JOB.get(size):
        ratio = figures["page_job_ms"]["p95"] / empty
        yield at_most("sökning p95 / tom vy p50", ratio, bar)
    yield at_most("läsa en adress p50 / tom vy p50", figures["address_ms"]["p50"] / empty, 0.1)
    if size == 10_000:
        yield at_most("söksida p50 / tom vy p50", figures["html_ms"]["p50"] / empty, 15)
    if figures["postgres_ms"] and size >= 10_000:
        ours = figures["page_job_of_postgres_jobs_ms"]["p95"]
        ratio = round(figures["postgres_ms"]["p95"] / ours, 1)
        yield "PostgreSQL p95 / sökning p95, samma sökningar", ratio, "≥ 50", ratio >= 50
    if bar := BAR_OF_MEMORY.get(size):
        yield at_most("MB index", figures["index_mb"], bar)
    if size == 100_000:
        yield at_most("ms till första sökningen", figures["first_search_ms"], 1_000)
        if smaller := every.get("10000"):
            growth = figures["page_job_ms"]["p50"] / smaller["page_job_ms"]["p50"]
            yield at_most("sökning p50 mot den vid 10 000", growth, 8)
