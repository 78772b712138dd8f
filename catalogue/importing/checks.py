"""Judge a record: a typed fact sheet, or problems that say what is wrong with which field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process

from catalogue.importing.ages import read_ages
from catalogue.importing.conditions import Conditions, read_requirements
from catalogue.importing.forms import read_forms
from catalogue.importing.hours import read_hours
from catalogue.importing.known import Known
from catalogue.importing.law import broken_rules
from catalogue.importing.money import read_cost, read_supports
from catalogue.importing.organisations import Parties
from catalogue.importing.periods import Length, read_length
from catalogue.importing.phrases import shorten, tidy
from catalogue.importing.places import Place
from catalogue.importing.provenance import documented_fields, read_basis
from catalogue.importing.rows import Finding, Record
from catalogue.importing.sheet import Facts, Sheet
from catalogue.importing.starts import read_intake
from catalogue.importing.vocabulary import ACCESS, STATUS, STRUCTURAL, read_financing
from catalogue.importing.ways_in import read_routes
from catalogue.models import Intervention

Access = Intervention.Access
Cost = Intervention.Cost
Scope = Intervention.Scope
Start = Intervention.Start

_SUMMARY = 200
_ANONYMOUS = re.compile(r"\b(?:kan|får|vara|även) (?:du |man )?(?:vara )?anonym", re.IGNORECASE)
_WRITTEN_CONSENT = re.compile(r"skriftligt samtycke|samtyckesblankett", re.IGNORECASE)
_EASY_READ = re.compile(r"lättläst|\blätt svenska\b", re.IGNORECASE)
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
        self._texts = {
            name: tidy(value) for name, value in record.fields.items() if isinstance(value, str)
        }
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
        cost = self._text("cost")
        routes = read_routes(self._text("referral"), access, cost)
        forms = read_forms(self._type_names(), self._describing_words())
        conditions = Conditions(
            criteria=self._text("criteria"),
            referral=self._text("referral"),
            exclusion=self._text("exclusion"),
            access=access,
            routes=routes,
            meets_in_group="gruppverksamhet" in types and "digitalt" not in forms,
        )
        requirements = read_requirements(conditions)
        supports = read_supports(self._text("income_support")) & self._known.income_supports
        facts = self._facts(scope, access)
        for name, reason in broken_rules(facts, parties):
            self._warn(name, reason)
        structured = {
            "organisation": parties.told_apart,
            "type": bool(types) or scope == Scope.STRUCTURAL,
            "referral": bool(routes),
            "criteria": bool(requirements or facts.age_from or facts.age_to),
            "cost": facts.cost_kind != Cost.UNKNOWN,
            "income_support": bool(supports),
            "extent": facts.hours_from is not None or facts.hours_to is not None,
            "duration": read_length(self._text("duration")) != Length(),
            "intake": facts.start != Start.UNKNOWN or facts.queue_days is not None,
        }
        stated = {name for name in structured if self._texts.get(name, "x")}
        return Sheet(
            position=self._record.position,
            source_id=str(self._record.fields["id"]).strip(),
            status=self._status(),
            facts=facts,
            step=self._record.fields["step"],
            responsible=parties.responsible,
            participants=parties.participants,
            municipalities=tuple(place.code for place in places),
            counties=self._counties(places),
            types=frozenset(types),
            forms=frozenset(forms),
            requirements=frozenset(requirements),
            income_supports=frozenset(supports),
            need_groups=frozenset(groups),
            new_need_groups=new_groups,
            languages=frozenset(spoken),
            new_languages=new_languages,
            routes=routes,
            contact=""
            if self._text("contact").casefold() in _NO_CONTACT
            else self._text("contact"),
            leads_to=tuple(dict.fromkeys(self._list("leads_to"))),
            read=frozenset(name for name in stated if structured[name]),
            kept_as_text=frozenset(name for name in stated if not structured[name]),
        )

    def _facts(self, scope: Intervention.Scope, access: Intervention.Access) -> Facts:
        ages = read_ages(self._text("criteria"))
        hours = read_hours(self._text("extent"))
        length = read_length(self._text("duration"))
        intake = read_intake(self._text("intake"))
        everything = " ".join(self._text(name) for name in ("referral", "criteria", "content"))
        languages = [name.casefold() for name in self._list("languages")]
        return Facts(
            name=" ".join(self._record.name.split()),
            summary=shorten(self._text("purpose") or self._text("content"), _SUMMARY),
            purpose=self._text("purpose"),
            content=self._text("content"),
            scope=scope,
            organisation_note=" ".join(self._text("organisation").split()),
            age_from=ages.least,
            age_to=ages.most,
            criteria=self._text("criteria"),
            exclusion=self._text("exclusion"),
            access=access,
            referral=self._text("referral"),
            anonymous=bool(_ANONYMOUS.search(everything)),
            consent_needed=bool(_WRITTEN_CONSENT.search(everything)),
            cost_kind=read_cost(self._text("cost")),
            cost=self._text("cost"),
            income_note=self._text("income_support"),
            hours_from=hours.least,
            hours_to=hours.most,
            extent=self._text("extent"),
            weeks_from=length.weeks_from,
            weeks_to=length.weeks_to,
            open_ended=length.open_ended,
            duration=self._text("duration"),
            start=intake.start,
            intake=self._text("intake"),
            queue_days=intake.queue_days,
            nationwide=self._is_nationwide(),
            interpreter=any(name.startswith("tolk") for name in languages),
            easy_read=bool(_EASY_READ.search(everything)) or "lätt svenska" in languages,
            financing=self._financing(),
            project_from=length.project_from,
            project_to=length.project_to,
            editor_note=self._text("note"),
            documented_fields=documented_fields(self._record.fields.get("basis")),
            basis=read_basis(self._record.fields.get("basis")),
        )

    def _text(self, name: str) -> str:
        return self._texts.get(name, "")

    def _list(self, name: str) -> list[str]:
        return [" ".join(value.split()) for value in self._record.fields[name]]

    def _problem(self, name: str, reason: str) -> None:
        self.problems.append(self._record.finding(name, reason))

    def _warn(self, name: str, reason: str) -> None:
        self.warnings.append(self._record.finding(name, reason))

    def _status(self) -> Intervention.Status:
        status = STATUS.get(self._text("status").casefold())
        if status is None:
            self._problem("status", _not_among(self._text("status"), STATUS))
        elif status == Intervention.Status.REPLACED and not self._list("leads_to"):
            self._problem("leads_to", "ska nämna den insats som ersätter, när status är ersatt.")
        return status or Intervention.Status.DRAFT

    def _access(self, scope: Intervention.Scope) -> Intervention.Access:
        access = ACCESS.get(self._text("access").casefold())
        if access is None:
            self._problem("access", _not_among(self._text("access"), ACCESS))
        elif scope == Scope.STRUCTURAL and access != Access.NOT_SEARCHABLE:
            self._problem(
                "access", "ska vara ”ej sökbar”, eftersom insatsen är strukturövergripande."
            )
        return access or Access.NOT_SEARCHABLE

    def _financing(self) -> Intervention.Financing:
        financing = read_financing(self._text("financing"))
        if financing is None:
            self._warn("financing", f"”{self._text('financing')}” är inte känt och blev ”annat”.")
        return financing or Intervention.Financing.OTHER

    def _type_names(self) -> list[str]:
        given = self._record.fields["type"]
        names = given if isinstance(given, list) else re.split(r"[,;/]", given)
        return [tidy(name) for name in names if tidy(name)]

    def _types(self) -> tuple[set[str], Intervention.Scope]:
        names = [name.casefold() for name in self._type_names()]
        structural = STRUCTURAL in names
        for name in names:
            if name != STRUCTURAL and name not in self._known.types:
                self._warn("type", f"{_not_among(name, self._known.types)} Posten sparas utan den.")
        types = {self._known.types[name] for name in names if name in self._known.types}
        return types, Scope.STRUCTURAL if structural else Scope.INDIVIDUAL

    def _is_nationwide(self) -> bool:
        return self._text("region").casefold() in {"alla", "hela landet", "nationell", "sverige"}

    def _places(self) -> list[Place]:
        places: dict[str, Place] = {}
        for name in self._list("kommuner"):
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
        if places or self._is_nationwide() or self._list("kommuner"):
            return ()
        region = re.sub(r"s?\s+län$", "", self._text("region"), flags=re.IGNORECASE)
        code = self._known.counties.get(region.casefold())
        if code is None:
            self._problem("kommuner", "är tom. Nämn minst en kommun, eller ett helt län i region.")
        return (code,) if code else ()

    def _parties(self, places: list[Place]) -> Parties:
        text = self._text("organisation")
        if not text:
            self._problem("organisation", "får inte vara tomt.")
        return self._known.organisations.read(text, places, self._text("region"))

    def _resolve(
        self, name: str, known: dict[str, str], skip: "re.Pattern[str] | None" = None
    ) -> tuple[set[str], tuple[str, ...]]:
        """Return the lasting names of what a list names, and the names that are new."""
        found, new = set(), {}
        for value in self._list(name):
            if skip and skip.match(value):
                continue
            if value.casefold() in known:
                found.add(known[value.casefold()])
            else:
                new[value.casefold()] = value
        return found, tuple(new.values())

    def _describing_words(self) -> str:
        return ". ".join(self._text(name) for name in ("name", "purpose", "content", "extent"))


_not_a_language = re.compile(r"tolk|lätt svenska", re.IGNORECASE)


def _not_among(value: str, known: Iterable[str]) -> str:
    nearest = process.extractOne(value.casefold(), list(known), score_cutoff=70)
    hint = f" Menades ”{nearest[0]}”?" if nearest else ""
    return f"”{value}” finns inte bland värdena.{hint}"
