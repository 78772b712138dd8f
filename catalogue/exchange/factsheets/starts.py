"""Read when one can begin, and how long the queue is."""

import re
from dataclasses import dataclass

from catalogue.exchange.factsheets.phrases import RANGE, number
from catalogue.models import Intervention

Start = Intervention.Start

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_ROLLING = re.compile(r"\blöpande\b|\bkontinuerligt\b|\bnär som helst\b", re.IGNORECASE)
_DROP_IN = re.compile(r"\bdrop[- ]?in\b|utan (?:tids)?bokning|^öppe[nt]\b", re.IGNORECASE)
_FIXED = re.compile(
    rf"gruppstart|terminsstart|\bstart(?:er)? (?:per|varje|vecka|i|den)\b|\b{_MONTH}(?:,| och) "
    rf"{_MONTH}\b|^(?:start )?{_MONTH}$|^vecka \d",
    re.IGNORECASE,
)
_DAYS = {"dag": 1, "veck": 7, "mån": 30}
_LONGEST_QUEUE = 3650
_SPAN = rf"{RANGE}\s*(dag|veck|mån)(?:ar|a|or|ader|ad|\.)?\b"
_ABOUT = r"(?:[\s,:]|är|på|just|nu|cirka|ca\.?|ungefär|omkring|högst|upp till|normalt)*"
_QUEUE = re.compile(
    rf"(?:kötid(?:en)?|väntetid(?:en)?|kölista|kö)\b{_ABOUT}{_SPAN}|"
    rf"(?:första (?:tid|besök|samtal|möte|kontakt)(?:et|en)?|^start|^tid|^)\s*inom\s+{_SPAN}",
    re.IGNORECASE,
)
_NO_QUEUE = re.compile(r"\b(?:ingen|utan) kö\b", re.IGNORECASE)


@dataclass(frozen=True)
class Intake:
    """How one begins, and the upper bound of the wait in days."""

    start: Intervention.Start = Start.UNKNOWN
    queue_days: int | None = None


def read_intake(text: str) -> Intake:
    """Return the kind of start and the queue, as far as the text states them."""
    kinds = [
        kind
        for kind, pattern in (
            (Start.DROP_IN, _DROP_IN),
            (Start.ROLLING, _ROLLING),
            (Start.FIXED, _FIXED),
        )
        if pattern.search(text)
    ]
    fixed_and_rolling = {Start.ROLLING, Start.FIXED} <= set(kinds)
    start = kinds[0] if kinds and not fixed_and_rolling else Start.UNKNOWN
    return Intake(start, _queue(text))


def _queue(text: str) -> int | None:
    if _NO_QUEUE.search(text):
        return 0
    found = list(_QUEUE.finditer(text))
    if len(found) != 1:
        return None
    *amounts, unit = (part for part in found[0].groups() if part)
    days = round(number(amounts[-1]) * _DAYS[unit.casefold()])
    return days if days <= _LONGEST_QUEUE else None
