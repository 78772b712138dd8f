"""Reference data: the places, parties and lists that every catalogue begins with."""

import json
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from catalogue.changes.noting import noting
from catalogue.models import (
    AccessibilityStatement,
    County,
    DeliveryForm,
    IncomeSupport,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    NeighbouringService,
    Organisation,
    Requirement,
    ServiceSource,
    Step,
)

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
Entry = dict[str, Any]
Body = NeighbouringService.Body
BODIES = {
    "kommun": Body.MUNICIPALITY,
    "region": Body.REGION,
    "kommun eller region": Body.EITHER,
    "statlig myndighet": Body.AGENCY,
    "domstol eller nämnd": Body.COURT,
    "civilsamhälle": Body.CIVIL,
    "privat": Body.PRIVATE,
    "okänt": Body.UNKNOWN,
}


@dataclass
class ReferenceReport:
    """How many rows of each list were created and updated, by the list's Swedish name."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """Return the report in Swedish, one list a line."""
        names = sorted({*self.created, *self.updated})
        if not names:
            return ["Grunddata fanns redan. Inget ändrades."]
        return [f"{name}: {self.created[name]} nya, {self.updated[name]} ändrade" for name in names]


def read_terms() -> dict[str, list[Entry]]:
    """Read the lists that the catalogue begins with."""
    terms: dict[str, list[Entry]] = json.loads((FIXTURES / "terms.json").read_text("utf-8"))
    return terms


def read_neighbouring_services() -> list[Entry]:
    """Read what others have and people look for here."""
    text = (FIXTURES / "neighbouring-services.toml").read_text("utf-8")
    services: list[Entry] = tomllib.loads(text)["service"]
    return services


@noting(None, "Inläst med katalogens listor")
def load_reference() -> ReferenceReport:
    """Create what is missing; update geography; leave what staff have worded as it is."""
    report = ReferenceReport()
    geography = json.loads((FIXTURES / "geography.json").read_text("utf-8"))
    counties = [_without(row, "region_aliases") for row in geography["counties"]]
    _update(County, counties, report)
    _load_municipalities(geography["municipalities"], report)
    terms = read_terms()
    _load_organisations([*terms["organisations"], *map(_region, geography["counties"])], report)
    _create(Step, terms["steps"], "number", report)
    _create(InterventionType, terms["types"], "slug", report)
    _create(DeliveryForm, terms["forms"], "slug", report)
    _create(Requirement, terms["requirements"], "slug", report)
    _create(IncomeSupport, terms["income_supports"], "slug", report)
    _create(Language, [_without(row, "aliases") for row in terms["languages"]], "code", report)
    _load_need_groups(terms["need_groups"], report)
    _load_neighbouring_services(read_neighbouring_services(), report)
    if AccessibilityStatement.objects.ensure():
        report.created[str(AccessibilityStatement._meta.verbose_name_plural)] += 1
    return report


def _load_municipalities(rows: list[Entry], report: ReferenceReport) -> None:
    counties = County.objects.in_bulk(field_name="code")
    facts = [
        _without(row, "position", "neighbours", "county")
        | {
            "county_id": counties[row["county"]].pk,
            "longitude": row["position"][0],
            "latitude": row["position"][1],
        }
        for row in rows
    ]
    _update(Municipality, facts, report)
    _join_neighbours(rows)


def _join_neighbours(rows: list[Entry]) -> None:
    keys = dict(Municipality.objects.values_list("code", "pk"))
    pairs = Municipality.neighbours.through.objects
    wanted = {(keys[row["code"]], keys[code]) for row in rows for code in row["neighbours"]}
    present = set(pairs.values_list("from_municipality_id", "to_municipality_id"))
    for here, there in present - wanted:
        pairs.filter(from_municipality_id=here, to_municipality_id=there).delete()
    pairs.bulk_create(
        Municipality.neighbours.through(from_municipality_id=here, to_municipality_id=there)
        for here, there in sorted(wanted - present)
    )


def _region(county: Entry) -> Entry:
    short = [alias for alias in county["region_aliases"] if alias.isupper()]
    return {
        "name": county["region_name"],
        "slug": slugify(county["region_name"]),
        "kind": Organisation.Kind.REGION,
        "phone": "1177",  # answers in every region
        "short_name": short[0] if short else "",
        "other_names": county["region_aliases"],
    }


def _load_organisations(rows: list[Entry], report: ReferenceReport) -> None:
    lined = [row | {"other_names": "\n".join(row["other_names"])} for row in rows]
    _create(Organisation, lined, "slug", report)


def _load_need_groups(rows: list[Entry], report: ReferenceReport) -> None:
    facts = [
        _without(row, "parent", "aliases") | {"search_words": "\n".join(row["search_words"])}
        for row in rows
    ]
    new = _create(NeedGroup, facts, "slug", report)
    groups = NeedGroup.objects.in_bulk(field_name="slug")
    for row in rows:
        if row["parent"] and row["slug"] in new:
            groups[row["slug"]].parent = groups[row["parent"]]
            groups[row["slug"]].save(update_fields=["parent"])


def _load_neighbouring_services(rows: list[Entry], report: ReferenceReport) -> None:
    facts = [
        _without(row, "telephone", "words_in", "sources")
        | {
            "body": BODIES[row["body"]],
            "phone": row.get("telephone", ""),
            "words": "\n".join(row["words"]),
            "foreign_words": "\n".join(chain.from_iterable(row.get("words_in", {}).values())),
        }
        for row in rows
    ]
    new = _create(NeighbouringService, facts, "slug", report)
    services = NeighbouringService.objects.in_bulk(field_name="slug")
    ServiceSource.objects.bulk_create(
        ServiceSource(service=services[row["slug"]], **_source(source))
        for row in rows
        if row["slug"] in new
        for source in row.get("sources", ())
    )


def _source(row: Entry) -> Entry:
    """Return what a source says; a law is named with its number and section."""
    if row["kind"] == "lag":
        section = f", {row['section']}" if "section" in row else ""
        row = row | {"title": f"{row['name']} ({row['sfs']}){section}"}
    return {name: row[name] for name in ("title", "address", "read_on", "says")}


def _create(model: Any, rows: list[Entry], key: str, report: ReferenceReport) -> set[Any]:
    """Create the rows whose key or name is not there yet, and return the keys of the new ones."""
    keys = set(model.objects.values_list(key, flat=True))
    names = {name.casefold() for name in model.objects.values_list("name", flat=True)}
    new = [row for row in rows if row[key] not in keys and row["name"].casefold() not in names]
    model.objects.bulk_create(model(**row) for row in new)
    if new:
        report.created[str(model._meta.verbose_name_plural)] += len(new)
    return {row[key] for row in new}


def _update(model: Any, rows: list[Entry], report: ReferenceReport) -> None:
    """Make the places with these codes say what the rows say."""
    places = model.objects.in_bulk(field_name="code")
    for row in rows:
        place = places.get(row["code"])
        if place is None:
            model.objects.create(**row)
            report.created[str(model._meta.verbose_name_plural)] += 1
        elif any(getattr(place, name) != value for name, value in row.items()):
            for name, value in row.items():
                setattr(place, name, value)
            place.save()
            report.updated[str(model._meta.verbose_name_plural)] += 1


def _without(row: Entry, *names: str) -> Entry:
    return {name: value for name, value in row.items() if name not in names}
