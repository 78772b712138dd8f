"""Judge the search on queries with known answers, by the site's own path.

Prints a table of the sets, or of the files that are named, which are asked of all the fact sheets:

    python -m tests.search_quality.judge [FILE …]
"""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.search_quality.alone import prepare, with_database

if __name__ == "__main__":
    prepare()

from django.core.management import call_command
from django.db import transaction

from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention, Municipality
from catalogue.search.evaluation import JudgedQuery, Ranking, Scores, read_queries, score
from catalogue.search.judging import Judge
from catalogue.search.sync import build
from catalogue.search.words import analyser
from tests.search_quality.documents import answers_to_general
from tests.search_quality.sets import DEMO, GENERAL, MORE, NEGATIVES, SETS, SHEETS, path_of, read

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


def negatives() -> Answers:
    """Ask the searches for what the catalogue lacks."""
    judge = judge_of(SHEETS["catalogue"])
    asked = [
        JudgedQuery(text, text, "", {}, {}, frozenset()) for text in read(NEGATIVES)["queries"]
    ]
    return [(query, judge.answer(query)) for query in asked]


def doubt(told: Scores) -> str:
    """Return how well hits were told from near misses."""
    shares = {
        "of hits relevant": told.hits_relevant,
        "of relevant doubted": told.relevant_doubted,
        f"of {told.negatives} negatives called a hit": told.false_positives,
    }
    return ", ".join(f"{name} {share:.3f}" for name, share in shares.items() if share is not None)


def line(name: str, pairs: Answers) -> str:
    """Return the figures of a set for reading."""
    told = score(pairs)
    classes = " ".join(f"{kind} {score(own).ndcg:.2f}" for kind, own in by_class(pairs).items())
    return (
        f"{name}: nDCG@10 {told.ndcg:.3f}, recall {told.recall:.3f}, empty {told.zero_rate:.3f}, "
        f"first {told.top1:.3f}, {doubt(told)}\n  {classes}"
    )


def main() -> None:
    """Print the figures of the files that are named, or of every set."""
    if files := [Path(name) for name in sys.argv[1:]]:
        judge = judge_of((DEMO, MORE))
        for file in files:
            pairs = [(query, judge.answer(query)) for query in read_queries(read(file))]
            print(line(file.stem, pairs))
        return
    for name in SETS:
        print(line(name, answers(name)))


if __name__ == "__main__":
    with_database(main)
