"""Rows for the tests: plain functions that fill in what a test does not care about."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from catalogue.models import (
    Contact,
    County,
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    NeighbouringService,
    Organisation,
    Requirement,
    SearchCount,
    Step,
    Venue,
)
from catalogue.models.search_count import imprint, months_ago

_number = itertools.count(1)
PHONE = "08-465 004 15"  # of those that are free for examples
REVIEWED = datetime.date(2026, 9, 1)


def make_county(name: str = "Västmanlands län", code: str = "19") -> County:
    county, _ = County.objects.get_or_create(
        code=code, defaults={"name": name, "slug": slugify(name), "region_name": f"Region {code}"}
    )
    return county


def make_municipality(name: str = "Västerås", county: County | None = None) -> Municipality:
    existing = Municipality.objects.filter(name=name).first()
    county = county or make_county()
    return existing or Municipality.objects.create(
        name=name,
        formal_name=f"{name} kommun",
        slug=slugify(name),
        code=f"{county.code}{next(_number) % 100:02}",
        county=county,
    )


def make_organisation(name: str = "Västerås stad", **fields: Any) -> Organisation:
    existing = Organisation.objects.filter(name=name).first()
    return existing or Organisation.objects.create(
        **{"name": name, "slug": slugify(name), "kind": Organisation.Kind.MUNICIPALITY, **fields}
    )


def make_step(number: int) -> Step:
    return Step.objects.get_or_create(number=number, defaults={"name": f"Steg {number}"})[0]


def _term(model: type, name: str, **fields: Any) -> Any:
    return model.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


def make_need_group(name: str = "Psykisk ohälsa", **fields: Any) -> NeedGroup:
    return _term(NeedGroup, name, **fields)


def make_requirement(name: str = "Läkarutlåtande") -> Requirement:
    return _term(Requirement, name, without=name.lower())


def make_language(name: str = "Finska", code: str = "fi") -> Language:
    return _term(Language, name, code=code)


def make_contact(function: str = "Teamsamordnare", **fields: Any) -> Contact:
    fields.setdefault("organisation", make_organisation())
    return Contact.objects.create(function=function, **fields)


def make_venue(name: str = "Träffpunkten", **fields: Any) -> Venue:
    fields.setdefault("organisation", make_organisation())
    fields.setdefault("municipality", make_municipality())
    return Venue.objects.create(name=name, **fields)


def make_search_count(words: str, *, months: int = 0, **fields: Any) -> SearchCount:
    """Return a row about words that were searched for so many months ago."""
    month = months_ago(months)
    mark = imprint(month, words)
    return SearchCount.objects.create(
        **{"month": month, "imprint": mark, "words": words, "searches": 5, **fields}
    )


def make_intervention(
    name: str | None = None,
    *,
    need_groups: Iterable[str] = (),
    municipalities: Iterable[str] = (),
    types: Iterable[str] = (),
    forms: Iterable[str] = (),
    requirements: Iterable[str] = (),
    not_required: Iterable[str] = (),
    income_supports: Iterable[str] = (),
    participants: Iterable[str] = (),
    organisation: str | Organisation = "Västerås stad",
    step: int | None = None,
    **fields: Any,
) -> Intervention:
    """Return a published entry; relations are given by name and made where they are missing."""
    if isinstance(organisation, str):
        organisation = make_organisation(organisation)
    entry = Intervention.objects.create(
        **{
            "name": name or f"Insats {next(_number)}",
            "organisation": organisation,
            "step": make_step(step) if step else None,
            "status": Intervention.Status.OPEN,
            "reviewed_on": REVIEWED,
            **fields,
        }
    )
    entry.need_groups.set(make_need_group(group) for group in need_groups)
    entry.municipalities.set(make_municipality(place) for place in municipalities)
    entry.types.set(_term(InterventionType, kind) for kind in types)
    entry.forms.set(_term(DeliveryForm, form) for form in forms)
    entry.requirements.set(make_requirement(requirement) for requirement in requirements)
    entry.not_required.set(make_requirement(requirement) for requirement in not_required)
    entry.income_supports.set(_term(IncomeSupport, support) for support in income_supports)
    entry.participants.set(make_organisation(participant) for participant in participants)
    return entry


def make_complete(name: str | None = None, **fields: Any) -> Intervention:
    """Return an entry that lacks nothing: what visitors must be told is there."""
    entry = make_intervention(
        name,
        **{
            "summary": "Stöd steg för steg.",
            "purpose": "Att komma vidare.",
            "types": ["Coachning"],
            "need_groups": ["Psykisk ohälsa"],
            "criteria": "Att du vill.",
            "exclusion": "Inga kända.",
            "referral": "Ring oss.",
            "cost_kind": Intervention.Cost.FREE,
            "municipalities": ["Västerås"],
            "valid_until": datetime.date(2030, 1, 1),
            **fields,
        },
    )
    body = entry.organisation
    entry.contacts.add(make_contact(f"Kontakt {entry.pk}", organisation=body, phone=PHONE))
    other = make_intervention(organisation=entry.organisation)
    entry.continues_to.create(after=other, handover="En plan")
    return entry


def make_service(name: str = "God man", **fields: Any) -> NeighbouringService:
    service = NeighbouringService.objects.create(
        **{
            "name": name,
            "slug": slugify(name),
            "words": "överförmyndare",
            "body": NeighbouringService.Body.MUNICIPALITY,
            "who": "Överförmyndaren i din kommun.",
            "what": "En god man bevakar din rätt.",
            "find": "Ring växeln och fråga efter överförmyndaren.",
            "reason": "Det är ingen insats.",
            "owner": "redaktionen",
            "review_by": datetime.date(2030, 1, 1),
            **fields,
        }
    )
    service.sources.create(
        title=f"Om {name}",
        address="https://www.exempel.se/god-man",
        read_on=REVIEWED,
        says="Tingsrätten beslutar.",
    )
    return service
