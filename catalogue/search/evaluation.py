"""How good the search is, measured on judged queries.

A judged query names the entries that answer it, each with a grade from 1 to 3. A query without
any is a negative: nothing in the catalogue answers it, and nothing should be claimed to.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from catalogue.engine.doubt import HitSigns

DEPTH = 10


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """What was asked, and what ought to be found."""

    id: str
    words: str
    kind: str  # exact, inflection, typo …
    relevant: Mapping[str, int]  # source_id -> grade
    filters: Mapping[str, Sequence[str]]  # facet -> names or values
    must_top: frozenset[str]  # one of these must come first

    @property
    def is_negative(self) -> bool:
        """Tell whether nothing answers it."""
        return not self.relevant


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the search gave, by `source_id`, the best first."""

    ids: Sequence[str]
    weak: bool
    signs: HitSigns | None = None  # by which it was called weak, or not


@dataclass(frozen=True, slots=True)
class Scores:
    """The averages of a set of queries; None where the set has no query of that sort."""

    queries: int
    ndcg: float | None
    recall: float | None
    mrr: float | None
    zero_rate: float | None
    top1: float | None
    hits_relevant: float | None  # of those called a hit: the first is relevant
    relevant_doubted: float | None  # of those whose first is relevant: called no more than near
    negatives: int
    false_positives: float | None  # negatives that got hits, and were not told that these are weak
    weak_on_negatives: float | None


class JudgedQueryError(ValueError):
    """A file of judged queries cannot be read; the message says where and why."""


def read_queries(data: Any) -> list[JudgedQuery]:
    """Return the queries of a parsed file."""
    rows = data.get("queries") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise JudgedQueryError("Filen ska ha en lista ”queries”.")
    return [_read_query(number, row) for number, row in enumerate(rows, 1)]


def _read_query(number: int, row: Any) -> JudgedQuery:
    try:
        return JudgedQuery(
            id=str(row["id"]),
            words=str(row["q"]),
            kind=str(row.get("class", "")),
            relevant={str(key): int(grade) for key, grade in row.get("relevant", {}).items()},
            filters={key: _as_list(value) for key, value in row.get("filters", {}).items()},
            must_top=frozenset(str(key) for key in _as_list(row.get("must_top", ()))),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JudgedQueryError(f"Fråga {number} går inte att läsa: {error!r}.") from error


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str | int) else [str(item) for item in value]  # type: ignore[list-item]


def score(pairs: Iterable[tuple[JudgedQuery, Ranking]]) -> Scores:
    """Average over queries and their answers."""
    everything = list(pairs)
    answered = [(query, answer) for query, answer in everything if not query.is_negative]
    negative = [answer for query, answer in everything if query.is_negative]
    return Scores(
        queries=len(answered),
        ndcg=_mean(ndcg(query, answer) for query, answer in answered),
        recall=_mean(recall(query, answer) for query, answer in answered),
        mrr=_mean(reciprocal_rank(query, answer) for query, answer in answered),
        zero_rate=_mean(float(not answer.ids) for _, answer in answered),
        top1=_mean(float(is_right_first(query, answer)) for query, answer in answered),
        hits_relevant=_mean(
            float(is_first_relevant(query, answer))
            for query, answer in answered
            if answer.ids and not answer.weak
        ),
        relevant_doubted=_mean(
            float(answer.weak) for query, answer in answered if is_first_relevant(query, answer)
        ),
        negatives=len(negative),
        false_positives=_mean(float(bool(a.ids) and not a.weak) for a in negative),
        weak_on_negatives=_mean(float(bool(a.ids) and a.weak) for a in negative),
    )


def ndcg(query: JudgedQuery, answer: Ranking) -> float:
    """Return the normalised discounted cumulative gain of the first ten, gain 2^grade − 1."""
    gained = [query.relevant.get(key, 0) for key in answer.ids[:DEPTH]]
    ideal = sorted(query.relevant.values(), reverse=True)[:DEPTH]
    return _discounted(gained) / _discounted(ideal)


def _discounted(grades: Iterable[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def recall(query: JudgedQuery, answer: Ranking) -> float:
    """Return the share of what is relevant, ten at most, that stands among the first ten."""
    found = sum(key in query.relevant for key in answer.ids[:DEPTH])
    return found / min(len(query.relevant), DEPTH)


def reciprocal_rank(query: JudgedQuery, answer: Ranking) -> float:
    """Return one over the place of the first relevant hit."""
    for place, key in enumerate(answer.ids, 1):
        if key in query.relevant:
            return 1 / place
    return 0.0


def is_right_first(query: JudgedQuery, answer: Ranking) -> bool:
    """Tell whether the first hit is relevant, or the very one that must come first."""
    wanted = query.must_top or set(query.relevant)
    return bool(answer.ids) and answer.ids[0] in wanted


def is_first_relevant(query: JudgedQuery, answer: Ranking) -> bool:
    """Tell whether the first hit is relevant, if only a little."""
    return bool(answer.ids) and answer.ids[0] in query.relevant


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return fmean(known) if known else None
