"""Hold one entry against one person: what fits, what does not, and in which order to show it.

Nothing here knows Django. A reason is only given where the entry itself says so; what an entry
leaves unsaid is neither a reason nor a miss. What it leaves unsaid of something that the person
has answered is named, so that they can ask.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Subject = Literal["place", "age", "need", "income", "requirement"]
NEAR_IN_YEARS = 2  # further from an age limit than this is not near


class Reason(NamedTuple):
    """One thing about an entry that suits the person; `values` are what it is about."""

    kind: Literal[
        "own_kommun", "county", "nation", "ages", "need", "wider_need",
        "keeps_income", "income", "not_required", "self_service", "free",
    ]  # fmt: skip
    values: tuple[str, ...] = ()


class Miss(NamedTuple):
    """One answer that an entry does not agree with; `values` are what it would take."""

    subject: Subject
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
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
    requirements: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()  # what it says that it does not require
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
    without_requirements: frozenset[str] = frozenset()  # what the person does not meet


@dataclass(frozen=True, slots=True)
class Fit:
    """One entry held against one person."""

    offer: Offer
    reasons: tuple[Reason, ...]
    misses: tuple[Miss, ...]
    unsaid: tuple[Subject, ...] = ()  # answered by the person, not said of the entry
    unsaid_requirements: tuple[str, ...] = ()  # not met by the person, not said of the entry
    near: bool = False  # it misses exactly one answer, and by little


@dataclass(frozen=True, slots=True)
class Matches:
    """Every entry that agrees with all answers, and those that nearly do; best first."""

    hits: Sequence[Fit]
    near: Sequence[Fit]
    left_out: Mapping[str, int] = field(default_factory=dict)  # hits if an answer is left out


def match(entries: Iterable[Offer], person: Person) -> Matches:
    """Hold every entry against a person, and put those that suit in order."""
    fits = [fit_of(offer, person) for offer in entries]
    hits = [fit for fit in fits if not fit.misses]
    near = [fit for fit in fits if fit.near]
    left_out = {
        subject: len(hits) + sum(_only_misses(fit, subject) for fit in fits)
        for subject in ("place", "age", "need", "income", "requirement")
    }
    return Matches(sorted(hits, key=_rank), sorted(near, key=_rank), left_out)


def fit_of(offer: Offer, person: Person) -> Fit:
    """Return what suits the person and what does not, each stated by the entry itself."""
    reasons: list[Reason] = []
    misses: list[Miss] = []
    for look in (_place, _age, _need, _income, _requirements):
        suits, lacking = look(offer, person)
        reasons += suits
        misses += lacking
    if offer.self_service:
        reasons.append(Reason("self_service"))
    if offer.free:
        reasons.append(Reason("free"))
    unsaid = tuple(sorted(person.without_requirements - offer.requirements - offer.waived))
    near = len(misses) == 1 and _is_near(misses[0], offer, person)
    return Fit(offer, tuple(reasons), tuple(misses), tuple(_unsaid(offer, person)), unsaid, near)


def _unsaid(offer: Offer, person: Person) -> Iterator[Subject]:
    if person.age is not None and offer.age_from is None and offer.age_to is None:
        yield "age"
    if person.incomes and not offer.incomes and not offer.keeps_income:
        yield "income"
    if person.without_requirements - offer.requirements - offer.waived:
        yield "requirement"


_Verdict = tuple[list[Reason], list[Miss]]


def _place(offer: Offer, person: Person) -> _Verdict:
    if not person.kommun:
        return [], []
    if person.kommun in offer.kommuner:
        return [Reason("own_kommun", (person.kommun,))], []
    if person.county in offer.county:
        return [Reason("county", (person.county,))], []
    if offer.nationwide:
        return [Reason("nation")], []
    beside = sorted(offer.kommuner & person.neighbours)
    return [], [Miss("place", tuple(beside))]


def _age(offer: Offer, person: Person) -> _Verdict:
    if person.age is None or (offer.age_from is None and offer.age_to is None):
        return [], []
    if _years_away(offer, person.age) > 0:
        return [], [Miss("age")]
    return [Reason("ages")], []


def _need(offer: Offer, person: Person) -> _Verdict:
    if not person.needs:
        return [], []
    if own := offer.needs & person.needs:
        return [Reason("need", tuple(sorted(own)))], []
    if wider := offer.needs & person.wider:
        return [Reason("wider_need", tuple(sorted(wider)))], []
    return [], [Miss("need", tuple(sorted(offer.needs & person.narrower)))]


def _income(offer: Offer, person: Person) -> _Verdict:
    if not person.incomes or not (offer.incomes or offer.keeps_income):
        return [], []
    if own := offer.incomes & person.incomes:
        return [Reason("income", tuple(sorted(own)))], []
    if offer.keeps_income:
        return [Reason("keeps_income")], []
    return [], [Miss("income", tuple(sorted(offer.incomes)))]


def _requirements(offer: Offer, person: Person) -> _Verdict:
    """Each requirement that the person does not meet is a miss of its own."""
    wanting = person.without_requirements & offer.requirements
    spared = tuple(sorted(person.without_requirements & offer.waived - offer.requirements))
    return (
        [Reason("not_required", spared)] if spared else [],
        [Miss("requirement", (slug,)) for slug in sorted(wanting)],
    )


def _is_near(miss: Miss, offer: Offer, person: Person) -> bool:
    """Tell whether a single miss is worth telling: a kommun next door, a narrower need."""
    if miss.subject == "age":
        return person.age is not None and _years_away(offer, person.age) <= NEAR_IN_YEARS
    return bool(miss.values)


def _years_away(offer: Offer, age: int) -> int:
    below = offer.age_from - age if offer.age_from is not None else 0
    above = age - offer.age_to if offer.age_to is not None else 0
    return max(below, above, 0)


def _only_misses(fit: Fit, subject: str) -> bool:
    return {miss.subject for miss in fit.misses} == {subject}


_NEAREST = {"own_kommun": 0, "county": 1, "nation": 2}


def _rank(fit: Fit) -> tuple[object, ...]:
    """Order by what a visitor can be told: least to ask, the needs met, how near, the wait."""
    offer = fit.offer
    kinds = {reason.kind: reason for reason in fit.reasons}
    met = len(kinds["need"].values) if "need" in kinds else 0
    return (
        len(fit.unsaid_requirements),
        -met,
        min((rank for kind, rank in _NEAREST.items() if kind in kinds), default=3),
        not offer.self_service,
        not offer.open,
        offer.stale,
        offer.queue_days if offer.queue_days is not None else 10_000,
        offer.name_key,
        offer.id,
    )
