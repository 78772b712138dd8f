"""What the facts of a search demand of entries: who says so, and who says the opposite.

A fact has three answers. Those that say so rise, those that say the opposite are left out, with a
word about it, and those that say nothing stay: unknown is not no.
"""

from collections.abc import Collection, Iterable, Mapping

from catalogue.engine.ages import LAST, bounds
from catalogue.engine.documents import FacetValue, FactDemand
from catalogue.engine.groups import AGE, AskedFact
from catalogue.engine.stances import NO, YES, Stance
from catalogue.models import Intervention
from catalogue.search.accessibility import WHEELS, WHEELS_NOT
from catalogue.search.open_hours import DAYTIME, EVENING, WEEKEND
from catalogue.search.requirements import REQUIREMENTS
from catalogue.search.state import LONG_QUEUE, SHORT_QUEUE

SAY_SO: frozenset[Stance] = frozenset(("yes",))
SAY_SO_OR_NOTHING: frozenset[Stance] = frozenset(("yes", "unsaid"))
OWN_WAYS = ("egen-ansokan", "oppet", "utan-behovsprovning")
OTHERS_WAYS = ("handlaggare", "bistandsbeslut", "myndighetsbeslut", "vardremiss")
CLOSED = ("full", "pausad", "planerad")
IN_PERSON = "pa-plats"  # no value of the facet: any form that is not digital


def _all(facet: str, *values: str) -> frozenset[FacetValue]:
    return frozenset((facet, value) for value in values)


# Where more than the value itself says so, or something says the opposite: (says, against).
ANSWERS: Mapping[tuple[str, str], tuple[frozenset[FacetValue], frozenset[FacetValue]]] = {
    ("kostnad", "gratis"): (
        _all("kostnad", "gratis", "lon", "betalas-av-remittenten"),
        _all("kostnad", "avgift"),  # a patient's fee is not always taken
    ),
    ("form", "enskilt"): (_all("form", "enskilt"), _all(REQUIREMENTS, YES + "grupp")),
    ("form", IN_PERSON): (
        _all("form", "enskilt", "grupp", "uppsokande"),
        _all("form", "digitalt"),
    ),
    ("tider", EVENING): (_all("tider", EVENING), _all("tider", DAYTIME, WEEKEND)),
    ("tider", WEEKEND): (_all("tider", WEEKEND), _all("tider", DAYTIME, EVENING)),
    ("tilltrade", "egen-ansokan"): (
        _all("tilltrade", *OWN_WAYS),
        _all("tilltrade", *OTHERS_WAYS, "ej-sokbar"),
    ),
    ("tilltrade", "oppet"): (_all("tilltrade", "oppet"), _all("tilltrade", *OTHERS_WAYS)),
    ("lage", SHORT_QUEUE): (_all("lage", SHORT_QUEUE), _all("lage", LONG_QUEUE, *CLOSED)),
    ("lage", "oppen"): (_all("lage", "oppen"), _all("lage", *CLOSED, "avslutad")),
    ("tillganglighet", WHEELS): (
        _all("tillganglighet", WHEELS),
        _all("tillganglighet", WHEELS_NOT),
    ),
    (REQUIREMENTS, "remiss"): (
        _all("tilltrade", *OWN_WAYS) | _all(REQUIREMENTS, NO + "remiss"),
        _all(REQUIREMENTS, YES + "remiss"),
    ),
}


# "arabiska eller tolk", "kvällar och helger", "enskilt eller i grupp": any of them will do.
TOGETHER = {"sprak": "sprak", "tider": "tider", "steg": "steg"}
SINGLY = frozenset((("form", "enskilt"), ("form", "grupp")))


def span_of(entry: Intervention) -> list[str]:
    """Return the ages that an entry is for, as the index holds them; none if it does not say."""
    low, high = entry.age_from, entry.age_to
    if low is None and high is None:
        return []
    return [f"{low or 0}-{LAST if high is None else high}"]


def together(facts: Iterable[AskedFact]) -> list[tuple[AskedFact, ...]]:
    """Return the facts of a search, those beside each other of which any will do."""
    kinds: dict[str, list[AskedFact]] = {}
    for fact in facts:
        kind = TOGETHER.get(fact.facet, fact.name)
        kinds.setdefault("form" if (fact.facet, fact.value) in SINGLY else kind, []).append(fact)
    return [tuple(alike) for alike in kinds.values()]


def demand_of(
    facts: Collection[AskedFact], wanted: frozenset[Stance], spans: Collection[str]
) -> FactDemand:
    """Return what facts demand of which any will do; `spans` are the ages that entries tell."""
    pairs = [_answers(fact, spans) for fact in facts]
    says = frozenset[FacetValue]().union(*(yes for yes, _ in pairs))
    against = frozenset[FacetValue].intersection(*(no for _, no in pairs))
    # "Kan inte svenska" tells of the person too: what does not demand it is not what is sought.
    rises = not all(fact.facet == REQUIREMENTS and fact.about for fact in facts)
    return FactDemand(says, against, wanted, rises)


def _answers(
    fact: AskedFact, spans: Collection[str]
) -> tuple[frozenset[FacetValue], frozenset[FacetValue]]:
    if fact.facet == AGE:
        asked = bounds(fact.value)
        fits = {span for span in spans if _meet(bounds(span), asked)}
        return _all(AGE, *fits), _all(AGE, *(set(spans) - fits))
    if fact.facet == REQUIREMENTS and (fact.facet, fact.value) not in ANSWERS:
        return _all(REQUIREMENTS, NO + fact.value), _all(REQUIREMENTS, YES + fact.value)
    return ANSWERS.get((fact.facet, fact.value), (_all(fact.facet, fact.value), frozenset()))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
