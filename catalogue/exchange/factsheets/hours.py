"""Read how many hours a week an intervention takes."""

import re
from dataclasses import dataclass
from decimal import Decimal

from catalogue.exchange.factsheets.phrases import NUMBER, RANGE, number
from catalogue.exchange.factsheets.sessions import read_sessions

FULL_TIME, HALF_TIME = Decimal(40), Decimal(20)
_LONGEST = 168

_UNIT = r"(?:timmars?|timme|tim\.?|h)"
_PER_WEEK = r"(?:/\s*(?:vecka|v)\b|(?:per|i)\s+vecka(?:n)?\b|varje\s+vecka\b)"
_AMOUNT = re.compile(
    rf"(?P<bound>mellan|från|minst|upp till|högst|max(?:imalt)?|mot)?\s*{RANGE}\s*{_UNIT}\s*"
    rf"(?:(?P<weekly>{_PER_WEEK})|(?P<fortnightly>varannan\s+vecka))",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"{NUMBER}\s*{_UNIT}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hours:
    """Hours a week, from and to; `None` where the text sets no bound."""

    least: Decimal | None = None
    most: Decimal | None = None


def read_hours(text: str) -> Hours:
    """Return the weekly hours where the text states exactly one amount of them."""
    whole = text.strip(" .").casefold()
    if whole in {"heltid", "halvtid"}:
        hours = FULL_TIME if whole == "heltid" else HALF_TIME
        return Hours(hours, hours)
    found = list(_AMOUNT.finditer(text))
    if len(_MENTION.findall(text)) > 1:
        return Hours()
    if len(found) != 1:
        return _by_sessions(text)
    amount = found[0]
    share = 2 if amount["fortnightly"] else 1
    first = _decimal(amount[2], share)
    second = _decimal(amount[3], share) if amount[3] else None
    return _bounded((amount["bound"] or "").casefold(), first, second)


def _by_sessions(text: str) -> Hours:
    """Multiply, where the text tells how often and how long each time."""
    sessions = read_sessions(text)
    if sessions.per_week is None or sessions.minutes is None:
        return Hours()
    minutes = Decimal(sessions.per_week * sessions.minutes)
    hours = (minutes / 60).quantize(Decimal("0.1"))
    return Hours(hours, hours) if hours * 60 == minutes and hours <= _LONGEST else Hours()


def _bounded(bound: str, first: Decimal, second: Decimal | None) -> Hours:
    if max(first, second or first) > _LONGEST or (second is not None and second < first):
        return Hours()
    if second is not None:
        return Hours(first, second)
    if bound == "mellan":
        return Hours()
    if bound in {"från", "minst"}:
        return Hours(least=first)
    if bound:
        return Hours(most=first)
    return Hours(first, first)


def _decimal(text: str, share: int) -> Decimal:
    return Decimal(str(round(number(text) / share, 1)))
