"""What the catalogue knows already, in the shape that reading a fact sheet needs."""

import re
from collections import Counter
from dataclasses import dataclass

from catalogue.exchange.factsheets.bodies import Body, Kind
from catalogue.exchange.factsheets.organisations import OrganisationReader
from catalogue.exchange.factsheets.places import Gazetteer, Place
from catalogue.exchange.reference import read_terms
from catalogue.models import (
    County,
    IncomeSupport,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
)

_COUNTY_WORD = re.compile(r"s?\s+län$")


@dataclass(frozen=True)
class Known:
    """Names, casefolded, and the lasting names that they stand for."""

    gazetteer: Gazetteer
    organisations: OrganisationReader
    counties: dict[str, str]
    need_groups: dict[str, str]
    languages: dict[str, str]
    types: dict[str, str]
    income_supports: frozenset[str]

    @classmethod
    def from_database(cls) -> "Known":
        """Gather it; the wordings that staff have changed are followed."""
        terms = read_terms()
        gazetteer = Gazetteer(_places())
        return cls(
            gazetteer=gazetteer,
            organisations=OrganisationReader(gazetteer, _bodies()),
            counties={
                _COUNTY_WORD.sub("", name).casefold(): code
                for name, code in County.objects.values_list("name", "code")
            },
            need_groups=_need_groups(terms["need_groups"]),
            languages=_languages(terms["languages"]),
            types={
                name.casefold(): slug
                for name, slug in InterventionType.objects.values_list("name", "slug")
            },
            income_supports=frozenset(IncomeSupport.objects.values_list("slug", flat=True)),
        )


def _places() -> list[Place]:
    return [
        Place(
            place.code, place.name, place.formal_name, place.county.name, place.county.region_name
        )
        for place in Municipality.objects.select_related("county")
    ]


def _bodies() -> dict[str, Body]:
    """Return every organisation that is not a unit, by each of its names."""
    bodies: dict[str, Body] = {}
    codes = dict(Municipality.objects.values_list("pk", "code"))
    for row in Organisation.objects.filter(parent=None).order_by("pk"):
        body = Body(row.name, Kind(row.kind), codes.get(row.municipality_id, ""))
        for name in (row.name, row.short_name, *row.other_names.splitlines()):
            if name.strip():
                bodies.setdefault(name.strip().casefold(), body)
    return bodies


def _need_groups(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return the groups by name, by the blunt names of sources, and by their own search words."""
    groups = list(NeedGroup.objects.values_list("slug", "name", "search_words"))
    slugs = {slug for slug, _, _ in groups}
    words = [
        (word.strip().casefold(), slug) for slug, _, text in groups for word in text.splitlines()
    ]
    counts = Counter(word for word, _ in words)
    names = {word: slug for word, slug in words if word and counts[word] == 1}
    names |= {
        alias.casefold(): row["slug"]
        for row in rows
        if row["slug"] in slugs
        for alias in row["aliases"]
    }
    return names | {name.casefold(): slug for slug, name, _ in groups}


def _languages(rows: list[dict[str, str]]) -> dict[str, str]:
    codes = dict(Language.objects.values_list("code", "name"))
    names = {
        alias.casefold(): row["code"]
        for row in rows
        if row["code"] in codes
        for alias in row["aliases"]
    }
    return names | {name.casefold(): code for code, name in codes.items()}
