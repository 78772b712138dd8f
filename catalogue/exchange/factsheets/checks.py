"""Judge a record: a typed fact sheet, or problems that say what is wrong with which field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process

from catalogue.exchange.factsheets.facts import Words, read_facts
from catalogue.exchange.factsheets.forms import read_forms, stated_forms
from catalogue.exchange.factsheets.known import Known
from catalogue.exchange.factsheets.law import broken_rules
from catalogue.exchange.factsheets.money import read_supports
from catalogue.exchange.factsheets.organisations import Parties
from catalogue.exchange.factsheets.periods import Length, read_length
from catalogue.exchange.factsheets.phrases import tidy
from catalogue.exchange.factsheets.places import Place
from catalogue.exchange.factsheets.requirements import (
    Admission,
    read_not_required,
    read_requirements,
)
from catalogue.exchange.factsheets.rows import Finding, Record
from catalogue.exchange.factsheets.sheet import Sheet
from catalogue.exchange.factsheets.vocabulary import ACCESS, STATUS, STRUCTURAL, read_financing
from catalogue.exchange.factsheets.ways_in import read_routes
from catalogue.models import Intervention
from catalogue.models.status import Scope, Status

Access = Intervention.Access
Cost = Intervention.Cost
Start = Intervention.Start

_NO_CONTACT = {"okänt", "okänd", "saknas", "ej angivet"}


@dataclass
class Judgement:
    """What judging a whole file gave."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def judge_all(records: Iterable[Record], known: Known) -> Judgement:
    """Judge every record."""
    judgement = Judgement()
    for record in records:
        judge = _Judge(record, known)
        sheet = judge.sheet()
        judgement.problems += judge.problems
        judgement.warnings += judge.warnings
        if not judge.problems:
            judgement.sheets.append(sheet)
    return judgement


