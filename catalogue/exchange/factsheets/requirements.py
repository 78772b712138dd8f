"""Read which requirements an intervention has, from all that its fact sheet says about it."""

import re
from dataclasses import dataclass

from catalogue.exchange.factsheets.requirement_words import read_required
from catalogue.exchange.factsheets.waivers import read_waivers
from catalogue.exchange.factsheets.ways_in import Route, senders_in
from catalogue.models import Intervention, ReferralRoute
from catalogue.models.requirements import implied

Access = Intervention.Access
Sender = ReferralRoute.Sender

_EXCLUDED_USE = re.compile(r"missbruk|beroende|påverkad|droger|alkohol", re.IGNORECASE)
_SOBER = re.compile(r"\b(?:ska|måste|behöver) (?:\w+ ){0,2}(?:nykter|drogfri)", re.IGNORECASE)
_WELCOME = re.compile(r"hinder|utesluter inte|\binga krav\b|välkom", re.IGNORECASE)
_NO_REQUIREMENTS = re.compile(r"\binga (?:andra |särskilda )?krav\b", re.IGNORECASE)
_NO_REFERRAL = re.compile(r"\bingen remiss\b|\butan remiss\b|remiss (?:krävs|behövs) inte", re.I)
# "Lokala torget, AF": the Employment Service stands in a list with somebody unknown.
_AMONG_OTHERS = re.compile(
    r"(?:,|\boch|\beller|\bsamt)\s+(?:AF\b|arbetsförmedl)|"
    r"\b(?:AF|arbetsförmedl\w*)(?:,? och|,? eller| samt|,(?! du\b))\b",
    re.IGNORECASE,
)
_BY_ONESELF = {Sender.SELF, Sender.RELATIVE}
_BY_OTHERS = {Access.PROFESSIONAL, Access.AUTHORITY_DECISION, Access.HEALTH_REFERRAL}


@dataclass(frozen=True)
class Admission:
    """What a fact sheet says about who may take part, and how they get in."""

    criteria: str
    referral: str
    exclusion: str
    access: Intervention.Access
    routes: tuple[Route, ...]
    meets_in_group: bool
    forms: frozenset[str] = frozenset()


def read_requirements(admission: Admission) -> set[str]:
    """Return the slugs of the requirements that the words and the way in amount to."""
    if admission.access == Access.NOT_SEARCHABLE:
        return set()
    slugs = read_required(f"{admission.criteria}\n{admission.referral}")
    slugs |= _required_by_the_way_in(admission)
    if excludes_use(admission.exclusion):
        slugs.add("drogfrihet")
    if admission.meets_in_group and not _NO_REQUIREMENTS.search(admission.criteria):
        slugs.add("grupp")
    if _BY_ONESELF & senders_in(admission.referral) or _NO_REFERRAL.search(admission.referral):
        slugs.discard("remiss")
    return slugs


def excludes_use(exclusion: str) -> bool:
    """Tell whether the text shuts out those who use drugs or alcohol."""
    shut = bool(_EXCLUDED_USE.search(exclusion)) and not _WELCOME.search(exclusion)
    return shut or bool(_SOBER.search(exclusion))


def read_not_required(admission: Admission, required: set[str]) -> set[str]:
    """Return the slugs of the requirements that the words say are not demanded."""
    if admission.access == Access.NOT_SEARCHABLE:
        return set()
    words = f"{admission.criteria}\n{admission.referral}\n{admission.exclusion}"
    return read_waivers(words) - required - implied(admission.access, admission.forms)


def _required_by_the_way_in(admission: Admission) -> set[str]:
    """Return what follows from who opens the door, though no word demands it."""
    slugs = set()
    senders = {route.sender for route in admission.routes}
    if admission.access == Access.MUNICIPAL_DECISION:
        slugs.add("bistandsbeslut")
    if admission.access in _BY_OTHERS:
        slugs.add("remiss")
        if senders == {Sender.EMPLOYMENT_SERVICE} and not _AMONG_OTHERS.search(admission.referral):
            slugs.add("inskrivning-af")
    return slugs
