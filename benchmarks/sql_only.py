"""The yardstick of PostgreSQL alone: full text, filters and every count, in one question.

The best form that the experiments found (ADR 0001): a `tsvector` with a GIN index and one array of
facet codes an entry; one question gives the page, the total and the counts as if a facet's own
choice were absent. Run as a program, it fills a throw-away cluster and times the jobs of a file.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.timing import each

ROUNDS = 3  # as in `measuring`
WIDTH = 4096  # codes a facet
SCHEMA = """
CREATE TABLE entry (id integer PRIMARY KEY, words tsvector NOT NULL, codes integer[] NOT NULL)
"""
INDEXES = """
CREATE INDEX ON entry USING gin (words);
CREATE INDEX ON entry USING gin (codes);
ANALYZE entry;
"""
PAGE = """
WITH hit AS MATERIALIZED (
    SELECT * FROM (
        SELECT id, codes, {score} AS score, {missed} AS missed FROM entry WHERE {found}
    ) every WHERE missed IN ({allowed})
)
SELECT 0, code::bigint, count(*)::float FROM hit, unnest(codes) code
    WHERE missed = 0 OR missed = CASE code / {width} {own} ELSE -1 END GROUP BY code
UNION ALL SELECT 1, 0, count(*) FROM hit WHERE missed = 0
UNION ALL (SELECT 2, id, score FROM hit WHERE missed = 0 ORDER BY score DESC, id LIMIT 20)
"""


def question(job: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return the SQL of a job, and its values."""
    values: list[Any] = []
    score, found = "0", "true"
    if job["words"]:
        score = "ts_rank(words, websearch_to_tsquery('swedish', %s))"
        values.append(job["words"])
    missed = []
    for number, codes in enumerate(job["codes"].values()):
        missed.append(f"(NOT codes && %s::int[])::int * {1 << number}")
        values.append(codes)
    if job["words"]:
        found = "words @@ websearch_to_tsquery('swedish', %s)"
        values.append(job["words"])
    bits = [str(1 << number) for number in range(len(job["codes"]))]
    own = " ".join(f"WHEN {f} THEN {b}" for f, b in zip(job["codes"], bits, strict=True))
    sql = PAGE.format(
        score=score,
        missed=" + ".join(missed) or "0",
        found=found,
        allowed=", ".join(["0", *bits]),
        own=own or "WHEN -1 THEN 0",
        width=WIDTH,
    )
    return sql, values


def main(folder: Path) -> None:
    """Fill from `entries.jsonl`, time `jobs.json`, write `postgres.json`."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(SCHEMA)
        with (folder / "entries.jsonl").open(encoding="utf-8") as file, connection.transaction():
            connection.execute(
                "CREATE TEMP TABLE raw (id integer, name text, rest text, codes integer[])"
            )
            with connection.cursor().copy("COPY raw FROM STDIN") as copy:
                for line in file:
                    copy.write_row(json.loads(line))
        connection.execute(
            "INSERT INTO entry SELECT id, setweight(to_tsvector('swedish', name), 'A') || "
            "to_tsvector('swedish', rest), codes FROM raw"
        )
        for statement in INDEXES.strip().split(";\n"):
            connection.execute(statement)
        jobs = json.loads((folder / "jobs.json").read_text(encoding="utf-8"))

        def ask(job: dict[str, Any]) -> None:
            connection.execute(*question(job)).fetchall()

        each(ask, jobs[:3])
        (folder / "postgres.json").write_text(json.dumps(each(ask, jobs, ROUNDS)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