class _Judge:
    """Judge one record, collecting what there is to say about it."""

    def __init__(self, record: Record, known: Known) -> None:
        self._record = record
        self._known = known
        self._words = Words(record)
        self.problems: list[Finding] = []
        self.warnings: list[Finding] = []

    def sheet(self) -> Sheet:
        """Return the typed fact sheet; it is only of use where no problem was found."""
        types, scope = self._types()
        access = self._access(scope)
        places = self._places()
        parties = self._parties(places)
        groups, new_groups = self._resolve("behovsgrupper", self._known.need_groups)
        spoken, new_languages = self._resolve(
            "languages", self._known.languages, skip=_not_a_language
        )
        cost = self._words.text("cost")
        routes = read_routes(self._words.text("referral"), access, cost)
        forms = read_forms(self._type_names(), self._describing_words())
        admission = Admission(
            criteria=self._words.text("criteria"),
            referral=self._words.text("referral"),
            exclusion=self._words.text("exclusion"),
            access=access,
            routes=routes,
            meets_in_group="gruppverksamhet" in types and "digitalt" not in forms,
            forms=frozenset(forms),
        )
        requirements = read_requirements(admission)
        supports = read_supports(self._words.text("income_support")) & self._known.income_supports
        facts = read_facts(self._words, scope, access, self._financing())
        forbidden = [*broken_rules(facts, parties)]
        for name, reason in forbidden:
            self._warn(name, reason)
        structured = {
            "organisation": parties.told_apart,
            "type": bool(types) or scope == Scope.STRUCTURAL,
            "referral": bool(routes),
            "criteria": bool(requirements or facts.age_from or facts.age_to),
            "cost": facts.cost_kind != Cost.UNKNOWN,
            "income_support": bool(supports),
            "extent": facts.hours_from is not None or facts.hours_to is not None,
            "duration": read_length(self._words.text("duration")) != Length(),
            "intake": facts.start != Start.UNKNOWN or facts.queue_days is not None,
        }
        stated = {name for name in structured if name == "type" or self._words.text(name)}
        return Sheet(
            position=self._record.position,
            source_id=str(self._record.fields["id"]).strip(),
            status=self._status(),
            facts=facts,
            step=self._record.fields["step"],
            responsible=parties.responsible,
            participants=parties.participants,
            # What is for the whole country is no kommun's own, whatever kommuner a sheet names.
            municipalities=() if facts.nationwide else tuple(place.code for place in places),
            counties=self._counties(places),
            types=frozenset(types),
            forms=frozenset(forms),
            requirements=frozenset(requirements),
            not_required=frozenset(read_not_required(admission, requirements)),
            income_supports=frozenset(supports),
            need_groups=frozenset(groups),
            new_need_groups=new_groups,
            languages=frozenset(spoken),
            new_languages=new_languages,
            routes=routes,
            contact=""
            if self._words.text("contact").casefold() in _NO_CONTACT
            else self._words.text("contact"),
            leads_to=tuple(dict.fromkeys(self._words.list("leads_to"))),
            illustrative=self._record.fields.get("illustrative", True),
            forbidden=tuple(reason for _, reason in forbidden),
            said={
                "forms": sorted(stated_forms(self._type_names())),
                "easy_read": "lätt svenska" in map(str.casefold, self._words.list("languages")),
            },
            read=frozenset(name for name in stated if structured[name]),
            kept_as_text=frozenset(name for name in stated if not structured[name]),
        )

    def _problem(self, name: str, reason: str) -> None:
        self.problems.append(self._record.finding(name, reason))

    def _warn(self, name: str, reason: str) -> None:
        self.warnings.append(self._record.finding(name, reason))

    def _status(self) -> Status:
        status = STATUS.get(self._words.text("status").casefold())
        if status is None:
            self._problem("status", _not_among(self._words.text("status"), STATUS))
        elif status == Status.REPLACED and not self._words.list("leads_to"):
            self._problem("leads_to", "ska nämna den insats som ersätter, när status är ersatt.")
        return status or Status.DRAFT

    def _access(self, scope: Scope) -> Intervention.Access:
        access = ACCESS.get(self._words.text("access").casefold())
        if access is None:
            self._problem("access", _not_among(self._words.text("access"), ACCESS))
        elif scope == Scope.STRUCTURAL and access != Access.NOT_SEARCHABLE:
            self._problem(
                "access", "ska vara ”ej sökbar”, eftersom insatsen är strukturövergripande."
            )
        return access or Access.NOT_SEARCHABLE

    def _financing(self) -> Intervention.Financing:
        financing = read_financing(self._words.text("financing"))
        if financing is None:
            self._warn(
                "financing", f"”{self._words.text('financing')}” är inte känt och blev ”annat”."
            )
        return financing or Intervention.Financing.OTHER

    def _type_names(self) -> list[str]:
        given = self._record.fields["type"]
        names = given if isinstance(given, list) else re.split(r"[,;/]", given)
        return [tidy(name) for name in names if tidy(name)]

    def _types(self) -> tuple[set[str], Scope]:
        names = [name.casefold() for name in self._type_names()]
        structural = STRUCTURAL in names
        for name in names:
            if name != STRUCTURAL and name not in self._known.types:
                self._warn("type", f"{_not_among(name, self._known.types)} Posten sparas utan den.")
        types = {self._known.types[name] for name in names if name in self._known.types}
        return types, Scope.STRUCTURAL if structural else Scope.INDIVIDUAL

    def _places(self) -> list[Place]:
        places: dict[str, Place] = {}
        for name in self._words.list("kommuner"):
            place = self._known.gazetteer.find(name)
            if place:
                places[place.code] = place
            else:
                nearest = self._known.gazetteer.nearest(name)
                hint = f" Menades {nearest}?" if nearest else ""
                self._problem("kommuner", f"”{name}” är inte en svensk kommun.{hint}")
        return list(places.values())

    def _counties(self, places: list[Place]) -> tuple[str, ...]:
        """Return the whole county where no kommun is named but the region is a county."""
        if places or self._words.nationwide or self._words.list("kommuner"):
            return ()
        region = re.sub(r"s?\s+län$", "", self._words.text("region"), flags=re.IGNORECASE)
        code = self._known.counties.get(region.casefold())
        if code is None:
            self._problem("kommuner", "är tom. Nämn minst en kommun, eller ett helt län i region.")
        return (code,) if code else ()

    def _parties(self, places: list[Place]) -> Parties:
        text = self._words.text("organisation")
        if not text:
            self._problem("organisation", "får inte vara tomt.")
        return self._known.organisations.read(text, places, self._words.text("region"))

    def _resolve(
        self, name: str, known: dict[str, str], skip: "re.Pattern[str] | None" = None
    ) -> tuple[set[str], tuple[str, ...]]:
        """Return the lasting names of what a list names, and the names that are new."""
        found, new = set(), {}
        for value in self._words.list(name):
            if skip and skip.match(value):
                continue
            if value.casefold() in known:
                found.add(known[value.casefold()])
            else:
                new[value.casefold()] = value
        return found, tuple(new.values())

    def _describing_words(self) -> str:
        return ". ".join(
            self._words.text(name) for name in ("name", "purpose", "content", "extent")
        )


_not_a_language = re.compile(r"tolk|lätt svenska", re.IGNORECASE)


def _not_among(value: str, known: Iterable[str]) -> str:
    nearest = process.extractOne(value.casefold(), list(known), score_cutoff=70)
    hint = f" Menades ”{nearest[0]}”?" if nearest else ""
    return f"”{value}” finns inte bland värdena.{hint}"
