"""Read what an intervention costs and what a person may live on meanwhile."""

import re
from dataclasses import dataclass

from catalogue.models import Intervention

Cost = Intervention.Cost

_FREE = re.compile(
    r"kostnadsfri|\bgratis\b|avgiftsfri|(?:ingen|utan) (?:patient)?(?:avgift|kostnad)|kostar inget|"
    r"kostar ingenting|betalar (?:inget|ingenting)|"
    r"(?<!\d)0 ?(?:kr|kronor)\b|\binga (?:avgifter|kostnader)\b",
    re.IGNORECASE,
)
_SOMETIMES_FREE = re.compile(
    r"\b(?:inte|ej|ofta|ibland|delvis|annars|upp till|under|första)\b[^.;]*"
    r"(?:kostnadsfri|gratis|avgiftsfri)",
    re.IGNORECASE,
)
_NO_FEE = re.compile(r"(?:ingen|inga|utan) (?:patient)?(?:avgift|kostnad)", re.IGNORECASE)
_PATIENT_FEE = re.compile(r"patientavgift|regionens taxa|högkostnad|besöksavgift", re.IGNORECASE)
_BOUGHT = re.compile(
    r"köpt? (?:plats|insats)|platsen köps|remittenten betalar|dygnskostnad|upphandlad plats", re.I
)
_PAID = re.compile(r"\blön\b", re.IGNORECASE)
_FEE = re.compile(
    r"avgift|hyra|självkostnad|\d+\s*(?:kr\b|kronor|:-)|egenavgift|taxa|kostnad(?!s)", re.IGNORECASE
)
# What is paid for something beside it, or perhaps.
_BESIDE = re.compile(
    r"\b(?:lunch|mat|fika|kaffe)\w*[^.;,]*|[^.;,]*\bkan (?:förekomma|tillkomma)\b", re.IGNORECASE
)
_VARIES = re.compile(r"beror på|varierar|olika", re.IGNORECASE)
_PER_SENDER = re.compile(
    r"(?P<cost>[^.;,]+?)\s+(?:om|när)\s+(?P<sender>[^.;,]+?)\s+(?:remitterar|skickar|anvisar)|"
    r"(?P<cost2>[^.;,]+?)\s+via\s+(?P<sender2>[^.;,]+)",
    re.IGNORECASE,
)

_SUPPORTS = {
    "aktivitetsstod": r"aktivitetsstöd",
    "utvecklingsersattning": r"utvecklingsersättning",
    "ekonomiskt-bistand": r"\bbistånd|försörjningsstöd",
    "sjukpenning": r"sjukpenning(?!grundande)",
    "rehabiliteringspenning": r"rehab(?:iliterings)?penning",
    "aktivitetsersattning": r"aktivitetsersättning",
    "sjukersattning": r"sjukersättning",
    "vilande-ersattning": r"vilande",
    "etableringsersattning": r"etableringsersättning",
    "studiemedel": r"studiemedel|studiestöd|\bCSN\b|studielån",
    "studiestartsstod": r"studiestartsstöd",
    "arbetsloshetsersattning": r"a-kassa|arbetslöshetsersättning|arbetslöshetskassa",
    "foraldrapenning": r"föräldrapenning",
    "lon": r"\blön\b|kollektivavtalsenlig lön|avtalsenlig lön",
    "oforandrad": r"oförändra|behåll(?:er|a|s)?\b|påverkas inte|samma ersättning",
}
_DENIED = re.compile(r"\b(?:ingen|inget|inga|inte|ej|utan)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\bompröv\w*|\bdras in\b|\bupphör|\bräknas av\b", re.IGNORECASE)


@dataclass(frozen=True)
class SenderCost:
    """What it costs when somebody in particular refers."""

    sender: str
    kind: Intervention.Cost
    words: str


def read_cost(text: str) -> Intervention.Cost:
    """Return roughly what it costs the person; `UNKNOWN` where the text does not say."""
    if len({cost.kind for cost in read_costs_by_sender(text)}) > 1:
        return Cost.VARIES
    free = _FREE.search(text) and not _SOMETIMES_FREE.search(text)
    dear = _BESIDE.sub(" ", _NO_FEE.sub(" ", text))
    if _PATIENT_FEE.search(dear):
        return Cost.PATIENT_FEE
    if free:
        return Cost.FREE
    for kind, pattern in (
        (Cost.BOUGHT, _BOUGHT),
        (Cost.PAID_WORK, _PAID),
        (Cost.FEE, _FEE),
        (Cost.VARIES, _VARIES),
    ):
        if pattern.search(dear):
            return kind
    return Cost.UNKNOWN


def read_costs_by_sender(text: str) -> list[SenderCost]:
    """Return the costs that depend on who refers."""
    costs = []
    for found in _PER_SENDER.finditer(text):
        words = (found["cost"] or found["cost2"]).strip()
        kind = _plain_cost(words)
        if kind != Cost.UNKNOWN:
            costs.append(SenderCost(found["sender"] or found["sender2"], kind, words))
    return costs


def _plain_cost(words: str) -> Intervention.Cost:
    if _PATIENT_FEE.search(_NO_FEE.sub(" ", words)):
        return Cost.PATIENT_FEE
    return Cost.FREE if _FREE.search(words) else Cost.UNKNOWN


def read_supports(text: str) -> set[str]:
    """Return the slugs of what a person may live on during the intervention."""
    slugs = set()
    for clause in re.split(r"[.;]", text):
        if _UNSURE.search(clause):
            continue  # said of what may be lost, not of what one lives on
        denied = _DENIED.search(clause.replace("påverkas inte", "behålls"))
        plain = clause[: denied.start()] if denied else clause
        slugs |= {slug for slug, word in _SUPPORTS.items() if re.search(word, plain, re.I)}
        if re.search(r"\bingen (?:ersättning|lön)\b|^\s*ingen\s*$", clause, re.IGNORECASE):
            slugs.add("ingen")
    return slugs
