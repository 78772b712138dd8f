"""What a list shows of an entry, so that it answers without being opened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from catalogue.engine.explaining import Evidence
from catalogue.engine.found import Found
from catalogue.engine.stances import NO, YES
from catalogue.models import Intervention, Notice
from catalogue.models.calling import Call, nearest_call, with_nearest_call
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import ACCESS, NATIONWIDE, county_value
from catalogue.search.highlight import highlight
from catalogue.search.requirements import REQUIREMENTS, WITHOUT
from catalogue.search.state import NOTICE

MOST_REASONS = 4
NOTHING: frozenset[str] = frozenset()
SELF_SERVICE = (
    Intervention.Access.SELF,
    Intervention.Access.OPEN,
    Intervention.Access.NO_ASSESSMENT,
)
WHERE = {
    "name": gettext_lazy("namnet"),
    "summary": gettext_lazy("den korta beskrivningen"),
    "need_groups": gettext_lazy("behoven"),
    "type": gettext_lazy("typen"),
    "organisation": gettext_lazy("organisationen"),
    "places": gettext_lazy("platsen"),
    "content": gettext_lazy("innehållet"),
    "other": gettext_lazy("villkoren"),
}


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card says of an entry whatever was searched for."""

    entry: Intervention
    address: str
    needs: Sequence[str]
    places: Sequence[str]
    requirements: Sequence[str]
    waived: Sequence[str]  # only what it says that it does not require
    self_service: bool  # the person can apply without anybody's referral
    stale: bool  # nobody has reviewed it for too long
    notices: Sequence[Notice]  # what is told today, the newest last
    call: Call | None  # the nearest with a telephone number
    email: str
    drawn: dict[str, Markup] = field(default_factory=dict)  # pieces of the card, for the templates


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in a list."""

    facts: CardFacts
    name: SafeString
    summary: SafeString
    reason: str  # why it was found, in words; empty when it is plain to see
    ask: str = ""  # what was asked for and it says nothing of

    @property
    def entry(self) -> Intervention:
        """Return the entry that it is a card of."""
        return self.facts.entry


def make_cards(
    catalogue: Catalogue,
    ids: Iterable[int],
    found: Found | None = None,
    asks: Mapping[int, str] = MappingProxyType({}),
) -> list[Card]:
    """Return cards in the order of the ids, with at most one query."""
    ids = list(ids)
    facts = facts_of(catalogue, ids)
    terms: Mapping[int, frozenset[str]] = found.matched_terms if found else {}
    reasons: Mapping[int, list[Evidence]] = found.reasons if found else {}
    analyser, language = catalogue.index.analyser, get_language()
    return [
        Card(
            facts=facts[pk],
            name=highlight(facts[pk].entry.name, terms.get(pk, NOTHING), analyser),
            summary=highlight(facts[pk].entry.summary, terms.get(pk, NOTHING), analyser),
            reason=_in_words(tuple(reasons.get(pk, ())), language),
            ask=asks.get(pk, ""),
        )
        for pk in ids
        if pk in facts
    ]


def facts_of(catalogue: Catalogue, ids: Iterable[int]) -> dict[int, CardFacts]:
    """Return the facts of the entries that are public. The state of the catalogue keeps them."""
    language = get_language()
    known = {pk: catalogue.memory.get((pk, language)) for pk in ids}
    missing = [pk for pk, facts in known.items() if facts is None]
    if missing:
        notices = _notices(catalogue, missing)
        entries = Intervention.objects.published().with_card_fields().filter(pk__in=missing)
        for entry in with_nearest_call(entries):
            known[entry.pk] = facts = _facts(catalogue, entry, notices.get(entry.pk, ()))
            catalogue.memory.put((entry.pk, language), facts)
    return {pk: facts for pk, facts in known.items() if facts is not None}


def _notices(catalogue: Catalogue, ids: Iterable[int]) -> Mapping[int, Sequence[Notice]]:
    """Return what is told today on those entries that the index says tell something."""
    telling = [pk for pk in ids if NOTICE in catalogue.index.values_of(pk).get("lage", ())]
    return Notice.objects.current(catalogue.day).by_entry(telling) if telling else {}


def _facts(catalogue: Catalogue, entry: Intervention, notices: Sequence[Notice]) -> CardFacts:
    # What the index knows is not asked for.
    values = catalogue.index.values_of(entry.pk)
    call, email = (None, "") if entry.is_over else nearest_call(entry)
    return CardFacts(
        entry=entry,
        address=entry.get_absolute_url(),
        needs=_labels(catalogue, "behov", values),
        places=_places(catalogue, values.get("kommun", ())),
        requirements=_stated(catalogue, YES, values.get(REQUIREMENTS, ())),
        waived=_stated(catalogue, NO, values.get(REQUIREMENTS, ())),
        self_service=bool({ACCESS[way] for way in SELF_SERVICE} & set(values.get("tilltrade", ()))),
        stale=entry.is_stale(catalogue.day),
        notices=notices,
        call=call,
        email=email,
    )


def _labels(catalogue: Catalogue, facet: str, values: Mapping[str, list[str]]) -> list[str]:
    own = set(values.get(facet, ()))
    if not own:
        return []
    options = catalogue.options
    return [options.label(facet, value) for value in options.labels[facet] if value in own]


def _stated(catalogue: Catalogue, sign: str, values: Sequence[str]) -> list[str]:
    labels = catalogue.options.labels[WITHOUT.name]
    return [catalogue.options.label(WITHOUT.name, slug) for slug in labels if sign + slug in values]


def _places(catalogue: Catalogue, values: Sequence[str]) -> list[str]:
    """Return the widest area alone, otherwise whole counties before single kommuner."""
    if NATIONWIDE in values:
        return [_("Hela landet")]
    counties = [
        name for code, name in catalogue.options.counties.items() if county_value(code) in values
    ]
    return counties + _labels(catalogue, "kommun", {"kommun": list(values)})


@lru_cache(maxsize=2_000)  # the cards of a list often have the same one
def _in_words(reasons: tuple[Evidence, ...], _language: str | None) -> str:
    """Say what led here, unless the name itself shows it. A blunt word is never repeated."""
    said = []
    for reason in reasons[:MOST_REASONS]:
        if reason.kind == "exact" and "name" in reason.fields:
            continue
        if reason.fields == ("need_groups",):  # perhaps by one of the group's blunt words
            said.append(str(WHERE["need_groups"]))
            continue
        fields = [str(WHERE[field]) for field in reason.fields[:2] if field in WHERE]
        where = _(" och ").join(fields)
        told = "" if reason.kind in {"exact", "part", "place"} or not reason.shown else reason.word
        word = reason.typed
        if told and told != reason.typed:
            word = _("”%(typed)s” som %(word)s") % {"typed": reason.typed, "word": told}
        if where:
            said.append(f"{where}: {word}")
    places = _(", i ").join(dict.fromkeys(said))
    return _("Träff i %(places)s.") % {"places": places} if said else ""
