"""What the page tells of the facts that were heard among the words, so that nothing is silent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.engine.ages import LAST, bounds
from catalogue.engine.found import Found
from catalogue.engine.groups import AGE, AskedFact
from catalogue.search.demands import together
from catalogue.search.options import Options
from catalogue.search.query import Query
from catalogue.search.requirements import REQUIREMENTS, UNSAID, WITHOUT

# The end of "säger inget om …".
TOPICS = {
    AGE: gettext_lazy("åldern"),
    "kostnad": gettext_lazy("när det är gratis"),
    "form": gettext_lazy("den formen"),
    "tider": gettext_lazy("den tiden"),
    "tilltrade": gettext_lazy("den vägen in"),
    "lage": gettext_lazy("kötiden"),
    "anonym": gettext_lazy("anonymitet"),
    "tillganglighet": gettext_lazy("den tillgängligheten"),
    "steg": gettext_lazy("det steget"),
    "typ": gettext_lazy("den typen"),
}

KIND = "typ"  # what an entry is: nobody need be asked about it

# What those are that say the opposite.
OPPOSITES = {
    "kostnad": gettext_lazy("som kostar något"),
    "tider": gettext_lazy("som inte har öppet då"),
    "tilltrade": gettext_lazy("som man inte själv kan söka sig till"),
    "tillganglighet": gettext_lazy("som är svåra att nå med rullstol"),
}


class ToldLine(NamedTuple):
    """A sentence, and the search that shows what it speaks of."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a search as the page shows them."""

    chips: Sequence[ToldLine]  # each fact, and the search for which its words are only words
    left_out: Sequence[ToldLine]
    silent: Sequence[ToldLine]  # only those that say so are shown: the others, with them
    unanswered: Sequence[str]  # what none of the hits says anything of
    unclear: str  # facts that gainsay each other
    aside: Sequence[tuple[str, str]]  # facts that were taken away: the name and the label
    asks: Mapping[int, str]  # the id of a hit -> what to ask them


def tell(query: Query, found: Found, options: Options) -> Told:
    """Return what the page tells of the facts."""
    asked = list(zip(together(found.plan.facts), found.answers, strict=True))
    alone = bool(asked) and not found.plan.groups and not query.silent_too
    return Told(
        chips=[
            ToldLine(fact_label(fact, options), query.setting_aside(fact.name).querystring())
            for fact in found.plan.facts
        ],
        left_out=[
            ToldLine(_left_out(facts, said.no, options), _without(query, facts))
            for facts, said in asked
            if said.no
        ],
        silent=[
            ToldLine(_silent(facts, said.unsaid, options), query.with_the_silent().querystring())
            for facts, said in asked
            if alone and said.unsaid
        ],
        unanswered=[
            _("Ingen av dem säger något om %(topic)s. Fråga dem.")
            % {"topic": topic(facts, options)}
            for facts, said in asked
            if found.total and facts[0].facet != KIND and not said.yes and not said.no
        ],
        unclear=", ".join(f"”{typed}”" for typed in found.plan.unclear),
        aside=[(name, options.fact(name)) for name in sorted(query.set_aside)],
        asks=_asks([facts for facts, _said in asked], found, options),
    )


def fact_label(fact: AskedFact, options: Options) -> str:
    """Return the words for a fact, by itself."""
    if fact.facet == AGE:
        low, high = bounds(fact.value)
        if high == LAST:
            return _("%(age)s år och äldre") % {"age": low}
        return _("%(age)s år") % {"age": low if low == high else f"{low}–{high}"}
    if fact.facet == REQUIREMENTS:
        label = options.not_needed(fact.value)
        return label[:1].upper() + label[1:]
    return options.fact(fact.name)


def topic(facts: Sequence[AskedFact], options: Options) -> str:
    """Return the end of "säger inget om …" for facts of which any will do."""
    first = facts[0]
    if first.facet == REQUIREMENTS:
        return options.label(UNSAID.name, first.value)
    if first.facet == "sprak":
        return _joined(options.label("sprak", fact.value).lower() for fact in facts)
    return str(TOPICS[first.facet])


def _left_out(facts: Sequence[AskedFact], number: int, options: Options) -> str:
    text = ngettext(
        "%(num)s insats %(why)s visas inte.", "%(num)s insatser %(why)s visas inte.", number
    )
    return text % {"num": number, "why": _why(facts, options)}


def _why(facts: Sequence[AskedFact], options: Options) -> str:
    """Return what those are that say the opposite."""
    first = facts[0]
    if first.facet == REQUIREMENTS:
        return _("som kräver %(demand)s") % {"demand": options.label(WITHOUT.name, first.value)}
    if first.facet in OPPOSITES:
        return str(OPPOSITES[first.facet])
    label = _joined(fact_label(fact, options) for fact in facts)
    if first.facet == AGE:
        return _("som är för andra åldrar än %(age)s") % {"age": label}
    return _("som säger något annat än ”%(fact)s”") % {"fact": label}


def _silent(facts: Sequence[AskedFact], number: int, options: Options) -> str:
    text = ngettext(
        "%(num)s insats säger inget om %(topic)s.",
        "%(num)s insatser säger inget om %(topic)s.",
        number,
    )
    return text % {"num": number, "topic": topic(facts, options)}


def _without(query: Query, facts: Iterable[AskedFact]) -> str:
    for fact in facts:
        query = query.setting_aside(fact.name)
    return query.querystring()


def _asks(
    asked: Iterable[Sequence[AskedFact]], found: Found, options: Options
) -> Mapping[int, str]:
    topics: dict[int, list[str]] = {}
    for facts, silent in zip(asked, found.silences, strict=True):
        for identity in silent if facts[0].facet != KIND else ():
            topics.setdefault(identity, []).append(topic(facts, options))
    return {
        identity: _("Säger inget om %(topic)s: fråga.") % {"topic": _listed(told)}
        for identity, told in topics.items()
    }


def _joined(words: Iterable[str]) -> str:
    return _(" eller ").join(words)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    if not first:
        return last
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last}
