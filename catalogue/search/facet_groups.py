"""What can be ticked beside the hits: each facet with its values and their counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from catalogue.engine.found import Found
from catalogue.search.areas import split
from catalogue.search.facets import ALL, DEFAULT_CHOICES, NATIONWIDE
from catalogue.search.options import Options
from catalogue.search.query import NOTHING, Query
from catalogue.search.requirements import REQUIREMENTS, UNSAID, WITHOUT
from catalogue.search.unsaid import NOT_SAID

LONG_LISTS = {"behov", "kommun", "organisation", "sprak"}
OPEN_AT_FIRST = {"behov", "kommun", "tilltrade"}


@dataclass(slots=True)  # not frozen: a page makes hundreds
class FacetValue:
    """One tickable value of a facet."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(slots=True)
class Silence:
    """How many have not said whether they demand something, and the search that shows them."""

    value: str
    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet as the page shows it."""

    name: str
    label: str
    choices: Sequence[FacetValue]
    open: bool
    long: bool
    chosen_count: int  # how many were chosen by the visitor, not by default
    rest: Sequence[FacetValue] = ()  # folded: no hit, or a kommun without anything of its own
    everywhere: int = 0  # how many each kommun shares with the whole country
    unticked: str = ""  # what a form says when the choice that was made for the visitor is undone
    silences: Sequence[Silence] = ()  # one for each choice, where silence is an answer too


def facet_group(name: str, label: str, query: Query, found: Found, options: Options) -> FacetGroup:
    """Return a facet with what is chosen of it, and what may be."""
    counts, chosen = found.counts[name], query.choice(name)
    if not chosen and not counts.keys() - {NOT_SAID}:
        return FacetGroup(name, label, (), open=False, long=False, chosen_count=0)
    every = name not in LONG_LISTS  # long lists show only what gives a hit
    choices = [
        FacetValue(value, text, count, value in chosen)
        for value, text in options.labels[name].items()
        if (count := counts.get(value, 0)) or every or value in chosen
    ]
    if not every:
        choices.sort(key=attrgetter("chosen"), reverse=True)
    near, rest = (
        _near_and_rest(choices, counts, options) if name == "kommun" else _hits_and_none(choices)
    )
    own_choice = chosen != DEFAULT_CHOICES.get(name, NOTHING)
    return FacetGroup(
        name=name,
        label=label,
        choices=near or choices,
        open=name in OPEN_AT_FIRST or (bool(chosen) and own_choice),
        long=name in LONG_LISTS,
        chosen_count=len(chosen) if own_choice else 0,
        rest=rest,
        everywhere=counts.get(NATIONWIDE, 0),
        unticked=ALL if name in DEFAULT_CHOICES else "",
    )


def _near_and_rest(
    choices: list[FacetValue], counts: Mapping[str, int], options: Options
) -> tuple[list[FacetValue], list[FacetValue]]:
    """Tell the kommuner with something of their own from those with what all have."""
    near: list[FacetValue] = []
    rest: list[FacetValue] = []
    for choice in choices:
        own = choice.chosen or split(choice.value, counts, options).own
        (near if own else rest).append(choice)
    return (near, rest) if near else (choices, [])


def _hits_and_none(choices: list[FacetValue]) -> tuple[list[FacetValue], list[FacetValue]]:
    """Tell the choices that give a hit, or are made, from those that give none."""
    near = [choice for choice in choices if choice.count or choice.chosen]
    rest = [choice for choice in choices if not (choice.count or choice.chosen)]
    return (near, rest) if near else (choices, [])


def requirements(query: Query, found: Found, options: Options) -> FacetGroup:
    """Return what a person may lack: how many say that it is not needed, and how many nothing."""
    choices, silences = [], []
    for value, label in options.labels[WITHOUT.name].items():
        told = found.stances(REQUIREMENTS, value)
        choices.append(FacetValue(value, label, told.no, value in query.without_requirements))
        address = query.unsaying(value).querystring()
        topic = options.label(UNSAID.name, value)
        silences.append(
            Silence(value, topic, told.unsaid, address, value in query.unsaid_requirements)
        )
    chosen = len(query.without_requirements) + len(query.unsaid_requirements)
    return FacetGroup(
        name=WITHOUT.name,
        label=WITHOUT.label,
        choices=choices,
        open=bool(chosen),
        long=False,
        chosen_count=chosen,
        silences=silences,
    )
