"""Hold one entry against one person: what fits, what does not, and in which order to show it.

Nothing here knows Django. A reason is only given where the entry itself says so; what an entry
leaves unsaid is neither a reason nor a miss. What it leaves unsaid of a demand that the person
cannot meet is named, so that they can ask.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Condition = Literal["place", "age", "need", "income", "demand"]
NEAR_IN_YEARS = 2  # further from an age limit than this is not near


class Reason(NamedTuple):
    """One thing about an entry that suits the person; `values` are what it is about."""

    kind: Literal[
        "own_kommun", "county", "nation", "ages", "need", "wider_need",
        "keeps_income", "income", "not_demanded", "self_service", "free",
    ]  # fmt: skip
    values: tuple[str, ...] = ()


class Miss(NamedTuple):
    """One answer that an entry does not agree with; `values` are what it would take."""

    condition: Condition
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry says about itself, as far as a person can be held against it."""

    id: int
    name_key: tuple[str, str] = ("", "")  # where it stands in the alphabet
    kommuner: frozenset[str] = frozenset()
    county: frozenset[str] = frozenset()  # whole counties
    nationwide: bool = False
    needs: frozenset[str] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    incomes: frozenset[str] = frozenset()  # what one can live on meanwhile
    keeps_income: bool = False  # whatever one lives on already is kept
    demands: frozenset[str] = frozenset()
    waives: frozenset[str] = frozenset()  # what it says that it does not demand
    self_service: bool = False
    free: bool = False
    open: bool = True
    stale: bool = False
    queue_days: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What a visitor has answered, and what it means; empty where a question was skipped."""

    kommun: str = ""
    county: str = ""
    neighbours: frozenset[str] = frozenset()
    age: int | None = None
    needs: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()  # needs that take those needs in
    narrower: frozenset[str] = frozenset()  # needs that those needs take in
    incomes: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()  # requirements that the person does not meet


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry held against one person."""

    facts: Facts
    reasons: tuple[Reason, ...]
    misses: tuple[Miss, ...]
    unsaid: tuple[str, ...] = ()  # what the person lacks and the entry says nothing of
    near: bool = False  # it misses exactly one answer, and by little


@dataclass(frozen=True, slots=True)
class Matches:
    """Every entry that agrees with all answers, and those that nearly do; best first."""

    hits: Sequence[Judgement]
    near: Sequence[Judgement]
    without: Mapping[str, int] = field(default_factory=dict)  # hits if an answer is left out


def match(entries: Iterable[Facts], person: Person) -> Matches:
    """Judge every entry, and put those that suit the person in order."""
    judged = [judge(facts, person) for facts in entries]
    hits = [judgement for judgement in judged if not judgement.misses]
    near = [judgement for judgement in judged if judgement.near]
    without = {
        condition: len(hits) + sum(_only_misses(judgement, condition) for judgement in judged)
        for condition in ("place", "age", "need", "income", "demand")
    }
    return Matches(sorted(hits, key=_rank), sorted(near, key=_rank), without)


def judge(facts: Facts, person: Person) -> Judgement:
    """Return what suits the person and what does not, each stated by the entry itself."""
    reasons: list[Reason] = []
    misses: list[Miss] = []
    for look in (_place, _age, _need, _income, _demands):
        suits, lacking = look(facts, person)
        reasons += suits
        misses += lacking
    if facts.self_service:
        reasons.append(Reason("self_service"))
    if facts.free:
        reasons.append(Reason("free"))
    unsaid = tuple(sorted(person.lacks - facts.demands - facts.waives))
    near = len(misses) == 1 and _is_near(misses[0], facts, person)
    return Judgement(facts, tuple(reasons), tuple(misses), unsaid, near)


_Verdict = tuple[list[Reason], list[Miss]]


def _place(facts: Facts, person: Person) -> _Verdict:
    if not person.kommun:
        return [], []
    if person.kommun in facts.kommuner:
        return [Reason("own_kommun", (person.kommun,))], []
    if person.county in facts.county:
        return [Reason("county", (person.county,))], []
    if facts.nationwide:
        return [Reason("nation")], []
    beside = sorted(facts.kommuner & person.neighbours)
    return [], [Miss("place", tuple(beside))]


def _age(facts: Facts, person: Person) -> _Verdict:
    if person.age is None or (facts.age_from is None and facts.age_to is None):
        return [], []
    if _years_away(facts, person.age) > 0:
        return [], [Miss("age")]
    return [Reason("ages")], []


def _need(facts: Facts, person: Person) -> _Verdict:
    if not person.needs:
        return [], []
    if own := facts.needs & person.needs:
        return [Reason("need", tuple(sorted(own)))], []
    if wider := facts.needs & person.wider:
        return [Reason("wider_need", tuple(sorted(wider)))], []
    return [], [Miss("need", tuple(sorted(facts.needs & person.narrower)))]


def _income(facts: Facts, person: Person) -> _Verdict:
    if not person.incomes or not (facts.incomes or facts.keeps_income):
        return [], []
    if own := facts.incomes & person.incomes:
        return [Reason("income", tuple(sorted(own)))], []
    if facts.keeps_income:
        return [Reason("keeps_income")], []
    return [], [Miss("income", tuple(sorted(facts.incomes)))]


def _demands(facts: Facts, person: Person) -> _Verdict:
    """Each thing that the person lacks is a condition of its own."""
    spared = tuple(sorted(person.lacks & facts.waives - facts.demands))
    return (
        [Reason("not_demanded", spared)] if spared else [],
        [Miss("demand", (demand,)) for demand in sorted(person.lacks & facts.demands)],
    )


def _is_near(miss: Miss, facts: Facts, person: Person) -> bool:
    """Tell whether a single miss is worth telling: a kommun next door, a narrower need."""
    if miss.condition == "age":
        return person.age is not None and _years_away(facts, person.age) <= NEAR_IN_YEARS
    return bool(miss.values)


def _years_away(facts: Facts, age: int) -> int:
    below = facts.age_from - age if facts.age_from is not None else 0
    above = age - facts.age_to if facts.age_to is not None else 0
    return max(below, above, 0)


def _only_misses(judgement: Judgement, condition: str) -> bool:
    return {miss.condition for miss in judgement.misses} == {condition}


_NEAREST = {"own_kommun": 0, "county": 1, "nation": 2}


def _rank(judgement: Judgement) -> tuple[object, ...]:
    """Order by what a visitor can be told: least to ask, the needs met, how near, the wait."""
    facts = judgement.facts
    kinds = {reason.kind: reason for reason in judgement.reasons}
    met = len(kinds["need"].values) if "need" in kinds else 0
    return (
        len(judgement.unsaid),
        -met,
        min((rank for kind, rank in _NEAREST.items() if kind in kinds), default=3),
        not facts.self_service,
        not facts.open,
        facts.stale,
        facts.queue_days if facts.queue_days is not None else 10_000,
        facts.name_key,
        facts.id,
    )
