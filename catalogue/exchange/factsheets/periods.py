"""Read how long an intervention lasts: weeks, no end, or the dates of a project."""

import calendar
import datetime
import re
from dataclasses import dataclass

from catalogue.exchange.factsheets.phrases import NUMBER, RANGE, number

_WEEKS = {"v": 1.0, "m": 52 / 12, "å": 52.0, "h": 26.0, "t": 20.0}  # by the unit's first letter
_LONGEST = 2000
_UNIT_WORD = r"(?:veck(?:or|a)|v\.?|mån(?:ad(?:er)?|\.)?|halvår|år|termin(?:er)?)"
_ABOUT = (
    r"(?:(?:individuell(?:t)?|cirka|ca\.?|ungefär|omkring|ofta|oftast|normalt|vanligen|vanligtvis)"
    r"[,\s]+)*"
)
_BOUND = r"(?P<bound>upp till|högst|max(?:imalt)?|som längst|minst)?\s*"
_LENGTH = re.compile(
    rf"{_ABOUT}{_BOUND}{RANGE}\s*(?P<unit>{_UNIT_WORD})(?=$|[\s,;.(])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANOTHER_LENGTH = re.compile(
    rf"{NUMBER}\s*{_UNIT_WORD}|tillsvidare|i taget|ålder|fylld|därefter|utan slut", re.IGNORECASE
)
_NO_END = re.compile(
    r"tills ?vidare|utan (?:slutdatum|bortre gräns|tidsgräns)|obegränsad(?: tid)?|löpande|"
    r"ingen (?:bortre gräns|tidsgräns)|(?:ej|inte) tidsbegränsad|"
    r"så länge (?:behovet?|behov) finns|så länge du (?:vill|behöver)",
    re.IGNORECASE,
)
_MONTHS = {
    month: position
    for position, month in enumerate(
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
         "oktober", "november", "december"], start=1)
}  # fmt: skip
_DATE = (
    r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}(?!\d)|"
    rf"(?:\d{{1,2}} )?(?:{'|'.join(_MONTHS)}) \d{{4}}|\d{{4}}"
)
_PROJECT = re.compile(
    rf"(?:projekt(?:tid|period)?\b[,:]?\s*)?(?:från\s+)?({_DATE})"
    rf"\s*(?:–|—|-|till och med|t\.?o\.?m\.?|till)\s*({_DATE})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Length:
    """How long it lasts; everything empty where the text does not say."""

    weeks_from: int | None = None
    weeks_to: int | None = None
    open_ended: bool = False
    project_from: datetime.date | None = None
    project_to: datetime.date | None = None


def read_length(text: str) -> Length:
    """Return the length where the whole text states exactly one."""
    whole = text.strip().rstrip(".").strip()
    if _NO_END.fullmatch(whole):
        return Length(open_ended=True)
    project = _PROJECT.fullmatch(whole)
    if project:
        return _project(project[1], project[2])
    length = _LENGTH.fullmatch(whole)
    if length is None or _ANOTHER_LENGTH.search(length["rest"]):
        return Length()
    return _weeks(length)


def _weeks(length: re.Match[str]) -> Length:
    unit = length["unit"].casefold()
    if unit == "år" and number(length[3] or length[2]) > 10:
        return Length()  # "16–20 år" is an age
    first = round(number(length[2]) * _WEEKS[unit[0]])
    last = round(number(length[3]) * _WEEKS[unit[0]]) if length[3] else None
    if max(first, last or first) > _LONGEST or (last is not None and last < first):
        return Length()
    if last is not None:
        return Length(first, last)
    bound = (length["bound"] or "").casefold()
    if bound == "minst":
        return Length(weeks_from=first)
    return Length(weeks_to=first) if bound else Length(first, first)


def _project(begins: str, ends: str) -> Length:
    first, last = _days(begins), _days(ends)
    if first is None or last is None or first[0] > last[1]:
        return Length()
    return Length(project_from=first[0], project_to=last[1])


def _days(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a year, a month or a day."""
    parts = text.casefold().split()
    if len(parts) == 1:
        numbers = [int(part) for part in text.split("-")]
    else:
        numbers = [int(parts[-1]), _MONTHS[parts[-2]], *map(int, parts[:-2])]
    year, month, day = (*numbers, None, None)[:3]
    try:
        if day is not None and month is not None:
            exact = datetime.date(year or 0, month, day)
            return exact, exact
        last_month = month or 12
        last_day = calendar.monthrange(year or 0, last_month)[1]
        return datetime.date(year or 0, month or 1, 1), datetime.date(
            year or 0, last_month, last_day
        )
    except ValueError:
        return None
