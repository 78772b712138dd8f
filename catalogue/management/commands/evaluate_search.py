"""Measure the search on judged queries."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.search.evaluation import (
    JudgedQuery,
    JudgedQueryError,
    Scores,
    read_queries,
    score,
)
from catalogue.search.judging import Judge
from catalogue.search.sync import current

COLUMNS = (
    "queries",
    "ndcg",
    "recall",
    "mrr",
    "zero_rate",
    "top1",
    "hits_relevant",
    "relevant_doubted",
)
NEGATIVE = ("negatives", "false_positives", "weak_on_negatives")


class Command(BaseCommand):
    """Print how good the search is, overall and by class of query."""

    help = (
        "Mät sökningen med bedömda frågor (id, q, class, relevant, ev. filters och must_top). "
        "Alla publicerade insatser räknas, också avslutade och strukturövergripande."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file and what to write."""
        parser.add_argument("file", type=Path, help="JSON-fil med bedömda frågor")
        parser.add_argument("--run", type=Path, help="skriv de rankade source_id:na till en fil")
        parser.add_argument("--json", action="store_true", help="skriv siffrorna som JSON")
        parser.add_argument("--source", default="", help="bara insatser från denna källa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, search, score, print."""
        try:
            queries = read_queries(json.loads(options["file"].read_text(encoding="utf-8")))
        except (OSError, ValueError, JudgedQueryError) as error:
            raise CommandError(f"{options['file']} går inte att läsa: {error}") from error
        judge = Judge(current(), options["source"])
        answers = {query.id: judge.answer(query) for query in queries}
        if options["run"]:
            run = {key: {"ids": list(a.ids), "weak": a.weak} for key, a in answers.items()}
            options["run"].write_text(json.dumps(run, ensure_ascii=False, indent=1), "utf-8")
        tables = {"alla": score((query, answers[query.id]) for query in queries)}
        for kind in sorted({query.kind for query in queries}):
            tables[kind] = score((q, answers[q.id]) for q in queries if q.kind == kind)
        if options["json"]:
            scores = {kind: asdict(table) for kind, table in tables.items()}
            self.stdout.write(json.dumps(scores, ensure_ascii=False, indent=1))
        else:
            self._print(queries, tables)

    def _print(self, queries: list[JudgedQuery], tables: dict[str, Scores]) -> None:
        self.stdout.write(f"{len(queries)} frågor")
        self.stdout.write("".join(f"{name:>18}" for name in ("klass", *COLUMNS)))
        for kind, table in tables.items():
            if table.queries:
                cells = [_cell(getattr(table, name)) for name in COLUMNS]
                self.stdout.write("".join(f"{cell:>18}" for cell in (kind, *cells)))
        total = tables["alla"]
        if total.negatives:
            told = ", ".join(f"{name} {_cell(getattr(total, name))}" for name in NEGATIVE)
            self.stdout.write(f"Frågor utan svar: {told}")


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
