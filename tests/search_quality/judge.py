"""Judge the search on queries with known answers, by the site's own path.

Prints a table of the sets, or of the files that are named, which are asked of all the fact sheets:

    python -m tests.search_quality.judge [FILE …]
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

if __name__ == "__main__":  # a database of its own, which ends with it
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["TEST_DATABASE"] = f"judge-{os.getpid()}"
    os.environ.pop("DATABASE_URL", None)
    django.setup()

from django.core.management import call_command
from django.db import transaction

from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention, Municipality
from catalogue.search.evaluation import JudgedQuery, Ranking, read_queries, score
from catalogue.search.judging import Judge
from catalogue.search.sync import build
from catalogue.search.words import analyser
from tests.search_quality.documents import answers_to_general
from tests.search_quality.sets import DEMO, GENERAL, MORE, SETS, SHEETS, path_of, read

Answers = list[tuple[JudgedQuery, Ranking]]
ENDED = (Intervention.Status.ENDED, Intervention.Status.REPLACED)


@cache
def judge_of(sheets: tuple[Path, ...]) -> Judge:
    """Return a judge over some files of fact sheets; the database is left as it was."""
    with transaction.atomic():
        if not Municipality.objects.exists():
            call_command("load_reference", verbosity=0)
        for path in sheets:
            report = import_file(path, source=path.stem, new=True, apply=True, accept=True)
            assert not report.problems, report.problems
        judge = Judge(build())
        ended = Intervention.objects.filter(status__in=ENDED).values_list("pk", flat=True)
        judge.source_ids = {k: v for k, v in judge.source_ids.items() if k not in set(ended)}
        transaction.set_rollback(True)
    return judge


def answers(name: str) -> Answers:
    """Ask the queries of a set."""
    if name == GENERAL:
        return answers_to_general(analyser())
    judge = judge_of(SHEETS[name])
    asked = (_of_what_goes_on(query, judge) for query in read_queries(read(path_of(name))))
    return [(query, judge.answer(query)) for query in asked if query is not None]


def _of_what_goes_on(query: JudgedQuery, judge: Judge) -> JudgedQuery | None:
    """Return the query without what has ended: that stands last, however well it would answer.

    Nothing is left of a query that only such entries answer.
    """
    left = set(judge.source_ids.values())
    relevant = {key: grade for key, grade in query.relevant.items() if key in left}
    must_top = query.must_top & left
    if query.relevant and not relevant:
        return None
    return replace(query, relevant=relevant, must_top=must_top)


def by_class(pairs: Answers) -> dict[str, Answers]:
    """Return the queries that have an answer, class by class."""
    kinds = sorted({query.kind for query, _ in pairs if not query.is_negative})
    return {
        kind: [pair for pair in pairs if pair[0].kind == kind and not pair[0].is_negative]
        for kind in kinds
    }


def claimed(words: Iterable[str]) -> list[str]:
    """Return the searches for what the catalogue lacks that it still claims to answer."""
    judge = judge_of(SHEETS["catalogue"])
    asked = [JudgedQuery(text, text, "", {}, {}, frozenset()) for text in words]
    found = {query.words: judge.answer(query) for query in asked}
    return [text for text, answer in found.items() if answer.ids and not answer.weak]


def line(name: str, pairs: Answers) -> str:
    """Return the figures of a set for reading."""
    told = score(pairs)
    doubted = sum(answer.weak for query, answer in pairs if not query.is_negative)
    classes = " ".join(f"{kind} {score(own).ndcg:.2f}" for kind, own in by_class(pairs).items())
    return (
        f"{name}: nDCG@10 {told.ndcg:.3f}, recall {told.recall:.3f}, empty {told.zero_rate:.3f}, "
        f"first {told.top1:.3f}, weak {doubted}/{told.queries}, "
        f"false positives {told.false_positives or 0:.2f} of {told.negatives}\n  {classes}"
    )


def main(files: list[str]) -> None:
    """Print the figures of some files, or of every set."""
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        if files:
            judge = judge_of((DEMO, MORE))
            for file in map(Path, files):
                pairs = [(query, judge.answer(query)) for query in read_queries(read(file))]
                print(line(file.stem, pairs))
        else:
            for name in SETS:
                print(line(name, answers(name)))
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
