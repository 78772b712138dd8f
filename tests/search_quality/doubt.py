"""How well the search tells hits from near misses, and how to fit its weights anew.

    python -m tests.search_quality.doubt

prints what `catalogue.engine.doubt` says of every judged set, and what a fit to all of them would
say. Of the fit each set is told by weights that were fitted to the other sets alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tests.search_quality.alone import prepare, with_database

if __name__ == "__main__":
    prepare()

from catalogue.engine.doubt import BIAS, HIT, WEIGHTS, HitSigns
from catalogue.search.evaluation import JudgedQuery, Ranking, is_first_relevant, score
from tests.search_quality.judge import Answers, answers, negatives
from tests.search_quality.sets import SETS

STEPS = 30
PULL = 0.5  # how much a weight costs: few judged searches must not make it large
DOUBTED = (0.01, 0.02, 0.03, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12)  # of the right first hits


class Seen(NamedTuple):
    """A search with hits: its set, what was seen of the first, and what that was worth."""

    name: str
    signs: HitSigns
    relevant: bool
    negative: bool


def seen(judged: Mapping[str, Answers]) -> list[Seen]:
    """Return every search that a verdict was given on."""
    return [
        Seen(name, answer.signs, is_first_relevant(query, answer), query.is_negative)
        for name, pairs in judged.items()
        for query, answer in pairs
        if answer.signs is not None and answer.ids
    ]


def fitted(rows: Sequence[Seen]) -> np.ndarray:
    """Return the bias and the weights of a logistic regression."""
    signs, right = _arrays(rows)
    weights = np.zeros(signs.shape[1])
    pull = PULL * np.eye(len(weights))
    pull[0, 0] = 0
    for _ in range(STEPS):  # Newton's method
        sure = _chance(signs @ weights)
        slope = (signs * (sure * (1 - sure))[:, None]).T @ signs + pull
        weights += np.linalg.solve(slope, signs.T @ (right - sure) - pull @ weights)
    return weights


def told_by_others(rows: Sequence[Seen]) -> np.ndarray:
    """Return how sure each is a hit by weights that were fitted to the other sets."""
    signs, _ = _arrays(rows)
    sure = np.zeros(len(rows))
    for name in {row.name for row in rows}:
        mine = np.array([row.name == name for row in rows])
        sure[mine] = signs[mine] @ fitted([row for row in rows if row.name != name])
    return sure


def figures(rows: Sequence[Seen], called: np.ndarray, negative: int) -> tuple[float, float, float]:
    """Return the shares: of hits relevant, of relevant doubted, of negatives called a hit."""
    right = np.array([row.relevant for row in rows])
    lacking = np.array([row.negative for row in rows])
    return (
        float(right[called & ~lacking].mean()),
        float((~called)[right].mean()),
        float((called & lacking).sum() / negative),
    )


def curve(rows: Sequence[Seen], negative: int) -> Iterable[str]:
    """Yield a line for each share of right first hits that one would call doubtful."""
    sure = told_by_others(rows)
    right = np.array([row.relevant for row in rows])
    for share in DOUBTED:
        bound = float(np.quantile(sure[right], share))
        hits, doubted, claimed = figures(rows, sure >= bound, negative)
        yield f"{bound:8.2f} {hits:10.3f} {doubted:10.3f} {claimed:10.3f}"


def _arrays(rows: Sequence[Seen]) -> tuple[np.ndarray, np.ndarray]:
    signs = np.array([[1.0, *row.signs] for row in rows])
    return signs, np.array([float(row.relevant) for row in rows])


def _chance(sure: np.ndarray) -> np.ndarray:
    chance: np.ndarray = 1 / (1 + np.exp(-sure))
    return chance


def line(name: str, pairs: Iterable[tuple[JudgedQuery, Ranking]]) -> str:
    """Return the figures of a set for reading."""
    told = score(pairs)
    cells = (told.hits_relevant, told.relevant_doubted, told.false_positives)
    shares = " ".join("         –" if cell is None else f"{cell:10.3f}" for cell in cells)
    return f"{name:14}{shares}   of {told.queries} and {told.negatives} negatives"


def main() -> None:
    """Print what is said now, and what a fit would say."""
    judged = {name: answers(name) for name in SETS} | {"negatives": negatives()}
    everything = [pair for pairs in judged.values() for pair in pairs]
    negative = sum(query.is_negative for query, _ in everything)
    print("of hits relevant, of relevant doubted, of negatives called a hit")
    for name, pairs in {**judged, "all": everything}.items():
        print(line(name, pairs))
    rows = seen(judged)
    print(f"now:    bias {BIAS}, {WEIGHTS}, bound {HIT}")
    bias, *weights = fitted(rows).round(2).tolist()
    print(f"fitted: bias {bias}, {HitSigns(*weights)}; the curve, each set told by the others:")
    print("   bound       hits    doubted    claimed")
    print("\n".join(curve(rows, negative)))


if __name__ == "__main__":
    with_database(main)
